"""What client and worker say to each other: one JSON object a line, commands down and replies up."""

from __future__ import annotations

import json
from dataclasses import dataclass

from footcore_tui.core.cues import Sound
from footcore_tui.core.speech import Line

ENGINES = ("simpleaudio", "miniaudio", "pulse", "player")
"""The engines of the worker in the order in which they are tried; `engines.TABLE` says how each is made."""

LATE_SECONDS = 0.25
"""What is PERISHABLE, and a line, is dropped when it is this late."""

PERISHABLE = (Sound.COUNT, Sound.TICK, Sound.DOWN, Sound.UP, Sound.STAY)
"""They count; so late they would be counted with the next one. A line so late is said into what comes after it."""

STALE_SECONDS = 2.0
"""After this, with nothing to sound it (the device or the worker was gone), any cue is dropped."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A sound or a line to be heard at an instant of the worker's monotonic clock."""

    id: int
    at: float
    sound: Sound | None
    line: Line | None = None
    run: int = 0
    """Cues of one run, but for run 0, keep their distance to the sample."""

    def lost(self, late: float) -> bool:
        """Whether it is better not heard at all than so many seconds late."""
        return late > LATE_SECONDS and (self.sound in PERISHABLE or self.sound is None)


@dataclass(frozen=True, slots=True)
class Open: ...


@dataclass(frozen=True, slots=True)
class Rest: ...


@dataclass(frozen=True, slots=True)
class Cancel: ...


@dataclass(frozen=True, slots=True)
class Mute:
    muted: bool


@dataclass(frozen=True, slots=True)
class Speak:
    spoken: bool


@dataclass(frozen=True, slots=True)
class Prepare:
    """Lines that will be needed, in this order."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sync:
    """Asks for the worker's clock; `sent` comes back as it is."""

    sent: float


Command = Cue | Open | Rest | Cancel | Mute | Speak | Prepare | Sync


@dataclass(frozen=True, slots=True)
class Trying:
    """The engine about to be opened: the one to blame if nothing more is heard."""

    engine: str


@dataclass(frozen=True, slots=True)
class Refused:
    engine: str
    reason: str


@dataclass(frozen=True, slots=True)
class Ready:
    engine: str
    detail: str
    """The back-end or program behind it."""
    latency: float
    """Seconds from hand-over to ear that are already taken off."""


@dataclass(frozen=True, slots=True)
class Synced:
    sent: float
    now: float


@dataclass(frozen=True, slots=True)
class Settled:
    """A cue was handed to the engine, or dropped: `late` seconds after its time."""

    id: int
    late: float
    heard: bool


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line is as ready as it will be."""

    text: str
    """Its longest form."""
    seconds: float
    """How long what will be heard takes; 0 where nothing will."""
    how: str
    """What says it: a synthesiser, `cached`, `words` or `none`."""


Reply = Trying | Refused | Ready | Synced | Settled | Spoken


def encode(message: Command | Reply) -> bytes:
    fields = {name: _plain(getattr(message, name)) for name in message.__slots__}
    return json.dumps({"is": type(message).__name__.lower(), **fields}).encode() + b"\n"


def decode_command(line: bytes) -> Command | None:
    """None for a line that is no command."""
    match _load(line):
        case {"is": "cue", "id": int(number), "at": float(at), "sound": name, "line": said, "run": int(run)}:
            sound, spoken = Sound(name) if name in _SOUNDS else None, _line(said)
            return Cue(number, at, sound, spoken, run) if sound or spoken else None
        case {"is": "prepare", "lines": list(written)}:
            return Prepare(tuple(filter(None, map(_line, written))))
        case {"is": "speak", "spoken": bool(audible)}:
            return Speak(audible)
        case {"is": "open"}:
            return Open()
        case {"is": "rest"}:
            return Rest()
        case {"is": "cancel"}:
            return Cancel()
        case {"is": "mute", "muted": bool(muted)}:
            return Mute(muted)
        case {"is": "sync", "sent": float(sent)}:
            return Sync(sent)
    return None


def decode_reply(line: bytes) -> Reply | None:
    """None for a line that is no reply."""
    match _load(line):
        case {"is": "trying", "engine": str(engine)}:
            return Trying(engine)
        case {"is": "refused", "engine": str(engine), "reason": str(reason)}:
            return Refused(engine, reason)
        case {"is": "ready", "engine": str(engine), "detail": str(detail), "latency": float(latency)}:
            return Ready(engine, detail, latency)
        case {"is": "synced", "sent": float(sent), "now": float(now)}:
            return Synced(sent, now)
        case {"is": "settled", "id": int(number), "late": float(late), "heard": bool(heard)}:
            return Settled(number, late, heard)
        case {"is": "spoken", "text": str(text), "seconds": float(seconds), "how": str(how)}:
            return Spoken(text, seconds, how)
    return None


_SOUNDS = frozenset(Sound)


def _plain(value: object) -> object:
    """As JSON has it."""
    if isinstance(value, Line):
        return {name: getattr(value, name) for name in Line.__slots__}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _line(said: object) -> Line | None:
    match said:
        case {"texts": list(texts), "words": list(words), "room": float(room), "language": str(language)}:
            return Line(tuple(map(str, texts)), tuple(map(str, words)), room, language) if texts else None
    return None


def _load(line: bytes) -> object:
    try:
        value: object = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value
