"""Timers of Seconds: circuits, and compounds of them, in folders or packs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from footcore_tui.adapters.import_json import Fields, fields_of
from footcore_tui.core.imported import ImportedBlock, ImportedRoutine, ImportedStep, assembled, in_a_row, joined
from footcore_tui.core.imported_reading import EMPTY, Reading, Remark, Unreadable
from footcore_tui.core.routine import MAX_COUNT, Ready, Rest

CIRCUIT, COMPOUND = 3, 4
OWN_SWITCH = 3
"""Seconds that footcore itself leaves to change sides."""
OPEN = Remark(
    "A step of open length became one repetition at the client's own pace (Enter ends it).",
    "{n} steps of open length became one repetition each at the client's own pace (Enter ends it).",
)
OPEN_REST = Remark('A rest of open length, with any timed one beside it, ends when the client says so ("ready").')
SPLIT = Remark(
    f"A step of two sides without a pause between them got footcore's own {OWN_SWITCH} s to change sides.",
    f"{{n}} steps of two sides without a pause between them got footcore's own {OWN_SWITCH} s to change sides.",
)
RANDOM = Remark("The random order was left out: the steps come as they stand.")
GROUP = Remark("Whether sets were grouped by exercise is not known: they became rounds.")
OVERRUN = Remark("Counting on after the end was left out.")


def timers(document: object) -> list[object] | None:
    """All of a file, out of their folders; None where it holds neither a folder nor a timer."""
    if not isinstance(document, dict) or not (_inside(document) is not None or _is_timer(document)):
        return None
    found: list[object] = []
    left: list[object] = [document]
    while left:
        one = left.pop()
        inside = _inside(one) if isinstance(one, dict) and not _is_timer(one) else None
        if inside is None:
            found.append(one)
        else:
            left += reversed(inside)
    return found


def _inside(folder: Mapping[str, object]) -> list[object] | None:
    inside = folder.get("packs", folder.get("items"))
    return inside if isinstance(inside, list) else None


def _is_timer(one: Mapping[str, object]) -> bool:
    return isinstance(one.get("intervals"), list) or isinstance(one.get("timers"), list)


def read_timer(timer: object, reading: Reading) -> ImportedRoutine:
    """Raises Unreadable."""
    fields = fields_of(timer, "the timer")
    name = reading.name(fields.text("name"), "Timer")
    if fields.flag("overrun"):
        reading.tell(OVERRUN)
    compound = _is_compound(fields)
    blocks = assembled(_compound(fields, reading) if compound else _circuit(fields, reading), reading)
    notes = [fields.text("notes"), *([_note(one) for one in fields.objects("timers", "timer")] if compound else [])]
    return ImportedRoutine(name, blocks, reading.about("\n\n".join(filter(None, notes))))


def _is_compound(fields: Fields) -> bool:
    """Raises Unreadable where it is neither that nor a circuit."""
    kind = fields.values.get("type", COMPOUND if "timers" in fields.values else CIRCUIT)
    if kind not in (CIRCUIT, COMPOUND) or isinstance(kind, bool):
        shown = f" {kind}" if isinstance(kind, int) and abs(kind) < 1000 else ""
        raise Unreadable(f"it is of a type{shown} that is not known here: circuits (3) and compounds (4) are")
    return kind == COMPOUND


def _note(timer: Fields) -> str:
    notes = timer.text("notes").strip()
    return f"{timer.text('name')}: {notes}" if notes else ""


def _compound(fields: Fields, reading: Reading) -> Iterator[ImportedBlock | Rest]:
    yield from _alone(fields.inner("warmup"), "Warm-up", reading)
    timers = []
    for timer in fields.objects("timers", "timer"):
        if _is_compound(timer):
            raise Unreadable(f"{timer.place} is a compound in a compound")
        pieces = list(_circuit(timer, reading, reading.name(timer.text("name"), "Circuit")))
        timers += [pieces] if pieces else []
    turns = fields.count("numberOfSets", 1, MAX_COUNT)
    between = _rest(fields.inner("timerRest"), reading) if len(timers) > 1 else 0
    again = _rest(fields.inner("circuitRest"), reading) if turns > 1 else 0
    for turn in range(turns):
        for index, pieces in enumerate(timers):
            if turn or index:
                yield between if index else again
            yield from pieces
    yield from _alone(fields.inner("cooldown"), "Cool-down", reading)


def _circuit(fields: Fields, reading: Reading, name: str = "") -> Iterator[ImportedBlock | Rest]:
    rounds = fields.count("numberOfSets", 1, MAX_COUNT)
    if fields.flag("random"):
        reading.tell(RANDOM)
    if fields.flag("group") and rounds > 1:
        reading.tell(GROUP)
    yield from _alone(fields.inner("warmup"), "Warm-up", reading)
    between = _rest(fields.inner("setRest"), reading) if rounds > 1 else 0
    lead, steps = in_a_row(_items(fields, reading))
    if steps:
        turn = joined(joined(steps[-1].rest_after, between), lead)
        yield ImportedBlock(steps, name, rounds, turn if rounds > 1 else 0, lead)
    elif lead:
        yield from [lead, *[joined(between, lead)] * (rounds - 1)]
    yield from _alone(fields.inner("cooldown"), "Cool-down", reading)


def _alone(fields: Fields, otherwise: str, reading: Reading) -> Iterator[ImportedBlock]:
    """A warm-up or a cool-down is something to do, whatever it is marked as."""
    step = _step(fields, otherwise, reading) if _is_valid(fields) else None
    if step:
        yield ImportedBlock((step,))


def _items(fields: Fields, reading: Reading) -> Iterator[ImportedStep | Rest]:
    """The intervals that are done, and what is rested between them."""
    intervals, first = fields.objects("intervals", "interval"), True
    between = _rest(fields.inner("intervalRest"), reading) if len(intervals) > 1 else 0
    for interval in intervals:
        if not _is_valid(interval):
            reading.tell(EMPTY)
            continue
        item = _rest(interval, reading) if interval.flag("rest") else _step(interval, "Exercise", reading)
        if item:
            yield from [] if first else [between]
            first = False
            yield item


def _is_valid(interval: Fields) -> bool:
    return interval.flag("indefinite") or interval.seconds("duration", 0) > 0


def _rest(interval: Fields, reading: Reading) -> Rest:
    if interval.flag("indefinite"):
        reading.tell(OPEN_REST)
        return Ready.READY
    seconds = reading.seconds(interval.seconds("duration", 0))
    return seconds + _pause(interval, reading) if seconds else 0


def _pause(interval: Fields, reading: Reading) -> int:
    """Between the two sides."""
    return reading.seconds(interval.seconds("splitRest", 0)) if interval.flag("split") else 0


def _step(interval: Fields, otherwise: str, reading: Reading) -> ImportedStep | None:
    each_side, pause = interval.flag("split"), _pause(interval, reading)
    number = interval.seconds("duration", 0) / (2 if each_side else 1)
    seconds = None if interval.flag("indefinite") else reading.seconds(number)
    if seconds == 0:
        return None
    if seconds is None:
        reading.tell(OPEN)
    if each_side and not pause:
        reading.tell(SPLIT)
    name = reading.name(interval.text("name"), otherwise)
    return ImportedStep(name, seconds, each_side=each_side, switch=pause if pause not in (0, OWN_SWITCH) else None)
