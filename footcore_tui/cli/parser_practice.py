"""The command line of what a client decides and measures: levels, plans, self-tests."""

from __future__ import annotations

import argparse

from footcore_tui.cli.arguments import Parser

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


def levels_options(levels: Parser) -> None:
    levels.add_argument("--all", action="store_true", help="exercises that were never practised too")
    levels.add_argument("--json", action="store_true", help="for programs")
    levels.set_defaults(handler=_levels, synchronises=True)
    tools = levels.add_subparsers(title="deciding", metavar="DECISION", parser_class=Parser)
    for name, summary in (("take", "take what is proposed"), ("keep", "stay, and turn the proposal down")):
        tool = tools.add_parser(name, help=summary, description=f"{summary.capitalize()}.")
        tool.add_argument("exercise", metavar="EXERCISE", help="its id")
        tool.set_defaults(handler=_level_decided, take=name == "take")
    put = tools.add_parser("set", help="choose a level", description="Chooses a level.")
    put.add_argument("exercise", metavar="EXERCISE", help="its id")
    put.add_argument("level", metavar="LEVEL", help="an id of its ladder")
    put.set_defaults(handler=_level_set)


def test_options(test: Parser) -> None:
    what = "NAME plays one; show NAME; age 43, or age none; nothing lists them"
    test.add_argument("words", nargs="*", metavar="NAME|show NAME|age", help=what)
    test.add_argument("--json", action="store_true", help="for programs")
    test.set_defaults(handler=_test)


def plan_options(plan: Parser) -> None:
    plan.add_argument("--json", action="store_true", help="for programs")
    plan.set_defaults(handler=_plan, tool="status", routine="", synchronises=True)
    tools = plan.add_subparsers(title="tools", metavar="TOOL", parser_class=Parser)
    for name, summary in PLAN_TOOLS:
        tool = tools.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        tool.set_defaults(tool=name)
        if name == "start":
            tool.add_argument("routine", metavar="ROUTINE", help="an id")
        if name in ("list", "status"):
            tool.add_argument("--json", action="store_true", help="for programs")


def _levels(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.levels import levels

    return levels(everything=parsed.all, as_json=parsed.json)


def _level_decided(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.levels import answer

    return answer(parsed.exercise, take=parsed.take)


def _level_set(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.levels import choose

    return choose(parsed.exercise, parsed.level)


def _test(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.self_test_command import test

    return test(parsed.words, as_json=parsed.json)


def _plan(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.plan import plan

    return plan(parsed.tool, parsed.routine, as_json=parsed.json)
