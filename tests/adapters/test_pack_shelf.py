"""A person's own folder: every change is taken back to the byte, and whoever looks meanwhile sees whole files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pack_builders import BALANCE

from footcore_tui.adapters.pack_shelf import Origin, OwnShelf, Put
from footcore_tui.core.errors import PackError

ROOT = Path(__file__).parents[2]
NOW = "2026-11-25T18:30:00+01:00"


@pytest.fixture
def shelf(tmp_path: Path) -> OwnShelf:
    return OwnShelf(tmp_path / "routines")


def put(shelf: OwnShelf, name: str, content: bytes | None, what: str = "changed") -> None:
    shelf.change(what, NOW, [Put(f"{name}.toml", content, name)])


def undo(shelf: OwnShelf, routine: str = "") -> tuple[str, ...]:
    found = shelf.last(routine)
    assert found is not None
    return shelf.undo(*found, NOW)


def test_each_undo_goes_one_change_further_back(shelf: OwnShelf) -> None:
    versions = [b"one", b"two\r\n", b"\xef\xbb\xbfthree", None, b"one"]
    for content in versions:
        put(shelf, "a", content)
    seen = []
    while shelf.last():
        undo(shelf)
        seen.append(shelf.content("a.toml"))
    assert seen == [None, b"\xef\xbb\xbfthree", b"two\r\n", b"one", None]


def test_one_routine_is_undone_by_itself(shelf: OwnShelf) -> None:
    shelf.change("pack 1", NOW, [Put("a.toml", b"a1", "a"), Put("b.toml", b"b1", "b"), Put("exercises/x.toml", b"x1")])
    shelf.change("pack 2", NOW, [Put("a.toml", b"a2", "a"), Put("b.toml", b"b2", "b"), Put("exercises/x.toml", b"x2")])
    undo(shelf, "a")
    assert [shelf.content(f"{name}.toml") for name in ("a", "b", "exercises/x")] == [b"a1", b"b2", b"x2"]
    undo(shelf)
    assert [shelf.content(f"{name}.toml") for name in ("a", "b", "exercises/x")] == [b"a1", b"b1", b"x1"]


def test_what_was_edited_since_is_kept_too(shelf: OwnShelf, tmp_path: Path) -> None:
    put(shelf, "a", b"one")
    put(shelf, "a", b"two")
    (tmp_path / "routines" / "a.toml").write_bytes(b"by hand")
    assert undo(shelf) == ("a.toml",)
    assert shelf.content("a.toml") == b"one"
    kept = [file.read_bytes() for file in (tmp_path / "routines" / ".former").iterdir()]
    assert b"by hand" in kept


def power_cut(
    replace: Callable[[OwnShelf, Path, bytes | None], None], shelf: OwnShelf, path: Path, content: bytes | None
) -> None:
    if path.suffix == ".toml":
        raise OSError("power")
    replace(shelf, path, content)


def test_a_change_that_a_crash_kept_from_the_file_is_passed_by(
    shelf: OwnShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(shelf, "a", b"one")
    replace = OwnShelf._replace
    with monkeypatch.context() as crash:
        crash.setattr(OwnShelf, "_replace", lambda shelf, path, content: power_cut(replace, shelf, path, content))
        with pytest.raises(PackError, match="can't be written"):
            put(shelf, "a", b"two")
    assert shelf.content("a.toml") == b"one"
    assert undo(shelf) == ()
    assert shelf.content("a.toml") == b"one"
    undo(shelf)
    assert shelf.content("a.toml") is None


def test_a_damaged_former_version_is_not_brought_back(shelf: OwnShelf, tmp_path: Path) -> None:
    put(shelf, "a", b"one")
    put(shelf, "a", b"two")
    for file in (tmp_path / "routines" / ".former").glob("[0-9a-f]*"):
        if file.read_bytes() == b"one":
            file.write_bytes(b"won")
    with pytest.raises(PackError, match="damaged"):
        undo(shelf)
    assert shelf.content("a.toml") == b"two"


def journal_line(name: object) -> bytes:
    turn = {"name": name, "before": "", "after": "", "routine": ""}
    return json.dumps({"what": "x", "when": "y", "undoes": None, "files": [turn]}).encode()


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        journal_line("../a.toml"),
        journal_line("/a.toml"),
        journal_line(3),
    ],
)
def test_a_damaged_line_of_the_journal_is_passed_over(shelf: OwnShelf, tmp_path: Path, line: bytes) -> None:
    put(shelf, "a", b"one")
    with (tmp_path / "routines" / ".former" / "journal.jsonl").open("ab") as journal:
        journal.write(line)
    put(shelf, "a", b"two")
    undo(shelf)
    undo(shelf)
    assert shelf.last() is None
    assert shelf.content("a.toml") is None


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.none() | st.binary(max_size=4)), max_size=12))
def test_undoing_all_leaves_the_folder_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, bytes | None]]
) -> None:
    shelf = OwnShelf(tmp_path_factory.mktemp("home") / "routines")
    put(shelf, "a", b"first")
    for name, content in steps:
        put(shelf, name, content)
    while (found := shelf.last()) and found[0].number > 1:
        shelf.undo(*found, NOW)
    assert [shelf.content(f"{name}.toml") for name in "abc"] == [b"first", None, None]


LISTER = """
import sys
from footcore_tui.cli.catalogue import catalogue
from footcore_tui.cli.shelf import library

