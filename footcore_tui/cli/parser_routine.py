"""The command line of a trainer's tools."""

from __future__ import annotations

import argparse

from footcore_tui.cli.arguments import Parser, Tools, count
from footcore_tui.core.errors import UsageError

SHEET_FORMATS = ("html", "md")
VOICES = ("full", "brief", "off")
"""By hand: to load what they belong to would slow every command down."""


NEW = """\
Makes a commented routine file from five answers: on a terminal it asks for
those that no option gives, elsewhere it takes the usual ones. With --from-text
it takes pasted lines instead, as "2 x 10 short foot, 5 s hold, each side; rest
45 s", and says line by line what it did not understand (exit code 1); that
stays in the file as a comment. A file that is there is never overwritten.
"""
NEW_EXAMPLES = """\
examples:
  footcore routine new lunch.toml
  footcore routine new lunch.toml --exercise short-foot --dose "10 x 5s" --length 2
  footcore routine new lunch.toml --from-text notes.txt
  pbpaste | footcore routine new lunch.toml --from-text -
"""
IMPORT = """\
Makes routine files of another timer's: Just Another Workout Timer (JSON),
OpenHIIT (JSON), Seconds (.seconds) and Zwift (.zwo), told apart by their
content. It says what was changed and what stayed behind. A file that is there
is never overwritten: the new one is called NAME-2.toml. Exit code 1: a routine
could not be made, or something is missing that changes what is done.
"""
IMPORT_EXAMPLES = """\
examples:
  footcore routine import workouts.json
  footcore routine import "Exported Items.seconds" --into routines
  footcore routine import - < workout.zwo
"""


def routine_options(routine: Parser) -> None:
    tools = routine.add_subparsers(title="tools", metavar="TOOL", required=True, parser_class=Parser)
    _new_options(tools)
    _import_options(tools)
    _check_options(tools)
    _format_options(tools)
    _schema_options(tools)
    _sheet_options(tools)
    _hand_out_options(tools)
    _client_options(tools)


