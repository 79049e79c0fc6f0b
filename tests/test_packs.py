"""A pack from the trainer's folder to the client's library: signed, shown, added, updated, undone; tampered with."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hostile_texts import offences
from pack_builders import BALANCE, CURLS, EXERCISE, NOTE, Client, Trainer, make_key, needs_ssh_keygen

from footcore_tui.adapters import pack_shelf, pack_signature
from footcore_tui.adapters.pack_shelf import Origin, OwnShelf, Put
from footcore_tui.cli import routine_add
from footcore_tui.cli.own_shelf import own_shelf


@pytest.fixture
def trainer(tmp_path: Path) -> Trainer:
    trainer = Trainer(tmp_path / "Foot core")
    trainer.write("balance.toml", BALANCE)
    trainer.write("curls.toml", CURLS)
    trainer.write("exercises/toes.toml", EXERCISE)
    trainer.write("pack.toml", NOTE)
    return trainer


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Client:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path / "client"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    return Client(tmp_path / "client", capsys, monkeypatch)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The trainer's, and somebody else's."""
    folder = tmp_path_factory.mktemp("keys")
    return make_key(folder, "trainer"), make_key(folder, "other")


def packed(client: Client, trainer: Trainer, key: Path | None = None) -> str:
    signing = ("--key", str(key)) if key else ("--unsigned",)
    code, out, err = client.run("routine", "pack", str(trainer.folder), *signing)
    assert code == 0, err
    return out


def sums(trainer: Trainer) -> dict[str, str]:
    lines = (trainer.folder / "SHA256SUMS").read_text().splitlines()
    return {line[66:]: line[:64] for line in lines}


def resum(trainer: Trainer, name: str) -> None:
    """As whoever tampers with a file would also put its sum right."""
    digest = hashlib.sha256((trainer.folder / name).read_bytes()).hexdigest()
    trainer.edit("SHA256SUMS", sums(trainer)[name], digest)


def test_the_list_is_what_sha256sum_reads(client: Client, trainer: Trainer) -> None:
    assert "2 routines and 1 file of exercises" in packed(client, trainer)
    assert set(sums(trainer)) == {"balance.toml", "curls.toml", "exercises/toes.toml", "pack.toml"}
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=trainer.folder, check=True)


def test_without_a_note_one_is_written_of_what_the_files_say(client: Client, trainer: Trainer) -> None:
    (trainer.folder / "pack.toml").unlink()
    assert "Foot core, version 1, by A. Trainer" in packed(client, trainer)
    trainer.edit("balance.toml", 'author = "A. Trainer"\n', "")
    (trainer.folder / "pack.toml").unlink()
    code, _, err = client.run("routine", "pack", str(trainer.folder), "--unsigned")
    assert code == 1
    assert 'write author = "Your Name"' in err


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("balance.toml", '"15s"', "15", "balance.toml:9:8"),
        ("curls.toml", "pen-curl", "pencil-curl", "pencil-curl"),
        ("exercises/toes.toml", "name", "naem", "exercises/toes.toml:5:1"),
        ("pack.toml", "version", "versoin", 'no key "versoin"'),
        ("curls.toml", "format = 1", 'format = 1\nid = "balance"', 'the id "balance"'),
    ],
)
def test_a_folder_with_errors_makes_no_pack(
    client: Client, trainer: Trainer, name: str, old: str, new: str, said: str
) -> None:
    trainer.edit(name, old, new)
    code, _, err = client.run("routine", "pack", str(trainer.folder), "--unsigned")
    assert code == 1
    assert said in err
    assert not (trainer.folder / "SHA256SUMS").exists()


def test_what_is_added_is_shown_first_and_nothing_is_done_without_a_yes(client: Client, trainer: Trainer) -> None:
    packed(client, trainer)
    code, out, err = client.run("routine", "add", str(trainer.folder))
    assert code == 1
    assert "--yes adds it" in err
    for said in (
        '"Foot core", version 1, by A. Trainer',
        "Not signed",
        "The first version.",
        "new      balance  Balance",
    ):
        assert said in out
    assert client.files() == {}
    assert client.run("routine", "add", str(trainer.folder), "--yes")[0] == 0
    assert client.files() == {
        "balance.toml": BALANCE.encode(),
        "curls.toml": CURLS.encode(),
        "exercises/a-trainer--toes.toml": EXERCISE.encode(),
    }
    assert "Pen curl" in client.run("show", "curls")[1]
    code, out, _ = client.run("routine", "add", str(trainer.folder), "--yes")
    assert (code, "all of it is there" in out) == (0, True)


def test_an_update_shows_the_difference_keeps_adjustments_and_is_undone(client: Client, trainer: Trainer) -> None:
    packed(client, trainer)
    client.run("routine", "add", str(trainer.folder), "--yes")
    client.run("routine", "adjust", "balance", "--switch", "8s")
    before = client.files()
    trainer.edit("balance.toml", '"15s"', '"20s"')
    trainer.edit("pack.toml", '"1"', '"2"')
    trainer.write("third.toml", BALANCE)
    packed(client, trainer)
    code, out, _ = client.run("routine", "update", str(trainer.folder), "--yes")
    assert code == 0
    assert "hold 15 s → 20 s in Balance" in out
    assert "your adjustments stay" in out
    assert "third  Balance  (left out" in out
    assert client.files() == {**before, "balance.toml": (trainer.folder / "balance.toml").read_bytes()}
    shown = client.run("show", "balance")[1]
    assert "20s" in shown
    assert "switch  8s" in shown
    assert client.run("routine", "undo")[0] == 0
    assert client.files() == before
    assert client.run("routine", "undo")[0] == 0
    assert client.files() == {}
    assert client.run("routine", "undo")[0] == 1


