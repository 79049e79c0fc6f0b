"""What can make sound here: the table of engines, tried in the order of `protocol.ENGINES`.

An engine is one of two kinds. A Stream asks for frames without end: the mixer feeds it. A Player is given a file and
forgotten. To add one: a module with the class, its line in TABLE, its name in ENGINES.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from footcore_tui.adapters.audio.mixer import Mixer
from footcore_tui.adapters.audio.output import Output, PlayerOutput, StreamOutput
from footcore_tui.adapters.audio.protocol import Cue
from footcore_tui.core.cues import Sound


@dataclass(frozen=True, slots=True)
class Workshop:
    """All that an engine's maker may need."""

    sounds: Mapping[Sound, array[int]]
    folder: Path
    """Where the sound files lie."""
    gain: float
    offset: float
    """Seconds the user wants everything earlier, for loudspeakers that are late."""
    clock: Callable[[], float]
    settled: Callable[[Cue, float, bool], None]


class Maker(Protocol):
    def __call__(self, shop: Workshop, /) -> Output:
        """Raises EngineUnavailable."""
        ...


def _miniaudio(shop: Workshop) -> Output:
    from footcore_tui.adapters.audio.miniaudio_stream import MiniaudioStream

    mixer = Mixer(shop.sounds, shop.clock, shop.settled, shop.gain)
    return StreamOutput(MiniaudioStream(), mixer, shop.clock, shop.offset)


def _player(shop: Workshop) -> Output:
    from footcore_tui.adapters.audio.system_player import ScaledFiles, system_player

    files = ScaledFiles(shop.folder, shop.sounds, shop.gain)
    return PlayerOutput(system_player(files.silence), files, shop.clock, shop.settled, shop.offset)


TABLE: Mapping[str, Maker] = {"miniaudio": _miniaudio, "player": _player}
