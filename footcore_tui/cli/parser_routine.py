"""The command line of a trainer's tools."""

from __future__ import annotations

import argparse

from footcore_tui.cli.arguments import Parser


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


def _check(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.routine_check import check

    return check(parsed.files, as_json=parsed.json)
