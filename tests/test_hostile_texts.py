"""Promises 12 and 13 on the command line: whatever a text holds, it is shown or refused, and nothing obeys it."""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from history_files import history_at, saved
from hostile_texts import ALL, CHOSEN, HARMLESS, HEADINGS, REFUSED, SHOWN, document, offences, routine_of, some, toml
from record_builders import attempt, began, ended

from footcore_tui.cli.edge import run
from footcore_tui.core.record import SessionRated

PLACES = 999 if os.environ.get("FOOTCORE_FULL") == "1" else 8
"""How many places of a routine each text is tried in."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    with Path(os.devnull).open() as nobody:
        monkeypatch.setattr(sys, "stdin", nobody)
        yield tmp_path


Said = pytest.CaptureFixture[bytes]


def answer(said_so_far: Said, *arguments: str) -> tuple[int, str]:
    """The exit code, and all that was said, in which nothing may be that a terminal obeys."""
    code = run(list(arguments))
    out, err = said_so_far.readouterr()
    assert offences(out) == [], arguments
    assert offences(err) == [], arguments
    assert b"Traceback" not in err
    return code, (out + err).decode()


@pytest.mark.parametrize("name", some(HARMLESS, 8))
def test_a_routine_of_such_texts_is_listed_shown_and_played(home: Path, capsysbinary: Said, name: str) -> None:
    text, own = HARMLESS[name], home / "data" / "routines"
    own.mkdir(parents=True)
    (own / "bad.toml").write_text(routine_of(text), "utf-8")
    for arguments in (
        *(("routine", "check", "data/routines/bad.toml"), ("list",), ("list", "--json")),
        *(("show", "bad"), ("show", "bad", "--cues"), ("show", "bad", "--json")),
        ("play", "bad", "--plain", "--speed", "1000"),
    ):
        code, said = answer(capsysbinary, *arguments)
        assert code == 0, said
        assert text in (list(texts(json.loads(said))) if "--json" in arguments else said)


def texts(value: object) -> Iterator[str]:
    match value:
        case dict():
            for one in value.values():
                yield from texts(one)
        case list():
            for one in value:
                yield from texts(one)
        case str():
            yield value


@pytest.mark.parametrize("name", HARMLESS | REFUSED)
def test_in_each_place_such_a_text_is_taken_or_refused_with_its_position(
    home: Path, capsysbinary: Said, name: str
) -> None:
    text, folder = ALL[name], home / "data" / "routines"
    folder.mkdir(parents=True)
    every = [(place, raw) for place in (*SHOWN, *CHOSEN) for raw in (False, True)]
    tried = random.Random(name).sample(every, min(PLACES, len(every)))
    expected = set()
    for number, (place, raw) in enumerate(tried):
        written = document({place: text}, raw=raw)
        (folder / f"{number}.toml").write_bytes(written.encode("utf-8"))
        if place in CHOSEN or name in REFUSED:
            expected.add((f"data/routines/{number}.toml", line_of(place, written)))
    files = [f"data/routines/{number}.toml" for number in range(len(tried))]
    code, said = answer(capsysbinary, "routine", "check", *files, "--json")
    problems = [one for one in json.loads(said) if one["severity"] == "error"]
    assert code == (1 if expected else 0)
    assert expected <= {(one["file"], one["line"]) for one in problems}
    assert {file for file, _ in expected} == {one["file"] for one in problems}
    for arguments in (("list",), ("list", "--json"), ("routine", "check", *files)):
        assert answer(capsysbinary, *arguments)[0] == code


def line_of(place: tuple[str, str], written: str) -> int:
    table, key = place
    lines = written.split("\n")
    return next(n for n, one in enumerate(lines, 1) if n > lines.index(HEADINGS[table]) and one.startswith(f"{key} = "))


@pytest.mark.parametrize("name", some(ALL, 20))
def test_such_an_argument_is_answered_with_a_sentence(home: Path, capsysbinary: Said, name: str) -> None:
    for before in (
        *((), ("list",), ("show",), ("play",), ("status",), ("history",), ("routine",), ("routine", "check")),
        *(("play", "--week"), ("play", "--stage"), ("play", "--speed"), ("show", "desk-balance", "--week")),
        *(("history", "--since"), ("status", "--format"), ("status", "--as-of"), ("list", "--json")),
    ):
        code, said = answer(capsysbinary, *before, f"{ALL[name]} ")
        assert code in (1, 2), said
        assert said.strip()


def file_name(text: str) -> str:
    return text.replace("/", "∕").replace("\0", "").lstrip(".-")[:60]


@pytest.mark.parametrize("name", some(ALL, 12))
def test_such_a_file_name_is_shown_spelt_out(home: Path, capsysbinary: Said, name: str) -> None:
    folder, stem = home / "data" / "routines", file_name(ALL[name])
    folder.mkdir(parents=True)
    try:
        Path(f"{folder}/{stem}.toml").write_text("format = 2\n")
    except (UnicodeEncodeError, OSError):
        pytest.skip("no file can have such a name here")
    for arguments in (
        *(("list",), ("list", "--json"), ("show", stem), ("play", stem), ("show", f"./{stem}.toml")),
        *(("routine", "check", f"{folder}/{stem}.toml"), ("routine", "check", f"{folder}/{stem}.toml", "--json")),
    ):
        assert answer(capsysbinary, *arguments)[0] == 1, arguments


@pytest.mark.parametrize("name", some(ALL, 12))
def test_such_a_home_is_named_without_being_obeyed(
    home: Path, capsysbinary: Said, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Its history is a folder and a setting is wrong, so that both paths are told."""
    own = home / file_name(ALL[name])
    try:
        (own / "data" / "history.sqlite3").mkdir(parents=True)
    except (UnicodeEncodeError, OSError):
        pytest.skip("no folder can have such a name here")
    (own / "config").mkdir()
    (own / "config" / "config.toml").write_text("target = 99\n")
    monkeypatch.setenv("FOOTCORE_HOME", str(own))
    assert answer(capsysbinary, "history")[0] == 1
    assert answer(capsysbinary, "status")[0] == 1
    code, said = answer(capsysbinary, "play", "desk-balance", "--plain", "--speed", "1000")
    assert code == 0
    assert "config.toml:1:1: target has to be a whole number from 1 to 24" in said


