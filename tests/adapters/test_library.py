"""The library: bundled and own files, ids and paths, and files that are no routine at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from footcore_tui.adapters.data_files import data_folder
from footcore_tui.adapters.library import Library
from footcore_tui.core.errors import BrokenRoutine, UnknownRoutine
from footcore_tui.core.problem import Severity

ROUTINE = 'format = 1\nname = "{name}"\n\n[[block]]\nname = "Curl"\ntime = "30s"\n'
EXERCISE = '[[exercise]]\nid = "curl"\nname = "{name}"\n'
USES_EXERCISE = 'format = 1\nname = "U"\n\n[[block]]\nexercise = "curl"\ntime = "30s"\n'


@pytest.fixture
def shelf(tmp_path: Path) -> Library:
    for folder in ("bundled/exercises", "own/exercises"):
        (tmp_path / folder).mkdir(parents=True)
    return Library(tmp_path / "bundled", tmp_path / "own")


def write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def test_the_bundled_routines_are_found_and_whole() -> None:
    files = Library(data_folder("routines")).routines()
    assert "desk-balance" in {file.id for file in files}
    assert [file.id for file in files if file.routine is None] == []


def test_the_bundled_files_lie_in_the_package_or_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import footcore_tui

    package = tmp_path / "footcore_tui"
    (package / "_data" / "sounds").mkdir(parents=True)
    monkeypatch.setattr(footcore_tui, "__file__", str(package / "__init__.py"))
    assert data_folder("sounds") == package / "_data" / "sounds"
    assert data_folder("routines") == tmp_path / "routines"


def test_the_routines_are_listed_by_name_the_broken_ones_with_their_reason(shelf: Library, tmp_path: Path) -> None:
    write(tmp_path / "bundled" / "zz.toml", ROUTINE.format(name="Alpha"))
    write(tmp_path / "own" / "aa.toml", ROUTINE.format(name="Omega"))
    write(tmp_path / "own" / "broken.toml", ROUTINE.format(name="B").replace('"30s"', "30"))
    files = shelf.routines()
    assert [file.id for file in files] == ["zz", "broken", "aa"]
    broken = files[1]
    assert broken.routine is None
    assert [(problem.file, problem.line, problem.code) for problem in broken.problems] == [
        ("broken.toml", 6, "bad-duration")
    ]


def test_a_broken_files_first_problem_is_an_error(shelf: Library, tmp_path: Path) -> None:
    text = 'format = 1\nname = "B"\n[[block]]\nname = "C"\nfirst = "left"\ntime = "30s"\n[[block]]\nname = "D"\n'
    write(tmp_path / "own" / "b.toml", text)
    (file,) = shelf.routines()
    assert [problem.severity for problem in file.problems] == [Severity.ERROR, Severity.WARNING]


def test_the_persons_own_routine_hides_the_bundled_one_of_its_id(shelf: Library, tmp_path: Path) -> None:
    write(tmp_path / "bundled" / "same.toml", ROUTINE.format(name="Bundled"))
    write(tmp_path / "own" / "other.toml", ROUTINE.format(name="Own").replace("format = 1", 'format = 1\nid = "same"'))
    assert [file.routine.name for file in shelf.routines() if file.routine] == ["Own"]
    assert shelf.routine("same").name == "Own"


def test_the_persons_own_exercise_hides_the_bundled_one_of_its_id(shelf: Library, tmp_path: Path) -> None:
    write(tmp_path / "bundled" / "exercises" / "a.toml", EXERCISE.format(name="Bundled"))
    write(tmp_path / "bundled" / "uses.toml", USES_EXERCISE)
    assert shelf.routine("uses").blocks[0].steps[0].name == "Bundled"
    write(tmp_path / "own" / "exercises" / "b.toml", EXERCISE.format(name="Own"))
    assert [exercise.name for exercise in shelf.exercises()] == ["Own"]
    assert shelf.routine("uses").blocks[0].steps[0].name == "Own"


def test_a_broken_file_of_exercises_is_listed_too(shelf: Library, tmp_path: Path) -> None:
    write(tmp_path / "own" / "exercises" / "a.toml", EXERCISE.format(name="A") + "naem = 1\n")
    (file,) = shelf.routines()
    assert (file.id, file.routine, file.problems[0].code) == ("exercises/a", None, "unknown-key")


def test_a_routine_is_had_by_its_path(shelf: Library, tmp_path: Path) -> None:
    write(tmp_path / "client.toml", ROUTINE.format(name="Client"))
    assert shelf.routine(str(tmp_path / "client.toml")).name == "Client"


def test_an_unknown_id_is_answered_with_the_nearest(shelf: Library, tmp_path: Path) -> None:
    write(tmp_path / "own" / "desk-balance.toml", ROUTINE.format(name="Desk"))
    with pytest.raises(UnknownRoutine, match="desk-balence") as caught:
        shelf.routine("desk-balence")
    assert caught.value.hint == "Did you mean desk-balance?"


def test_a_path_to_nothing_is_an_unknown_routine(shelf: Library, tmp_path: Path) -> None:
    with pytest.raises(UnknownRoutine, match="no file"):
        shelf.routine(str(tmp_path / "nothing.toml"))


def test_a_broken_routine_carries_its_problems(shelf: Library, tmp_path: Path) -> None:
    write(tmp_path / "own" / "b.toml", ROUTINE.format(name="B").replace("Curl", "").replace("30s", "30"))
    with pytest.raises(BrokenRoutine) as caught:
        shelf.routine("b")
    assert [problem.line for problem in caught.value.problems] == [5, 6]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert Library(tmp_path / "none", tmp_path / "nor-this").routines() == ()


def test_a_routine_is_read_anew_each_time(shelf: Library, tmp_path: Path) -> None:
    for name in ("First", "Second"):
        write(tmp_path / "own" / "a.toml", ROUTINE.format(name=name))
        assert shelf.routine("a").name == name


def test_hidden_files_and_other_endings_are_no_routines(shelf: Library, tmp_path: Path) -> None:
    for name in (".a.toml", "a.toml~", "a.txt"):
        write(tmp_path / "own" / name, ROUTINE.format(name="A"))
    assert shelf.routines() == ()


def test_a_folder_named_as_a_routine_is_refused(shelf: Library, tmp_path: Path) -> None:
    (tmp_path / "own" / "folder.toml").mkdir()
    assert reasons(shelf) == {"folder": "unreadable"}


def test_more_than_64_kib_are_refused(shelf: Library, tmp_path: Path) -> None:
    write(tmp_path / "own" / "exact.toml", ROUTINE.format(name="A").ljust(64 * 1024, "\n"))
    write(tmp_path / "own" / "large.toml", ROUTINE.format(name="B").ljust(64 * 1024 + 1, "\n"))
    assert reasons(shelf) == {"exact": None, "large": "unreadable"}


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_what_is_no_regular_file_is_refused_without_waiting(shelf: Library, tmp_path: Path) -> None:
    own = tmp_path / "own"
    os.mkfifo(own / "pipe.toml")
    (own / "device.toml").symlink_to("/dev/zero")
    (own / "loop.toml").symlink_to("loop.toml")
    (own / "dangling.toml").symlink_to("nothing")
    write(tmp_path / "real.txt", ROUTINE.format(name="Real"))
    (own / "link.toml").symlink_to(tmp_path / "real.txt")
    assert reasons(shelf) == {
        "pipe": "unreadable",
        "device": "unreadable",
        "loop": "unreadable",
        "dangling": "no-such-file",
        "link": None,
    }


@pytest.mark.parametrize("name", ["a\0b.toml", "\ud800/x.toml", "x" * 5000 + ".toml", "no-such-folder/x.toml"])
def test_a_name_that_no_file_can_have_is_answered(shelf: Library, name: str) -> None:
    assert shelf.read(name).problems[0].code == "no-such-file"
    with pytest.raises(UnknownRoutine):
        shelf.routine(name)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="such names cannot be made there")
def test_a_file_name_with_an_escape_sequence_is_spelt_out(shelf: Library, tmp_path: Path) -> None:
    write(tmp_path / "own" / "\x1b[31m.toml", "x")
    (file,) = shelf.routines()
    assert (file.id, file.problems[0].file) == ("\\x1b[31m", "\\x1b[31m.toml")


def reasons(shelf: Library) -> dict[str, str | None]:
    return {file.id: file.problems[0].code if file.problems else None for file in shelf.routines()}


def test_an_ending_that_the_file_manager_hides_is_named(shelf: Library, tmp_path: Path) -> None:
    write(tmp_path / "lunch.toml.txt", ROUTINE.format(name="L"))
    (problem,) = shelf.read(str(tmp_path / "lunch.toml")).problems
    assert "lunch.toml.txt: take the .txt away" in problem.hint
