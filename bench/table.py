"""The table of budgets as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bench.row import Figure, Row, Verdict

HEAD = ("row", "what", "against", "ours", "theirs", "measured", "budget", "stretch", "")


def table(rows: Iterable[Row], figures: Mapping[str, Figure], reasons: Mapping[str, str]) -> str:
    """A line for each row; below, why some were not measured."""
    lines = [HEAD, *(_line(row, figures.get(row.name)) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    text = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    why = dict.fromkeys(reasons.values())
    names = {reason: ", ".join(name for name in reasons if reasons[name] == reason) for reason in why}
    return "\n".join([*text, *(f"{names[reason]}: not measured: {reason}" for reason in why)])


def _line(row: Row, figure: Figure | None) -> Sequence[str]:
    limits = (_limit(row, row.budget), _limit(row, row.stretch))
    if figure is None:
        return (row.name, row.what, row.against, "", "", "", *limits, "not measured")
    theirs = "" if figure.theirs is None else f"{number(figure.theirs)} {row.unit}"
    ours = f"{number(figure.ours)} {row.unit}"
    return (row.name, row.what, row.against, ours, theirs, measured(figure), *limits, verdict(figure))


def measured(figure: Figure) -> str:
    """The median, and from where to where the rounds went."""
    sign = "×" if figure.row.against else ""
    return f"{number(figure.median)}{sign} ({number(figure.least)}–{number(figure.greatest)})"


def verdict(figure: Figure) -> str:
    words = [] if figure.budget is Verdict.REPORTED else [figure.budget.value]
    if figure.stretch is not Verdict.REPORTED:
        words.append(f"stretch {figure.stretch}")
    return ", ".join(words) or Verdict.REPORTED.value


def _limit(row: Row, limit: float | None) -> str:
    return "" if limit is None else f"≤ {number(limit)}{'×' if row.against else ''}"


def number(value: float) -> str:
    """Three figures that count, no exponent."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"
