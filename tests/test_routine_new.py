"""`footcore routine new`: the questions, the flags, pasted lines; whatever comes out passes the check."""

from __future__ import annotations

import io
import re
import sys
from itertools import product
from pathlib import Path

import pytest

from footcore_tui.adapters.data_files import data_folder
from footcore_tui.adapters.library import Library
from footcore_tui.adapters.toml_layout import laid_out
from footcore_tui.adapters.toml_routines import load_routine
from footcore_tui.cli.edge import run
from footcore_tui.core.routine import Routine, Sides, Standing
from footcore_tui.core.routine_text import routine_text
from footcore_tui.core.routine_wish import BadAnswer, keys_of, parts_of, read_dose, read_length
from footcore_tui.core.timeline import Extent, measure

EXERCISES = Library(data_folder("routines")).exercises()
DOSES = ("15s", "hold 15 s", "move 1m", "time 45s", "10 x 5s", "1x30s", "12", "12 at 3-0-2-1", "12 @ 3-0-2-1")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    return tmp_path


def loaded(text: str) -> Routine:
    """Without an error, and without a warning."""
    routine, problems = load_routine(text, "x.toml", EXERCISES)
    assert [problem.message for problem in problems] == []
    assert routine is not None
    return routine


@pytest.mark.parametrize("answer", DOSES)
def test_whatever_is_answered_passes_the_check_without_a_warning(answer: str) -> None:
    dose = read_dose(answer)
    lengths = ("1", "2", "5") if dose.seconds is None else ("1", "2", "5", "30s", "2m", "7m30s", "40m")
    short_foot = next(exercise for exercise in EXERCISES if exercise.id == "short-foot")
    both = [("Short foot", short_foot), ("Towel flick", None)]
    for sides, length, exercises in product(Sides, lengths, (both[:1], both[1:], both)):
        keys = keys_of(dose, sides, read_length(length, dose), len(exercises))
        text = routine_text({"name": "N"}, parts_of(exercises, keys), ("Head.",))
        loaded(text)
        assert laid_out(text) == text


def extent(dose: str, sides: Sides, length: str, exercises: int = 1) -> Extent:
    read = read_dose(dose)
    keys = keys_of(read, sides, read_length(length, read), exercises)
    return measure(loaded(routine_text({"name": "N"}, parts_of([("A", None)] * exercises, keys))), Standing())


@pytest.mark.parametrize(
    ("dose", "sides", "length", "exercises", "work"),
    [
        ("15s", Sides.ALTERNATE, "2m", 1, 120),
        ("15s", Sides.ALTERNATE, "2m", 2, 120),
        ("15s", Sides.BOTH, "2m", 1, 120),
        ("15s", Sides.EACH, "2m", 1, 120),
        ("25s", Sides.ALTERNATE, "8m", 1, 500),
        ("10 x 5s", Sides.EACH, "5m", 1, 300),
        ("10 x 5s", Sides.LEFT, "3", 1, 150),
        ("12 at 3-0-2-1", Sides.BOTH, "2m", 1, 144),
        ("move 1m", Sides.EACH, "10s", 1, 120),
    ],
)
def test_the_length_is_the_nearest_that_the_dose_allows(
    dose: str, sides: Sides, length: str, exercises: int, work: int
) -> None:
    assert extent(dose, sides, length, exercises).work_seconds == work


@pytest.mark.parametrize("answer", ["", "x", "1:30", "1.5m", "0s", "10 x", "ten", "12 at 3-0-2", "15", "-5s"][:8])
def test_a_dose_that_is_none_says_what_would_be(answer: str) -> None:
    with pytest.raises(BadAnswer):
        read_dose(answer)


