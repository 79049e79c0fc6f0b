"""Routine files as they become routines: every dose, every default, every warning, and all problems at once."""

from __future__ import annotations

from hashlib import sha256
from textwrap import dedent

import pytest

from footcore_tui.adapters.data_files import data_folder
from footcore_tui.adapters.library import Library
from footcore_tui.adapters.toml_routines import load_routine
from footcore_tui.core.exercise import Exercise, Focus, Level, Side
from footcore_tui.core.problem import Problem, Severity
from footcore_tui.core.routine import (
    Dose,
    Hold,
    Measure,
    Move,
    Paced,
    PerWeek,
    Ready,
    Routine,
    SelfPaced,
    Sides,
    Standing,
    Start,
    Step,
    Tempo,
    Test,
)
from footcore_tui.core.timeline import measure

STANCE = Exercise("single-leg-stance", "Single-leg stance", levels=(Level("hand", "hand"), Level("free", "free")))
SHORT_FOOT = Exercise("short-foot", "Short foot", levels=tuple(Level(one, one) for one in ("seated", "standing")))
HEAD = 'format = 1\nname = "Some"\n'
PLAN = HEAD + "[plan]\nweeks = 4\n"


def read(text: str, file: str = "some.toml") -> tuple[Routine | None, tuple[Problem, ...]]:
    return load_routine(dedent(text), file, (STANCE, SHORT_FOOT))


def routine(text: str) -> Routine:
    loaded, problems = read(text)
    assert problems == ()
    assert loaded is not None
    return loaded


def only_step(keys: str, head: str = HEAD) -> Step:
    (block,) = routine(f"{head}[[block]]\n{keys}\n").blocks
    (step,) = block.steps
    return step


def warnings(text: str) -> list[tuple[int, int, str, str]]:
    loaded, problems = read(text)
    assert loaded is not None
    assert all(problem.severity is Severity.WARNING for problem in problems)
    return [(problem.line, problem.column, problem.code, problem.message) for problem in problems]


def test_the_smallest_example_of_the_contract() -> None:
    loaded = routine("""\
        #:schema ./routine.schema.json

        format = 1
        name   = "Two-minute desk balance"

        [[block]]
        exercise = "single-leg-stance"
        hold     = "15s"
        sides    = "alternate"
        total    = "2m"
        """)
    (step,) = loaded.blocks[0].steps
    assert (loaded.id, loaded.name, loaded.prepare, loaded.rest_between_blocks) == (
        "some",
        "Two-minute desk balance",
        5,
        10,
    )
    assert (step.name, step.exercise, step.dose) == ("Single-leg stance", STANCE, Hold(PerWeek((15,))))
    assert (step.sides, step.first, step.switch, step.total) == (
        Sides.ALTERNATE,
        Side.LEFT,
        PerWeek((3,)),
        PerWeek((120,)),
    )
    assert (measure(loaded, Standing()).work_seconds, measure(loaded, Standing()).clock_seconds) == (120, 146)


def test_a_circuit_has_rests_of_its_own_between_sets_steps_and_rounds() -> None:
    loaded = routine("""\
        format = 1
        name   = "Foot circuit"
        author = "A. Trainer"

        [[block]]
        name   = "Circuit"
        rounds = 3
        rest   = "15s"
        rest_between_rounds = "60s"
        steps = [
          { exercise = "short-foot", reps = 10, hold = "5s", relax = "2s", sides = "each" },
          { exercise = "single-leg-stance", name = "Stork", reps = 12, tempo = "3-0-2-1", start = "up", sets = 2 },
          { name = "Towel curl", time = "45s", sides = "each", cue = "Heel stays down.", rest_after = "ready" },
        ]
        """)
    (block,) = loaded.blocks
    short_foot, stork, curl = block.steps
    assert (block.name, block.rounds) == ("Circuit", PerWeek((3,)))
    assert (block.rest, block.rest_between_rounds) == (PerWeek((15,)), PerWeek((60,)))
    assert short_foot.dose == Hold(PerWeek((5,)), PerWeek((10,)))
    assert (short_foot.relax, short_foot.rest) == (PerWeek((2,)), PerWeek((0,)))
    assert (stork.name, stork.dose) == ("Stork", Paced(PerWeek((12,)), PerWeek((Tempo(3, 0, 2, 1),)), Start.UP))
    assert (stork.sets, stork.rest) == (PerWeek((2,)), PerWeek((0,)))
    assert (curl.dose, curl.cues, curl.rest_after) == (
        Move(PerWeek((45,))),
        ("Heel stays down.",),
        PerWeek((Ready.READY,)),
    )


