"""A moment as it is typed. `footcore status` imports this module."""

from __future__ import annotations

from datetime import datetime


def moment_of(text: str) -> tuple[float, int]:
    """Seconds since 1970, and the offset in seconds east of UTC: this machine's where none is typed.

    Raises ValueError.
    """
    try:
        given = datetime.fromisoformat(text)
        moment = given if given.tzinfo else given.astimezone()
        offset = moment.utcoffset()
        return moment.timestamp(), 0 if offset is None else int(offset.total_seconds())
    except (OverflowError, OSError) as error:
        raise ValueError(str(error)) from error
