"""The command line of `footcore history`."""

from __future__ import annotations

import argparse

from footcore_tui.cli.arguments import Parser, Tools, seconds

FORMATS = ("jsonl", "csv", "ics", "html")
"""By hand: to load what they belong to would slow every command down."""


def history_options(history: Parser) -> None:
    history.add_argument("--since", metavar="DATE", help="from that local day on, as 2026-11-21")
    history.add_argument("--json", action="store_true", help="for programs")
    history.add_argument("--full", action="store_true", help="what was said of each session, and its every interval")
    history.set_defaults(handler=_history, synchronises=True)
    tools = history.add_subparsers(title="changing the past, and keeping it safe", metavar="TOOL", parser_class=Parser)
    rest = tools.add_parser("rest", help="mark days as bridged", description="Marks days: they join, and add nothing.")
    rest.add_argument("dates", metavar="DATE[..DATE]", help="a day as 2026-11-21, or the first and the last")
    reasons = rest.add_mutually_exclusive_group()
    for reason in ("ill", "hurt", "travel"):
        reasons.add_argument(f"--{reason}", dest="reason", action="store_const", const=reason, help=f"marked {reason}")
    rest.add_argument("--undo", action="store_true", help="take the mark back")
    rest.set_defaults(handler=_rest)
    log = tools.add_parser("log", help="write down a session done elsewhere", description="Writes a session down.")
    log.add_argument("routine", metavar="ROUTINE", help="an id, or a file's path")
    log.add_argument("--at", metavar="T", help="a date, or a moment as 2026-11-21T18:30; none: now")
    log.set_defaults(handler=_log)
    session = "the end of its id, or `last`"
    correct = tools.add_parser("correct", help="correct a session", description="Corrects a session.")
    correct.add_argument("session", metavar="SESSION", help=session)
    correct.add_argument("--day", metavar="DATE", help="the day to which it belongs")
    correct.add_argument("--work", type=seconds, metavar="SECONDS", help="the work that was really done")
    correct.add_argument("--undo", action="store_true", help="as it was recorded")
    correct.set_defaults(handler=_correct)
    delete = tools.add_parser("delete", help="throw a session away", description="Throws a session away.")
    delete.add_argument("session", metavar="SESSION", help=session)
    delete.add_argument("--undo", action="store_true", help="bring it back")
    delete.set_defaults(handler=_delete)
    _exchange_options(tools)
    _safety_options(tools)


def _exchange_options(tools: Tools) -> None:
    export = tools.add_parser("export", help="write it out", description="Writes the history out; see exchange.md.")
    export.add_argument("--format", choices=FORMATS, required=True, help="jsonl alone can be read back in")
    export.add_argument("--since", metavar="DATE", help="from that local day on, as 2026-11-21")
    export.add_argument("--pseudonym", default="", metavar="NAME", help="whom it calls you; default: nobody")
    export.add_argument("file", nargs="?", default="-", metavar="FILE", help="- or none: standard output")
    export.set_defaults(handler=_export)
    taking = tools.add_parser("import", help="read a jsonl export back in", description="All of a file, or nothing.")
    taking.add_argument("file", metavar="FILE", help="- for standard input")
    taking.set_defaults(handler=_import)
    merge = tools.add_parser(
        "merge",
        help="join another machine's history",
        description="Joins events without doubles. Exit code 1: something was reported.",
    )
    merge.add_argument("place", metavar="FILE|FOLDER", help="a device file, a folder of them, or a history.sqlite3")
    merge.set_defaults(handler=_merge, synchronises=False)


def _safety_options(tools: Tools) -> None:
    verify = tools.add_parser(
        "verify",
        help="check the history's file",
        description="Reads the whole file and says what is wrong with it. Exit code 0: nothing, 1: something.",
    )
    verify.set_defaults(handler=_verify, synchronises=False)
    backup = tools.add_parser("backup", help="make a checked copy", description="Makes a checked copy now.")
    backup.add_argument("file", nargs="?", metavar="FILE", help="a new file; none: one among the automatic backups")
    backup.set_defaults(handler=_backup, synchronises=False)
    restore = tools.add_parser(
        "restore",
        help="join the history with a backup",
        description="Joins the history with a backup: what is in either is there afterwards.",
    )
    restore.add_argument("file", metavar="FILE", help="a backup, or `latest`")
    restore.set_defaults(handler=_restore, synchronises=False)


def _history(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.history import history

    return history(since=parsed.since, as_json=parsed.json, full=parsed.full)


def _rest(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.past import rest
    from footcore_tui.core.day_events import Reason

    return rest(parsed.dates, Reason(parsed.reason or "rest"), undo=parsed.undo)


def _log(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.past import log

    return log(parsed.routine, parsed.at)


def _correct(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.past import correct

    return correct(parsed.session, parsed.day, parsed.work, undo=parsed.undo)


def _delete(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.past import delete

    return delete(parsed.session, undo=parsed.undo)


def _export(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.exchange import export

    return export(parsed.format, parsed.since, parsed.pseudonym, parsed.file)


def _import(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.exchange import take_in

    return take_in(parsed.file)


def _merge(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.exchange import merge

    return merge(parsed.place)


def _verify(_parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.history_safety import verify

    return verify()


def _backup(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.history_safety import backup

    return backup(parsed.file)


def _restore(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.history_safety import restore

    return restore(parsed.file)
