"""Spoken texts kept in a folder: found again, or as good as not there."""

from __future__ import annotations

import os
import threading
import time
from array import array
from pathlib import Path

import pytest

from footcore_tui.adapters.audio import speech_cache
from footcore_tui.adapters.audio.speech_cache import SpeechCache

SOUND = array("h", range(-500, 500))
KEY = ("espeak-ng", "", "en", "1.000", "Left foot.")


def only_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_what_was_saved_is_found_by_the_next_session(tmp_path: Path) -> None:
    SpeechCache(tmp_path / "a" / "b").save(SOUND, 48_000, *KEY)

    assert SpeechCache(tmp_path / "a" / "b").load(*KEY) == (SOUND, 48_000)


@pytest.mark.parametrize("index", range(len(KEY)))
def test_engine_voice_language_rate_and_text_each_make_another_sound(tmp_path: Path, index: int) -> None:
    cache = SpeechCache(tmp_path)
    cache.save(SOUND, 48_000, *KEY)

    other = (*KEY[:index], KEY[index] + "x", *KEY[index + 1 :])

    assert cache.load(*other) is None


def test_the_text_is_not_to_be_read_in_the_folder(tmp_path: Path) -> None:
    SpeechCache(tmp_path).save(SOUND, 48_000, *KEY)

    assert len(only_file(tmp_path).stem) == 64
    assert b"foot" not in only_file(tmp_path).read_bytes()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:20],
        lambda data: data[:-1],
        lambda data: data[:-2],
        lambda data: data + b"xx",
        lambda data: b"x" + data[1:],
        lambda data: bytes(len(data)),
    ],
)
def test_a_damaged_file_is_as_good_as_none_and_is_replaced(tmp_path: Path, damage: object) -> None:
    assert callable(damage)
    cache = SpeechCache(tmp_path)
    cache.save(SOUND, 48_000, *KEY)
    only_file(tmp_path).write_bytes(damage(only_file(tmp_path).read_bytes()))

    assert cache.load(*KEY) is None
    cache.save(SOUND, 48_000, *KEY)
    assert cache.load(*KEY) == (SOUND, 48_000)


def test_a_folder_where_the_file_should_be_is_no_error(tmp_path: Path) -> None:
    cache = SpeechCache(tmp_path)
    cache.save(SOUND, 48_000, *KEY)
    file = only_file(tmp_path)
    file.unlink()
    file.mkdir()

    assert cache.load(*KEY) is None
    cache.save(SOUND, 48_000, *KEY)
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_that_can_not_be_made_is_said_once_and_is_no_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    cache = SpeechCache(tmp_path / "file" / "cache")

    cache.thin()
    cache.save(SOUND, 48_000, *KEY)
    cache.save(SOUND, 48_000, *KEY)

    assert cache.load(*KEY) is None
    assert capsys.readouterr().err.count("speech is not kept") == 1


def test_a_write_that_fails_leaves_nothing_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise OSError("full")

    monkeypatch.setattr(Path, "replace", refuse)

    SpeechCache(tmp_path).save(SOUND, 48_000, *KEY)

    assert list(tmp_path.iterdir()) == []


def test_without_a_folder_nothing_is_kept() -> None:
    cache = SpeechCache(None)

    cache.thin()
    cache.save(SOUND, 48_000, *KEY)

    assert cache.load(*KEY) is None


def test_two_writers_of_the_same_text_leave_one_whole_file(tmp_path: Path) -> None:
    wrong = []

    def write() -> None:
        cache = SpeechCache(tmp_path)
        for _ in range(30):
            cache.save(SOUND, 48_000, *KEY)
            if cache.load(*KEY) != (SOUND, 48_000):
                wrong.append(1)

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert not wrong
    assert only_file(tmp_path).suffix == ".wav"


def test_thinning_takes_the_oldest_until_the_rest_fit(tmp_path: Path) -> None:
    cache = SpeechCache(tmp_path, most_bytes=2 * (2 * len(SOUND) + 44))
    now = time.time()
    for age, text in enumerate(("new", "middle", "old")):
        before = set(tmp_path.iterdir())
        cache.save(SOUND, 48_000, text)
        (added,) = set(tmp_path.iterdir()) - before
        os.utime(added, (now - age, now - age))

    cache.thin()

    assert [cache.load(text) is not None for text in ("new", "middle", "old")] == [True, True, False]


def test_thinning_touches_no_file_of_others_and_takes_what_was_broken_off(tmp_path: Path) -> None:
    cache = SpeechCache(tmp_path, most_bytes=0)
    (tmp_path / "song.wav").write_bytes(b"x" * 100)
    cache.save(SOUND, 48_000, *KEY)
    part = tmp_path / f"{'a' * 64}.x1y_part"
    part.write_bytes(b"")
    os.utime(part, (1, 1))

    cache.thin()

    assert [file.name for file in tmp_path.iterdir()] == ["song.wav"]


def test_a_file_in_use_grows_young_again(tmp_path: Path) -> None:
    cache = SpeechCache(tmp_path)
    cache.save(SOUND, 48_000, *KEY)
    os.utime(only_file(tmp_path), (1_000, 1_000))

    cache.load(*KEY)

    assert only_file(tmp_path).stat().st_mtime > 1_000_000


def test_a_huge_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = SpeechCache(tmp_path)
    cache.save(SOUND, 48_000, *KEY)
    monkeypatch.setattr(speech_cache, "MOST_BYTES_A_FILE", 100)

    assert cache.load(*KEY) is None
