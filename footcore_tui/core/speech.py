"""What the voice says: a line, and the words of each language for what every session has.

Names, set-ups and coaching cues come from the routine and are said as they are written. The words between them are
ours; each language has its own (PHRASES). In a language that is not among them ours are said in English.
"""

from __future__ import annotations

from dataclasses import dataclass

from footcore_tui.core.exercise import Side

SECONDS_A_CHARACTER = 0.06
SECONDS_A_LINE = 0.15
"""How long a text takes, about: espeak-ng at 175 words a minute, trimmed; only the synthesiser knows better."""
HURRY = 1.3
"""A line may be said this much faster to fit its room."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something the voice says."""

    texts: tuple[str, ...]
    """The same thing from its longest form to its shortest; the first that fits is said."""
    words: tuple[str, ...] = ()
    """The shipped words that say the most important of it, one after another, where nothing else can say it."""
    room: float = 0.0
    """Seconds that it may last, by the cue plan."""
    language: str = "en"
    """BCP 47."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Our own words in one language."""

    language: str
    left_foot: str
    right_foot: str
    get_ready: str
    switch: str
    rest: str
    until_ready: str
    relax: str
    next: str
    """Said before what comes next."""
    halfway: str
    last_one: str
    counts: tuple[str, str, str]
    """Three, two, one."""
    finished: str
    lower: str
    stay: str
    rise: str
    number: str
    """With `{}` for the number and for how many there are."""
    set: str
    round: str

    def foot(self, side: Side) -> str:
        """Empty where there is no side."""
        return {Side.LEFT: self.left_foot, Side.RIGHT: self.right_foot}.get(side, "")


ENGLISH = Phrases(
    "en", "Left foot", "Right foot", "Get ready", "Switch", "Rest", "Rest until you are ready", "Relax", "Next",
    "Halfway", "Last one", ("Three", "Two", "One"), "Finished", "Down", "Hold", "Up",
    "{} of {}", "Set {} of {}", "Round {} of {}",
)  # fmt: skip
GERMAN = Phrases(
    "de", "Linker Fuß", "Rechter Fuß", "Mach dich bereit", "Wechsel", "Pause", "Pause, bis du bereit bist", "Locker",
    "Als Nächstes", "Halbzeit", "Letztes Mal", ("Drei", "Zwei", "Eins"), "Fertig", "Ab", "Halten", "Auf",
    "{} von {}", "Satz {} von {}", "Runde {} von {}",
)  # fmt: skip
SPANISH = Phrases(
    "es", "Pie izquierdo", "Pie derecho", "Prepárate", "Cambio", "Descanso", "Descansa hasta estar listo", "Relaja",
    "Ahora", "Mitad", "La última", ("Tres", "Dos", "Uno"), "Terminado", "Baja", "Mantén", "Sube",
    "{} de {}", "Serie {} de {}", "Ronda {} de {}",
)  # fmt: skip
FRENCH = Phrases(
    "fr", "Pied gauche", "Pied droit", "Prépare-toi", "Change", "Repos", "Repos jusqu'à ce que tu sois prêt",
    "Relâche", "Ensuite", "Moitié", "Dernière", ("Trois", "Deux", "Un"), "Terminé", "Descends", "Tiens", "Monte",
    "{} sur {}", "Série {} sur {}", "Tour {} sur {}",
)  # fmt: skip
PHRASES = {phrases.language: phrases for phrases in (ENGLISH, GERMAN, SPANISH, FRENCH)}


def phrases_for(language: str) -> Phrases:
    """Those of a BCP 47 tag; English where there are none."""
    return PHRASES.get(language.partition("-")[0].lower(), ENGLISH)


def spoken_seconds(text: str) -> float:
    """About how long a text takes."""
    return SECONDS_A_LINE + SECONDS_A_CHARACTER * len(text)


def sentences(*parts: str) -> str:
    """The parts that say something, each as a sentence."""
    return " ".join(part if part[-1] in ".!?" else f"{part}." for part in parts if part)