def test_without_a_terminal_the_usual_answers_stand(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["routine", "new", "before-lunch.toml"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "Wrote before-lunch.toml: 2m of work, 2m26s on the clock." in err
    assert "routine check --watch before-lunch.toml" in err
    assert "play ./before-lunch.toml" in err
    text = (here / "before-lunch.toml").read_text("utf-8")
    assert (
        text
        == """\
#:schema ./routine.schema.json

# A routine for footcore. What stands behind a # is for you; clients do not see it.
# footcore routine check finds every mistake; docs/routine-format.md explains every key.

format = 1
name   = "Before lunch"

# Each client does their own level; level = "…" would ask for one of: one-hand, fingertips, no-hands,
# arms-crossed, ball-of-foot.
[[block]]
exercise = "single-leg-stance" # its id in the library
hold     = "15s" # stay still for so long
sides    = "alternate" # "each": a whole set on one side, then the other; "alternate": swap every time; "left", "right"
total    = "2m" # all holds together
"""
    )
    loaded(text)


def test_the_options_are_the_answers(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--name", "Füße", "--exercise", "Short foot", "--exercise", "towel flick"]
    assert run(["routine", "new", *options, "--dose", "10 x 5s", "--sides", "each", "--length", "2"]) == 0
    routine = loaded((here / "fuesse.toml").read_text("utf-8"))
    assert routine.name == "Füße"
    assert [block.steps[0].name for block in routine.blocks] == ["Short foot", "towel flick"]
    assert 'the library has no "towel flick"' in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("Calf stretch, knee straight", ["Calf stretch, knee straight"]),
        ("calf-stretch-straight,short-foot", ["Calf stretch, knee straight", "Short foot"]),
        ("Short foot, Calf stretch, knee bent, ball roll", ["Short foot", "Calf stretch, knee bent", "Sole rolling"]),
        ("Towel curl, seated", ["Towel curl, seated"]),
    ],
)
def test_a_comma_in_a_name_is_none_between_two(here: Path, given: str, names: list[str]) -> None:
    assert run(["routine", "new", "a.toml", "--exercise", given]) == 0
    assert [block.steps[0].name for block in loaded((here / "a.toml").read_text("utf-8")).blocks] == names


def test_a_name_that_is_a_device_elsewhere_is_no_files_name(here: Path) -> None:
    assert run(["routine", "new", "--name", "Con"]) == 0
    assert [file.name for file in here.glob("*.toml")] == ["routine-con.toml"]


def test_a_dash_is_standard_output(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["routine", "new", "-", "--dose", "12"]) == 0
    out, _ = capsys.readouterr()
    assert [block.steps[0].sets.values for block in loaded(out).blocks] == [(2,)]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--dose", "2x"], "ten holds"),
        (["--sides", "beide"], "both, left, right, each, alternate"),
        (["--dose", "12", "--length", "2m"], "a number of sets"),
        (["--length", "200"], "outside 1 to 99"),
        (["--name", " "], "nothing to see"),
        (["--exercise", ","], "at least one"),
        (["--exercise", " "], "at least one"),
        (["--dose", "0s"], "longer than zero"),
        (["--from-text", "-", "--dose", "12"], "the lines say"),
    ],
)
def test_an_answer_that_is_none_is_wrong_usage(
    here: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    assert run(["routine", "new", "a.toml", *options]) == 2
    assert said in capsys.readouterr().err
    assert not (here / "a.toml").exists()


def test_on_a_terminal_it_asks_for_what_is_missing(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("\nshort-foot\nten\n10 x 5s\n\n6m\n"))
    monkeypatch.setattr(sys, "stderr", asked := Terminal())
    assert run(["routine", "new", "evening.toml"]) == 0
    questions = asked.getvalue()
    assert questions.count("]: ") == 6
    assert "Its name [Evening]: " in questions
    assert "both, left, right, each, alternate\nSides [each]: " in questions
    assert "  10 holds of 5s\n" in questions
    assert 'write "15s" to hold' in questions
    routine = loaded((here / "evening.toml").read_text("utf-8"))
    assert measure(routine, Standing()).work_seconds == 400
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("answers", ["", "A\n", "\n\nten\neleven\ntwelve\n"])
def test_answers_that_end_or_never_fit_write_nothing(here: Path, monkeypatch: pytest.MonkeyPatch, answers: str) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(answers))
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert run(["routine", "new", "a.toml"]) == 2
    assert not (here / "a.toml").exists()