def test_a_plan_has_a_value_for_each_week() -> None:
    loaded = routine("""\
        format = 1
        name   = "Foot core, six weeks"

        [plan]
        weeks       = 6
        days_a_week = [3, 3, 4, 4, 5, 5]
        sessions_a_day = 2

        [[block]]
        exercise = "short-foot"
        level    = ["seated", "seated", "standing"]
        sets     = [2, 2, 3, 3, 2, 2]
        reps     = 10
        hold     = "5s"
        relax    = "2s"
        rest     = ["45s", "ready"]
        switch   = ["3s", "5s"]
        sides    = "each"

        [[block]]
        name  = "Eyes closed"
        weeks = "1,3-6"
        exercise = "single-leg-stance"
        hold  = "15s"
        sides = "alternate"
        total = ["1m", "2m"]
        """)
    assert loaded.plan is not None
    assert (loaded.weeks, loaded.plan.days_a_week, loaded.plan.sessions_a_day) == (
        6,
        PerWeek((3, 3, 4, 4, 5, 5)),
        PerWeek((2,)),
    )
    step = loaded.blocks[0].steps[0]
    assert step.level == PerWeek(("seated", "seated", "standing"))
    assert step.rest == PerWeek((45, Ready.READY))
    assert step.switch == PerWeek((3, 5))
    closed = loaded.blocks[1]
    assert (closed.name, closed.weeks) == ("Eyes closed", frozenset({1, 3, 4, 5, 6}))
    assert (closed.steps[0].name, closed.steps[0].weeks, closed.steps[0].total) == (
        "Single-leg stance",
        None,
        PerWeek((60, 120)),
    )


@pytest.mark.parametrize(
    ("keys", "dose"),
    [
        ('hold = "15s"', Hold(PerWeek((15,)))),
        ('hold = "15s"\nreps = 3', Hold(PerWeek((15,)), PerWeek((3,)))),
        ('time = "1m30s"', Move(PerWeek((90,)))),
        ('reps = 5\ntempo = "3-0-2-1"', Paced(PerWeek((5,)), PerWeek((Tempo(3, 0, 2, 1),)))),
        ("reps = 5", SelfPaced(PerWeek((5,)))),
        ('test = "hold"\ncap = "1m"', Test(Measure.HOLD, PerWeek((60,)))),
        ('test = "reps"\ncap = "2m"', Test(Measure.REPS, PerWeek((120,)))),
        (
            'test = "reps"\ncap = "2m"\ntempo = "1-0-1-0"\nstart = "up"',
            Test(Measure.REPS, PerWeek((120,)), PerWeek((Tempo(1, 0, 1, 0),)), Start.UP),
        ),
    ],
)
def test_each_dose_is_told_by_its_keys(keys: str, dose: Dose) -> None:
    assert only_step('name = "Curl"\n' + keys).dose == dose


def test_in_the_one_step_form_a_rest_stands_between_sets_and_between_rounds() -> None:
    loaded = routine(HEAD + '[[block]]\nname = "Curl"\ntime = "9s"\nrest = "7s"\nsets = 2\nrounds = 2\n')
    (block,) = loaded.blocks
    assert (block.steps[0].rest, block.rest_between_rounds) == (PerWeek((7,)), PerWeek((7,)))
    assert measure(loaded, Standing()).clock_seconds == 5 + 4 * 9 + 3 * 7


def test_a_rest_between_rounds_of_its_own_leaves_the_rest_to_the_sets() -> None:
    loaded = routine(
        HEAD + '[[block]]\nname = "C"\ntime = "9s"\nrest = "7s"\nsets = 2\nrounds = 2\nrest_between_rounds = "30s"\n'
    )
    assert measure(loaded, Standing()).clock_seconds == 5 + 4 * 9 + 2 * 7 + 30


def test_the_routines_own_switch_stands_where_a_step_has_none() -> None:
    head = 'format = 1\nname = "S"\nswitch = "6s"\nallow = ["no-effect"]\n'
    assert only_step('name = "C"\ntime = "9s"\nsides = "each"', head).switch == PerWeek((6,))
    assert only_step('name = "C"\ntime = "9s"\nsides = "each"\nswitch = "1s"', head).switch == PerWeek((1,))