def test_an_older_version_is_said_to_be_one(client: Client, trainer: Trainer) -> None:
    trainer.edit("balance.toml", 'version = "1"', 'version = "10"')
    packed(client, trainer)
    client.run("routine", "add", str(trainer.folder), "--yes")
    trainer.edit("balance.toml", 'version = "10"', 'version = "9"')
    packed(client, trainer)
    out = client.run("routine", "add", str(trainer.folder))[1]
    assert "an older version than the one that is there" in out
    assert "version 10 → 9" in out


@pytest.mark.parametrize(
    ("there", "comes", "older"),
    [("2", "1", True), ("1.10", "1.9", True), ("2", "1.9.1", True), ("1.0", "1", False), ("2", "3", False),
     ("2024b", "2024a", False)],
)  # fmt: skip
def test_an_older_pack_is_said_to_be_one(client: Client, trainer: Trainer, there: str, comes: str, older: bool) -> None:
    trainer.edit("pack.toml", '"1"', f'"{there}"')
    packed(client, trainer)
    client.run("routine", "add", str(trainer.folder), "--yes")
    trainer.edit("pack.toml", f'"{there}"', f'"{comes}"')
    packed(client, trainer)
    out = client.run("routine", "add", str(trainer.folder), "--yes")[1]
    assert (f"!! version {comes} is older than version {there}, which you have" in out) is older
    client.run("routine", "undo")
    assert "is older" not in client.run("routine", "add", str(trainer.folder))[1]


def test_a_former_pack_takes_more_than_a_yes(client: Client, trainer: Trainer) -> None:
    shutil.copytree(trainer.folder, former := trainer.folder.with_name("former"))
    packed(client, Trainer(former))
    trainer.edit("pack.toml", '"1"', '"2"')
    trainer.edit("balance.toml", '"15s"', '"20s"')
    packed(client, trainer)
    client.run("routine", "add", str(trainer.folder), "--yes")
    before = client.files()
    code, out, err = client.run("routine", "add", str(former), "--yes")
    assert (code, client.files()) == (1, before)
    assert "!! version 1 is older than version 2, which you have" in out
    assert "it is older than what is there" in err
    assert client.run("routine", "add", str(former), "--yes", "--trust", "unsigned")[0] == 0


def test_what_was_added_and_what_was_changed_is_counted(client: Client, trainer: Trainer) -> None:
    packed(client, trainer)
    assert "3 files added. " in client.run("routine", "add", str(trainer.folder), "--yes")[1]
    trainer.edit("balance.toml", '"15s"', '"20s"')
    trainer.write("third.toml", BALANCE)
    packed(client, trainer)
    assert "1 file added, 1 file changed. " in client.run("routine", "add", str(trainer.folder), "--yes")[1]
    assert "balance is as it was before. " in client.run("routine", "undo", "balance")[1]
    assert "third is gone again. " in client.run("routine", "undo", "third")[1]


def test_a_pack_with_warnings_is_made_and_they_are_told(client: Client, trainer: Trainer) -> None:
    trainer.write(
        "own.toml",
        'format = 1\nname = "Own"\n[[exercise]]\nid = "x"\nname = "X"\n[[block]]\nexercise = "x"\ntime = "1m"\n',
    )
    code, _, err = client.run("routine", "pack", str(trainer.folder), "--unsigned")
    assert code == 0
    assert "own.toml:" in err
    assert "warning: " in err
    assert "[no-safety]" in err


def test_names_of_files_spell_umlauts_out(client: Client, trainer: Trainer) -> None:
    trainer.edit("pack.toml", "A. Trainer", "José Müßig")
    trainer.write("exercises/Füße.toml", EXERCISE.replace("pen-curl", "pencil-curl"))
    packed(client, trainer)
    client.run("routine", "add", str(trainer.folder), "--yes")
    assert "exercises/jose-muessig--fuesse.toml" in client.files()


def test_two_trainers_exercises_of_one_file_name_stand_beside_each_other(client: Client, trainer: Trainer) -> None:
    packed(client, trainer)
    client.run("routine", "add", str(trainer.folder), "--yes")
    trainer.edit("pack.toml", "A. Trainer", "B. Trainer")
    trainer.edit("exercises/toes.toml", '"Pen curl"', '"Pencil curl"')
    packed(client, trainer)
    out = client.run("routine", "add", str(trainer.folder), "--yes")[1]
    assert "exercise Pencil curl has no effect: exercises/a-trainer--toes.toml has one of that id" in out
    trainer.edit("pack.toml", "B. Trainer", "A. Former")
    packed(client, trainer)
    out = client.run("routine", "add", str(trainer.folder), "--yes")[1]
    assert "exercise Pencil curl: name changed, in every routine that uses it" in out
    assert {name for name in client.files() if "/" in name} == {
        "exercises/a-former--toes.toml",
        "exercises/a-trainer--toes.toml",
        "exercises/b-trainer--toes.toml",
    }


