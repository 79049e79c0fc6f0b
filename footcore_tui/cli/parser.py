"""The command line: what can be asked, its help, and who answers."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import NoReturn

from footcore_tui import __version__
from footcore_tui.core.errors import UsageError

EXAMPLES = """\
examples:
  footcore                              open the app on Today
  footcore play desk-balance            two minutes on one leg
  footcore play desk-balance --plain    the same, as lines
  footcore show desk-balance --cues     its timeline, with every cue and its second
  footcore routine check balance.toml   what is wrong with a routine file, and where

Nothing is ever sent anywhere. FOOTCORE_HOME=FOLDER keeps all of footcore's files under one folder.
"""

VOICES = ("full", "brief", "off")
FORMATS = ("jsonl", "csv", "ics", "html")
"""By hand: to load what they belong to would slow every command down."""

Handler = Callable[[argparse.Namespace], int]


class Parser(argparse.ArgumentParser):
    """Complains as every other part of footcore does."""

    def error(self, message: str) -> NoReturn:
        error = UsageError(message)
        error.hint = f"See `{self.prog} --help`."
        raise error


def dispatch(arguments: list[str]) -> int:
    """Answers one command line with an exit code. Raises FootcoreError."""
    parsed = build().parse_args(arguments)
    if parsed.synchronises:
        _synchronise()
    handler: Handler = parsed.handler
    return handler(parsed)


def build() -> Parser:
    """The whole of the command line."""
    parser = Parser(
        prog="footcore",
        description="A guided-workout timer for the terminal.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"footcore {__version__}")
    parser.set_defaults(handler=_home, synchronises=False)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    for name, summary, description, shape in COMMANDS:
        shape(commands.add_parser(name, help=summary, description=description))
    return parser


def _play_options(play: Parser) -> None:
    play.add_argument("routine", nargs="?", metavar="ROUTINE", help="an id, or a file's path; none: what is due now")
    play.add_argument("--week", type=_count, metavar="N", help="the week of a plan; default: where you are")
    play.add_argument("--stage", type=_count, metavar="N", help="a stage; default: the last one that is open")
    play.add_argument("--plain", action="store_true", help="lines instead of a screen; the default without a terminal")
    play.add_argument("--mute", action="store_true", help="no sound")
    play.add_argument("--speed", type=_speed, default=1.0, metavar="X", help="a rehearsal, X times as fast; no record")
    play.set_defaults(handler=_play)


def _list_options(listing: Parser) -> None:
    listing.add_argument("--json", action="store_true", help="for programs")
    listing.set_defaults(handler=_list)


def _show_options(show: Parser) -> None:
    show.add_argument("routine", metavar="ROUTINE", help="an id, or a file's path")
    show.add_argument("--week", type=_count, default=1, metavar="N", help="the week of a plan (1)")
    show.add_argument("--stage", type=_count, default=1, metavar="N", help="the stage (1)")
    show.add_argument("--cues", action="store_true", help="every sound and spoken line with its second")
    show.add_argument("--voice", choices=VOICES, help="how much is said; default: what the settings say")
    show.add_argument("--json", action="store_true", help="for programs")
    show.set_defaults(handler=_show)


def _status_options(status: Parser) -> None:
    status.set_defaults(handler=_status)


def _doctor_options(doctor: Parser) -> None:
    doctor.add_argument("part", nargs="?", choices=("sound",), metavar="sound", help="what is looked at; default: all")
    doctor.add_argument("--engine", metavar="NAME", help="this sound engine alone")
    doctor.set_defaults(handler=_doctor)


def _history_options(history: Parser) -> None:
    history.add_argument("--since", metavar="DATE", help="from that local day on, as 2026-11-21")
    history.add_argument("--json", action="store_true", help="for programs")
    history.add_argument("--full", action="store_true", help="every interval of each session")
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
    correct.add_argument("--work", type=_seconds, metavar="SECONDS", help="the work that was really done")
    correct.add_argument("--undo", action="store_true", help="as it was recorded")
    correct.set_defaults(handler=_correct)
    delete = tools.add_parser("delete", help="throw a session away", description="Throws a session away.")
    delete.add_argument("session", metavar="SESSION", help=session)
    delete.add_argument("--undo", action="store_true", help="bring it back")
    delete.set_defaults(handler=_delete)
    _exchange_options(tools)
    _safety_options(tools)


def _exchange_options(tools: argparse._SubParsersAction[Parser]) -> None:
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


def _safety_options(tools: argparse._SubParsersAction[Parser]) -> None:
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


def _plan_options(plan: Parser) -> None:
    plan.add_argument("--json", action="store_true", help="for programs")
    plan.set_defaults(handler=_plan, tool="status", routine="")
    tools = plan.add_subparsers(title="tools", metavar="TOOL", parser_class=Parser)
    for name, summary in PLAN_TOOLS:
        tool = tools.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        tool.set_defaults(tool=name)
        if name == "start":
            tool.add_argument("routine", metavar="ROUTINE", help="an id")
        if name in ("list", "status"):
            tool.add_argument("--json", action="store_true", help="for programs")


def _routine_options(routine: Parser) -> None:
    tools = routine.add_subparsers(title="tools", metavar="TOOL", required=True, parser_class=Parser)
    check = tools.add_parser(
        "check",
        help="find every mistake of routine files",
        description="Finds every mistake of routine files. Exit code 0: none, 1: at least one error.",
    )
    check.add_argument("files", nargs="+", metavar="FILE", help="a routine file")
    check.add_argument("--json", action="store_true", help="for editors and programs")
    check.set_defaults(handler=_check)


PLAN_TOOLS = (
    ("list", "the plans that can be started"),
    ("start", "start a plan"),
    ("status", "which week it is, what is due"),
    ("pause", "nothing is due until it is resumed"),
    ("resume", "go on where it was"),
    ("leave", "end it; what was done stays"),
    ("back", "begin the week that is proposed"),
    ("go-on", "turn the proposal down"),
)

COMMANDS = (
    ("play", "play a routine", "Plays one routine.", _play_options),
    ("list", "the routines", "Lists the routines, broken files too.", _list_options),
    ("show", "a routine as its timeline", "Shows a routine's timeline.", _show_options),
    ("status", "streak and today's count in a line", "The streak, today's count and what is due.", _status_options),
    ("plan", "a plan of several weeks", "Where the plan that runs stands, or what is to become of it.", _plan_options),
    ("history", "what was done", "Lists the sessions, oldest first.", _history_options),
    (
        "doctor",
        "what works here",
        "Plays each sound on each engine found here.",
        _doctor_options,
    ),
    ("routine", "a trainer's tools", "A trainer's tools.", _routine_options),
)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= 99:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 99")
    return int(text)


def _seconds(text: str) -> float:
    if not text.isascii() or not text.isdigit() or int(text[:9]) > 24 * 3600:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds up to a day")
    return float(text)


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 0.1 <= speed <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a speed from 0.1 to 1000")
    return speed


def _home(_parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.home import home

    return home()


def _play(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.play import Wish, play

    return play(Wish(parsed.routine, parsed.week, parsed.stage, parsed.plain, parsed.mute, parsed.speed))


def _list(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.listing import list_routines

    return list_routines(as_json=parsed.json)


def _show(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.show import show
    from footcore_tui.core.speech import Voice

    voice = Voice(parsed.voice) if parsed.voice else None
    return show(parsed.routine, parsed.week, parsed.stage, voice, cues=parsed.cues, as_json=parsed.json)


def _status(_parsed: argparse.Namespace) -> int:
    raise UsageError("status comes first: footcore status [--json] [--format …] [--as-of T]")


def _plan(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.plan import plan

    return plan(parsed.tool, parsed.routine, as_json=parsed.json)


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


def _synchronise() -> None:
    from footcore_tui.cli.shelf import settings

    chosen = settings()
    if chosen.sync_dir:
        from footcore_tui.cli.edge import say
        from footcore_tui.cli.sync import synchronise

        for line in synchronise(chosen):
            say(f"footcore: {line}")


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


def _doctor(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.doctor import doctor

    return doctor(parsed.part, parsed.engine)


def _check(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.routine_check import check

    return check(parsed.files, as_json=parsed.json)
