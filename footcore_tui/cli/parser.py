"""The command line: what can be asked, its help, and who answers."""

from __future__ import annotations

import argparse

from footcore_tui import __version__
from footcore_tui.cli.arguments import Handler, Parser, count, speed
from footcore_tui.cli.parser_history import history_options
from footcore_tui.cli.parser_practice import levels_options, plan_options, test_options
from footcore_tui.cli.parser_routine import routine_options
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
DOCTOR_PARTS = ("sound", "voice", "terminal", "database", "timing")
"""By hand: to load what they belong to would slow every command down."""


def dispatch(arguments: list[str]) -> int:
    """Answers one command line with an exit code. Raises FootcoreError."""
    parsed, unknown = build().parse_known_args(arguments)
    if unknown:
        asked: Parser = parsed.asked
        asked.error(f"unrecognized arguments: {' '.join(unknown)}")
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
    play.add_argument("--week", type=count, metavar="N", help="the week of a plan; default: where you are")
    play.add_argument("--stage", type=count, metavar="N", help="a stage; default: the last one that is open")
    play.add_argument("--plain", action="store_true", help="lines instead of a screen; the default without a terminal")
    play.add_argument("--mute", action="store_true", help="no sound")
    play.add_argument("--speed", type=speed, default=1.0, metavar="X", help="a rehearsal, X times as fast; no record")
    play.set_defaults(handler=_play)


def _list_options(listing: Parser) -> None:
    listing.add_argument("--json", action="store_true", help="for programs")
    listing.set_defaults(handler=_list)


def _show_options(show: Parser) -> None:
    show.add_argument("routine", metavar="ROUTINE", help="an id, or a file's path")
    show.add_argument("--week", type=count, default=1, metavar="N", help="the week of a plan (1)")
    show.add_argument("--stage", type=count, default=1, metavar="N", help="the stage (1)")
    show.add_argument("--weeks", action="store_true", help="all weeks of a plan, and what changes from one to the next")
    show.add_argument("--cues", action="store_true", help="a script: every sound and spoken line with its second")
    show.add_argument("--voice", choices=VOICES, help="how much is said; default: what the settings say")
    show.add_argument("--json", action="store_true", help="for programs")
    show.set_defaults(handler=_show)


def _exercise_options(exercise: Parser) -> None:
    exercise.add_argument("exercise", nargs="?", metavar="EXERCISE", help="its id; none: all of them by group")
    exercise.add_argument("--json", action="store_true", help="for programs")
    exercise.set_defaults(handler=_exercise)


def _status_options(status: Parser) -> None:
    status.set_defaults(handler=_status)


def _doctor_options(doctor: Parser) -> None:
    doctor.add_argument(
        "part", nargs="?", choices=DOCTOR_PARTS, metavar="|".join(DOCTOR_PARTS), help="what is looked at; default: all"
    )
    doctor.add_argument("--engine", metavar="NAME", help="this sound engine alone")
    doctor.add_argument("--json", action="store_true", help="for programs; nothing is played")
    doctor.set_defaults(handler=_doctor)


COMMANDS = (
    ("play", "play a routine", "Plays one routine.", _play_options),
    ("list", "the routines", "Lists the routines, broken files too.", _list_options),
    ("show", "a routine as its timeline", "Draws a routine to scale, and lists every second.", _show_options),
    ("exercise", "how an exercise is done", "Shows how an exercise is done, or lists them.", _exercise_options),
    ("status", "streak and today's count in a line", "The streak, today's count and what is due.", _status_options),
    ("plan", "a plan of several weeks", "Where the plan that runs stands, or what is to become of it.", plan_options),
    ("history", "what was done", "Lists the sessions, oldest first.", history_options),
    ("levels", "your level of each exercise", "Your level of each exercise, and what is proposed.", levels_options),
    (
        "doctor",
        "what works here",
        "Tries sound, voice, terminal, database and timing, and says what works here.",
        _doctor_options,
    ),
    ("test", "self-tests", "Self-tests: what they measured, and playing one.", test_options),
    ("routine", "a trainer's tools", "A trainer's tools.", routine_options),
)


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
    if parsed.weeks:
        from footcore_tui.cli.show_weeks import show_weeks

        return show_weeks(parsed.routine, parsed.stage, as_json=parsed.json)
    from footcore_tui.cli.show import show
    from footcore_tui.core.voice import Voice

    voice = Voice(parsed.voice) if parsed.voice else None
    return show(parsed.routine, parsed.week, parsed.stage, voice, cues=parsed.cues, as_json=parsed.json)


def _exercise(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.exercise import exercise

    return exercise(parsed.exercise, as_json=parsed.json)


def _status(_parsed: argparse.Namespace) -> int:
    raise UsageError("status comes first: footcore status [--json] [--format …] [--as-of T]")


def _synchronise() -> None:
    from footcore_tui.cli.shelf import settings

    chosen = settings()
    if chosen.sync_dir:
        from footcore_tui.cli.edge import say
        from footcore_tui.cli.sync import synchronise

        for line in synchronise(chosen):
            say(f"footcore: {line}")


def _doctor(parsed: argparse.Namespace) -> int:
    from footcore_tui.cli.doctor import doctor

    return doctor(parsed.part, parsed.engine, as_json=parsed.json)
