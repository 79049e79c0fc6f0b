"""Work shared out among processes: every answer, in order, whatever becomes of a process."""

import os
import sys

import pytest

from footcore_tui.cli.shares import shared_out

HERE = os.getpid()
NAMES = [str(number) for number in range(100)]


def spell(names: list[str]) -> tuple[int, list[str]]:
    return os.getpid(), names


def fail_elsewhere(names: list[str]) -> tuple[int, list[str]]:
    if os.getpid() != HERE:
        os._exit(3)
    return spell(names)


@pytest.mark.parametrize("count", [0, 1, 9, 10, 19, 20, 21, 99, 100])
def test_every_name_is_worked_on_once_and_in_order(count: int) -> None:
    answers = list(shared_out(spell, NAMES[:count], 10))
    assert [name for _, names in answers for name in names] == NAMES[:count]


@pytest.mark.skipif(sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="needs two processors")
def test_a_great_many_go_to_several_processes() -> None:
    processes = [process for process, _ in shared_out(spell, NAMES, 10)]
    assert processes[0] == HERE
    assert len(set(processes)) == len(processes) > 1


def test_what_a_process_did_not_answer_is_done_here() -> None:
    answers = list(shared_out(fail_elsewhere, NAMES, 10))
    assert [name for _, names in answers for name in names] == NAMES
    assert {process for process, _ in answers} == {HERE}


def test_few_are_done_here() -> None:
    assert list(shared_out(spell, NAMES[:19], 10)) == [(HERE, NAMES[:19])]