@pytest.mark.parametrize("name", some(HARMLESS | REFUSED, 10))
def test_such_a_setting_is_used_or_left_out_and_never_obeyed(home: Path, capsysbinary: Said, name: str) -> None:
    settings = home / "config" / "config.toml"
    settings.parent.mkdir()
    value = toml(ALL[name], raw=False)
    tables = f"[levels]\na = {value}\n{value} = 1\n[sound]\nengine = {value}\n{value} = {value}"
    settings.write_text(f"daily = {value}\ntheme = {value}\n{tables}\n", "utf-8")
    for form in ("plain", "tmux", "waybar", "json"):
        assert answer(capsysbinary, "status", "--format", form)[0] == 0
    assert answer(capsysbinary, "play")[0] == 1
    code, said = answer(capsysbinary, "play", "desk-balance", "--plain", "--speed", "1000")
    assert (code, said.count("config.toml:")) == (0, 3)
    settings.write_text(f"daily = '{ALL[name]}'\n", "utf-8")
    assert answer(capsysbinary, "status")[0] == 0


@pytest.mark.parametrize("name", some(ALL, 12))
def test_such_a_history_is_listed(home: Path, capsysbinary: Said, name: str) -> None:
    """As a synchronised file, or a note that was pasted, may hold it."""
    text = ALL[name]
    start = replace(began(), routine=text, plan=text, source=text, routine_hash=text)
    done = replace(attempt(), name=text, exercise=text, level=text)
    history = history_at(home / "data" / "history.sqlite3")
    assert saved(history, start, done, SessionRated("s1", 3, 0, text), ended()) == [None] * 4
    history.close()
    for arguments in ((), ("--full",), ("--json",), ("--json", "--full")):
        assert answer(capsysbinary, "history", *arguments)[0] == 0
    assert json.loads(answer(capsysbinary, "history", "--json")[1])[0]["note"] == text
