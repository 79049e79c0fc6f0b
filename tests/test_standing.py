"""Where a person stands follows from what they decided and did; without a history from the settings alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from exchange_builders import stored_as
from record_builders import DAY, NOON, attempt, began, ended

from footcore_tui.adapters import history_choices, paths
from footcore_tui.adapters.sqlite_merge import merge
from footcore_tui.adapters.sqlite_schema import writing
from footcore_tui.cli.standing import asked, position
from footcore_tui.core.choices import AskedFirst, LevelDecided
from footcore_tui.core.day_events import RuleChanged
from footcore_tui.core.record import Event, Moment, SessionDiscarded
from footcore_tui.core.settings import Settings

CHOSEN = Settings(levels=(("single-leg-stance", "one-hand"), ("short-foot", "standing")))
NOW = Moment(NOON, 0)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path))


def happened(events: Sequence[Event]) -> None:
    with writing(Path(paths.history_file())) as connection:
        merge(connection, [stored_as(event, seq=seq) for seq, event in enumerate(events, start=1)])


def test_without_a_history_the_settings_hold() -> None:
    assert position(CHOSEN).levels == dict(CHOSEN.levels)
    assert asked(history_choices.age, None) is None


def test_the_latest_decision_stands_over_the_settings() -> None:
    happened(
        [
            LevelDecided("single-leg-stance", "fingertips", "fingertips", "two clean sessions running", NOW),
            LevelDecided("single-leg-stance", "no-hands", None, "", NOW),
            RuleChanged("age", 42, "2026-05-01"),
            RuleChanged("age", 43, "2026-06-01"),
            AskedFirst("general", NOW),
        ]
    )
    assert position(CHOSEN).levels == {"single-leg-stance": "no-hands", "short-foot": "standing"}
    assert asked(history_choices.age, None) == (43, "2026-06-01")
    assert asked(history_choices.asked_first, frozenset()) == {"general"}


def test_clean_sessions_are_counted_and_a_deleted_one_is_not() -> None:
    events: list[Event] = []
    for number in range(3):
        name, utc = f"s{number}", NOON + number * DAY
        events += [began(name, utc), attempt(name, 1), attempt(name, 3), ended(name, utc=utc + 60)]
    before = position(CHOSEN).key
    happened([*events, SessionDiscarded("s1")])
    assert position(CHOSEN).clean == {("desk-balance", 1): 2}
    assert position(CHOSEN).key != before


def test_a_history_that_cannot_be_read_keeps_nobody_from_practising() -> None:
    file = Path(paths.history_file())
    file.parent.mkdir(parents=True)
    file.write_bytes(b"no database at all, but longer than a header" * 40)
    assert position(CHOSEN).levels == dict(CHOSEN.levels)
