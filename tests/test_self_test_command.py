"""`footcore test`: the list, what one measured, the age, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from exchange_builders import stored_as
from record_builders import DAY
from self_test_sessions import done, down

from footcore_tui.adapters import paths
from footcore_tui.adapters.clock import wall
from footcore_tui.adapters.sqlite_merge import merge
from footcore_tui.adapters.sqlite_schema import writing
from footcore_tui.cli.edge import run
from footcore_tui.cli.self_test_command import test as command
from footcore_tui.cli.self_tests import SqliteTests
from footcore_tui.cli.shelf import library
from footcore_tui.core.days import iso, local_day
from footcore_tui.core.errors import UnknownRoutine, UsageError
from footcore_tui.core.record import Event
from footcore_tui.core.settings import Settings

NAMES = {
    *("test-arch-hold", "test-four-stage", "test-heel-raise", "test-knee-to-wall", "test-single-leg"),
    *("test-single-leg-eyes-closed", "test-tandem", "test-toe-checks"),
}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path))


def ago(days: int) -> float:
    """An instant, in seconds since 1970."""
    return wall()[0] - days * DAY


def day(utc: float) -> str:
    return iso(local_day(utc, 0))


def happened(*events: Event) -> None:
    with writing(Path(paths.history_file())) as connection:
        merge(connection, [stored_as(event, seq=seq) for seq, event in enumerate(events, start=1)])


def said(capsys: pytest.CaptureFixture[str], *words: str, as_json: bool = False) -> str:
    assert command(words, as_json=as_json) == 0
    return capsys.readouterr().out


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict:
    return json.loads(said(capsys, *words, as_json=True))


def test_every_test_is_listed_with_its_last_result_and_when_it_is_offered_again(capsys) -> None:
    when = ago(3)
    happened(*done("test-single-leg", [down(31.0), 45.0, down(28.4)], session="a", utc=when))
    lines = {line.split()[0]: line for line in said(capsys).splitlines() if line.startswith("test-")}
    assert set(lines) == NAMES
    again = day(when + 14 * DAY)
    assert lines["test-single-leg"].endswith(f"{day(when)}  left 31.0, right 45.0 s; again from {again} on")
    assert lines["test-tandem"].endswith("not yet")


def test_one_is_shown_with_every_try_and_what_ended_it(capsys) -> None:
    happened(*done("test-single-leg", [down(31.0), 45.0, down(28.4), 40.0], session="a", utc=ago(3)))
    shown = said(capsys, "show", "single-leg")
    assert "left   31.0  28.4 s   best 31.0, mean 29.7   foot down" in shown
    assert "right  45.0  40.0 s   best 45.0, mean 42.5   the cap, you ended it" in shown
    assert "14.0 s between left and right" in shown
    assert "`footcore test age 43`" in shown
    assert "typical" not in shown.partition("`footcore")[0]


def test_with_an_age_what_is_typical_stands_beside_it(capsys) -> None:
    assert said(capsys, "age", "43") == "43 years. Norms are shown for that age.\n"
    shown = said(capsys, "show", "test-single-leg")
    assert "typical for 43: mean of three tries 40.3 s (Springer" in shown
    assert "`footcore test age" not in shown
    assert said(capsys, "age", "none") == said(capsys, "age") == "No age is kept.\n"
    shown = said(capsys, "show", "test-single-leg")
    assert "typical" not in shown
    assert "`footcore test age" not in shown, "it is asked once"


def test_the_json_of_one_has_all_of_it(capsys) -> None:
    said(capsys, "age", "72")
    when = ago(20)
    happened(
        *done("test-tandem", [60.0, down(31.25), None, 12.0], session="a", utc=when),
        *done("test-tandem", [60.0], session="b", utc=ago(2)),
    )
    shape = told(capsys, "show", "tandem")
    assert {key: shape[key] for key in ("id", "name", "due", "stages", "age", "last")} == {
        "id": "test-tandem",
        "name": "Narrow-stance test",
        "due": day(ago(2) + 14 * DAY),
        "stages": None,
        "age": 72,
        "last": day(ago(2)),
    }
    assert [(one["day"], one["name"]) for one in shape["results"]] == [
        (day(when), "Feet together, eyes open"),
        (day(when), "Feet together, eyes closed"),
        (day(when), "Heel to toe, eyes closed"),
        (day(ago(2)), "Feet together, eyes open"),
    ]
    last = shape["results"][2]
    assert last.pop("typical").pop("source").startswith("Bio-protocol")
    assert last == {
        "day": day(when),
        "name": "Heel to toe, eyes closed",
        "unit": "s",
        "tries": {"both": [12]},
        "best": {"both": 12},
        "mean": {"both": 12},
        "ended_by": {"both": ["you ended it"]},
        "gap": None,
    }
    typical = shape["results"][1]["typical"]
    assert (typical["from"], typical["to"], typical["of"]) == (30.0, None, "best try")
    assert shape["results"][0]["typical"] is None


def test_what_is_entered_by_hand_has_no_end_and_no_norm(capsys) -> None:
    happened(*done("test-knee-to-wall", [9.5, 10.0], session="a", utc=ago(2)))
    (result,) = told(capsys, "show", "knee-to-wall")["results"]
    assert (result["ended_by"], result["gap"], result["typical"]) == ({"left": [None], "right": [None]}, 0.5, None)
    assert "A difference below 1 cm may be the measuring alone." in said(capsys, "show", "knee-to-wall")


def test_of_the_four_stances_it_is_told_how_many_were_held(capsys) -> None:
    happened(*done("test-four-stage", [10.0, 10.0, down(4.2)], session="a", utc=ago(2)))
    assert told(capsys, "show", "four-stage")["stages"] == 2
    assert "2 of 4 held" in said(capsys)
    listed = {one["id"]: one for one in json.loads(said(capsys, as_json=True))}
    assert [one["best"] for one in listed["test-four-stage"]["results"]] == [{"both": 10}, {"both": 10}, {"both": 4.2}]


def test_an_age_grows_with_the_years(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[Event] = []
    tests = SqliteTests(Settings(), library, kept.append)
    tests.tell_age(43)
    later = SqliteTests(Settings(), library, kept.append)
    assert not later.age().asked
    happened(*kept)
    monkeypatch.setattr("footcore_tui.cli.self_tests.wall", lambda: (wall()[0] + 400 * DAY, 0))
    assert (later.age().asked, later.age().years) == (True, 44)
    assert tests.age().years == 44, "what was told is known before it is on the disk"


def test_a_test_is_offered_from_the_second_week_on_until_one_is_done() -> None:
    tests = SqliteTests(Settings(), library, lambda event: None)
    assert not tests.is_offered(["test-tandem"])
    happened(*done("desk-balance", [], session="a", utc=ago(8)))
    assert tests.is_offered(["test-tandem", "test-single-leg"])
    happened(*done("desk-balance", [], session="a", utc=ago(8)), *done("test-tandem", [60.0], session="b", utc=ago(1)))
    assert not tests.is_offered(["test-tandem", "test-single-leg"])
    Path(paths.history_file()).write_bytes(b"no database at all, but longer than a header" * 40)
    assert not tests.is_offered(["test-tandem"])


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["show"], UsageError),
        (["age", "43", "44"], UsageError),
        (["age", "old"], UsageError),
        (["age", "0"], UsageError),
        (["age", "121"], UsageError),
        (["one", "two"], UsageError),
        (["desk-balance"], UsageError),
        (["show", "desk-balance"], UsageError),
        (["show", "headstand"], UnknownRoutine),
    ],
)
def test_what_is_not_meant_is_refused(words: list[str], error: type[Exception]) -> None:
    with pytest.raises(error):
        command(words, as_json=False)


def test_of_one_s_own_routines_those_that_are_tagged_and_measure_are_listed(capsys) -> None:
    folder = Path(paths.routines_folder())
    folder.mkdir(parents=True)
    head, step = 'format = 1\nname = "Mine"\n', '[[block]]\nname = "Stand"\n{}'
    measure = step.format('test = "hold"\ncap = "1m"\n')
    (folder / "mine.toml").write_text(f'{head}tags = ["test"]\n{measure}')
    plain = step.format('hold = "15s"\n')
    (folder / "tried-out.toml").write_text(f'{head}tags = ["test"]\n{plain}')
    (folder / "untagged.toml").write_text(head + measure)
    later = measure.replace("[[block]]", '[[block]]\nweeks = "2"')
    (folder / "later.toml").write_text(f'{head}tags = ["test"]\n[plan]\nweeks = 2\n{later}')
    listed = {line.split()[0] for line in said(capsys).splitlines() if "not yet" in line}
    assert listed - NAMES == {"mine"}


def test_a_name_alone_plays_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    played: list[str | None] = []
    monkeypatch.setattr("footcore_tui.cli.play.play", lambda wish: played.append(wish.routine) or 0)
    assert run(["test", "single-leg"]) == run(["test", "test-tandem"]) == 0
    assert played == ["test-single-leg", "test-tandem"]