@pytest.mark.parametrize("options", [[], ["--from-text", "-"]])
def test_a_file_that_is_there_is_never_overwritten(
    here: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    for name in ("a.toml", "my-routine.toml"):
        (here / name).write_text("mine")
    (here / "link.toml").symlink_to("nowhere")
    assert run(["routine", "new", "a.toml", *options]) == 1
    assert run(["routine", "new", "a", *options]) == 1
    assert run(["routine", "new", "link.toml", *options]) == 1
    assert "is there already" in capsys.readouterr().err
    assert run(["routine", "new"]) == 1
    assert (here / "a.toml").read_text() == (here / "my-routine.toml").read_text() == "mine"


def test_a_folder_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["routine", "new", "no/where.toml"]) == 1
    assert "can't be written" in capsys.readouterr().err


def pasted(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_pasted_lines_become_a_file(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pasted(monkeypatch, "2 x 10 short foot, 5 s hold, each side; rest 45 s\nsingle leg stance 15 s x 8 alternating\n")
    assert run(["routine", "new", "lunch.toml", "--from-text", "-"]) == 0
    out, err = capsys.readouterr()
    assert (out, "Wrote lunch.toml: 5m20s of work" in err) == ("", True)
    routine = loaded((here / "lunch.toml").read_text("utf-8"))
    assert (routine.name, len(routine.blocks)) == ("Lunch", 2)
    assert measure(routine, Standing()).work_seconds == 2 * 2 * 50 + 120


def test_the_lines_of_the_page_for_trainers_are_understood(capsys: pytest.CaptureFixture[str]) -> None:
    page = (Path(__file__).parents[1] / "docs" / "trainers.md").read_text("utf-8")
    (lines,) = re.findall(r"```\n(• .*?)```", page, re.DOTALL)
    Path("t.txt").write_text(lines, "utf-8")
    assert run(["routine", "new", "-", "--from-text", "t.txt"]) == 0
    blocks = loaded(capsys.readouterr().out).blocks
    assert [block.steps[0].name for block in blocks][:3] == ["Short foot", "Single-leg stance", "Sole rolling"]
    assert (blocks[3].steps[0].name, blocks[3].steps[0].sets.values) == ("Fersenheben", (3,))


def test_what_is_not_understood_is_said_line_by_line_and_is_a_problem(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "notes.txt").write_text("For Anna\n\nshort foot 10 reps\nrun 20 m\n", "utf-8")
    assert run(["routine", "new", "--from-text", "notes.txt"]) == 1
    err = capsys.readouterr().err
    assert 'line 1: "For Anna": ' in err
    assert 'line 4: "run 20 m": "20 m" may be minutes or metres' in err
    text = (here / "notes.toml").read_text("utf-8")
    assert "# Not understood: run 20 m" in text
    assert loaded(text).name == "Notes"


def test_a_time_alone_is_a_hold_where_the_routines_of_the_library_hold_it(capsys: pytest.CaptureFixture[str]) -> None:
    Path("t.txt").write_text("tandem stance 20 s\nball roll 20 s\n")
    assert run(["routine", "new", "-", "--from-text", "t.txt"]) == 0
    text = capsys.readouterr().out
    assert 'exercise = "tandem-stance"\nhold ' in text
    assert 'exercise = "ball-roll"\ntime ' in text


def test_what_the_check_would_warn_of_is_said_at_once(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "t.txt").write_text("3 x 30 s ball roll per foot\n")
    assert run(["routine", "new", "a.toml", "--from-text", "t.txt"]) == 0
    assert "a.toml:10:1: warning: the foot changes" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "said"),
    [("Dear Anna\n", "none of these lines"), ("plank 5 h\n" * 3, "takes 15h"), ("a" * 70_000, "more text")],
)
def test_a_text_that_makes_no_routine_writes_nothing(
    here: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    (here / "t.txt").write_text(text)
    assert run(["routine", "new", "a.toml", "--from-text", "t.txt"]) == 1
    assert said in capsys.readouterr().err
    assert not (here / "a.toml").exists()
    assert run(["routine", "new", "a.toml", "--from-text", "none.txt"]) == 1
    assert "can't be read" in capsys.readouterr().err