@needs_ssh_keygen
def test_an_exercise_that_another_trainer_signed_is_not_changed_without_a_word(
    client: Client, trainer: Trainer, keys: tuple[Path, Path]
) -> None:
    packed(client, trainer, keys[0])
    client.run("routine", "add", str(trainer.folder), "--yes")
    other = Trainer(trainer.folder.parent / "Other")
    other.write("pack.toml", NOTE.replace("A. Trainer", "A. Nother"))
    other.write("stand.toml", BALANCE)
    other.write("exercises/a.toml", EXERCISE + 'stop_if = ["never"]\n')
    packed(client, other)
    code, out, _ = client.run("routine", "add", str(other.folder), "--yes")
    assert code == 1
    assert '!! the exercise "Pen curl" is from A. Trainer, signed; this is not' in out
    assert "exercise Pen curl: when to stop “never” new, in every routine that uses it" in out
    assert client.run("routine", "add", str(other.folder), "--yes", "--trust", "unsigned")[0] == 0


def test_a_routine_that_another_trainers_exercise_would_break_is_not_added(client: Client, trainer: Trainer) -> None:
    packed(client, trainer)
    client.run("routine", "add", str(trainer.folder), "--yes")
    before = client.files()
    other = Trainer(trainer.folder.parent / "Other")
    other.write("pack.toml", NOTE.replace("A. Trainer", "Z. Trainer"))
    other.write("rungs.toml", CURLS.replace("reps", 'level = "hard"\nreps'))
    other.write("exercises/a.toml", EXERCISE + '[[exercise.level]]\nid = "hard"\nname = "Hard"\n')
    packed(client, other)
    code, _, err = client.run("routine", "add", str(other.folder), "--yes")
    assert (code, client.files()) == (1, before)
    assert "an exercise of the same id is there already" in err


def test_routines_that_can_no_longer_be_played_are_told_by_name(client: Client, trainer: Trainer) -> None:
    packed(client, trainer)
    client.run("routine", "add", str(trainer.folder), "--yes")
    trainer.edit("exercises/toes.toml", "pen-curl", "pencil-curl")
    (trainer.folder / "curls.toml").unlink()
    packed(client, trainer)
    code, out, _ = client.run("routine", "add", str(trainer.folder), "--yes")
    assert code == 0
    assert '!! curls could no longer be played: "curls.toml", line 5: there is no exercise "pen-curl"' in out
    assert "curls" in client.run("list")[1]
    assert client.run("routine", "undo")[0] == 0
    assert client.run("show", "curls")[0] == 0
    other = Trainer(trainer.folder.parent / "Other")
    other.write("pack.toml", NOTE)
    other.write("own.toml", BALANCE)
    other.write("exercises/a.toml", '[[exercise]]\nid = "short-foot"\nname = "Mine"\n')
    packed(client, other)
    out = client.run("routine", "add", str(other.folder), "--yes")[1]
    assert "!! short-foot could no longer be played: " in out


def test_a_routine_brought_back_without_its_exercises_says_so(client: Client, trainer: Trainer) -> None:
    packed(client, trainer)
    client.run("routine", "add", str(trainer.folder), "--yes")
    trainer.edit("exercises/toes.toml", "pen-curl", "pencil-curl")
    trainer.edit("curls.toml", "pen-curl", "pencil-curl")
    packed(client, trainer)
    client.run("routine", "add", str(trainer.folder), "--yes")
    code, out, err = client.run("routine", "undo", "curls")
    assert (code, client.files()["curls.toml"]) == (1, CURLS.encode())
    assert "curls is as it was before" in out
    assert "!! curls can't be played now: " in err
    assert client.run("routine", "undo")[0] == 0
    assert client.run("show", "curls")[0] == 0


@needs_ssh_keygen
def test_the_key_is_remembered_from_the_first_pack(client: Client, trainer: Trainer, keys: tuple[Path, Path]) -> None:
    fingerprint = packed(client, trainer, keys[0]).split("Signed with ")[1].split(":", 2)
    assert fingerprint[0] == "SHA256"
    assert "first pack of A. Trainer" in client.run("routine", "add", str(trainer.folder), "--yes")[1]
    out = client.run("routine", "add", str(trainer.folder), "--yes")[1]
    assert f"the key that A. Trainer has always used here, SHA256:{fingerprint[1]}" in out


@needs_ssh_keygen
def test_a_folder_that_was_packed_again_is_signed_anew(
    client: Client, trainer: Trainer, keys: tuple[Path, Path]
) -> None:
    packed(client, trainer, keys[0])
    trainer.edit("balance.toml", '"15s"', '"20s"')
    packed(client, trainer, keys[0])
    assert client.run("routine", "add", str(trainer.folder), "--yes")[0] == 0
    packed(client, trainer)
    assert not (trainer.folder / "SHA256SUMS.sig").exists()


@needs_ssh_keygen
@pytest.mark.parametrize("what", ["file", "file and list", "list", "name", "namespace", "signature"])
def test_a_pack_that_was_tampered_with_is_refused(
    client: Client, trainer: Trainer, keys: tuple[Path, Path], what: str
) -> None:
    packed(client, trainer, keys[0])
    signature, said = trainer.folder / "SHA256SUMS.sig", "signature of this pack is not right"
    match what:
        case "file":
            trainer.edit("balance.toml", '"15s"', '"30s"')
            said = '"balance.toml" is not what the list of this pack says'
        case "file and list":
            trainer.edit("balance.toml", '"15s"', '"30s"')
            resum(trainer, "balance.toml")
            said = "the list was changed after it was signed"
        case "list":
            lines = (trainer.folder / "SHA256SUMS").read_text().splitlines(keepends=True)
            (trainer.folder / "SHA256SUMS").write_text("".join(line for line in lines if "curls" not in line))
        case "name":
            trainer.edit("pack.toml", "A. Trainer", "B. Trainer")
            resum(trainer, "pack.toml")
        case "namespace":
            said = "it was signed for another purpose"
            command = ["ssh-keygen", "-Y", "sign", "-f", str(keys[0]), "-n", "file"]
            listed = (trainer.folder / "SHA256SUMS").read_bytes()
            signature.write_bytes(subprocess.run(command, input=listed, capture_output=True, check=True).stdout)
        case "signature":
            signature.write_text("-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n")
    code, _, err = client.run("routine", "add", str(trainer.folder), "--yes")
    assert code == 1
    assert said in err
    assert client.files() == {}


