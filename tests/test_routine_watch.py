"""`footcore routine check --watch`: when it checks again, with steps of a film in place of time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from footcore_tui.cli.edge import run
from footcore_tui.cli.routine_watch import Stamp, changes, watch

A, B, C = ((1, 1, 10, 7, 0),), ((2, 2, 11, 7, 0),), ((3, 3, 12, 8, 0),)
GONE: tuple[Stamp, ...] = (None,)


class TheEnd(Exception):
    pass


def checks(*film: tuple[Stamp, ...]) -> list[int]:
    """After how many looks it checked, counted from 1."""
    looks: Iterator[tuple[Stamp, ...]] = iter(film)
    seen: list[tuple[Stamp, ...]] = []

    def look() -> tuple[Stamp, ...]:
        stamp = next(looks, None)
        if stamp is None:
            raise TheEnd
        seen.append(stamp)
        return stamp

    checked = []
    with suppress(TheEnd):
        for _ in changes(look, lambda: None):
            checked += [len(seen)]
    return checked


@pytest.mark.parametrize(
    ("film", "after"),
    [
        ((A, A, A), [1]),
        ((A, B, B, B), [1, 3]),
        ((A, A, B, B, A, A, A), [1, 4, 6]),
        ((A, B, C, C), [1, 4]),
        ((A, GONE, B, B), [1, 4]),
        ((A, GONE, GONE, GONE, A, A), [1, 3, 6]),
        ((A, B, A, A), [1]),
    ],
    ids=["nothing", "saved", "saved twice", "half saved", "replaced", "taken away", "there and back"],
)
def test_it_checks_at_once_and_once_for_each_change_that_stays(
    film: tuple[tuple[Stamp, ...], ...], after: list[int]
) -> None:
    assert checks(*film) == after


GOOD = 'format = 1\nname = "Desk"\n[[block]]\nname = "Balance"\nhold = "15s"\n'


def watched(capsys: pytest.CaptureFixture[str], files: list[str], *film: Callable[[], object]) -> list[str]:
    """What is said at once and after each step of the film."""
    said, steps = [], iter(film)
    looks = 0

    def pause() -> None:
        nonlocal looks
        looks += 1
        if looks % 2:
            out = capsys.readouterr()
            said.append(out.out + out.err)
            next(steps, _end)()

    with suppress(TheEnd):
        watch(files, pause)
    return said


def _end() -> None:
    raise TheEnd


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "mine"
    (folder / "exercises").mkdir(parents=True)
    file = folder / "desk.toml"
    file.write_text(GOOD)
    return file


def test_a_folder_may_be_empty_for_a_moment(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    aside = desk.with_name("desk.toml~")
    first, empty, again = watched(capsys, ["mine"], lambda: desk.rename(aside), lambda: aside.rename(desk))
    assert "ok · Desk" in first
    assert 'there is no routine in "mine"' in empty
    assert "Watching for a file; Ctrl-C ends it." in empty
    assert "ok · Desk" in again


def test_a_folder_without_a_routine_is_refused_at_the_start(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk.unlink()
    assert run(["routine", "check", "--watch", "mine"]) == 1
    assert "there is no routine" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_a_permission_taken_or_given_is_a_change(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = watched(capsys, [str(desk)], lambda: desk.chmod(0o000), lambda: desk.chmod(0o644))
    assert ["desk.toml" in one for one in said] == [True, True, True]


def test_an_exercise_beside_a_watched_file_is_watched_too(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = desk.parent / "exercises" / "o.toml"
    desk.write_text(GOOD.replace('name = "Balance"', 'exercise = "own"'))
    exercise = '[[exercise]]\nid = "own"\nname = "Own"\n'
    said = watched(capsys, ["mine/desk.toml"], lambda: own.write_text(exercise), own.unlink)
    assert ["ok · Desk" in one for one in said] == [False, True, False]
    assert all("Watching this file" in one for one in said)


def test_it_is_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["routine", "check", "--watch", "--json", "a.toml"]) == 2
    assert "choose one" in capsys.readouterr().err
