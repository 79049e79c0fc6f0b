"""What can make sound here: the table of engines, tried in the order of `protocol.ENGINES`.

An engine is one of two kinds. A Stream asks for frames without end: the mixer feeds it. A Player is given whole clips.
To add one: a module with the class, its line in TABLE, its name in ENGINES.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from footcore_tui.adapters.audio.mixer import Mixer
from footcore_tui.adapters.audio.output import Output, Stream, StreamOutput
from footcore_tui.adapters.audio.player_output import Player, PlayerOutput
from footcore_tui.adapters.audio.protocol import Cue


@dataclass(frozen=True, slots=True)
class Workshop:
    """All that an engine's maker may need."""

    samples: Callable[[Cue], array[int] | None]
    """What a cue is, at 48 kHz mono, asked as late as can be; None where it is not to be had."""
    gain: float
    offset: float
    """Seconds the user wants everything earlier, for loudspeakers that are late."""
    clock: Callable[[], float]
    settled: Callable[[Cue, float, bool], None]
    primer: bool = False
    """Whether near-silent noise wakes a loudspeaker before a sound; a stream, which is kept open, does without."""


class Maker(Protocol):
    def __call__(self, shop: Workshop, /) -> Output:
        """Raises EngineUnavailable."""
        ...


def _simpleaudio(shop: Workshop) -> Output:
    from footcore_tui.adapters.audio.simpleaudio_player import SimpleaudioPlayer

    return _by_player(SimpleaudioPlayer(), shop)


def _miniaudio(shop: Workshop) -> Output:
    from footcore_tui.adapters.audio.miniaudio_stream import MiniaudioStream

    return _by_stream(MiniaudioStream(), shop)


def _pulse(shop: Workshop) -> Output:
    from footcore_tui.adapters.audio.pulse_stream import PulseStream

    return _by_stream(PulseStream(), shop)


def _player(shop: Workshop) -> Output:
    from footcore_tui.adapters.audio.system_player import system_player

    return _by_player(system_player(), shop)


TABLE: Mapping[str, Maker] = {
    "simpleaudio": _simpleaudio,
    "miniaudio": _miniaudio,
    "pulse": _pulse,
    "player": _player,
}


def _by_stream(stream: Stream, shop: Workshop) -> Output:
    return StreamOutput(stream, Mixer(shop.samples, shop.clock, shop.settled, shop.gain), shop.clock, shop.offset)


def _by_player(player: Player, shop: Workshop) -> Output:
    from footcore_tui.adapters.audio.primer import murmur

    primer = murmur() if shop.primer else None
    return PlayerOutput(player, shop.samples, shop.clock, shop.settled, shop.gain, shop.offset, primer)
