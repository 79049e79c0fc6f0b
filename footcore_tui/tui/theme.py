"""The colours: one calm ground a state with light ink, the same by day, and the terminal's own sixteen.

Every look is a table of palettes, one a state. Textual's themes are made from them, so that style sheets name
`$work-ground` where widgets that draw their own cells ask the palette.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from rich.color import Color
from rich.style import Style
from textual.theme import Theme

Rgb = tuple[int, int, int]


class State(StrEnum):
    """What the whole screen says by its ground."""

    PREPARE = "prepare"
    WORK = "work"
    RELAX = "relax"
    SWITCH = "switch"
    REST = "rest"
    PAUSED = "paused"
    FINISHED = "finished"
    HOME = "home"
    """Every screen that is not the player."""


class Look(StrEnum):
    DARK = "dark"
    LIGHT = "light"
    ANSI = "ansi"
    """The terminal's own colours."""
    PLAIN = "plain"
    """No colour at all."""


@dataclass(frozen=True, slots=True, eq=False)
class Palette:
    """The colours of one state in one look; there is one of each, told by its identity, which keys every cache."""

    look: Look
    ground: Rgb
    ink: Rgb
    soft: Rgb
    """Ink for what may be overlooked; still legible."""
    accent: Rgb
    faint: Rgb
    """For what has no text: the part of the strip that is to come."""
    sand: Rgb
    glow: Rgb
    shadow: Rgb
    """The foot that does not work."""
    names: tuple[tuple[Rgb, str], ...] = ()
    """The colours by the terminal's names; empty where the terminal shows any colour."""

    @property
    def blends(self) -> bool:
        return not self.names

    def style(self, ink: Rgb, ground: Rgb | None = None, *, bold: bool = False) -> Style:
        return _style(self, ink, self.ground if ground is None else ground, bold)

    @property
    def button(self) -> Style:
        """Marks what is chosen: the accent as ground, or the cell turned over where there are no colours."""
        if self.look is Look.PLAIN:
            return Style(bold=True, reverse=True)
        return self.style(self.ground, self.accent, bold=True)


@lru_cache(1024)
def _style(palette: Palette, ink: Rgb, ground: Rgb, bold: bool) -> Style:
    return Style(color=_color(palette, ink), bgcolor=_color(palette, ground), bold=bold or None)


def _color(palette: Palette, rgb: Rgb) -> Color:
    if palette.blends:
        return Color.from_rgb(*rgb)
    nearest = min(palette.names, key=lambda named: sum((a - b) ** 2 for a, b in zip(named[0], rgb, strict=True)))
    return Color.parse(nearest[1])


def look_of(theme: str) -> Look:
    """The look of a theme's name; dark for a name of nobody's."""
    return Look(theme) if theme in set(Look) else Look.DARK


@lru_cache(64)
def palette_of(look: Look, state: State) -> Palette:
    match look:
        case Look.DARK:
            ground, accent = _DARK[state]
            return _shaded(Look.DARK, ground, accent, ink="#f6f2e9", sand="#e9c79b", glow="#ff7657", shade=0.17)
        case Look.LIGHT:
            ground, accent = _LIGHT[state]
            return _shaded(Look.LIGHT, ground, accent, ink="#15211c", sand="#c99a5e", glow="#d5391c", shade=0.13)
        case Look.ANSI:
            return replace(_ANSI, accent=_rgb(_ANSI_ACCENTS[state][0]), names=_ansi_names())
        case Look.PLAIN:
            return _PLAIN


def variables_of(look: Look) -> dict[str, str]:
    """The palettes as variables for style sheets: `$work-ground`, `$home-soft`, …"""
    variables = {}
    for state in State:
        palette = palette_of(look, state)
        for part in ("ground", "ink", "soft", "accent", "faint"):
            rgb: Rgb = getattr(palette, part)
            variables[f"{state.value}-{part}"] = _name(palette, rgb)
    return variables


def theme_of(look: Look) -> Theme:
    home = palette_of(look, State.HOME)
    ground, ink, accent = (_name(home, rgb) for rgb in (home.ground, home.ink, home.accent))
    return Theme(
        name=look.value,
        primary=accent,
        secondary=accent,
        accent=accent,
        foreground=ink,
        background=ground,
        surface=ground,
        panel=ground,
        dark=look is not Look.LIGHT,
        variables={**(_TERMINAL_ROLES if home.names else {}), **variables_of(look)},
        ansi=bool(home.names),
    )