def test_a_files_own_exercise_comes_before_the_librarys() -> None:
    own = '[[exercise]]\nid = "short-foot"\nname = "My short foot"\n[[block]]\nexercise = "short-foot"\nhold = "5s"\n'
    loaded = routine(HEAD + own)
    assert loaded.blocks[0].steps[0].name == "My short foot"
    assert loaded.exercises == (Exercise("short-foot", "My short foot"),)


def test_in_the_one_step_form_a_name_names_the_block_and_not_its_exercise() -> None:
    (block,) = routine(HEAD + '[[block]]\nname = "Last"\nexercise = "short-foot"\nhold = "5s"\n').blocks
    assert (block.name, block.steps[0].name) == ("Last", "Short foot")


def test_what_the_file_says_of_itself_is_kept() -> None:
    loaded = routine("""\
        format = 1
        name = "Some"
        id = "my-own"
        version = "2"
        about = "One line.\\r\\nAnother [bold]line[/]."
        author = "A"
        contact = "a@example.org"
        license = "CC0"
        language = "de-CH"
        tags = "short"
        focus = ["core", "strength"]
        equipment = ["towel"]
        sources = ["A book"]
        prepare = "0s"
        rest_between_blocks = "ready"
        [[block]]
        name = "A"
        time = "9s"
        [[block]]
        name = "B"
        time = "9s"
        prepare = "4s"
        stage = 1
        """)
    assert (loaded.id, loaded.version, loaded.language, loaded.tags) == ("my-own", "2", "de-CH", ("short",))
    assert loaded.about == "One line.\nAnother [bold]line[/]."
    assert loaded.focus == (Focus.CORE, Focus.STRENGTH)
    assert (loaded.prepare, loaded.rest_between_blocks) == (0, Ready.READY)
    assert (loaded.blocks[1].prepare, loaded.blocks[1].stage) == (4, 1)


@pytest.mark.parametrize("markup", ["[@click=app.quit()]x[/]", "[/]", "[red]", "$x {y} %s <b>&amp;"])
def test_markup_is_text_like_any_other(markup: str) -> None:
    loaded = routine(f'format = 1\nname = "{markup}"\n[[block]]\nname = "{markup}"\ntime = "9s"\ncue = "{markup}"\n')
    step = loaded.blocks[0].steps[0]
    assert (loaded.name, step.name, step.cues) == (markup, markup, (markup,))


@pytest.mark.parametrize(
    ("file", "made"),
    [("Foot Core.toml", "foot-core"), ("/a/b/x.footcore.toml", "x"), ("C:\\x\\Desk_1.TOML", "desk-1")],
)
def test_an_id_is_made_of_the_files_name(file: str, made: str) -> None:
    loaded, _ = read(HEAD + '[[block]]\nname = "A"\ntime = "9s"\n', file)
    assert loaded is not None
    assert loaded.id == made


def test_a_files_name_that_makes_no_id_asks_for_one() -> None:
    loaded, problems = read(HEAD + '[[block]]\nname = "A"\ntime = "9s"\n', "足.toml")
    assert loaded is None
    assert [problem.code for problem in problems] == ["missing-key"]


def test_the_hash_is_that_of_the_files_bytes() -> None:
    content = (HEAD + '[[block]]\nname = "A"\ntime = "9s"\n').replace("\n", "\r\n").encode()
    loaded, _ = load_routine(content, "a.toml")
    assert loaded is not None
    assert loaded.hash == sha256(content).hexdigest()


def test_all_problems_of_a_file_are_told_at_once_in_its_order() -> None:
    loaded, problems = read("""\
        format = 1
        name = 12
        langauge = "en"
        [plan]
        weeks = 2
        [[block]]
        exercise = "shrot-foot"
        hold = 45
        sides = "eech"
        weeks = "3"
        [[block]]
        steps = [ { name = "A" }, { name = "B", time = ["9s", "1:30"] } ]
        """)
    assert loaded is None
    assert [(problem.line, problem.code) for problem in problems] == [
        (2, "wrong-type"),
        (3, "unknown-key"),
        (7, "unknown-exercise"),
        (8, "bad-duration"),
        (9, "unknown-word"),
        (10, "weeks-beyond-plan"),
        (12, "missing-dose"),
        (12, "bad-duration"),
    ]
    assert all(problem.source for problem in problems)


def test_several_syntax_errors_of_a_kind_are_told_at_once() -> None:
    _, problems = read('format = 1\nname = “A”\nauthor = “B”\n[[block]]\nname = "C"\ntime = 9s\nrest = 3s\n')
    assert [(problem.line, problem.column) for problem in problems] == [(2, 8), (3, 10), (6, 8), (7, 8)]


