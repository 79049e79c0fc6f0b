"""What is typical for an age: each number as the source has it, and none where a source has none."""

from __future__ import annotations

import pytest

from footcore_tui.core.norms import ERRORS, NORMS, Statistic, typical

UNIPEDAL_STANCE = """
18-39 43.3 9.4
40-49 40.3 7.3
50-59 37.0 4.8
60-69 26.9 2.8
70-79 15.0 2.0
80-99 6.2 1.3
"""
"""Springer 2007, mean of three tries in seconds: ages, eyes open, eyes closed."""
HEEL_RISE = """
20 37 30
30 33 27
40 28 25
50 24 22
60 19 19
70 15 16
80 10 14
"""
"""Hébert-Losier 2017, repetitions: age, men, women."""
OPEN, CLOSED = ("test-single-leg", "One leg, eyes open"), ("test-single-leg-eyes-closed", "One leg, eyes closed")
HEEL = ("test-heel-raise", "Heel raise")
TOGETHER = ("test-tandem", "Feet together, eyes closed")
TANDEM = ("test-tandem", "Heel to toe, eyes closed")


def rows(text: str) -> list[list[str]]:
    return [line.split() for line in text.strip().splitlines()]


def found(key: tuple[str, str], age: int | None) -> tuple[float, float | None] | None:
    one = typical(*key, age)
    return one and (one.low, one.high)


@pytest.mark.parametrize(("ages", "eyes_open", "eyes_closed"), rows(UNIPEDAL_STANCE))
def test_one_leg_is_as_the_study_has_it_for_every_age(ages: str, eyes_open: str, eyes_closed: str) -> None:
    first, last = map(int, ages.split("-"))
    for age in range(first, last + 1):
        assert found(OPEN, age) == (float(eyes_open), float(eyes_open))
        assert found(CLOSED, age) == (float(eyes_closed), float(eyes_closed))


@pytest.mark.parametrize(("age", "men", "women"), rows(HEEL_RISE))
def test_heel_raises_are_as_the_study_has_them_at_its_ages(age: str, men: str, women: str) -> None:
    both = sorted((int(men), int(women)))
    assert found(HEEL, int(age)) == (both[0], both[1])


@pytest.mark.parametrize(("age", "low", "high"), [(43, 24, 27), (55, 21, 22), (65, 17, 18), (75, 13, 15)])
def test_between_its_ages_heel_raises_are_interpolated(age: int, low: int, high: int) -> None:
    """At 43: men 28 - 0.3 * 4 = 26.8, women 25 - 0.3 * 3 = 24.1."""
    assert found(HEEL, age) == (low, high)


def test_the_narrow_stances_have_what_is_known_and_no_more() -> None:
    assert [found(TOGETHER, age) for age in (19, 20, 79, 80)] == [None, (30.0, None), (30.0, None), None]
    assert [found(TANDEM, age) for age in (68, 69, 77, 78)] == [None, (14.0, 17.5), (14.0, 17.5), None]


@pytest.mark.parametrize(
    ("key", "age"),
    [(OPEN, 17), (OPEN, 100), (CLOSED, 17), (CLOSED, 100), (HEEL, 19), (HEEL, 81), (OPEN, None), (OPEN, 0)],
)
def test_no_norm_is_stretched_beyond_its_ages_and_none_is_there_without_an_age(key: tuple[str, str], age: int) -> None:
    assert found(key, age) is None


def test_what_no_source_has_a_norm_for_has_none() -> None:
    known = {OPEN, CLOSED, HEEL, TOGETHER, TANDEM}
    assert set(NORMS) == known
    assert typical("test-knee-to-wall", "Knee to wall", 43) is None


def test_a_norm_says_what_it_is_of_and_where_it_is_from() -> None:
    of = {key: norm.of for key, norm in NORMS.items()}
    assert of == {
        OPEN: Statistic.MEAN,
        CLOSED: Statistic.MEAN,
        HEEL: Statistic.SIDES,
        TOGETHER: Statistic.BEST,
        TANDEM: Statistic.BEST,
    }
    assert all("https://" in norm.source for norm in NORMS.values())


def test_the_error_of_measuring_is_two_raises_and_one_centimetre() -> None:
    assert ERRORS == {HEEL: 2.0, ("test-knee-to-wall", "Knee to wall"): 1.0}
