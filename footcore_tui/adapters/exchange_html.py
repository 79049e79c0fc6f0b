"""The report: one HTML file that needs nothing else, to be read, printed or handed to a trainer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from footcore_tui.adapters.exchange_pictures import MONTHS, legend, week_bars, year_map
from footcore_tui.core.clock import clock_text
from footcore_tui.core.days import day_of, iso
from footcore_tui.core.exercise import Side
from footcore_tui.core.record import Record
from footcore_tui.core.record_shape import iso_moment
from footcore_tui.core.streak import Days, streak_of
from footcore_tui.core.text import printable

STYLE = """
:root { color-scheme: light dark; --ink: #1c1b19; --paper: #fff; --soft: #cfcac2; --strong: #1f6f54; --other: #b5651d }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eceae6; --paper: #191816; --soft: #55514a; --strong: #62c39c; --other: #e0a060 }
}
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 54rem;
  margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem; margin-bottom: 0 } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem }
svg[role] { width: 100%; height: auto } text { font-size: 10px; fill: var(--ink) } .axis { stroke: var(--soft) }
rect { stroke: none } .none { fill: none; stroke: var(--soft) } .done { fill: var(--soft) }
.kept, .bar0 { fill: var(--strong) } .bridged { fill: none; stroke: var(--strong); stroke-dasharray: 2 }
.bar1 { fill: none; stroke: var(--other) }
.legend { list-style: none; padding: 0; display: flex; gap: 1.2rem; margin: .3rem 0 }
.legend svg { vertical-align: -1px }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
th, td { text-align: left; padding: .2rem .9rem .2rem 0; border-bottom: 1px solid var(--soft); vertical-align: top }
td { white-space: nowrap } td.n, th.n { text-align: right } tr.month th { padding-top: 1rem }
td.said { white-space: normal; overflow-wrap: anywhere; min-width: 9rem; padding-right: 0; width: 40% }
@page { margin: 16mm }
@media print {
  :root { color-scheme: light; --ink: #000; --paper: #fff; --soft: #bbb; --strong: #000; --other: #000 }
  body { max-width: none; margin: 0; padding: 0; font: 9pt/1.3 system-ui, sans-serif } .wide { overflow: visible }
  th, td { padding-top: .1rem; padding-bottom: .1rem }
  thead { display: table-header-group } tr, svg { break-inside: avoid } h2, tr.month { break-after: avoid }
}
"""
HEAD = (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    '<meta name="viewport" content="width=device-width">\n'
)


def html_lines(
    records: Sequence[Record], days: Days, pseudonym: str, names: Mapping[str, str], *, streak: bool
) -> Iterator[str]:
    """The document in pieces; `names` of routines by id; `streak`: whether it is told."""
    title = f"Practice of {shown(pseudonym)}" if pseudonym else "Practice"
    yield f"{HEAD}<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    yield f"<p>{_summary(records, days, streak)}</p>\n"
    yield from _pictures(records, days)
    yield "<h2>Sessions</h2>\n<p>The latest first. Left and right are touch-downs.</p>\n"
    yield '<div class="wide">\n<table>\n<thead><tr><th>day</th><th>time</th><th>routine</th><th>status</th>'
    yield '<th class="n">work</th><th class="n">left</th><th class="n">right</th><th>notes</th></tr></thead>\n<tbody>\n'
    latest_first = sorted(records, key=lambda record: (record.local_day, record.began.began.utc), reverse=True)
    for month, group in groupby(latest_first, key=lambda record: record.local_day[:7]):
        yield _month(month, list(group), names)
    yield "</tbody>\n</table>\n</div>\n</body>\n</html>\n"


def shown(text: str) -> str:
    """A text that no browser and no terminal takes for more than text."""
    return escape(printable(text, "\n"))


def _summary(records: Sequence[Record], days: Days, streak: bool) -> str:
    if not records:
        return f"Nothing up to {iso(days.today)}."
    work = sum(record.work_seconds for record in records)
    first = min(day_of(record.local_day) for record in records)
    lines = [
        f"{iso(first)} to {iso(days.today)}.",
        f"{_counted(len(records), 'session')}, {_hours(work)} of work.",
        f"{_counted(days.kept_between(first, days.today), 'day')} kept.",
    ]
    if streak:
        lines.append(f"The streak is {streak_of(days).days}.")
    return " ".join(lines)


def _pictures(records: Sequence[Record], days: Days) -> Iterator[str]:
    sessions, work, downs = Counter[int](), Counter[int](), Counter[tuple[Side, int]]()
    for record in records:
        day = day_of(record.local_day)
        monday = day - (day - 1) % 7
        sessions[day] += 1
        work[monday] += round(record.work_seconds)
        for side in (Side.LEFT, Side.RIGHT):
            downs[side, monday] += record.touch_downs(side)
    yield f"<h2>Year</h2>\n{year_map(days.today, days.mark, lambda day: sessions[day])}\n"
    yield legend((("kept", "kept"), ("bridged", "bridged"), ("done", "practised, not kept"), ("none", "nothing")))
    minutes = ("minutes", lambda monday: round(work[monday] / 60, 1))
    yield f"\n<h2>Work per week, minutes</h2>\n{week_bars('work', 'Work per week, minutes', days.today, [minutes])}\n"
    sides = [("left", lambda monday: downs[Side.LEFT, monday]), ("right", lambda monday: downs[Side.RIGHT, monday])]
    title = "Touch-downs per week"
    yield f"<h2>{title}</h2>\n{week_bars('downs', title, days.today, sides)}\n"
    yield legend((("bar0", "left"), ("bar1", "right"))) + "\n"


def _month(month: str, records: Sequence[Record], names: Mapping[str, str]) -> str:
    work = _hours(sum(record.work_seconds for record in records))
    head = f"{MONTHS[int(month[5:]) - 1]} {month[:4]}: {_counted(len(records), 'session')}, {work} of work"
    return f'<tr class="month"><th colspan="8">{head}</th></tr>\n' + "".join(_row(record, names) for record in records)


def _row(record: Record, names: Mapping[str, str]) -> str:
    began = record.began
    said = [
        f"effort {record.effort}" if record.effort is not None else "",
        f"pain {record.pain}" if record.pain is not None else "",
        "corrected" if record.corrected else "",
        "written down late" if record.is_late else "",
        shown(record.note or "").replace("\n", "<br>"),
    ]
    status = "open" if record.ended is None else record.status.said
    cells = (record.local_day, iso_moment(began.began)[11:16], shown(names.get(began.routine, began.routine)), status)
    numbers = (_clock(record.work_seconds), *(str(record.touch_downs(side)) for side in (Side.LEFT, Side.RIGHT)))
    return (
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}"
        f"{''.join(f'<td class=n>{number}</td>' for number in numbers)}"
        f"<td class=said>{', '.join(part for part in said if part)}</td></tr>\n"
    )


def _clock(seconds: float) -> str:
    return clock_text(seconds + 0.05)


def _hours(seconds: float) -> str:
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
