"""Windows' own voices (SAPI), by PowerShell and .NET's System.Speech. Not tried: written from their documentation."""

from __future__ import annotations

import math
import sys
from array import array
from pathlib import Path

from footcore_tui.adapters.audio.speech_programs import Program, paper
from footcore_tui.adapters.audio.synthesis import SpeechUnavailable

_OPTIONS = ("-NoLogo", "-NoProfile", "-NonInteractive", "-Command")

LIST = """
$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.Speech
$synth = New-Object System.Speech.Synthesis.SpeechSynthesizer
$lines = foreach ($one in $synth.GetInstalledVoices()) {
  if ($one.Enabled) { $one.VoiceInfo.Culture.Name + '|' + $one.VoiceInfo.Name }
}
$encoding = New-Object System.Text.UTF8Encoding($false)
[IO.File]::WriteAllLines($env:FOOTCORE_SPEECH_SOUND, [string[]]@($lines), $encoding)
"""

SPEAK = """
$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.Speech
$text = [IO.File]::ReadAllText($env:FOOTCORE_SPEECH_TEXT, [Text.Encoding]::UTF8)
$synth = New-Object System.Speech.Synthesis.SpeechSynthesizer
$synth.SelectVoice($env:FOOTCORE_SPEECH_VOICE)
$synth.Rate = [int]$env:FOOTCORE_SPEECH_RATE
$bits = [System.Speech.AudioFormat.AudioBitsPerSample]::Sixteen
$channel = [System.Speech.AudioFormat.AudioChannel]::Mono
$format = New-Object System.Speech.AudioFormat.SpeechAudioFormatInfo(22050, $bits, $channel)
$synth.SetOutputToWaveFile($env:FOOTCORE_SPEECH_SOUND, $format)
$synth.Speak($text)
$synth.Dispose()
"""
"""Constant: text, names and numbers come by the environment and a file. Stdin is no way in: PowerShell reads it itself
when it is given a command, in the console's code page."""


class Sapi:
    """One start of PowerShell a line, about a second; hence the cache."""

    name = "SAPI"

    def __init__(self, platform: str = sys.platform) -> None:
        """Raises SpeechUnavailable."""
        if platform != "win32":
            raise SpeechUnavailable("SAPI is Windows' own")
        self._program = Program("powershell")
        with paper() as sheet:
            if self._program.run((*_OPTIONS, LIST), environment=_named(sheet.text, sheet.sound)):
                raise SpeechUnavailable("SAPI lists no voices")
            try:
                listed = sheet.sound.read_text("utf-8", "replace").splitlines()
            except OSError as error:
                raise SpeechUnavailable(f"SAPI lists no voices: {error}") from None
        pairs = [line.partition("|") for line in listed]
        self._voices = [(name, culture.lower()) for culture, bar, name in pairs if bar and name]

    def speaks(self, language: str) -> bool:
        return self.voice_for(language, "") is not None

    def voice_for(self, language: str, voice: str) -> str | None:
        tag = language.lower().replace("_", "-")
        primary = tag.partition("-")[0]
        able = [(name, culture) for name, culture in self._voices if culture.partition("-")[0] == primary]
        able.sort(key=lambda one: (one[0].lower() != voice.lower(), one[1] != tag))
        return able[0][0] if able else None

    def say(self, text: str, language: str, voice: str, rate: float) -> tuple[array[int], int]:
        chosen = self.voice_for(language, voice)
        if chosen is None:
            raise SpeechUnavailable(f"no voice for {language}")
        with paper(text) as sheet:
            more = {"FOOTCORE_SPEECH_VOICE": chosen, "FOOTCORE_SPEECH_RATE": str(sapi_rate(rate))}
            return sheet.read(self._program.run((*_OPTIONS, SPEAK), environment=_named(sheet.text, sheet.sound) | more))

    def close(self) -> None:
        self._program.close()


def sapi_rate(rate: float) -> int:
    """SAPI's -10 to 10, a third to three times the normal speed."""
    return max(-10, min(10, round(10 * math.log(rate, 3))))


def _named(text: Path, sound: Path) -> dict[str, str]:
    return {"FOOTCORE_SPEECH_TEXT": str(text), "FOOTCORE_SPEECH_SOUND": str(sound)}