@needs_ssh_keygen
@pytest.mark.parametrize("what", ["another key", "no signature", "no ssh-keygen"])
def test_another_key_is_shown_loudly_and_yes_is_not_enough(
    client: Client, trainer: Trainer, keys: tuple[Path, Path], what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed(client, trainer, keys[0])
    client.run("routine", "add", str(trainer.folder), "--yes")
    before = client.files()
    trainer.edit("balance.toml", '"15s"', '"30s"')
    said = packed(client, trainer, keys[1] if what == "another key" else None if what == "no signature" else keys[0])
    if what == "no ssh-keygen":
        monkeypatch.setattr(pack_signature, "PROGRAM", "no-such-program")
    code, out, err = client.run("routine", "add", str(trainer.folder), "--yes")
    assert code == 1
    assert ("!! ANOTHER KEY" if what == "another key" else "!! NO SIGNATURE") in out
    assert "hold 15 s → 30 s" in out
    assert client.files() == before
    trusted = said.split("Signed with ")[1].split(": ")[0] if what == "another key" else "unsigned"
    # The key of whoever it is does not stand there to be copied.
    assert "SHA256" not in err
    assert ("--trust and the fingerprint" if what == "another key" else "--trust unsigned") in err
    assert client.run("routine", "add", str(trainer.folder), "--yes", "--trust", "SHA256:other")[0] == 1
    assert client.run("routine", "add", str(trainer.folder), "--yes", "--trust", trusted)[0] == 0
    assert client.files() != before
    if what == "another key":
        assert "always used here" in client.run("routine", "add", str(trainer.folder))[1]


@needs_ssh_keygen
@pytest.mark.parametrize("route", [("undo",), ("undo", "balance")])
def test_another_key_goes_with_the_pack_that_brought_it(
    client: Client, trainer: Trainer, keys: tuple[Path, Path], route: tuple[str, ...]
) -> None:
    first = packed(client, trainer, keys[0]).split("Signed with ")[1].split(": ")[0]
    client.run("routine", "add", str(trainer.folder), "--yes")
    trainer.edit("balance.toml", '"15s"', '"30s"')
    other = packed(client, trainer, keys[1]).split("Signed with ")[1].split(": ")[0]
    client.run("routine", "add", str(trainer.folder), "--yes", "--trust", other)
    out = client.run("routine", *route)[1]
    assert f"The key of A. Trainer is again {first}; {other} is not trusted." in out
    assert "!! ANOTHER KEY" in client.run("routine", "add", str(trainer.folder), "--yes")[1]
    assert f"No key of A. Trainer is known any more; {first} is not trusted." in client.run("routine", "undo")[1]
    assert "first pack of A. Trainer" in client.run("routine", "add", str(trainer.folder))[1]


@needs_ssh_keygen
def test_a_key_that_another_pack_vouches_for_stays(client: Client, trainer: Trainer, keys: tuple[Path, Path]) -> None:
    packed(client, trainer, keys[0])
    client.run("routine", "add", str(trainer.folder), "--yes")
    trainer.edit("balance.toml", '"15s"', '"30s"')
    packed(client, trainer, keys[0])
    client.run("routine", "add", str(trainer.folder), "--yes")
    assert "key" not in client.run("routine", "undo")[1]
    assert "always used here" in client.run("routine", "add", str(trainer.folder))[1]
    assert "key" not in client.run("routine", "undo", "balance")[1]
    assert "always used here" in client.run("routine", "add", str(trainer.folder))[1]


@needs_ssh_keygen
@pytest.mark.parametrize("way", ["file", "unsigned pack", "signed pack"])
def test_what_a_trainer_signed_is_not_replaced_by_another_without_a_word(
    client: Client, trainer: Trainer, keys: tuple[Path, Path], way: str
) -> None:
    packed(client, trainer, keys[0])
    client.run("routine", "add", str(trainer.folder), "--yes")
    before = client.files()
    trainer.edit("balance.toml", '"15s"', '"30s"')
    trainer.edit("pack.toml", "A. Trainer", "B. Other")
    signed = packed(client, trainer, keys[1] if way == "signed pack" else None)
    source = str(trainer.folder / "balance.toml" if way == "file" else trainer.folder)
    code, out, err = client.run("routine", "add", source, "--yes")
    assert code == 1
    said = "this is from B. Other" if way == "signed pack" else "this is not"
    assert f"!! balance is from A. Trainer, signed; {said}\n" in out
    assert client.files() == before
    trusted = signed.split("Signed with ")[1].split(": ")[0] if way == "signed pack" else "unsigned"
    assert ("--trust and the fingerprint" if way == "signed pack" else "--trust unsigned") in err
    assert client.run("routine", "add", source, "--yes", "--trust", trusted)[0] == 0
    assert "signed; this is" not in client.run("routine", "add", source, "--yes")[1]


@needs_ssh_keygen
@pytest.mark.parametrize(("answer", "added"), [("yes", True), ("y", False), ("", False), ("no", False)])
def test_on_a_terminal_another_key_takes_the_whole_word(
    client: Client,
    trainer: Trainer,
    keys: tuple[Path, Path],
    answer: str,
    added: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    packed(client, trainer, keys[0])
    client.run("routine", "add", str(trainer.folder), "--yes")
    trainer.edit("balance.toml", '"15s"', '"30s"')
    packed(client, trainer, keys[1])
    monkeypatch.setattr("footcore_tui.cli.routine_add.on_a_terminal", lambda: True)
    client.run("routine", "add", str(trainer.folder), "--yes", given=f"{answer}\n".encode())
    assert (b"30s" in client.files()["balance.toml"]) is added


@pytest.mark.parametrize(("answer", "added"), [("y", True), ("yes", True), ("", False), ("n", False)])
def test_on_a_terminal_it_asks(
    client: Client, trainer: Trainer, answer: str, added: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed(client, trainer)
    monkeypatch.setattr("footcore_tui.cli.routine_add.on_a_terminal", lambda: True)
    code, out, _ = client.run("routine", "add", str(trainer.folder), given=f"{answer}\n".encode())
    assert "Add it? [y/N]" in out
    assert (bool(client.files()), code) == (added, 0 if added else 1)


@needs_ssh_keygen
def test_keys_that_cannot_be_read_are_not_taken_for_none(
    client: Client, trainer: Trainer, keys: tuple[Path, Path]
) -> None:
    (client.home / "data").mkdir(parents=True)
    (client.home / "data" / "trainers.json").write_text("{")
    packed(client, trainer, keys[1])
    code, _, err = client.run("routine", "add", str(trainer.folder), "--yes")
    assert (code, client.files()) == (1, {})
    assert "the keys of your trainers" in err


@needs_ssh_keygen
def test_a_key_goes_with_the_last_file_of_the_pack_that_brought_it(
    client: Client, trainer: Trainer, keys: tuple[Path, Path]
) -> None:
    (trainer.folder / "curls.toml").unlink()
    shutil.rmtree(trainer.folder / "exercises")
    packed(client, trainer, keys[0])
    client.run("routine", "add", str(trainer.folder), "--yes")
    trainer.edit("balance.toml", '"15s"', '"30s"')
    other = packed(client, trainer, keys[1]).split("Signed with ")[1].split(": ")[0]
    client.run("routine", "add", str(trainer.folder), "--yes", "--trust", other)
    assert f"{other} is not trusted" in client.run("routine", "remove", "balance")[1]
    assert "!! ANOTHER KEY" in client.run("routine", "add", str(trainer.folder), "--yes")[1]


@needs_ssh_keygen
@pytest.mark.parametrize("written", [0, 1])
def test_a_pack_that_a_full_disk_kept_out_leaves_no_key(
    client: Client, trainer: Trainer, keys: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    """The first file to be replaced is one that is kept; with `written` that one still has room."""
    packed(client, trainer, keys[0])
    client.run("routine", "add", str(trainer.folder), "--yes")
    trainer.edit("balance.toml", '"15s"', '"30s"')
    other = packed(client, trainer, keys[1]).split("Signed with ")[1].split(": ")[0]
    whole, calls = pack_shelf.replace_whole, iter(range(9))

    def full(path: Path, content: bytes) -> None:
        if next(calls) >= written:
            raise OSError(28, "No space left on device")
        whole(path, content)

    with monkeypatch.context() as disk:
        disk.setattr(pack_shelf, "replace_whole", full)
        assert client.run("routine", "add", str(trainer.folder), "--yes", "--trust", other)[0] == 1
    assert "!! ANOTHER KEY" in client.run("routine", "add", str(trainer.folder), "--yes")[1]


@needs_ssh_keygen
@pytest.mark.parametrize(
    "alike", ["Mu\u0308ller", "M\u00fcller\ufe0e", "M\u00fc\u034fller", "m\u00fcller  ", "M\u00fcller\u3164"]
)
def test_an_author_who_looks_the_same_is_the_same(
    client: Client, trainer: Trainer, keys: tuple[Path, Path], alike: str
) -> None:
    trainer.edit("pack.toml", "A. Trainer", "M\u00fcller")
    packed(client, trainer, keys[0])
    client.run("routine", "add", str(trainer.folder), "--yes")
    trainer.edit("pack.toml", "M\u00fcller", alike)
    packed(client, trainer, keys[1])
    assert "!! ANOTHER KEY" in client.run("routine", "add", str(trainer.folder), "--yes")[1]


def test_a_file_knows_the_exercises_of_the_folder_beside_it(client: Client, trainer: Trainer) -> None:
    file = str(trainer.folder / "curls.toml")
    trainer.write("exercises/short.toml", '[[exercise]]\nid = "short-foot"\nname = "Our short foot"\n')
    trainer.write("curls.toml", f'{CURLS}\n[[block]]\nexercise = "short-foot"\ntime = "30s"\n')
    for command in (("routine", "check"), ("show",), ("routine", "sheet"), ("play", "--speed", "1000", "--plain")):
        code, out, err = client.run(*command, file)
        assert code == 0, err
        assert command[-1] == "check" or ("Pen curl" in out and "Our short foot" in out)
    assert client.run("routine", "share", file)[0] == 1
    assert "hand out a pack" in client.run("routine", "share", file)[2]
    trainer.edit("exercises/toes.toml", "Pen curl", "Pencil curl")
    assert "Pencil curl" in client.run("show", file)[1]


def test_a_folder_is_checked_with_all_its_files(client: Client, trainer: Trainer) -> None:
    code, out, _ = client.run("routine", "check", str(trainer.folder))
    assert code == 0
    for said in ("balance.toml: ok · Balance", "curls.toml: ok · Curls", "exercises/toes.toml: ok · 1 exercise\n"):
        assert said in out
    assert "pack.toml" not in out
    trainer.edit("exercises/toes.toml", "name", "naem")
    code, out, _ = client.run("routine", "check", str(trainer.folder))
    assert code == 1
    assert "toes.toml:5:1" in out
    (trainer.folder / "empty").mkdir()
    assert "there is no routine in" in client.run("routine", "check", str(trainer.folder / "empty"))[2]


@pytest.mark.parametrize(("lies", "hint"), [("lunch.toml", "./lunch.toml"), ("lunch", "./lunch")])
@pytest.mark.parametrize("command", [("show",), ("play",), ("routine", "share"), ("routine", "sheet")])
def test_a_file_that_lies_here_is_named_where_no_routine_has_the_id(
    client: Client, trainer: Trainer, command: tuple[str, ...], lies: str, hint: str
) -> None:
    trainer.write(lies, BALANCE)
    client.monkeypatch.chdir(trainer.folder)
    code, _, err = client.run(*command, "lunch")
    assert code == 1
    assert f"There is a file {lies} here: write {hint}" in err
    assert client.run("show", hint)[0] == 0


def test_what_is_not_on_the_list_is_left_out_and_named(client: Client, trainer: Trainer) -> None:
    packed(client, trainer)
    trainer.write("stowaway.toml", BALANCE)
    out = client.run("routine", "add", str(trainer.folder), "--yes")[1]
    assert 'it is not on the list: "stowaway.toml"' in out
    assert "stowaway.toml" not in client.files()
    for number in range(1000):
        trainer.write(f"more-{number}.toml", BALANCE)
    out = client.run("routine", "add", str(trainer.folder), "--yes")[1]
    assert 'they are not on the list: "more-0.toml", ' in out
    assert " and 996 more\n" in out


@pytest.mark.parametrize(
    "name",
    [
        *("../outside.toml", "/tmp/outside.toml", "exercises/../outside.toml", "exercises/deep/er.toml"),
        *(".hidden.toml", "con.toml", "a\\b.toml", "C:a.toml", "a\x1b[2J.toml", "run.sh", "x" * 100 + ".toml"),
    ],
)
def test_no_name_leads_out_of_the_pack(client: Client, trainer: Trainer, name: str) -> None:
    packed(client, trainer)
    file = trainer.folder / "SHA256SUMS"
    file.write_text(f"{file.read_text()}{hashlib.sha256(BALANCE.encode()).hexdigest()}  {name}\n")
    (trainer.folder.parent / "outside.toml").write_text(BALANCE)
    code, out, err = client.run("routine", "add", str(trainer.folder), "--yes")
    assert code == 1
    assert "is no name for a file of a pack" in err
    assert offences((out + err).encode()) == []
    assert client.files() == {}


def test_names_that_are_one_file_elsewhere_are_refused(client: Client, trainer: Trainer) -> None:
    trainer.write("Balance.toml", BALANCE.replace("format = 1", 'format = 1\nid = "other"'))
    if len(list(trainer.folder.glob("[bB]alance.toml"))) < 2:
        pytest.skip("they are one file here")
    code, _, err = client.run("routine", "pack", str(trainer.folder), "--unsigned")
    assert code == 1
    assert "one file on some systems" in err


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")
@pytest.mark.parametrize("what", ["file", "folder", "unlisted", "list", "signature", "pipe", "large"])
def test_no_link_is_followed_and_nothing_odd_is_read(client: Client, trainer: Trainer, what: str) -> None:
    packed(client, trainer)
    aside = trainer.folder.parent / "aside"
    match what:
        case "file" | "list":
            file = trainer.folder / ("balance.toml" if what == "file" else "SHA256SUMS")
            file.rename(aside)
            file.symlink_to(aside)
        case "folder":
            (trainer.folder / "exercises").rename(aside)
            (trainer.folder / "exercises").symlink_to(aside)
        case "unlisted":
            shutil.rmtree(trainer.folder / "exercises")
            trainer.write(
                "SHA256SUMS", "".join(f"{one}  {name}\n" for name, one in sums(trainer).items() if "/" not in name)
            )
            (trainer.folder / "exercises").symlink_to(trainer.folder.parent)
        case "signature":
            (trainer.folder / "SHA256SUMS.sig").symlink_to("/etc/hostname")
        case "pipe":
            (trainer.folder / "curls.toml").unlink()
            os.mkfifo(trainer.folder / "curls.toml")
        case "large":
            trainer.write("curls.toml", CURLS + "#" * 65536)
    code, _, err = client.run("routine", "add", str(trainer.folder), "--yes")
    assert code == 1
    assert "link" in err or "regular" in err or "larger than 64 KiB" in err
    assert client.files() == {}


def test_a_file_that_holds_another_routine_is_not_written_over(client: Client, trainer: Trainer) -> None:
    client.routines.mkdir(parents=True)
    mine = client.routines / "Balance.toml"
    mine.write_text(BALANCE.replace("format = 1", 'format = 1\nid = "mine"'))
    code, _, err = client.run("routine", "add", str(trainer.folder / "balance.toml"), "--yes")
    assert code == 1
    assert "holds another routine" in err
    assert list(client.files()) == ["Balance.toml"]


def test_a_routine_that_is_there_under_another_name_is_updated_there(client: Client, trainer: Trainer) -> None:
    client.routines.mkdir(parents=True)
    trainer.edit("balance.toml", "format = 1", 'format = 1\nid = "balance"')
    (client.routines / "mine.toml").write_text(BALANCE.replace("format = 1", 'format = 1\nid = "balance"'))
    assert client.run("routine", "add", str(trainer.folder / "balance.toml"), "--yes")[0] == 0
    assert list(client.files()) == ["mine.toml"]


def test_a_routine_keeps_its_id_where_the_files_name_alone_would_change_it(client: Client, trainer: Trainer) -> None:
    client.routines.mkdir(parents=True)
    before = BALANCE.replace("format = 1", 'format = 1\nid = "balance"')
    (client.routines / "mine.toml").write_text(before)
    code, out, _ = client.run("routine", "add", str(trainer.folder / "balance.toml"), "--yes")
    assert (code, client.files()) == (0, {"balance.toml": BALANCE.encode()})
    assert 'your "mine.toml" becomes balance.toml' in out
    assert "Balance" in client.run("show", "balance")[1]
    assert client.run("routine", "undo")[0] == 0
    assert client.files() == {"mine.toml": before.encode()}


@pytest.mark.parametrize("name", ["mine: at home?.toml", "con.toml", "x" * 120 + ".toml", "MINE.TOML", "a\nb.toml"])
def test_an_own_file_of_any_name_is_updated_and_brought_back(client: Client, trainer: Trainer, name: str) -> None:
    client.routines.mkdir(parents=True)
    trainer.edit("balance.toml", "format = 1", 'format = 1\nid = "balance"')
    before = (trainer.folder / "balance.toml").read_text()
    (client.routines / name).write_text(before)
    trainer.edit("balance.toml", '"15s"', '"20s"')
    assert client.run("routine", "add", str(trainer.folder / "balance.toml"), "--yes")[0] == 0
    assert '"20s"' in (client.routines / name).read_text()
    assert client.run("routine", "undo")[0] == 0
    assert (client.routines / name).read_text() == before


@pytest.mark.skipif(sys.platform != "linux", reason="a name that is no text")
def test_an_own_file_whose_name_is_no_text_stays_as_it_is(client: Client, trainer: Trainer) -> None:
    client.routines.mkdir(parents=True)
    trainer.edit("balance.toml", "format = 1", 'format = 1\nid = "balance"')
    before = (trainer.folder / "balance.toml").read_text()
    trainer.edit("balance.toml", '"15s"', '"20s"')
    mine = client.routines / os.fsdecode(b"balanc\xe9.toml")
    mine.write_text(before)
    code, _, err = client.run("routine", "add", str(trainer.folder / "balance.toml"), "--yes")
    assert (code, mine.read_text()) == (1, before)
    assert "rename it" in err


@pytest.mark.parametrize("command", ["add", "check", "pack"])
def test_a_path_that_is_too_long_is_one_that_is_not_there(client: Client, command: str) -> None:
    code, out, err = client.run("routine", command, f"{'x' * 5000}.toml")
    assert code in (1, 2)
    assert "there is no" in out + err or "file name too long" in out + err


@needs_ssh_keygen
@pytest.mark.parametrize("way", ["by hand", "known before", "one by one"])
def test_a_key_of_which_nothing_is_left_is_not_known(
    client: Client, trainer: Trainer, keys: tuple[Path, Path], way: str
) -> None:
    shutil.rmtree(trainer.folder / "exercises")
    (trainer.folder / "curls.toml").unlink()
    packed(client, trainer, keys[0])
    if way == "known before":
        client.run("routine", "add", str(trainer.folder / "balance.toml"), "--yes")
    assert client.run("routine", "add", str(trainer.folder), "--yes")[0] == 0
    trainer.write("stand.toml", BALANCE)
    if way == "one by one":
        trainer.edit("balance.toml", '"15s"', '"30s"')
    other = packed(client, trainer, keys[1]).split("Signed with ")[1].split(": ")[0]
    assert client.run("routine", "add", str(trainer.folder), "--yes", "--trust", other)[0] == 0
    if way == "by hand":
        (client.routines / "balance.toml").unlink()
    if way == "one by one":
        client.run("routine", "undo", "balance")
    assert f"{other} is not trusted" in client.run("routine", "remove", "stand")[1]
    assert "!! ANOTHER KEY" in client.run("routine", "add", str(trainer.folder), "--yes")[1]
    assert f"is again {other}" in client.run("routine", "undo")[1]


@needs_ssh_keygen
def test_a_key_that_came_while_a_pack_waited_is_the_known_one(
    client: Client, trainer: Trainer, keys: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    packed(client, trainer, keys[0])

    @contextmanager
    def had_late() -> Iterator[OwnShelf]:
        with own_shelf() as shelf:
            theirs = Origin("A. Trainer", "Other", "1", "SHA256:theirs", "")
            shelf.change("added", "2026-11-25", [Put("other.toml", b"other", "other")], theirs)
            yield shelf

    monkeypatch.setattr(routine_add, "own_shelf", had_late)
    code, out, _ = client.run("routine", "add", str(trainer.folder), "--yes")
    assert (code, list(client.files())) == (1, ["other.toml"])
    assert "!! ANOTHER KEY" in out


def test_two_files_of_exercises_that_would_be_one_are_refused(client: Client, trainer: Trainer) -> None:
    trainer.write("exercises/a b.toml", EXERCISE.replace("pen-curl", "one"))
    trainer.write("exercises/a-b.toml", EXERCISE.replace("pen-curl", "two"))
    packed(client, trainer)
    code, _, err = client.run("routine", "add", str(trainer.folder), "--yes")
    assert (code, client.files()) == (1, {})
    assert "two files of exercises of this pack would be one here" in err


def test_a_broken_pack_is_not_added_in_part(client: Client, trainer: Trainer) -> None:
    packed(client, trainer)
    trainer.edit("curls.toml", "pen-curl", "pencil-curl")
    resum(trainer, "curls.toml")
    code, _, err = client.run("routine", "add", str(trainer.folder), "--yes")
    assert code == 1
    assert "curls.toml:5:12" in err
    assert client.files() == {}


@pytest.mark.parametrize("source", ["nowhere", "archive.zip", "empty"])
def test_what_is_neither_pack_nor_routine_is_answered(client: Client, tmp_path: Path, source: str) -> None:
    (tmp_path / "archive.zip").write_bytes(b"PK\x03\x04")
    (tmp_path / "empty").mkdir()
    code, out, err = client.run("routine", "add", str(tmp_path / source), "--yes")
    assert (code, out) == (1, "")
    assert err.startswith("footcore: ")


@needs_ssh_keygen
def test_a_first_pack_of_which_all_is_there_leaves_its_key(
    client: Client, trainer: Trainer, keys: tuple[Path, Path]
) -> None:
    packed(client, trainer, None)
    client.run("routine", "add", str(trainer.folder), "--yes")
    packed(client, trainer, keys[0])
    assert "Nothing to add" in "".join(map(str, client.run("routine", "add", str(trainer.folder), "--yes")))
    trainer.edit("balance.toml", '"15s"', '"30s"')
    packed(client, trainer, keys[1])
    code, out, _ = client.run("routine", "add", str(trainer.folder), "--yes")
    assert code == 1
    assert "!! ANOTHER KEY" in out


def test_two_trainers_files_of_exercises_never_share_a_name(client: Client, trainer: Trainer) -> None:
    """Names that make no slug, and names that would run into that of the file."""
    made = set()
    for author in ("Иван", "Пётр", "A. Trainer", "A"):
        name = "trainer-toes.toml" if author == "A" else "toes.toml"
        next((trainer.folder / "exercises").iterdir()).rename(trainer.folder / "exercises" / name)
        trainer.write("pack.toml", NOTE.replace("A. Trainer", author))
        packed(client, trainer)
        assert client.run("routine", "add", str(trainer.folder), "--yes", "--trust", "unsigned")[0] == 0
        made = {file.name for file in (client.home / "data" / "routines" / "exercises").iterdir()}
    assert len(made) == 4


@pytest.mark.parametrize(
    "turn",
    [
        {"name": "a\x00b.toml", "before": "", "after": ""},
        {"name": "\ud800.toml", "before": "", "after": ""},
        {"name": "curls.toml", "before": "\x00", "after": ""},
        {"name": ".former/x.toml", "before": "", "after": ""},
        {"name": "../x.toml", "before": "", "after": ""},
    ],
)
def test_a_damaged_line_of_the_journal_does_not_stop_an_undo(
    client: Client, trainer: Trainer, turn: dict[str, str]
) -> None:
    packed(client, trainer)
    client.run("routine", "add", str(trainer.folder), "--yes")
    journal = client.home / "data" / "routines" / ".former" / "journal.jsonl"
    line = {"what": "?", "when": "2026-01-01", "undoes": None, "files": [{**turn, "routine": ""}], "origin": None}
    with journal.open("a") as file:
        file.write(json.dumps(line) + "\n")
    assert client.run("routine", "undo")[0] == 0
    assert not (client.home / "data" / "routines" / "balance.toml").exists()


@pytest.mark.parametrize("changelog", ["5", "1e400", '{ a = "b" }', "[0, false]"])
def test_a_changelog_is_texts(client: Client, trainer: Trainer, changelog: str) -> None:
    note = trainer.folder / "pack.toml"
    lines = [line for line in note.read_text().splitlines() if "=" in line and not line.startswith("changelog")]
    note.write_text("\n".join([*lines, f"changelog = {changelog}", ""]))
    code, _, err = client.run("routine", "pack", str(trainer.folder), "--unsigned")
    assert code == 1
    assert "changelog in pack.toml" in err


@pytest.mark.skipif(sys.platform == "win32", reason="an open file can't be replaced there")
def test_who_reads_a_routine_while_it_is_updated_reads_all_of_the_old_one(client: Client, trainer: Trainer) -> None:
    packed(client, trainer)
    client.run("routine", "add", str(trainer.folder), "--yes")
    file = client.home / "data" / "routines" / "balance.toml"
    before = file.read_bytes()
    with file.open("rb") as reading:
        trainer.edit("balance.toml", '"15s"', '"30s"')
        packed(client, trainer)
        assert client.run("routine", "add", str(trainer.folder), "--yes")[0] == 0
        assert reading.read() == before
    assert b'"30s"' in file.read_bytes()


def test_of_two_files_of_one_id_the_other_is_told_when_one_is_removed(client: Client, trainer: Trainer) -> None:
    folder = client.home / "data" / "routines"
    folder.mkdir(parents=True)
    for name in ("one.toml", "two.toml"):
        (folder / name).write_text(BALANCE.replace("format = 1", 'format = 1\nid = "same"', 1))
    code, out, err = client.run("routine", "remove", "same")
    assert (code, (folder / "two.toml").exists()) == (0, True)
    assert "two.toml holds a routine of that id, too" in out + err
