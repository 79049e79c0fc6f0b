"""UUIDv7, increasing within a process."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import RFC_4122, UUID

from footcore_tui.adapters.identities import Uuid7Identities

NOW_NS = 1_780_315_200_123_456_789


def test_an_id_is_a_uuid_of_version_7_with_its_millisecond_in_front() -> None:
    made = UUID(Uuid7Identities(lambda: NOW_NS).new())
    assert made.version == 7
    assert made.variant == RFC_4122
    assert made.int >> 80 == NOW_NS // 1_000_000


def test_ids_increase_within_one_millisecond_and_past_its_counter() -> None:
    identities = Uuid7Identities(lambda: NOW_NS)
    made = [identities.new() for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert {UUID(one).version for one in made} == {7}


def test_ids_increase_when_the_wall_clock_is_set_back() -> None:
    times = iter([NOW_NS, NOW_NS - 3_600 * 10**9, NOW_NS - 3_600 * 10**9, NOW_NS + 10**6])
    identities = Uuid7Identities(lambda: next(times))
    made = [identities.new() for _ in range(4)]
    assert made == sorted(made)


def test_two_processes_of_the_same_millisecond_make_different_ids() -> None:
    one, other = (Uuid7Identities(lambda: NOW_NS) for _ in range(2))
    assert not {one.new() for _ in range(1000)} & {other.new() for _ in range(1000)}


def test_threads_never_get_the_same_id() -> None:
    identities = Uuid7Identities()
    with ThreadPoolExecutor(4) as pool:
        made = [one for batch in pool.map(lambda _: [identities.new() for _ in range(500)], range(8)) for one in batch]
    assert len(set(made)) == 4000