def test_a_hostile_file_with_thousands_of_problems_is_answered_with_some() -> None:
    _, problems = read(HEAD + "\n".join(f"unknown_key_{number} = 1" for number in range(3000)))
    assert len(problems) == 201
    assert problems[-1].code == "too-many-problems"


IDLE = '[[block]]\nname = "A"\ntime = "9s"\nfirst = "right"\n'


@pytest.mark.parametrize("mistake", ['relax = "45"', "odd = 1"])
def test_an_error_behind_ever_so_many_warnings_still_keeps_the_file_from_being_loaded(mistake: str) -> None:
    routine, problems = read(HEAD + IDLE * 210)
    assert routine is not None
    assert problems[-1].severity is Severity.WARNING
    routine, problems = read(HEAD + IDLE * 210 + mistake + "\n")
    assert routine is None
    assert problems[-1].severity is Severity.ERROR


TWO = '[[block]]\nname = "A"\ntime = "9s"\n[[block]]\nname = "B"\ntime = "9s"\n'


@pytest.mark.parametrize(
    ("keys", "idle"),
    [
        ('time = "9s"\nfirst = "right"', "first"),
        ('time = "9s"\nswitch = "5s"', "switch"),
        ('hold = "9s"\nreps = 3\nsides = "alternate"\nrelax = "2s"', "relax"),
        ('hold = "9s"\nrelax = "2s"', "relax"),
        ('hold = "9s"\ntotal = "9s"\nrelax = "2s"', "relax"),
        ('time = "9s"\nrest = "2s"', "rest"),
        ('time = "9s"\nrest_between_rounds = "2s"', "rest_between_rounds"),
        ('time = "9s"\nrest_after = "2s"', "rest_after"),
        ('reps = 3\nstart = "up"', "start"),
        ('time = "9s"\ncap = "1m"', "cap"),
        ('hold = "9s"\nunit = "breaths"', "unit"),
        ('reps = 3\ntempo = "1-0-1-0"\nsides = "alternate"\nswitch = "2s"', "switch"),
    ],
)
def test_a_key_without_effect_is_a_warning_at_the_key(keys: str, idle: str) -> None:
    text = HEAD + '[[block]]\nname = "Curl"\n' + keys + "\n"
    ((line, column, code, message),) = warnings(text)
    assert (column, code) == (1, "no-effect")
    assert text.splitlines()[line - 1].startswith(idle)
    assert message.startswith(f"{idle} has no effect here")
    assert warnings(text + 'allow = ["no-effect"]\n') == []
    assert warnings('allow = ["no-effect"]\n' + text) == []


@pytest.mark.parametrize(
    "keys",
    [
        'hold = "9s"\nreps = 3\nrelax = "2s"\nsides = "each"\nfirst = "right"\nswitch = "1s"',
        'hold = "9s"\ntotal = "27s"\nrelax = "2s"',
        'time = "9s"\nsets = 2\nrest = "2s"',
        'time = "9s"\nrounds = 2\nrest = "2s"',
        'time = "9s"\nrounds = 2\nrest_after = "2s"',
        'test = "reps"\ncap = "1m"\nunit = "steps"\nsides = "alternate"\nfirst = "right"',
    ],
)
def test_a_key_with_an_effect_is_no_warning(keys: str) -> None:
    assert warnings(HEAD + '[[block]]\nname = "Curl"\n' + keys + "\n") == []


def test_keys_of_the_file_without_effect_are_warned_of() -> None:
    one = 'prepare = "9s"\nrest_between_blocks = "5s"\nswitch = "6s"\n[[block]]\n'
    one += 'name = "A"\ntime = "9s"\nprepare = "1s"\n'
    assert [(line, message.split()[0]) for line, _, _, message in warnings(HEAD + one)] == [
        (3, "prepare"),
        (4, "rest_between_blocks"),
        (5, "switch"),
    ]


@pytest.mark.parametrize(
    ("keys", "idle"),
    [
        ('time = "9s"\nsides = "each"', False),
        ('time = "9s"\nsides = "each"\nswitch = "1s"', True),
        ('reps = 4\ntempo = "1-0-1-0"\nsides = "alternate"', True),
        ('test = "hold"\ncap = "9s"\nsides = "alternate"', False),
    ],
)
def test_a_switch_of_the_whole_that_no_step_takes_is_warned_of(keys: str, idle: bool) -> None:
    text = f'{HEAD}switch = "6s"\n[[block]]\nname = "A"\n{keys}\n'
    assert [(line, code) for line, _, code, _ in warnings(text)] == [(3, "no-effect")] * idle


