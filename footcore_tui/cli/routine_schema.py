"""`footcore routine schema`: the JSON Schema of routine files, for editors that complete and check as one types."""

from __future__ import annotations

import json

from footcore_tui.adapters.data_files import data_folder, expanded, replace_whole
from footcore_tui.cli.edge import OK, PROBLEM, say

SCHEMA = "routine.schema.json"
_TITLE = '"title": "footcore '
"""By this a file is known as one of ours, which may be replaced by a newer one."""


def schema(file: str | None, *, exercises: bool) -> int:
    """Prints the schema, or writes it; 1 where another file is in the way. Raises OSError for a pipe."""
    text = (data_folder("routines") / SCHEMA).read_text("utf-8")
    if exercises:
        text = for_exercises(text)
    if file is None or file == "-":
        print(text, end="")
        return OK
    path = expanded(file)
    try:
        if path.is_dir():
            path /= SCHEMA
        if path.exists() and _TITLE not in path.read_text("utf-8", "replace")[:500]:
            say(f"footcore: {path} is another file; nothing was written.")
            return PROBLEM
        replace_whole(path, text.encode())
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        say(f"footcore: {file} can't be written: {reason}.")
        return PROBLEM
    say(f"Wrote {path}. A file beside it that begins with this line is completed and checked by the editor:")
    say(f"  #:schema ./{path.name}")
    return OK


def for_exercises(text: str) -> str:
    """The same for a file that holds exercises alone, as those of the library do."""
    whole = json.loads(text)
    properties = {key: whole["properties"][key] for key in ("format", "exercise")}
    whole |= {"title": "footcore exercises, format 1", "required": ["exercise"], "properties": properties}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
