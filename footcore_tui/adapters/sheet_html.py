"""A client's handout as one HTML file that needs nothing else: made to be printed on one page, A4 or Letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from footcore_tui.adapters.sheet_fit import is_wide, size_for
from footcore_tui.adapters.sheet_soles import shapes, soles
from footcore_tui.core.handout import NOTES, Card, Group, Handout
from footcore_tui.core.text import printable

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
STYLE = """
:root { --ink: #1d1b18; --soft: #6b655c; --line: #cfc8bc; --skin: #e9cfae; --shadow: #eee9e1; --point: #c2472b;
  --strong: #1f6f54 }
* { box-sizing: border-box }
body { font: 14px/1.38 system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; color: var(--ink);
  background: #fff; max-width: 54rem; margin: 1.5rem auto; padding: 0 1rem; overflow-wrap: anywhere }
h1 { font-size: 1.65em; line-height: 1.15; margin: 0 } p { margin: 0 } ul { margin: 0; padding: 0; list-style: none }
header { border-bottom: 2px solid var(--strong); padding-bottom: .35em; margin-bottom: .6em }
.part { font-weight: 600; color: var(--strong) } .facts { color: var(--soft) } .lead { margin-bottom: .6em }
.cards { columns: 2; column-gap: 1.4em }
.group { font-size: 1.02em; margin: .1em 0 .3em; color: var(--strong); break-after: avoid }
article { display: grid; grid-template-columns: 4.6em 1fr; gap: .8em; break-inside: avoid; margin-bottom: .6em;
  border-top: 1px solid var(--line); padding-top: .4em }
article.plain { grid-template-columns: 1fr }
h3 { font-size: 1.08em; margin: 0; line-height: 1.2 } .dose { font-weight: 600 } .level { color: var(--strong) }
.cues li { padding-left: .9em; text-indent: -.9em } .cues li::before { content: "– " }
.soles { width: 4.6em; height: auto; display: block } .shapes { position: absolute; width: 0; height: 0 }
.lit { fill: var(--skin); stroke: #9b7b52; stroke-width: .02 } .shadow { fill: var(--shadow) }
.point { fill: var(--point) } figure { margin: 0 }
figcaption { font-size: .74em; line-height: 1.2; color: var(--soft); margin-top: .2em; text-align: center }
.safety { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.4em; border: 1.5px solid var(--point);
  border-radius: .4em; padding: .45em .7em; margin: .8em 1px .6em; break-inside: avoid }
.safety h2, .days h2 { font-size: 1em; margin: 0 } .safety li { padding-left: .9em; text-indent: -.9em }
.safety li::before { content: "· " } .general { grid-column: 1 / -1; margin-top: .4em; columns: 2; column-gap: 1.4em }
.general p { margin-bottom: .35em; break-inside: avoid } ol { margin: .2em 0; padding-left: 1.4em }
.days { break-inside: avoid } .weeks { display: grid; grid-template-columns: 1fr 1fr; gap: .15em 2em }
.week { display: grid; grid-template-columns: minmax(4.4em, max-content) repeat(7, 1fr); gap: .2em;
  align-items: center }
.week span { text-align: center; font-size: .85em; color: var(--soft) } .week b { font-weight: 400 }
.box { display: inline-block; width: 1.15em; height: 1.15em; border: 1.4px solid var(--ink); border-radius: .15em;
  margin-left: .25em; vertical-align: -.2em }
.wide .cards { columns: 1 !important } .wide .soles { width: 9em }
.wide article:not(.plain) { grid-template-columns: 9em 1fr; gap: 1.2em }
footer { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .2em 2em; margin-top: .7em;
  border-top: 1px solid var(--line); padding-top: .5em }
.blank { border-bottom: 1px solid var(--ink); display: inline-block; width: 11em }
.made { color: var(--soft); font-size: .8em }
@media (max-width: 40rem) {
  .cards, .general { columns: 1 }
  .safety, .weeks { grid-template-columns: 1fr }
}
@page { margin: 11mm 12mm }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: var(--print); line-height: 1.28 }
  .tight li { display: inline; padding: 0; text-indent: 0 }
  .tight li::before, .tight .safety li::before { content: "" } .tight li + li::before, .tight .safety li + li::before {
    content: " · " }
  .safety { font-size: .92em } .cards, .general { columns: 2 } .weeks, .safety { grid-template-columns: 1fr 1fr }
}
"""
_BEFORE_A_UNIT = re.compile(r"(?<=\d) (?=(?:s|min)\b)")
HEAD = (
    '<meta charset="utf-8">\n'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    '<meta name="viewport" content="width=device-width">\n'
)


def html_sheet(page: Handout) -> Iterator[str]:
    """The document in pieces."""
    routine, title = page.routine, shown(page.routine.name)
    size = size_for(page)
    classes = " ".join(filter(None, ("wide" if is_wide(page) else "", "tight" if size.tight else "")))
    yield f'<!doctype html>\n<html lang="{shown(routine.language or "en")}">\n<head>\n{HEAD}<title>{title}</title>\n'
    yield f'<style>{STYLE}</style>\n</head>\n<body class="{classes}" style="--print: {size.points}pt">\n{shapes()}\n'
    part = f'<p class="part">{shown(page.part)}</p>' if page.part else ""
    yield f'<header><h1>{title}</h1>{part}<p class="facts">{_facts(page)}</p></header>\n'
    yield f'<p class="lead">{shown(page.lead)}</p>\n<main class="cards">\n'
    for group in page.groups:
        yield from _group(group, steps=size.steps)
    yield "</main>\n"
    yield from _safety(page)
    yield from _days(page)
    yield from _footer(page)
    yield "</body>\n</html>\n"


def shown(text: str) -> str:
    """A text that no browser takes for more than text."""
    return escape(printable(text, "\n"))


def _unbroken(text: str) -> str:
    """With no line end between a number and its unit."""
    return _BEFORE_A_UNIT.sub("&nbsp;", text)


def _facts(page: Handout) -> str:
    needs = f"You need: {', '.join(page.needs)}" if page.needs else ""
    return " · ".join(shown(text) for text in (page.length, page.between, page.often, needs) if text)


def _group(group: Group, *, steps: bool) -> Iterator[str]:
    if group.heading:
        yield f'<h2 class="group">{shown(group.heading)}</h2>\n'
    yield from (_card(card, steps=steps) for card in group.cards)


def _card(card: Card, *, steps: bool) -> str:
    said = shown(card.carries)
    picture = (
        f"<figure>{soles(card.sides, card.contact, said)}<figcaption>{said}</figcaption></figure>"
        if card.contact
        else ""
    )
    level = f'<p class="level">Level: {shown(card.level)}</p>' if card.level else ""
    cues = f'<ul class="cues">{"".join(f"<li>{shown(cue)}</li>" for cue in card.cues)}</ul>' if card.cues else ""
    how = f"<ol>{''.join(f'<li>{shown(one)}</li>' for one in card.steps)}</ol>" if steps and card.steps else ""
    dose = f'<p class="dose">{_unbroken(shown(card.dose))}</p>'
    return (
        f"<article{'' if picture else ' class=plain'}>{picture}<div><h3>{card.number}. {shown(card.name)}</h3>"
        f"{dose}{level}<p>{shown(card.setup)}</p>{how}{cues}</div></article>\n"
    )


def _safety(page: Handout) -> Iterator[str]:
    yield '<section class="safety">'
    for heading, texts in page.safety:
        yield f"<div><h2>{heading}</h2><ul>{''.join(f'<li>{shown(text)}</li>' for text in texts)}</ul></div>"
    yield '<div class="general">'
    for number, paragraph in enumerate(page.notes):
        yield f"<p>{'' if number else f'<strong>{NOTES}:</strong> '}{shown(paragraph)}</p>"
    yield "</div></section>\n"


def _days(page: Handout) -> Iterator[str]:
    yield '<section class="days"><h2>A tick for each day</h2><div class="weeks">'
    for row in page.rows:
        days = "".join(f'<span>{day}<i class="box"></i></span>' for day in DAYS)
        yield f'<div class="week"><b>{shown(row)}</b>{days}</div>'
    yield "</div></section>\n"


def _footer(page: Handout) -> Iterator[str]:
    routine = page.routine
    trainer = ", ".join(filter(None, (shown(routine.author), shown(routine.contact))))
    yield f'<footer><span>For: <i class="blank"></i></span><span>Trainer: {trainer or "<i class=blank></i>"}</span>'
    version = f", version {shown(routine.version)}" if routine.version else ""
    yield f'<span class="made">{shown(routine.id)}{version}</span></footer>\n'
