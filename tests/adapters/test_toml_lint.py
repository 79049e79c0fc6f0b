"""What `routine check` asks of a file that can be played: each warning as it is told, and where it keeps silent."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from footcore_tui.adapters.library import Library
from footcore_tui.adapters.toml_routines import load_routine
from footcore_tui.core.cue_plan import CuePlan
from footcore_tui.core.cues import CueKind
from footcore_tui.core.exercise import Exercise, Focus
from footcore_tui.core.problem import Severity
from footcore_tui.core.timeline import compile_timeline
from footcore_tui.core.voice import Voice

ROUTINES = Path(__file__).parents[2] / "routines"
RAISE = Exercise("raise", "Heel raise", focus=(Focus.STRENGTH,), cues=("A cue of the library. " * 8,))
SWAY = Exercise("sway", "Sway", focus=(Focus.PROPRIOCEPTION,))
HEAD = 'format = 1\nname = "Some"\n'
PLAN = HEAD + "[plan]\nweeks = 4\n"
LONG = "Press the ball of the big toe, the ball of the little toe and the heel into the floor, and breathe on."
OWN = """\
[[exercise]]
id = "own"
name = "Own"
stop_if = ["it hurts"]
"""


def told(text: str) -> list[tuple[int, int, str, str]]:
    routine, problems = load_routine(dedent(text), "some.toml", (RAISE, SWAY), lint=True)
    assert routine is not None
    assert {problem.severity for problem in problems} <= {Severity.WARNING}
    return [(problem.line, problem.column, problem.code, problem.message) for problem in problems]


def codes(text: str) -> list[str]:
    return [code for _, _, code, _ in told(text)]


SAID = {
    "no-safety": (
        HEAD + '[[exercise]]\nid = "own"\nname = "Own"\n[[block]]\nexercise = "own"\ntime = "1m"\n',
        (3, 1, "Own says neither when to stop nor who should ask first"),
    ),
    "cue-too-long": (
        f'{HEAD}[[block]]\nname = "Stand"\nhold = "10s"\nsides = "alternate"\ncue = "{LONG}"\n',
        (7, 7, "this cue takes about 6.3 s, and is said in the 3.4 s that are left of the 10s of Stand"),
    ),
    "sides-unequal": (
        HEAD
        + '[[block]]\nname = "A"\ntime = "1m"\nsides = "left"\n[[block]]\nname = "B"\ntime = "50s"\nsides = "right"\n',
        (6, 9, "the left foot alone does 1m, the right one 50s"),
    ),
    "no-rest": (
        HEAD + '[[block]]\nexercise = "raise"\nreps = 8\ntempo = "2-0-2-0"\nsets = 3\nrest = "19s"\n',
        (3, 1, "19 s between sets of Heel raise: the muscle wants 20 s and more"),
    ),
    "big-jump": (
        PLAN + '[[block]]\nexercise = "sway"\ntime = ["2m", "2m", "3m", "5m"]\n',
        (5, 1, "week 4 has 5m of Sway in a session, no week before it more than 3m"),
    ),
}


@pytest.mark.parametrize("code", SAID)
def test_each_warning_is_placed_and_gives_its_reason(code: str) -> None:
    text, (line, column, message) = SAID[code]
    assert told(text) == [(line, column, code, message)]


@pytest.mark.parametrize("code", SAID)
def test_its_hint_says_how_to_silence_it(code: str) -> None:
    _, (problem,) = load_routine(SAID[code][0], "some.toml", (RAISE, SWAY), lint=True)
    assert f'allow = ["{code}"]' in problem.hint


@pytest.mark.parametrize("code", SAID)
def test_it_is_silenced_in_the_block_and_at_the_top(code: str) -> None:
    text = SAID[code][0]
    assert codes(text.replace("[[block]]\n", f'[[block]]\nallow = ["{code}"]\n')) == []
    assert codes(f'allow = ["{code}"]\n{text}') == []


@pytest.mark.parametrize("code", SAID)
def test_it_is_silenced_in_the_step(code: str) -> None:
    head, *blocks = SAID[code][0].split("[[block]]\n")
    block = "[[block]]\n" + 'rest = "5s"\n' * (len(blocks) > 1)
    steps = [", ".join([*block.splitlines(), f'allow = ["{code}"]']) for block in blocks]
    loud = [", ".join(block.splitlines()) for block in blocks]
    assert codes(f"{head}{block}steps = [{{ {' }, { '.join(steps)} }}]\n") == []
    assert codes(f"{head}{block}steps = [{{ {' }, { '.join(loud)} }}]\n") == [code]


@pytest.mark.parametrize("code", SAID)
def test_it_is_told_to_an_author_alone(code: str) -> None:
    _, problems = load_routine(SAID[code][0], "some.toml", (RAISE, SWAY))
    assert problems == ()


@pytest.mark.parametrize("path", sorted(ROUTINES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_bundled_routine_passes_without_a_warning(path: Path) -> None:
    (file,) = Library(ROUTINES).read_all((str(path),), lint=True)
    assert file.routine is not None
    assert file.problems == ()


def test_one_of_the_two_is_safety_text_enough() -> None:
    text = SAID["no-safety"][0]
    assert codes(text.replace('name = "Own"\n', 'name = "Own"\nask_first = ["you had a fall"]\n')) == []


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ('hold = "20s"', False),
        ('hold = "12s"', False),
        ('hold = "11s"', True),
        ('hold = ["20s", "20s", "11s"]', True),
        ('time = "1m"', False),
        ('hold = "5s"\nreps = 4', True),
        ('hold = "8s"\nreps = 4', False),
        ('reps = 5\ntempo = "1-0-0-0"', True),
        ('reps = 8\ntempo = "1-0-1-0"', False),
        ('test = "hold"\ncap = "30s"', False),
        ('test = "reps"\ncap = "10s"\ntempo = "1-0-1-0"', False),
        ("reps = 10", False),
    ],
)
def test_a_cue_is_measured_against_the_shortest_work_it_stands_in(keys: str, *, said: bool) -> None:
    text = f'{PLAN}[[block]]\nname = "Stand"\ncue = "{LONG}"\n{keys}\n'
    assert codes(text) == ["cue-too-long"] * said


@pytest.mark.parametrize(("seconds", "said"), [(1, True), (2, True), (3, False)])
def test_a_cue_that_is_short_to_say_is_too_long_to_read_in_a_moment(seconds: int, *, said: bool) -> None:
    text = f'{HEAD}[[block]]\nname = "Tap"\ntime = "{seconds}s"\ncue = "{LONG[:39]}"\n'
    assert codes(text) == ["cue-too-long"] * said


@pytest.mark.parametrize("seconds", range(10, 26))
def test_a_cue_is_too_long_where_the_cue_plan_of_the_session_leaves_it_out(seconds: int) -> None:
    for cue in (LONG[:60], LONG, LONG + LONG):
        body = (
            f'[[block]]\nname = "Stand"\nsets = 3\nsides = "alternate"\nhold = "{seconds}s"\nreps = 2\nrest = "20s"\n'
        )
        text = f'{HEAD}{body}cue = "{cue}"\n'
        routine, _ = load_routine(text, "some.toml")
        assert routine is not None
        plan = CuePlan(compile_timeline(routine), Voice.FULL)
        said = [any(one.kind is CueKind.COACH for one in plan.interval(work.index)) for work in plan.timeline.works]
        assert codes(text) == ["cue-too-long"] * (not all(said))


def test_a_cue_of_the_files_own_exercise_is_looked_at_and_one_of_the_library_is_not() -> None:
    own = OWN + f'cues = ["Short.", "{LONG}"]\n[[exercise.level]]\nid = "a"\nname = "a"\ncue = "{LONG}"\n'
    used = '[[block]]\nexercise = "own"\nhold = "5s"\n'
    assert [(line, code) for line, _, code, _ in told(HEAD + own + used)] == [(7, "cue-too-long"), (11, "cue-too-long")]
    assert codes(HEAD + '[[block]]\nexercise = "raise"\nhold = "5s"\n') == []


def test_sides_that_take_turns_are_never_unequal() -> None:
    body = "".join(
        f'[[block]]\nname = "A"\ntime = "1m"\nsides = "{sides}"\n' for sides in ("each", "alternate", "both")
    )
    assert codes(HEAD + body) == []


def test_sides_are_compared_by_the_week_and_by_what_has_no_seconds() -> None:
    left = '[[block]]\nname = "A"\nreps = [10, 10, 12]\nsides = "left"\n'
    right = '[[block]]\nname = "A"\nreps = 10\nsides = "right"\n'
    said = [message for _, _, _, message in told(PLAN + left + right)]
    assert said == ["in week 3 the left foot alone does 12 repetitions, the right one 10 repetitions"]
    assert codes(PLAN + left.replace("[10, 10, 12]", "10") + right) == []


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ('reps = 8\nsets = 2\nrest = "20s"', False),
        ('reps = 7\nsets = 2\nrest = "5s"', False),
        ('reps = 8\nsets = 2\nrest = "ready"', False),
        ("reps = 8\nsets = 2", True),
        ('reps = 8\nsets = 2\nsides = "each"\nrest = "5s"', False),
        ('reps = 8\nsets = 2\nsides = "left"', True),
        ('reps = 8\nrounds = 2\nrest_between_rounds = "10s"', True),
        ('reps = 8\nrounds = 2\nrest_between_rounds = "10s"\nrest_after = "20s"', False),
        ('reps = [7, 8]\nsets = 2\nrest = "5s"', True),
        ('reps = 8\nsets = [1, 2]\nrest = ["5s", "30s"]', False),
    ],
)
def test_heavy_sets_are_paced_strength_of_eight_and_more_with_under_twenty_seconds(keys: str, *, said: bool) -> None:
    text = f'{PLAN}days_a_week = 1\n[[block]]\nexercise = "raise"\ntempo = "2-0-2-0"\n{keys}\n'
    assert codes(text) == ["no-rest"] * said


def test_what_is_no_strength_or_another_exercise_needs_no_rest() -> None:
    block = '[[block]]\nexercise = "{}"\nreps = 8\ntempo = "2-0-2-0"\n'
    assert codes(HEAD + block.format("sway") + 'sets = 3\nrest = "5s"\n') == []
    assert codes(HEAD + block.format("raise") + block.format("sway") + block.format("raise")) == []


HEAVY, LIGHT = 'exercise = "raise", reps = 8, tempo = "1-0-1-0"', 'exercise = "raise", reps = 7, tempo = "1-0-1-0"'
LEFT, RIGHT = f'{HEAVY}, sides = "left"', f'{HEAVY}, sides = "right"'


@pytest.mark.parametrize(
    ("keys", "steps", "gaps"),
    [
        ("rounds = 2", (LEFT, RIGHT), [16, 16]),
        ('rounds = 2\nrest = "4s"', (LEFT, RIGHT), []),
        ("rounds = 2", (f'{HEAVY}, sides = "each", switch = "0s"',), [16]),
        ("", (LEFT, RIGHT, LEFT), [16]),
        ("", (f'{HEAVY}, sides = "each"', RIGHT), [0]),
        ("", (f'{HEAVY}, sides = "each"', LEFT), [19]),
        ("", (LEFT, HEAVY, RIGHT), [0, 0]),
        ("", (HEAVY, LIGHT, HEAVY), [0]),
        ('rest = "10s"', (HEAVY, LIGHT, HEAVY), []),
        ("", (LEFT, f'{LIGHT}, sides = "right"', LEFT), [14]),
        ("", (LEFT, f'{LIGHT}, sides = "right", sets = 2', LEFT), []),
        ("", (LEFT, 'exercise = "raise", reps = 1, tempo = "1-0-0-0", sides = "right", sets = 25', LEFT), []),
        ("", (LEFT, 'exercise = "raise", reps = 2, sides = "right"', LEFT), []),
        ("", (HEAVY, 'exercise = "raise", reps = 30', HEAVY), [0]),
        ("", (HEAVY, 'exercise = "raise", hold = "5s", reps = 3, relax = "9s"', HEAVY), [18]),
        ("", (HEAVY, f'{LIGHT}, rest_after = "ready"', HEAVY), []),
        ("", (HEAVY, 'name = "Shake out", time = "5s"', HEAVY), []),
    ],
)
def test_the_rest_of_each_foot_is_counted_over_whatever_stands_between(
    keys: str, steps: tuple[str, ...], gaps: list[int]
) -> None:
    text = f"{HEAD}[[block]]\n{keys}\nsteps = [{{{'}, {'.join(steps)}}}]\n"
    said = [message for _, _, code, message in told(text) if code == "no-rest"]
    assert said == [f"{gap} s between sets of Heel raise: the muscle wants 20 s and more" for gap in gaps]


def test_two_blocks_of_one_exercise_are_two_sets_of_it() -> None:
    block = '[[block]]\nexercise = "raise"\nreps = 8\ntempo = "2-0-2-0"\n'
    assert [(line, code) for line, _, code, _ in told(HEAD + block + block)] == [(7, "no-rest")]
    assert codes('rest_between_blocks = "30s"\n' + HEAD + block + block) == []
    assert codes(HEAD + block + block + 'prepare = "10s"\n') == []
    assert codes(HEAD + block + 'sides = "left"\n' + block + 'sides = "right"\n') == []


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ('time = ["2m", "3m", "4m30s", "6m45s"]', False),
        ('time = ["10s", "30s", "60s"]', False),
        ('time = ["4m", "2m", "4m", "5m"]', False),
        ('time = ["2m", "4m"]\nrounds = [2, 1]', False),
        ('time = "2m"\nrounds = [1, 2]', True),
        ('reps = [30, 60]\nsides = "each"', True),
    ],
)
def test_a_jump_is_more_than_half_as_much_again_and_more_than_a_minute(keys: str, *, said: bool) -> None:
    assert codes(f'{PLAN}days_a_week = 1\n[[block]]\nname = "A"\n{keys}\n') == ["big-jump"] * said


def test_what_is_new_is_no_jump_of_its_own_but_may_be_one_of_all_work() -> None:
    bases = '[[block]]\nname = "A"\ntime = "5m"\n[[block]]\nname = "B"\nweeks = "3-4"\ntime = "{}"\n'
    assert codes(PLAN + bases.format("2m")) == []
    ((line, _, code, message),) = told(PLAN + bases.format("5m"))
    assert (line, code) == (4, "big-jump")
    assert message == "week 3 has 40m of work in all its sessions, no week before it more than 20m"


def test_days_a_week_are_part_of_all_work() -> None:
    text = PLAN + 'days_a_week = [{}]\n[[block]]\nname = "A"\ntime = "10m"\n'
    assert codes(text.format("3, 4, 5, 6")) == []
    assert codes(text.format("2, 3, 5, 5")) == ["big-jump"]


@pytest.mark.parametrize(
    ("often", "steps", "said"),
    [
        ("4", ('time = "60s"', "reps = 300", 'time = "100s", weeks = "2-4"'), False),
        ("[1, 7]", ("reps = 200",), True),
        ("4", ('time = "60s"', 'reps = 300, weeks = "2-4"'), True),
        ("[1, 7]", ('time = "60s"',), True),
        ("[1, 6]", ('time = "12s"',), False),
        ("4", ('time = ["10s", "30s"]',), True),
    ],
)
def test_all_work_is_the_sum_of_a_week_with_four_seconds_for_a_repetition_at_ones_own_pace(
    often: str, steps: tuple[str, ...], *, said: bool
) -> None:
    body = ", ".join(f'{{ name = "{name}", {step} }}' for name, step in zip("ABC", steps, strict=False))
    text = f"{PLAN}days_a_week = {often}\n[[block]]\nsteps = [{body}]\n"
    assert codes(text) == ["big-jump"] * said


def test_an_exercise_that_jumps_is_told_alone() -> None:
    assert codes(PLAN + '[[block]]\nname = "A"\ntime = ["2m", "9m"]\n') == ["big-jump"]


def test_stages_are_looked_at_one_by_one() -> None:
    block = '[[block]]\nname = "A"\nstage = {}\ntime = "{}"\nsides = "{}"\n'
    even = block.format(1, "1m", "left") + block.format(1, "1m", "right")
    assert codes(HEAD + even + block.format(2, "9m", "each")) == []
    assert codes(HEAD + even + block.format(2, "9m", "left")) == ["sides-unequal"]


def test_a_routine_for_one_foot_alone_is_meant() -> None:
    block = '[[block]]\nname = "{}"\ntime = "1m"\nsides = "right"\n'
    assert codes(HEAD + block.format("A") + block.format("B")) == []
    both = '[[block]]\nname = "C"\ntime = "1m"\n'
    assert codes(HEAD + both + block.format("A")) == []
    assert codes(HEAD + both + 'sides = "each"\n' + block.format("A")) == ["sides-unequal"]
    left = block.replace("right", "left").format("D")
    assert codes(HEAD + block.format("A") + left + 'allow = ["sides-unequal"]\n') == []