@pytest.mark.parametrize(("own", "idle"), [("a", True), ("b", False), ("", False)])
def test_a_rest_between_steps_that_all_have_their_own_is_warned_of(own: str, idle: bool) -> None:
    after = {own: ', rest_after = "3s"'}
    steps = ", ".join(f'{{ name = "{one}", time = "9s"{after.get(one, "")} }}' for one in "ab")
    text = f'{HEAD}[[block]]\nrest = "9s"\nrounds = 2\nsteps = [{steps}]\n'
    assert [(line, code) for line, _, code, _ in warnings(text)] == [(4, "no-effect")] * idle


@pytest.mark.parametrize(
    ("exercise", "code"),
    [
        ('id = "e"\n', "missing-key"),
        (f'id = "e"\nname = "{"x" * 81}"\n', "too-long"),
        ('id = "e"\nname = "E"\n[[exercise.level]]\nname = "Easy"\n', "missing-key"),
        ('id = "e"\nname = "E"\n[[exercise.level]]\nid = "easy"\n', "missing-key"),
    ],
)
def test_an_exercise_with_a_mistake_is_there_for_its_steps(exercise: str, code: str) -> None:
    level = 'level = "easy"\n' if "level" in exercise else ""
    _, problems = read(f'{HEAD}[[block]]\nexercise = "e"\n{level}hold = "5s"\n[[exercise]]\n{exercise}')
    assert [problem.code for problem in problems] == [code]


def test_a_step_silences_its_own_warning_and_no_other() -> None:
    text = HEAD + (
        '[[block]]\nsteps = [\n{ name = "A", time = "9s", first = "left", allow = ["no-effect"] },\n'
        '{ name = "B", time = "9s", first = "left" },\n]\n'
    )
    assert [(line, code) for line, _, code, _ in warnings(text)] == [(6, "no-effect")]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ('[[block]]\nname = "A"\ntime = "9s"\nsides = "each"\nswitch = "0s"\n', 3),
        ('[[block]]\nname = "A"\ntime = "9s"\nsides = "each"\nsets = 2\n', 3),
        ('[[block]]\nsteps = [\n{ name = "A", time = "9s", sides = "left" },\n'
         '{ name = "B", time = "9s", sides = "right" } ]\n', 6),
        ('[[block]]\nrounds = 2\nsteps = [\n{ name = "A", time = "9s", sides = "each" } ]\n', 6),
        ('rest_between_blocks = "0s"\n[[block]]\nname = "A"\ntime = "9s"\nsides = "left"\n'
         '[[block]]\nname = "B"\ntime = "9s"\nsides = "right"\n', 8),
    ],
)  # fmt: skip
def test_a_side_that_changes_in_no_time_is_a_warning(body: str, line: int) -> None:
    assert [(found, code) for found, _, code, _ in warnings(HEAD + body)] == [(line, "side-change")]
    assert warnings('allow = ["side-change"]\n' + HEAD + body) == []


def test_a_rest_a_switch_or_a_prepare_gives_the_side_time_to_change() -> None:
    text = HEAD + (
        'rest_between_blocks = "0s"\n[[block]]\nname = "A"\ntime = "9s"\nsides = "each"\nsets = 2\nrest = "1s"\n'
        '[[block]]\nname = "B"\ntime = "9s"\nsides = "left"\nprepare = "3s"\n'
    )
    assert warnings(text) == []


def test_a_week_far_from_the_plans_length_is_a_warning_at_that_length() -> None:
    text = HEAD + '[plan]\nweeks = 3\nsession = "2m"\n[[block]]\nname = "A"\ntime = ["2m", "3m", "1m"]\n'
    ((line, column, code, message),) = warnings(text)
    assert (line, column, code) == (5, 11, "session-length")
    assert "3m5s in week 2, 1m5s in week 3" in message
    assert "week 1" not in message


def test_a_week_of_open_work_is_never_too_short() -> None:
    assert warnings(HEAD + '[plan]\nweeks = 2\nsession = "9m"\n[[block]]\nname = "A"\nreps = 5\n') == []


