"""A client's own rests and voice: laid over the routine, kept through an update, never in the trainer's file."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pack_builders import BALANCE, Client
from routine_strategies import routines, standings

from footcore_tui.adapters import paths
from footcore_tui.adapters.session_lock import alone
from footcore_tui.adapters.toml_adjustments import read_adjustments, write_adjustments
from footcore_tui.cli import routine_adjust
from footcore_tui.cli.shelf import library
from footcore_tui.core.adjustments import Adjustments, adjusted
from footcore_tui.core.interval import Kind
from footcore_tui.core.routine import Routine, Standing
from footcore_tui.core.timeline import compile_timeline
from footcore_tui.core.voice import Voice

GAPS = st.none() | st.integers(1, 60)
OWN = st.builds(Adjustments, GAPS, GAPS, GAPS, st.none() | st.sampled_from(Voice))


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Client:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    return Client(tmp_path, capsys, monkeypatch)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(routines(), standings, OWN)
def test_only_the_lengths_of_gaps_change(routine: Routine, standing: Standing, own: Adjustments) -> None:
    """So a session that broke off is resumed at its place, and the work is the trainer's."""
    before, after = (compile_timeline(one, standing).intervals for one in (routine, adjusted(routine, own)))
    wanted = {Kind.REST: own.rest, Kind.SWITCH: own.switch, Kind.PREPARE: own.prepare}
    for old, new in zip(before, after, strict=True):
        seconds = old.seconds if old.open else wanted.get(old.kind) or old.seconds
        assert new == replace(old, at=new.at, seconds=seconds)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(OWN)
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, own: Adjustments) -> None:
    file = tmp_path_factory.mktemp("home") / "adjustments" / "a.toml"
    write_adjustments(file, "a", own)
    assert read_adjustments(file) == (own, ())
    assert file.exists() is (own != Adjustments())


def test_a_file_that_cannot_be_understood_is_not_written_over(client: Client) -> None:
    file = Path(paths.adjustments_folder()) / "desk-balance.toml"
    file.parent.mkdir(parents=True)
    for broken in ('# my note\nrest = "45s\n', 'rest = "45s"\nnote = "mine"\n'):
        file.write_text(broken)
        code, out, err = client.run("routine", "adjust", "desk-balance", "--switch", "8s")
        assert (code, out, file.read_text()) == (1, "", broken)
        assert "Mend it, or begin anew with --reset" in err
        assert "Your adjustments to " in client.run("show", "desk-balance")[2]
    assert client.run("routine", "adjust", "desk-balance", "--reset")[0] == 0
    assert not file.exists()


def test_adjustments_that_have_become_too_long_leave_the_routine_as_it_is(client: Client) -> None:
    client.routines.mkdir(parents=True)
    few = 'format = 1\nname = "Few"\n[[block]]\nname = "A"\ntime = "10s"\nsets = 3\nrest = "30s"\n'
    (client.routines / "few.toml").write_text(few)
    assert client.run("routine", "adjust", "few", "--rest", "1h")[0] == 0
    (client.routines / "few.toml").write_text(few.replace("sets = 3", "sets = 20"))
    code, out, err = client.run("show", "few")
    assert code == 0
    assert "12:55 on the clock" in out
    assert "longer than 12 hours, so the trainer's hold" in err
    assert "longer than 12 hours, so the trainer's hold" in client.run("routine", "adjust", "few")[1]
    assert client.run("routine", "adjust", "few", "--switch", "8s")[0] == 2
    assert client.run("routine", "adjust", "few", "--rest", "1m")[0] == 0


def test_one_process_after_the_other_adjusts(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routine_adjust, "WAIT_SECONDS", 0.0)
    with alone(Path(paths.adjustments_folder()).with_name(".adjustments.lock"), 0.0) as had:
        assert had
        code, _, err = client.run("routine", "adjust", "desk-balance", "--switch", "8s")
        assert (code, Path(paths.adjustments_folder()).exists()) == (1, False)
        assert "another footcore is changing" in err
        assert client.run("routine", "adjust", "desk-balance", "--show")[0] == 0
    assert client.run("routine", "adjust", "desk-balance", "--switch", "8s")[0] == 0


def test_it_is_played_as_adjusted_and_the_file_stays(client: Client) -> None:
    client.routines.mkdir(parents=True)
    file = client.routines / "balance.toml"
    file.write_text(BALANCE)
    code, out, _ = client.run("routine", "adjust", "balance", "--switch", "8s", "--prepare", "1m")
    assert code == 0
    assert "switch 3 s → 8 s in Balance" in out
    assert "get-ready 5 s → 1 min" in out
    client.run("routine", "adjust", "balance", "--voice", "brief")
    assert library().routine("balance").voice is Voice.BRIEF
    assert "0:00  prepare 1m" in client.run("show", "balance")[1]
    assert "balance 3:56 Balance" in " ".join(client.run("list")[1].split())
    assert file.read_text() == BALANCE
    assert library().routine("balance").hash == library().read(str(file)).routine.hash
    assert client.run("routine", "adjust", "balance", "--show")[1] == client.run("routine", "adjust", "balance")[1]
    assert "as the trainer wrote it" in client.run("routine", "adjust", "balance", "--reset")[1]
    assert list(Path(paths.adjustments_folder()).iterdir()) == []


def test_less_is_said_where_the_client_wants_it(client: Client) -> None:
    full = client.run("show", "desk-balance", "--cues")[1]
    client.run("routine", "adjust", "desk-balance", "--voice", "off")
    off = client.run("show", "desk-balance", "--cues")[1]
    assert "“Switch" in full
    assert "“Switch" not in off
    assert client.run("show", "desk-balance", "--cues", "--voice", "full")[1] == full


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--rest", "45"), 'footcore: "45" is not a time: write "45s"\n'),
        (("--rest", "0s"), "from 1s to 1h"),
        (("--switch", "2h"), "from 1s to 1h"),
        (("--voice", "loud"), "invalid choice"),
    ],
)
def test_a_wrong_wish_says_what_to_write(client: Client, arguments: tuple[str, ...], said: str) -> None:
    code, _, err = client.run("routine", "adjust", "desk-balance", *arguments)
    assert code == 2
    assert said in err
    assert not Path(paths.adjustments_folder()).exists()


def test_rests_that_make_a_session_of_half_a_day_are_refused(client: Client) -> None:
    client.routines.mkdir(parents=True)
    text = BALANCE.replace('total = "2m"', 'reps = 2\nsets = 30\nrest = "1s"')
    (client.routines / "balance.toml").write_text(text)
    code, _, err = client.run("routine", "adjust", "balance", "--rest", "1h")
    assert (code, "longer than 12 hours" in err) == (2, True)


@pytest.mark.parametrize(
    ("text", "own", "said"),
    [
        ('rest = "30s"\nvoice = "loud"', Adjustments(rest=30), "voice is one of"),
        ('rest = 30\nswitch = "5s"', Adjustments(switch=5), 'rest: write a time as "30s"'),
        ('rests = "30s"', Adjustments(), 'no adjustment "rests"'),
        ("rest =", Adjustments(), "can't be understood"),
        ("\x00", Adjustments(), "can't be understood"),
    ],
)
def test_a_broken_file_is_used_as_far_as_it_can_be(tmp_path: Path, text: str, own: Adjustments, said: str) -> None:
    file = tmp_path / "a.toml"
    file.write_text(text)
    found, wrong = read_adjustments(file)
    assert found == own
    assert said in wrong[0]
