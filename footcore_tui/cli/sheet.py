"""`footcore routine sheet`: a page to hand to a client."""

from __future__ import annotations

from footcore_tui.cli.edge import OK, say
from footcore_tui.cli.outlet import PIPE, write_out
from footcore_tui.cli.shelf import library
from footcore_tui.core.errors import UsageError
from footcore_tui.core.handout import handout
from footcore_tui.core.routine import Standing


def sheet(name: str, week: int, stage: int, form: str, file: str) -> int:
    """Writes it; a file is told on standard error. Raises FootcoreError."""
    routine = library().routine(name)
    if week > routine.weeks:
        raise UsageError(f"{routine.name} has {'no plan' if routine.plan is None else f'{routine.weeks} weeks'}")
    page = handout(routine, Standing(week, stage))
    if form == "md":
        from footcore_tui.adapters.sheet_markdown import markdown_sheet

        write_out(file, markdown_sheet(page))
    else:
        from footcore_tui.adapters.sheet_html import html_sheet

        write_out(file, html_sheet(page))
    if file != PIPE:
        say(f"{file}: {page.routine.name}{f', {page.part}' if page.part else ''}")
    return OK
