"""Durations: one spelling in files, and the right one suggested for each wrong one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footcore_tui.core.duration import duration_hint, format_duration, parse_duration, suggest_durations
from footcore_tui.core.routine import MAX_CLOCK_SECONDS


@given(st.integers(0, 10 * MAX_CLOCK_SECONDS))
def test_what_is_formatted_is_read_back(seconds: int) -> None:
    assert parse_duration(format_duration(seconds)) == seconds


@pytest.mark.parametrize(
    ("text", "seconds"), [("45s", 45), ("2m", 120), ("1m30s", 90), ("1h", 3600), ("1h5s", 3605), ("90s", 90), ("0s", 0)]
)
def test_a_time_with_units_is_whole_seconds(text: str, seconds: int) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("45", ("45s", "45m")),
        ("00:45", ("45s", "45m")),
        ("1:30", ("1m30s", "1h30m")),
        ("01:30:00", ("1h30m",)),
        ("1.5m", ("1m30s",)),
        ("1,5m", ("1m30s",)),
        ("-5s", ("5s",)),
        ("45 s", ("45s",)),
        ("90S", ("1m30s",)),
        ("1 min 30 sec", ("1m30s",)),
        ("1m30", ("1m30s",)),
        ("30s1m", ("1m30s",)),
        ("5'30\"", ("5m30s",)),
        ("2 Minuten", ("2m",)),
        ("500ms", ("1s",)),
        ("30 Sek.", ("30s",)),
        ("1 Std. 5 Min.", ("1h5m",)),
        ("３０s", ("30s",)),
        ("soon", ()),
        ("", ()),
        ("1e9", ()),
        ("99h", ()),
    ],
)
def test_a_wrong_spelling_is_refused_with_the_right_one(wrong: str, right: tuple[str, ...]) -> None:
    assert suggest_durations(wrong) == right
    if wrong != "99h":
        assert parse_duration(wrong) is None


def test_the_hint_names_the_suggestions_or_shows_examples() -> None:
    assert duration_hint("1:30") == 'write "1m30s" or "1h30m"'
    assert duration_hint("1.4s") == 'only whole seconds stand here: write "1s"'
    assert duration_hint("soon") == 'write a time as "45s", "2m" or "1m30s"'


@given(st.text())
def test_any_text_is_a_time_or_none_and_every_suggestion_is_well_spelt(text: str) -> None:
    seconds = parse_duration(text)
    assert seconds is None or seconds >= 0
    assert all(parse_duration(one) is not None for one in suggest_durations(text))


def test_digits_of_other_scripts_are_not_a_time() -> None:
    assert parse_duration("٤٥s") is None
    assert parse_duration("４５s") is None


def test_thousands_of_digits_are_longer_than_any_session() -> None:
    assert (parse_duration("9" * 5000 + "s") or 0) > MAX_CLOCK_SECONDS
