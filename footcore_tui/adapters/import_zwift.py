"""Workouts of Zwift (.zwo): segments as steps, intervals as rounds, texts as cues; what is misspelt is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from footcore_tui.adapters.import_xml import Node
from footcore_tui.core.imported import ImportedBlock, ImportedRoutine, ImportedStep, assembled
from footcore_tui.core.imported_reading import EMPTY, MOST_CUES, Reading, Remark, Unreadable
from footcore_tui.core.routine import MAX_COUNT

ROOT = "workout_file"
INTERVALS, TEXT = "intervalst", "textevent"
_SEGMENTS = {
    "warmup": "Warm-up",
    "cooldown": "Cool-down",
    "ramp": "Ramp",
    "steadystate": "Steady",
    "solidstate": "Steady",
    "freeride": "Free ride",
    "maxeffort": "All out",
}
_ATTRIBUTES = frozenset(
    (
        *("duration", "onduration", "offduration", "repeat", "timeoffset", "message", "distoffset", "textscale"),
        *("x", "y"),
        *("power", "powerlow", "powerhigh", "onpower", "offpower", "poweronlow", "poweronhigh", "powerofflow"),
        *("poweroffhigh", "cadence", "cadencelow", "cadencehigh", "cadenceresting", "pace", "flatroad", "ftptest"),
        *("units", "zone"),
    )
)
"""Those that are spelt right."""
MISSPELT = Remark(
    "A misspelt name was read as what it seems to mean.", "{n} misspelt names were read as what they seem to mean."
)
UNKNOWN = Remark("A segment of an unknown kind became a step.", "{n} segments of an unknown kind became steps.")
IGNORED = Remark("A part of an unknown kind was left out.", "{n} parts of an unknown kind were left out.", True)
TIMES = Remark("The second at which a text comes was left out: texts became cues of their step.")
TOO_MANY = Remark(
    f"A text beyond the {MOST_CUES}th of a step was left out.",
    f"{{n}} texts beyond the {MOST_CUES}th of a step were left out.",
)


def read_workout(root: Node, reading: Reading) -> ImportedRoutine:
    """Raises Unreadable."""
    if root.child("durationtype").text.strip().lower() == "distance":
        raise Unreadable("its lengths are distances, not times")
    segments = [_respelt(segment, reading) for segment in root.child("workout").children]
    blocks = assembled(_blocks(segments, reading), reading)
    return ImportedRoutine(
        reading.name(root.child("name").text, "Workout"),
        blocks,
        reading.about(root.child("description").text),
        reading.author(root.child("author").text),
    )


def _respelt(node: Node, reading: Reading) -> Node:
    """The same with a tag that is known, where it nearly is one."""
    known = (*_SEGMENTS, INTERVALS, TEXT)
    meant = node.tag if node.tag in known else next(iter(get_close_matches(node.tag, known, 1, 0.8)), node.tag)
    if meant != node.tag:
        reading.tell(MISSPELT, node.tag)
    return Node(meant, node.attributes, node.children, node.text)


def _blocks(segments: Iterable[Node], reading: Reading) -> Iterator[ImportedBlock]:
    """The segments between intervals stand together."""
    steps: list[ImportedStep] = []
    for segment in segments:
        if segment.tag == INTERVALS:
            yield from [ImportedBlock(tuple(steps))] if steps else []
            steps = []
            yield from _intervals(segment, reading)
        elif step := _step(segment, reading):
            steps.append(step)
    yield from [ImportedBlock(tuple(steps))] if steps else []


def _intervals(segment: Node, reading: Reading) -> Iterator[ImportedBlock]:
    on, off = _seconds(segment, "onduration", reading), _seconds(segment, "offduration", reading, "0")
    rounds = _number(segment, "repeat", reading, "1")
    if rounds != int(rounds) or not 1 <= rounds <= MAX_COUNT:
        raise Unreadable(f"an interval is repeated neither once nor up to {MAX_COUNT} times")
    events = list(_events(segment, reading))
    period = on + off or 1
    first = _cues((text for at, text in events if at % period < on), reading)
    second = _cues((text for at, text in events if at % period >= on), reading)
    steps = (ImportedStep("Interval", on, cues=first), ImportedStep("Recovery", off, cues=second))
    if done := tuple(step for step in steps if step.seconds):
        yield ImportedBlock(done, rounds=int(rounds))
    else:
        reading.tell(EMPTY)


def _step(segment: Node, reading: Reading) -> ImportedStep | None:
    name = _SEGMENTS.get(segment.tag)
    if name is None and (segment.tag == TEXT or not _attribute(segment, "duration", reading)):
        reading.tell(IGNORED, segment.tag)
        return None
    if name is None:
        reading.tell(UNKNOWN, segment.tag)
    seconds = _seconds(segment, "duration", reading)
    cues = _cues((text for _, text in _events(segment, reading)), reading)
    if not seconds:
        reading.tell(EMPTY)
        return None
    return ImportedStep(name or reading.name(segment.tag.capitalize(), "Step"), seconds, cues=cues)


def _events(segment: Node, reading: Reading) -> Iterator[tuple[float, str]]:
    """The texts of a segment, each with the second at which it comes."""
    found = []
    for child in (_respelt(child, reading) for child in segment.children):
        text = reading.cue(_attribute(child, "message", reading) or child.text) if child.tag == TEXT else ""
        if child.tag != TEXT:
            reading.tell(IGNORED, child.tag)
        elif text:
            found.append((_number(child, "timeoffset", reading, "0"), text))
            reading.tell(TIMES)
    return iter(sorted(found, key=lambda event: event[0]))


def _cues(texts: Iterable[str], reading: Reading) -> tuple[str, ...]:
    cues = tuple(dict.fromkeys(texts))
    for _ in cues[MOST_CUES:]:
        reading.tell(TOO_MANY)
    return cues[:MOST_CUES]


def _attribute(node: Node, key: str, reading: Reading) -> str:
    """Also where its name is misspelt; empty where there is none."""
    if key in node.attributes:
        return node.attributes[key]
    others = [other for other in node.attributes if other not in _ATTRIBUTES]
    meant = next(iter(get_close_matches(key, others, 1, 0.8)), None)
    if meant is None:
        return ""
    reading.tell(MISSPELT, meant)
    return node.attributes[meant]


def _seconds(node: Node, key: str, reading: Reading, default: str = "") -> int:
    return reading.seconds(_number(node, key, reading, default))


def _number(node: Node, key: str, reading: Reading, default: str) -> float:
    """Raises Unreadable."""
    written = _attribute(node, key, reading) or default
    try:
        number = float(written)
    except ValueError as error:
        raise Unreadable(f"<{node.tag[:40]}> has no {key} that is a number") from error
    if not 0 <= number < float("inf"):
        raise Unreadable(f"the {key} of <{node.tag[:40]}> has to be 0 or more, and a number that ends")
    return number