print("ready", flush=True)
for line in sys.stdin:
    found = {one.id: one for one in catalogue(library)}.get("balance")
    print(None if found is None else found.name and found.work_seconds, flush=True)
"""


def test_who_lists_while_another_adds_sees_one_version_or_the_other(tmp_path: Path) -> None:
    shelf = OwnShelf(tmp_path / "data" / "routines")
    long, short = BALANCE.encode(), BALANCE.replace("2m", "1m").encode()
    lister = subprocess.Popen(
        [sys.executable, "-c", LISTER],
        cwd=ROOT,
        env={**os.environ, "FOOTCORE_HOME": str(tmp_path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert lister.stdin
    assert lister.stdout
    with lister:
        assert lister.stdout.readline() == "ready\n"
        seen = set()
        for _ in range(30):
            lister.stdin.write("list\n")
            lister.stdin.flush()
            for content in (long, None, short):
                put(shelf, "balance", content)
            seen.add(lister.stdout.readline().strip())
        lister.stdin.close()
    assert seen <= {"None", "60", "120"}
    assert seen & {"60", "120"}


NAMES = st.sampled_from(("a.toml", "b.toml", "exercises/c.toml"))
STEPS = st.one_of(
    st.tuples(st.just("add"), st.sampled_from("ABC"), st.frozensets(NAMES, min_size=1)),
    st.tuples(st.sampled_from(("remove", "edit")), st.just(""), NAMES.map(lambda name: frozenset({name}))),
    st.just(("undo", "", frozenset[str]())),
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(STEPS, max_size=9))
def test_the_key_is_that_of_a_pack_of_which_something_is_here(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, frozenset[str]]]
) -> None:
    """The latest; else the first that was added and not taken back: a model of files, and of who brought them when."""
    folder = tmp_path_factory.mktemp("home")
    shelf = OwnShelf(folder)
    here: dict[str, tuple[int, str]] = {}
    done: list[tuple[str, dict[str, tuple[int, str] | None]]] = []
    for number, (what, key, names) in enumerate(steps):
        there = names & set(here)
        match what:
            case "add":
                done.append((key, {name: here.get(name) for name in names}))
                puts = [Put(name, f"{number}{key}{name}".encode()) for name in sorted(names)]
                shelf.change("added", NOW, puts, Origin("A. Trainer", "Feet", "1", key, shelf.key("A. Trainer")))
                here |= dict.fromkeys(names, (number, key))
            case "remove" if there:
                done.append(("", {name: here.pop(name) for name in there}))
                shelf.change("removed", NOW, [Put(name, None) for name in there])
            case "edit" if there:
                for name in there:
                    (folder / name).write_bytes(b"by hand %d" % number)
            case "undo" if done:
                undo(shelf)
                for name, before in done.pop()[1].items():
                    here.pop(name, None)
                    here |= {name: before} if before else {}
    first = next((key for key, _ in done if key), "")
    assert shelf.key("A. Trainer") == (max(here.values())[1] if here else first)
