"""The soles as inline SVG, from the path that the screen draws them from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from footcore_tui.core.exercise import Contact, Side
from footcore_tui.core.foot_shape import CONTACTS, LENGTH, TOES, Oval, outline

GAP = 0.22
"""Between the feet, in breadths of a foot."""
MARGIN = 0.03
_ACROSS, _DOWN = 2 + GAP + 2 * MARGIN, LENGTH + 2 * MARGIN


def shapes() -> str:
    """What `soles` refers to; once in a document, before the first."""
    path = " ".join(f"{x:.3f},{y:.3f}" for x, y in outline())
    foot = f'<polygon points="{path}"/>{_ovals(TOES)}'
    points = "".join(f'<g id="{point.value}">{_ovals(ovals)}</g>' for point, ovals in CONTACTS.items())
    return f'<svg class="shapes" aria-hidden="true"><defs><g id="foot">{foot}</g>{points}</defs></svg>'


def soles(sides: Sequence[Side], contact: Iterable[Contact], said: str) -> str:
    """Both feet as one sees one's own; those that work with the points that carry. `said` is escaped already."""
    points = "".join(f'<use href="#{point.value}" class="point"/>' for point in contact)
    feet = "".join(
        f'<g transform="{where}"><use href="#foot" class="{"lit" if side in sides else "shadow"}"/>'
        f"{points if side in sides else ''}</g>"
        for side, where in (
            (Side.LEFT, f"translate({MARGIN + 1:.2f} {MARGIN}) scale(-1 1)"),
            (Side.RIGHT, f"translate({MARGIN + 1 + GAP:.2f} {MARGIN})"),
        )
    )
    return f'<svg class="soles" viewBox="0 0 {_ACROSS:.2f} {_DOWN:.2f}" role="img" aria-label="{said}">{feet}</svg>'


def _ovals(ovals: Iterable[Oval]) -> str:
    return "".join(f'<ellipse cx="{one.x}" cy="{one.y}" rx="{one.across:.3f}" ry="{one.down:.3f}"/>' for one in ovals)