def test_a_week_with_nothing_to_do_is_a_warning() -> None:
    text = PLAN + '[[block]]\nname = "A"\ntime = "9s"\nweeks = "1-2"\n'
    ((line, _, code, message),) = warnings(text)
    assert (line, code) == (5, "empty-week")
    assert "in week 3" in message


@pytest.mark.parametrize(
    ("lengths", "hint"),
    [
        ('["2m", "3m", "1m"]', "no length fits all weeks"),
        ('["10m"]', 'write session = "10m"'),
        ('["9m", "10m"]', 'write session = "10m"'),
        ('["4m", "4m50s"]', 'write session = "4m25s"'),
        ('["4m", "4m30s", "4m55s"]', "no length fits all weeks"),
    ],
)
def test_the_length_that_is_advised_fits_all_weeks(lengths: str, hint: str) -> None:
    text = HEAD + f'[plan]\nweeks = 3\nsession = "1m"\n[[block]]\nname = "A"\nprepare = "0s"\ntime = {lengths}\n'
    (problem,) = read(text)[1]
    assert problem.hint.startswith(hint)
    if "write session" in hint:
        assert warnings(text.replace('session = "1m"', hint.removeprefix("write "))) == []


@pytest.mark.parametrize(
    ("stages", "missing"), [((2,), 1), ((1, 3), 2), ((1, 2), 0), ((0, 3), 0), ((1, 2, 3), 0), ((3, 1), 2)]
)
def test_a_stage_that_nobody_gets_to_is_a_warning(stages: tuple[int, ...], missing: int) -> None:
    """0: a block of all stages."""
    blocks = [f'[[block]]\nname = "A"\ntime = "9s"\n{f"stage = {stage}" if stage else ""}\n' for stage in stages]
    found = warnings(HEAD + "".join(blocks))
    assert [code for _, _, code, _ in found] == ["empty-week"] * bool(missing)
    assert all(f"at stage {missing}," in message for _, _, _, message in found)


@pytest.mark.parametrize(
    ("held", "total", "hint"),
    [
        ('["10s", "15s", "20s"]', '"5s"', 'write "2m" or "4m", or a list with a value for each week'),
        ('["10s", "15s", "20s"]', '"3m"', 'write "2m" or "4m", or a list with a value for each week'),
        ('["10s", "15s", "20s"]', '"2m"', ""),
        ('["10s", "15s", "20s"]', '["1m", "1m", "1m"]', 'write "40s" or "1m20s"'),
        ('"15s"', '["1m", "50s"]', 'write "30s" or "1m"'),
    ],
)
def test_a_sum_for_all_weeks_fits_each_of_them(held: str, total: str, hint: str) -> None:
    text = PLAN + f'[[block]]\nname = "A"\nhold = {held}\ntotal = {total}\nsides = "alternate"\n'
    assert [problem.hint for problem in read(text)[1]] == [hint] * bool(hint)


def test_a_mistake_of_the_syntax_hides_none_of_the_values() -> None:
    text = f'{HEAD}[[block]]\nname = "A"\nhold = "5"\nrest = 5s\nsets = 0\nsidez = "left"\n'
    found = [(problem.line, problem.code) for problem in read(text)[1]]
    assert found == [(5, "bad-duration"), (6, "syntax"), (7, "out-of-range"), (8, "unknown-key")]


BREAKS = (
    lambda line: line.replace('"', "", 2),
    lambda line: line.replace('"', "“", 1).replace('"', "”", 1),
    lambda line: line.replace(" = ", ": ", 1),
    lambda line: line.replace('", ', '" ', 1),
    lambda line: line.replace("[[", "[").replace("]]", "]"),
    lambda line: f"{line} // so" if " = " in line else line,
)


@pytest.mark.parametrize("turn", range(len(BREAKS)))
def test_one_mistake_of_the_syntax_makes_no_other_look_like_one(turn: int) -> None:
    """At each seventh line of each bundled routine."""
    library = Library(data_folder("routines")).exercises()
    for file in sorted(data_folder("routines").glob("*.toml")):
        lines = file.read_text("utf-8").split("\n")
        for at in range(turn, len(lines), 7):
            broken = [*lines[:at], BREAKS[turn](lines[at]), *lines[at + 1 :]]
            found = load_routine("\n".join(broken), file.name, library)[1]
            errors = [problem for problem in found if problem.severity is Severity.ERROR]
            if any(problem.code == "syntax" for problem in errors):
                assert {problem.line for problem in errors if problem.code != "syntax"} <= {at + 1}
