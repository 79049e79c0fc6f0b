"""`footcore list`: the routines, the broken files with their reason."""

from __future__ import annotations

import json
from collections.abc import Iterator

from footcore_tui.cli.shelf import library
from footcore_tui.cli.show import minutes
from footcore_tui.core.routine import Routine, Standing
from footcore_tui.core.timeline import measure
from footcore_tui.ports import RoutineFile


def list_routines(*, as_json: bool) -> int:
    """Prints every routine file; 1 where one of them is broken."""
    files = library().routines()
    if as_json:
        print(json.dumps([_object(file) for file in files], ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(files)))
    return 1 if any(file.routine is None for file in files) else 0


def _lines(files: tuple[RoutineFile, ...]) -> Iterator[str]:
    width = max((len(file.id) for file in files), default=0)
    lengths = {file.id: _length(file.routine) if file.routine else "broken" for file in files}
    across = max(map(len, lengths.values()), default=0)
    for file in files:
        if file.routine is not None:
            yield f"{file.id:<{width}}  {lengths[file.id]:<{across}}  {file.routine.name}"
    for file in files:
        if file.routine is None:
            first = file.problems[0]
            yield f"{file.id:<{width}}  {'broken':<{across}}  {first.file}:{first.line}:{first.column}: {first.message}"


def _length(routine: Routine) -> str:
    clock = f"{minutes(measure(routine, Standing()).clock_seconds):>5}"
    return f"{clock}, {routine.weeks} weeks" if routine.plan else clock


def _object(file: RoutineFile) -> dict[str, object]:
    if file.routine is None:
        reasons = [f"{one.file}:{one.line}:{one.column}: {one.message}" for one in file.problems]
        return {"id": file.id, "name": None, "work_seconds": None, "clock_seconds": None, "problems": reasons}
    extent = measure(file.routine, Standing())
    return {
        "id": file.id,
        "name": file.routine.name,
        "weeks": file.routine.weeks if file.routine.plan else None,
        "work_seconds": extent.work_seconds,
        "clock_seconds": extent.clock_seconds,
        "problems": [],
    }
