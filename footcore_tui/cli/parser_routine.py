"""The command line of a trainer's tools."""

from __future__ import annotations

import argparse

from footcore_tui.cli.arguments import Parser, count

SHEET_FORMATS = ("html", "md")


def routine_options(routine: Parser) -> None:
    tools = routine.add_subparsers(title="tools", metavar="TOOL", required=True, parser_class=Parser)
    check = tools.add_parser(
        "check",
        help="find every mistake of routine files",
        description="Finds every mistake of routine files. Exit code 0: none, 1: at least one error.",
    )
    check.add_argument("files", nargs="+", metavar="FILE", help="a routine file")
    check.add_argument("--json", action="store_true", help="for editors and programs")
    check.set_defaults(handler=_check)
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


def _check(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.routine_check import check

    return check(parsed.files, as_json=parsed.json)


def _sheet(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.sheet import sheet

    return sheet(parsed.routine, parsed.week, parsed.stage, parsed.format, parsed.file)
