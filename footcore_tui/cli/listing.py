"""`footcore list`: the routines, the broken files with their reason."""

from __future__ import annotations

import json
from collections.abc import Iterator

from footcore_tui.cli.catalogue import Listed, catalogue
from footcore_tui.cli.shelf import library


def list_routines(*, as_json: bool) -> int:
    """Prints every routine file by its id; 1 where one of them is broken."""
    files = tuple(sorted(catalogue(library), key=lambda file: file.id))
    if as_json:
        print(json.dumps([_object(file) for file in files], ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(files)))
    return 1 if any(file.name is None for file in files) else 0


def _lines(files: tuple[Listed, ...]) -> Iterator[str]:
    width = max((len(file.id) for file in files), default=0)
    lengths = {file.id: "broken" if file.name is None else _length(file) for file in files}
    across = max(map(len, lengths.values()), default=0)
    for file in files:
        if file.name is not None:
            yield f"{file.id:<{width}}  {lengths[file.id]:<{across}}  {file.name}"
    for file in files:
        if file.name is None:
            yield f"{file.id:<{width}}  {'broken':<{across}}  {file.problems[0]}"


def _length(file: Listed) -> str:
    minutes, seconds = divmod(file.clock_seconds, 60)
    clock = f"{minutes:>2}:{seconds:02}"
    return f"{clock}, {file.weeks} weeks" if file.weeks else clock


def _object(file: Listed) -> dict[str, object]:
    if file.name is None:
        return {"id": file.id, "name": None, "work_seconds": None, "clock_seconds": None, "problems": file.problems}
    return {
        "id": file.id,
        "name": file.name,
        "weeks": file.weeks,
        "work_seconds": file.work_seconds,
        "clock_seconds": file.clock_seconds,
        "problems": [],
    }