def _name(palette: Palette, rgb: Rgb) -> str:
    """A colour as style sheets spell it."""
    if palette.blends:
        return "#{:02x}{:02x}{:02x}".format(*rgb)
    name = dict(palette.names)[rgb]
    return "ansi_default" if name == "default" else f"ansi_{name}"


def _rgb(code: str) -> Rgb:
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def _mix(one: Rgb, other: Rgb, share: float) -> Rgb:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _shaded(look: Look, ground: str, accent: str, *, ink: str, sand: str, glow: str, shade: float) -> Palette:
    base, light, bright = _rgb(ground), _rgb(ink), _rgb(accent)
    return Palette(
        look=look,
        ground=base,
        ink=light,
        soft=_mix(base, light, 0.72),
        accent=bright,
        faint=_mix(base, bright, 0.32),
        sand=_rgb(sand),
        glow=_rgb(glow),
        shadow=_mix(base, light, shade),
    )


_TERMINAL_ROLES = {
    "ansi-background": "ansi_black",
    "ansi-foreground": "ansi_white",
    "border-blurred": "ansi_black",
    "block-cursor-foreground": "ansi_black",
    "block-cursor-background": "ansi_white",
    "input-cursor-background": "ansi_white",
    "input-cursor-foreground": "ansi_black",
    "input-cursor-text-style": "none",
    "input-selection-background": "ansi_bright_blue",
    "input-selection-foreground": "ansi_black",
    "screen-selection-background": "ansi_bright_blue",
    "screen-selection-foreground": "ansi_black",
}
"""What Textual's own style sheets ask of a theme of terminal colours."""

_DARK = {
    State.PREPARE: ("#46300a", "#ffd166"),
    State.WORK: ("#0c3b2e", "#7fe6b4"),
    State.RELAX: ("#0d3a44", "#84dbe8"),
    State.SWITCH: ("#3d1f4f", "#dcabff"),
    State.REST: ("#16305c", "#97c6ff"),
    State.PAUSED: ("#2a2d33", "#f0c987"),
    State.FINISHED: ("#33380f", "#e6e07a"),
    State.HOME: ("#0f2a24", "#7fe6b4"),
}
_LIGHT = {
    State.PREPARE: ("#fdeec4", "#7a4b00"),
    State.WORK: ("#dcf3e5", "#0a6145"),
    State.RELAX: ("#d9f0f4", "#0b5c6d"),
    State.SWITCH: ("#efe0fa", "#6d2a99"),
    State.REST: ("#dde9fc", "#1f4f9e"),
    State.PAUSED: ("#e9eaed", "#6b4a12"),
    State.FINISHED: ("#f3f2cc", "#5a5706"),
    State.HOME: ("#f6f4ec", "#0a6145"),
}
_ANSI = Palette(
    look=Look.ANSI,
    ground=(0, 0, 0),
    ink=(255, 255, 255),
    soft=(170, 170, 170),
    accent=(85, 255, 85),
    faint=(85, 85, 85),
    sand=(205, 160, 60),
    glow=(205, 40, 40),
    shadow=(85, 85, 85),
)
_ANSI_ACCENTS = {
    State.PREPARE: ("#ffff55", "bright_yellow"),
    State.WORK: ("#55ff55", "bright_green"),
    State.RELAX: ("#55ffff", "bright_cyan"),
    State.SWITCH: ("#ff55ff", "bright_magenta"),
    State.REST: ("#5555ff", "bright_blue"),
    State.PAUSED: ("#ffff55", "bright_yellow"),
    State.FINISHED: ("#55ff55", "bright_green"),
    State.HOME: ("#55ff55", "bright_green"),
}
_PLAIN = Palette(
    look=Look.PLAIN,
    ground=(0, 0, 0),
    ink=(255, 255, 255),
    soft=(255, 255, 255),
    accent=(255, 255, 255),
    faint=(255, 255, 255),
    sand=(255, 255, 255),
    glow=(0, 0, 0),
    shadow=(0, 0, 0),
    names=(((0, 0, 0), "default"), ((255, 255, 255), "default")),
)


def _ansi_names() -> tuple[tuple[Rgb, str], ...]:
    """Every accent too: the strip shows all kinds."""
    return (
        (_ANSI.ground, "default"),
        (_ANSI.ink, "default"),
        (_ANSI.soft, "default"),
        (_ANSI.faint, "bright_black"),
        (_ANSI.sand, "yellow"),
        (_ANSI.glow, "red"),
        *((_rgb(code), name) for code, name in dict(_ANSI_ACCENTS.values()).items()),
    )