def _new_options(tools: Tools) -> None:
    new = tools.add_parser(
        "new",
        help="make a routine file from five answers, or from pasted lines",
        description=NEW,
        epilog=NEW_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    new.add_argument("file", nargs="?", metavar="FILE", help="default: made from the name; -: standard output")
    new.add_argument("--name", metavar="TEXT", help="what the routine is called")
    new.add_argument("--exercise", action="append", metavar="ID", help="its id or name; can be given several times")
    new.add_argument("--dose", metavar="DOSE", help='"15s", "10 x 5s", "move 1m", "12", "12 at 3-0-2-1"')
    new.add_argument("--sides", metavar="SIDES", help="both, left, right, each or alternate")
    new.add_argument("--length", metavar="LENGTH", help='"2m" of work in all, or a number of sets')
    new.add_argument("--from-text", metavar="FILE", help="lines to read; -: standard input")
    new.set_defaults(handler=_new)


def _import_options(tools: Tools) -> None:
    importing = tools.add_parser(
        "import",
        help="make routine files of another timer's file",
        description=IMPORT,
        epilog=IMPORT_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    importing.add_argument("file", metavar="FILE", help="of the other timer; -: standard input")
    importing.add_argument("--into", metavar="FOLDER", help="where the routine files go (here)")
    importing.set_defaults(handler=_import)


def _check_options(tools: Tools) -> None:
    check = tools.add_parser(
        "check",
        help="find every mistake of routine files",
        description="Finds every mistake of routine files. Exit code 0: none, 1: at least one error.",
    )
    check.add_argument(
        "files", nargs="+", metavar="FILE", help="a file of a routine or of exercises, or a folder of them"
    )
    check.add_argument("--json", action="store_true", help="for editors and programs")
    check.add_argument("--watch", action="store_true", help="again whenever a file is saved, until Ctrl-C")
    check.set_defaults(handler=_check)


def _sheet_options(tools: Tools) -> None:
    sheet = tools.add_parser(
        "sheet",
        help="a page to hand to a client",
        description="Writes a handout: what to do, how, when to stop, and a box for each day. One file, to be printed.",
    )
    sheet.add_argument("routine", metavar="ROUTINE", help="an id, or a file's path")
    sheet.add_argument("--week", type=count, default=1, metavar="N", help="from this week of a plan on (1)")
    sheet.add_argument("--stage", type=count, default=1, metavar="N", help="the stage (1)")
    sheet.add_argument(
        "--format", choices=SHEET_FORMATS, default="html", help="a page to print (html), or Markdown (md)"
    )
    sheet.add_argument("-o", dest="file", default="-", metavar="FILE", help="- or none: standard output")
    sheet.set_defaults(handler=_sheet)


def _hand_out_options(tools: Tools) -> None:
    pack = tools.add_parser(
        "pack",
        help="make a folder of routines a pack",
        description="Checks every file of a folder, lists them with their sums, and signs the list.",
    )
    pack.add_argument("folder", metavar="FOLDER", help="routines, and exercises in its folder exercises")
    signing = pack.add_mutually_exclusive_group()
    signing.add_argument("--key", metavar="FILE", help="an SSH key; default: your usual one, where there is one")
    signing.add_argument("--unsigned", action="store_true", help="no signature")
    pack.set_defaults(handler=_pack)
    share = tools.add_parser(
        "share", help="a routine as one line of text", description="Prints a routine as one line for a chat message."
    )
    share.add_argument("routine", metavar="ROUTINE", help="an id, or a file's path")
    share.set_defaults(handler=_share)


def _client_options(tools: Tools) -> None:
    for name, summary in (
        ("add", "add what a trainer handed out"),
        ("update", "the same, but only routines that you have"),
    ):
        tool = tools.add_parser(
            name,
            help=summary,
            description="Shows what is in it, who signed it and what it would change; asks; then copies it.",
        )
        tool.add_argument("source", metavar="FOLDER|FILE|-", help="a pack, a routine, or - for one sent as text")
        tool.add_argument("--yes", action="store_true", help="do not ask")
        tool.add_argument("--trust", metavar="KEY", help="agree to this other key of the author: its fingerprint")
        tool.set_defaults(handler=_add, update=name == "update")
    remove = tools.add_parser("remove", help="take a routine away", description="Takes one of your own routines away.")
    remove.add_argument("routine", metavar="ROUTINE", help="its id")
    remove.set_defaults(handler=_remove)
    undo = tools.add_parser(
        "undo",
        help="take back what was added, updated or removed",
        description="Brings back what was there before, to the byte. Each undo goes one change further back.",
    )
    undo.add_argument("routine", nargs="?", metavar="ROUTINE", help="its id; none: the last change")
    undo.set_defaults(handler=_undo)
    _adjust_options(tools)


def _adjust_options(tools: Tools) -> None:
    adjust = tools.add_parser(
        "adjust",
        help="your own rests and voice for a routine",
        description="Changes how a routine is played here. Its file stays, and an update keeps your adjustments.",
    )
    adjust.add_argument("routine", metavar="ROUTINE", help="an id, or a file's path")
    adjust.add_argument("--rest", metavar="TIME", help="every timed rest, as 30s")
    adjust.add_argument("--switch", metavar="TIME", help="every change of side, as 5s")
    adjust.add_argument("--prepare", metavar="TIME", help="every get-ready, as 10s")
    adjust.add_argument("--voice", choices=VOICES, help="how much is said in this routine")
    ways = adjust.add_mutually_exclusive_group()
    ways.add_argument("--show", action="store_true", help="how it is adjusted; so without any option")
    ways.add_argument("--reset", action="store_true", help="as the trainer wrote it")
    adjust.set_defaults(handler=_adjust)


def _pack(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.routine_pack import pack

    return pack(parsed.folder, parsed.key, unsigned=parsed.unsigned)


def _share(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.routine_share import share

    return share(parsed.routine)


def _add(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.routine_add import add

    return add(parsed.source, yes=parsed.yes, trusted=parsed.trust, update=parsed.update)


def _remove(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.routine_undo import remove

    return remove(parsed.routine)


def _undo(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.routine_undo import undo

    return undo(parsed.routine)


def _adjust(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.routine_adjust import Wishes, adjust

    wishes = Wishes() if parsed.show else Wishes(parsed.rest, parsed.switch, parsed.prepare, parsed.voice)
    return adjust(parsed.routine, wishes, reset=parsed.reset)


def _format_options(tools: Tools) -> None:
    tidy = tools.add_parser(
        "format",
        help="lay routine files out like those that come with footcore",
        description="Puts the keys in their order and = under =. Every value and every comment stays. A file with an "
        "error is not touched. Exit code 1: at least one could not be laid out, or with --check would change.",
    )
    tidy.add_argument("files", nargs="+", metavar="FILE", help="a file of a routine or of exercises")
    tidy.add_argument("--check", action="store_true", help="only name the files that would change")
    tidy.set_defaults(handler=_format)


def _schema_options(tools: Tools) -> None:
    schema = tools.add_parser(
        "schema",
        help="what an editor needs to complete and check routine files",
        description="Prints the JSON Schema of routine files, or writes it to a file or into a folder. A routine "
        'beside it that begins with the line "#:schema ./routine.schema.json" is completed and checked by the editor.',
    )
    schema.add_argument("file", nargs="?", metavar="FILE", help="default: standard output")
    schema.add_argument("--exercises", action="store_true", help="for files that hold exercises alone")
    schema.set_defaults(handler=_schema)


def _new(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.routine_new import Wish, new, new_from_text

    answers = (parsed.exercise, parsed.dose, parsed.sides, parsed.length)
    if parsed.from_text is None:
        return new(Wish(parsed.file, parsed.name, *answers))
    if any(answer is not None for answer in answers):
        raise UsageError("with --from-text the lines say exercises, doses, sides and lengths")
    return new_from_text(parsed.from_text, parsed.file, parsed.name)


def _import(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.routine_import import import_routines

    return import_routines(parsed.file, parsed.into)


def _check(parsed: argparse.Namespace) -> int:
    if parsed.watch:
        if parsed.json:
            raise UsageError("--watch is for people, --json for programs: choose one")
        from footcore_tui.cli.routine_watch import watch

        return watch(parsed.files)
    from footcore_tui.cli.routine_check import check

    return check(parsed.files, as_json=parsed.json)


def _sheet(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.sheet import sheet

    return sheet(parsed.routine, parsed.week, parsed.stage, parsed.format, parsed.file)


def _format(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.routine_format import format_files

    return format_files(parsed.files, check=parsed.check)


def _schema(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.routine_schema import schema

    return schema(parsed.file, exercises=parsed.exercises)
