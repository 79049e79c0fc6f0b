"""The safety of the history's file: checked, copied, and mended from what can be read and the copies that there are."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from footcore_tui.adapters import paths
from footcore_tui.adapters.data_files import expanded
from footcore_tui.adapters.history_backup import (
    STAMP,
    back_up,
    back_up_daily,
    backup_folder,
    every_backup,
    one_at_a_time,
    require_sound,
)
from footcore_tui.adapters.history_check import check
from footcore_tui.adapters.history_salvage import Account, rebuild
from footcore_tui.adapters.place_of_data import doubt_about
from footcore_tui.cli.shelf import settings
from footcore_tui.core.errors import DamagedHistory, HistoryError, UsageError
from footcore_tui.core.text import printable
from footcore_tui.ports import History

Say = Callable[[str], None]


def verify() -> int:
    """Prints what a check of the whole file found; 1 where there is a problem. Raises HistoryError."""
    started = time.perf_counter()
    findings = check(_history())
    seconds = max(time.perf_counter() - started, 1e-3)
    for problem in findings.problems:
        print(problem)
    if doubt := doubt_about(paths.data_folder()):
        print(doubt)
    count = len(findings.problems)
    said = "Nothing is wrong" if not count else "1 problem" if count == 1 else f"{count} problems"
    pace = findings.events / seconds
    print(f"{said}: {findings.events} events, {findings.sessions} sessions, {pace:.0f} events a second.")
    return 1 if count else 0


def backup(file: str | None) -> int:
    """Makes a checked copy now. Raises HistoryError; a file that exists is never overwritten."""
    history = _history()
    if not history.exists():
        raise HistoryError("There is no history yet.")
    new = expanded(file) if file else _dated_name(history)
    with one_at_a_time(history):
        require_sound(history)
        events = back_up(history, new)
    print(f"{printable(str(new))}: {events} events, checked.")
    return 0


def restore(file: str) -> int:
    """Joins the history with a backup; what was there is set aside. Raises HistoryError, or UsageError."""
    history = _history()
    if file == "latest":
        chosen = None
        if not every_backup(history) and not history.exists():
            raise UsageError("There is no backup.")
    else:
        chosen = expanded(file)
        if not chosen.exists():
            raise UsageError(f"There is no file {file}.")
    with one_at_a_time(history):
        print(_told(rebuild(history, datetime.now(), chosen, called="before-restore")))
    return 0


def mend() -> str:
    """Mends a damaged history and gives an account. Raises HistoryError."""
    from footcore_tui.cli.sync import own_events

    history, elsewhere = _history(), own_events(settings())
    with one_at_a_time(history):
        if is_damaged():
            return f"The history was damaged. {_told(rebuild(history, datetime.now(), elsewhere=elsewhere))}"
    return "The history was damaged; another footcore has mended it."


def is_damaged() -> bool:
    """Reads the whole file."""
    try:
        require_sound(_history())
    except DamagedHistory:
        return True
    except HistoryError:
        return False
    return False


def close(history: History, say: Say) -> None:
    """Saves what is left; a history that is damaged is mended first, so that it can be."""
    if history.unsaved and is_damaged():
        _mend_and_say(say)
    history.close()


def back_up_quietly(say: Say) -> None:
    """Today's backup, after the history was closed; damage that it meets is mended. What fails is said."""
    try:
        back_up_daily(_history(), datetime.now())
    except DamagedHistory:
        _mend_and_say(say)
    except HistoryError as error:
        say(f"footcore: {error}")


def _mend_and_say(say: Say) -> None:
    try:
        say(f"footcore: {mend()}")
    except HistoryError as error:
        say(f"footcore: {error}")


def _told(account: Account) -> str:
    sentences = [f"{account.from_file} events were read from the history's file"]
    if account.backup:
        sentences[0] += f", {account.from_backup} more came from the backup {account.backup.name}"
    if account.from_elsewhere:
        sentences[0] += f", {account.from_elsewhere} more from this device's file in sync_dir"
    if account.missing:
        sentences.append(f"At least {account.missing} events are missing")
    if account.conflicts:
        sentences.append(f"{account.conflicts} events have other content in a copy; those of the file were kept")
    if account.aside:
        sentences.append(f"The file that was there is {account.aside}")
    return ". ".join(sentences) + "."


def _history() -> Path:
    return Path(paths.history_file())


def _dated_name(history: Path) -> Path:
    return backup_folder(history) / f"{history.stem}.{datetime.now().strftime(STAMP)}{history.suffix}"
