"""What client and worker say to each other: one JSON object a line, commands down and replies up."""

from __future__ import annotations

import json
from dataclasses import dataclass

from footcore_tui.core.cues import Sound

ENGINES = ("miniaudio", "player")
"""The engines of the worker in the order in which they are tried; `engines.TABLE` says how each is made."""

LATE_SECONDS = 0.25
"""A count this late is dropped: it would be counted with the next one."""

STALE_SECONDS = 2.0
"""After this, with nothing to sound it (the device or the worker was gone), any cue is dropped."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A sound to be heard at an instant of the worker's monotonic clock."""

    id: int
    at: float
    sound: Sound

    def lost(self, late: float) -> bool:
        """Whether it is better not heard at all than so many seconds late."""
        return self.sound is Sound.COUNT and late > LATE_SECONDS


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
class Sync:
    """Asks for the worker's clock; `sent` comes back as it is."""

    sent: float


Command = Cue | Open | Rest | Cancel | Mute | Sync


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


Reply = Trying | Refused | Ready | Synced | Settled


def encode(message: Command | Reply) -> bytes:
    fields = {name: getattr(message, name) for name in message.__slots__}
    return json.dumps({"is": type(message).__name__.lower(), **fields}).encode() + b"\n"


def decode_command(line: bytes) -> Command | None:
    """None for a line that is no command."""
    match _load(line):
        case {"is": "cue", "id": int(number), "at": float(at), "sound": str(name)} if (
            name in Sound.__members__.values()
        ):
            return Cue(number, at, Sound(name))
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
    return None


def _load(line: bytes) -> object:
    try:
        value: object = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value
