"""`pack.toml`: what a pack is called, who made it, which version it is, and what is new in it."""

from __future__ import annotations

import tomli

from footcore_tui.core.errors import PackError
from footcore_tui.core.pack import NOTE_FILE, PackNote
from footcore_tui.core.text import cells, flaws, quoted, visible

MAX_NAME_CELLS = 80
MAX_LINE_CELLS = 400
MAX_LINES = 50
_KEYS = ("name", "author", "version", "changelog")
_EXAMPLES = {"name": "Foot core", "author": "A. Trainer", "version": "1"}


def read_note(content: bytes) -> PackNote:
    """Raises PackError."""
    try:
        values: dict[str, object] = dict(tomli.loads(content.decode("utf-8-sig").replace("\r\n", "\n")))
    except tomli.TOMLDecodeError as error:
        raise PackError(f"{NOTE_FILE}:{error.lineno}:{error.colno}: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise PackError(f"{NOTE_FILE} can't be understood") from error
    for key in values:
        if key not in _KEYS:
            raise PackError(f"{NOTE_FILE} has no key {quoted(key)}", f"it knows {', '.join(_KEYS)}")
    for key, example in _EXAMPLES.items():
        if key not in values:
            raise PackError(f"{NOTE_FILE} has no {key}", f'write {key} = "{example}"')
    changelog = values.get("changelog", [])
    if not isinstance(changelog, str | list):
        raise PackError(f"changelog in {NOTE_FILE} must be a list of texts", 'write changelog = ["…"]')
    lines: list[object] = [*(changelog.splitlines() if isinstance(changelog, str) else changelog)]
    if len(lines) > MAX_LINES:
        raise PackError(f"the changelog of {NOTE_FILE} has more than {MAX_LINES} lines")
    name, author, version = (_text(key, values[key], MAX_NAME_CELLS) for key in _EXAMPLES)
    return PackNote(
        name, author, version, tuple(_text("changelog", line, MAX_LINE_CELLS) for line in lines if line != "")
    )


def written_note(note: PackNote) -> str:
    """The file of a note; its texts have passed the gate of a routine's texts, so quotes and backslashes are left."""
    texts = {"name": note.name, "author": note.author, "version": note.version}
    lines = [f"{key:<9} = {_quoted(text)}" for key, text in texts.items()]
    changes = "".join(f"  {_quoted(line)},\n" for line in note.changelog)
    return "\n".join([*lines, f"changelog = [\n{changes}]", ""])


def _text(key: str, value: object, limit: int) -> str:
    if not isinstance(value, str):
        raise PackError(f"{key} in {NOTE_FILE} must be a text", f'write {key} = "…"')
    flaw = next(flaws(value), None)
    if flaw or not visible(value) or cells(value) > limit:
        why = flaw.message if flaw else f"it must be something to see, of at most {limit} cells"
        raise PackError(f"{key} in {NOTE_FILE} can't be shown: {why}")
    return value


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
