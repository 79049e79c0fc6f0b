"""The thread that makes things durable, with commits and a clock of our own."""

from __future__ import annotations

from threading import Event as Signal

from footcore_tui.adapters.history_writer import HistoryWriter
from footcore_tui.core.errors import HistoryError, NotSaved

WAIT = 30.0
PATIENCE = 5.0


class Held:
    """A store that another program holds: a commit waits for as long as it may, and fails."""

    def __init__(self) -> None:
        self.now = 0.0
        self.asked: list[int] = []
        self.trying = Signal()
        self.closing = Signal()

    def clock(self) -> float:
        """The writer reads it when it is to end."""
        now = self.now
        self.closing.set()
        return now

    def commit(self, item: int, seconds: float) -> None:
        self.asked.append(item)
        self.trying.set()
        assert self.closing.wait(WAIT)
        self.now += seconds
        raise NotSaved("Not saved: another program is holding it.")


def test_closing_takes_one_time_out_however_much_waits() -> None:
    store = Held()
    writer = HistoryWriter(store.commit, PATIENCE, store.clock)
    answers: list[tuple[int, type]] = []
    for number in range(6):
        writer.give(number, lambda error, number=number: answers.append((number, type(error))))
    assert store.trying.wait(WAIT)
    writer.close()
    assert store.now == PATIENCE
    assert set(store.asked) == {0}
    assert answers == [(number, NotSaved) for number in range(6)]
    assert writer.unsaved == tuple(range(6))


class Gate:
    """A store that is slow: each commit waits to be let through."""

    def __init__(self, error: HistoryError | None = None) -> None:
        self.open = Signal()
        self._error = error

    def commit(self, _item: int, _seconds: float) -> None:
        assert self.open.wait(WAIT)
        if self._error:
            raise self._error


def test_what_is_to_be_done_afterwards_waits_for_all_that_was_given_and_for_no_more() -> None:
    for error in (None, NotSaved("Not now."), HistoryError("Never.")):
        gate = Gate(error)
        writer = HistoryWriter(gate.commit, PATIENCE)
        order: list[str] = []
        writer.give(1, lambda _error, order=order: order.append("one"))
        writer.give(2, lambda _error, order=order: order.append("two"))
        writer.after(lambda order=order: order.append("then"))
        writer.give(3, lambda _error, order=order: order.append("three"))
        assert order == []
        gate.open.set()
        writer.close()
        assert order == ["one", "two", "then", "three"]
        writer.after(lambda order=order: order.append("at once"))
        assert order[-1] == "at once"


def test_what_is_refused_for_good_is_known_and_not_tried_again() -> None:
    tried: list[int] = []

    def commit(item: int, _seconds: float) -> None:
        tried.append(item)
        if item == 1:
            raise HistoryError("Never.")

    writer = HistoryWriter(commit, PATIENCE)
    writer.give(1)
    writer.give(2)
    writer.close()
    assert tried == [1, 2]
    assert writer.unsaved == (1,)
