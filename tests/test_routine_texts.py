"""`footcore routine share` and `add -`: through a chat message into another person's library."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pack_builders import BALANCE, CURLS, EXERCISE, Client

from footcore_tui.adapters.pack_text import read, written
from footcore_tui.core.errors import PackError
from tests.adapters.test_pack_text import forged


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Client:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path / "client"))
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    monkeypatch.chdir(tmp_path)
    return Client(tmp_path / "client", capsys, monkeypatch)


def test_a_routine_goes_from_one_library_into_another(client: Client, tmp_path: Path) -> None:
    file = tmp_path / "Evening balance.toml"
    file.write_text(BALANCE)
    code, text, said = client.run("routine", "share", str(file))
    assert code == 0
    assert said.startswith(f"{len(text.strip())} characters: fits a chat message")
    code, out, _ = client.run("routine", "add", "-", "--yes", given=f"Anna: “{text}”".encode())
    assert code == 0
    assert "new      evening-balance  Balance" in out
    assert client.files() == {"evening-balance.toml": BALANCE.encode()}


def test_a_text_in_the_place_of_a_file_is_read(client: Client) -> None:
    assert client.run("routine", "add", written("balance.toml", BALANCE.encode()), "--yes")[0] == 0
    assert client.files() == {"balance.toml": BALANCE.encode()}


def test_a_file_whose_name_can_not_travel_goes_by_its_id(client: Client) -> None:
    client.routines.mkdir(parents=True)
    (client.routines / "My: Lunch.TOML").write_text(BALANCE)
    code, text, _ = client.run("routine", "share", "my-lunch")
    assert code == 0
    assert "my-lunch.toml" in read(text)


def test_exercises_of_a_folder_do_not_travel_in_a_text(client: Client) -> None:
    (client.routines / "exercises").mkdir(parents=True)
    (client.routines / "exercises" / "toes.toml").write_text(EXERCISE)
    (client.routines / "curls.toml").write_text(CURLS)
    code, out, err = client.run("routine", "share", "curls")
    assert (code, out) == (1, "")
    assert "[[exercise]]" in err


def test_without_a_terminal_it_has_to_be_agreed_to(client: Client) -> None:
    given_text = written("balance.toml", BALANCE.encode()).encode()
    code, out, err = client.run("routine", "add", "-", given=given_text)
    assert (code, "--yes" in err, client.files()) == (1, True, {})
    assert "new      balance" in out


def test_a_damaged_text_says_what_to_do(client: Client) -> None:
    text = written("balance.toml", BALANCE.encode())
    code, out, err = client.run("routine", "add", "-", "--yes", given=text[:-20].encode())
    assert (code, out) == (1, "")
    assert "this text is damaged" in err
    assert "copy all of it" in err


NAMES = st.sampled_from(
    ["a.toml", "../a.toml", "/tmp/a.toml", "exercises/a.toml", ".former/a.toml", "CON.toml", "ä.toml"]
)
LINES = st.sampled_from(
    [
        *BALANCE.splitlines(),
        *('id = "../../x"', 'id = "desk-balance"', 'id = "con"', 'name = "\x1b[2J"', "[[exercise]]", "\udcff", "}"),
    ]
)


@st.composite
def texts(draw: st.DrawFn) -> bytes:
    """What may come: a text with a right checksum and any name and content, or a part of one, or anything."""
    lines = draw(st.lists(LINES, max_size=6))
    content = draw(st.sampled_from([BALANCE, "\n".join(lines), BALANCE + "\n".join(lines)]))
    text = forged(f"{draw(NAMES)}\n{content}".encode("utf-8", "surrogateescape"))
    if draw(st.booleans()):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.text(max_size=5)) + text[at + draw(st.integers(0, 3)) :]
    return draw(st.just(text.encode("utf-8", "replace")) | st.binary(max_size=80))


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts())
def test_whatever_comes_is_answered_and_stays_in_the_library(client: Client, tmp_path: Path, given_text: bytes) -> None:
    code, out, err = client.run("routine", "add", "-", "--yes", given=given_text)
    assert code in (0, 1)
    assert "unexpected" not in err
    assert "\x1b" not in out + err
    assert {path.name for path in tmp_path.iterdir()} <= {"client"}
    below = [path for path in client.home.rglob("*") if path.is_file() and ".former" not in path.parts]
    below = [path for path in below if path != client.home / "cache" / "listed"]
    assert all(path.parent == client.routines and path.suffix == ".toml" for path in below)


def test_a_name_that_cannot_travel_is_refused() -> None:
    with pytest.raises(PackError):
        written("a:b.toml", BALANCE.encode())
