"""`footcore exercise`: one exercise as text and as JSON, and all of them by group."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from footcore_tui.cli.edge import run

LIFT = """
[[exercise]]
id          = "toe-lift"
name        = "Toe lift"
focus       = ["strength"]
position    = "seated"
footwear    = "barefoot"
equipment   = ["chair"]
contact     = ["heel", "first-met"]
side_phrase = "Lift your {side} toes"
setup       = "Sit on a chair that neither rolls nor tips, both soles flat on the floor and the knees over the heels."
steps       = [
  "Lift all the toes.",
  "Lay them down one by one, the little one first, and let the ball of the foot stay where it is.",
]
cues        = ["Heel stays down.", "Breathe."]
mistakes    = ["The heel lifts."]
breathing   = "Breathe normally."
stop_if     = ["the foot cramps"]
ask_first   = ["a toe joint is hot, red or swollen"]
sources     = ["An Author, A title, https://example.org/an/address/that/is/longer/than/a/line/of/the/text/may/be/and/stays/whole"]

[[exercise.level]]
id       = "help"
name     = "with a finger's help"
cue      = "A finger lifts the toe."
evidence = "leaflet"

[[exercise.level]]
id        = "free"
name      = "free"
evidence  = "default"
ask_first = ["the big toe is stiff"]
"""
TEXT = """\
Toe lift (toe-lift)
Level 2 of 2: free

Set up
  Sit on a chair that neither rolls nor tips, both soles flat on the floor and
  the knees over the heels.

Steps
  1. Lift all the toes.
  2. Lay them down one by one, the little one first, and let the ball of the
     foot stay where it is.

Cues
  · Heel stays down.
  · Breathe.

Breathing
  Breathe normally.

What goes wrong
  · The heel lifts.

Stop if
  · the foot cramps

Ask a doctor or physiotherapist first if
  · a toe joint is hot, red or swollen

Levels, from the easiest
  · with a finger's help. A finger lifts the toe. Dose from a health service's
    leaflet.
  ▸ free (you are here). Dose from us; nobody has tested just this. Ask first if
    the big toe is stiff.

What it takes
  · seated
  · bare feet
  · chair

The points of the sole that carry
  heel, big-toe ball

Sources
  · An Author, A title,
    https://example.org/an/address/that/is/longer/than/a/line/of/the/text/may/be/and/stays/whole
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path))
    for file, text in (
        ("data/routines/exercises/my-own.toml", LIFT),
        ("config/config.toml", '[levels]\ntoe-lift = "free"\n'),
    ):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, "utf-8")
    return tmp_path


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(["exercise", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.usefixtures("home")
def test_one_exercise_is_text_to_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "toe-lift") == (0, TEXT, "")


@pytest.mark.usefixtures("home")
def test_and_json_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    shape = json.loads(answer(capsys, "toe-lift", "--json")[1])
    assert (shape["id"], shape["group"], shape["level"], shape["focus"]) == ("toe-lift", "my-own", "free", ["strength"])
    assert shape["levels"][1] == {
        **dict.fromkeys(("support", "base", "surface", "vision")),
        "id": "free",
        "name": "free",
        "cue": "",
        "ask_first": ["the big toe is stiff"],
        "evidence": "default",
    }
    everything = json.loads(answer(capsys, "--json")[1])
    assert shape in everything
    assert all(set(one) == set(shape) for one in everything)


@pytest.mark.usefixtures("home")
def test_all_of_them_stand_by_group_with_their_levels(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = answer(capsys)
    assert (code, err) == (0, "")
    groups = [part.splitlines()[0] for part in out.split("\n\n")]
    assert groups == ["My own", "Balance", "Banded", "Calf and shin", "Foot strength", "Mobility", "Trunk"]
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "toe-lift help · free" in lines
    assert "short-foot seated · standing · single-leg" in lines
    assert "ankle-circles" in lines, "one without a ladder"


@pytest.mark.usefixtures("home")
def test_a_name_that_is_not_known_gets_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, "toe-lifft") == (
        2,
        "",
        'footcore: There is no exercise "toe-lifft".\n  Did you mean toe-lift?\n',
    )
