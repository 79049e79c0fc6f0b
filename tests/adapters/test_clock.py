"""The machine's clocks."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import pytest

from footcore_tui.adapters.clock import SystemClock


@pytest.fixture
def zone() -> Iterator[pytest.MonkeyPatch]:
    if sys.platform == "win32":
        pytest.skip("the zone of a process can't be changed there")
    with pytest.MonkeyPatch.context() as patch:
        yield patch
    time.tzset()


def test_the_clocks_never_run_backwards() -> None:
    clock = SystemClock()
    now = [clock.now() for _ in range(100)]
    asleep = [clock.awake_and_asleep() for _ in range(100)]
    assert now == sorted(now)
    assert asleep == sorted(asleep)


@pytest.mark.skipif(sys.platform != "linux", reason="a clock of Linux")
def test_the_clock_that_counts_sleep_is_the_one_since_boot() -> None:
    before = time.clock_gettime(time.CLOCK_BOOTTIME)
    seen = SystemClock().awake_and_asleep()
    assert before <= seen <= time.clock_gettime(time.CLOCK_BOOTTIME)


@pytest.mark.parametrize(("name", "offset"), [("UTC0", 0), ("AAA-9:30", 34_200), ("BBB+11", -39_600)])
def test_a_moment_carries_the_offset_in_force_even_after_the_zone_changed(
    zone: pytest.MonkeyPatch, name: str, offset: int
) -> None:
    clock = SystemClock()
    before = time.time()
    zone.setenv("TZ", name)
    moment = clock.moment()
    assert moment.offset == offset
    assert before <= moment.utc <= time.time()
