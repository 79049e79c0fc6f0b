"""A routine as a line of text: the same bytes come back through whatever a chat program does to it, or none."""

from __future__ import annotations

import hashlib
import zlib
from base64 import urlsafe_b64encode

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pack_builders import BALANCE

from footcore_tui.adapters.data_files import data_folder
from footcore_tui.adapters.pack_text import MAX_CONTENT, is_whole, read, written
from footcore_tui.adapters.pack_words import WORDS
from footcore_tui.core.errors import PackError

CONTENT = BALANCE.encode()
TEXT = written("balance.toml", CONTENT)
SENT = "footcore1:MV-L3xsxg7aY9Eryc3OQMxKG_4nJKvjCj6quBgA."
"""As it was sent by the first version: it can be read for ever."""


def test_a_text_that_was_sent_before_can_be_read() -> None:
    assert read(SENT) == ("balance.toml", CONTENT)


def test_every_bundled_routine_fits_a_chat_message() -> None:
    for file in data_folder("routines").glob("*.toml"):
        text = written(file.name, file.read_bytes())
        assert read(text) == (file.name, file.read_bytes())
        assert len(text) < 2000
        assert "\n" not in text


def wrapped(text: str, between: str, width: int = 40) -> str:
    return between.join(text[at : at + width] for at in range(0, len(text), width))


@pytest.mark.parametrize(
    "text",
    [
        f"Hi! Here is your routine:\n\n{TEXT}\n\nSee you on Monday. Anna",
        wrapped(TEXT, "\n"),
        wrapped(TEXT, "\r\n> "),
        wrapped(TEXT, " =\n\t"),
        wrapped(TEXT, "\u200b"),
        wrapped(TEXT, "\u00a0\u00ad"),
        f"“{TEXT}”",
        f"`{TEXT}`",
        f"```\n{TEXT}\n```",
        f"<{TEXT}>",
        TEXT.removesuffix("."),
        TEXT.replace("footcore1", "Footcore1"),
        wrapped(TEXT, "\n", 5),
        f"\ufeff{TEXT}",
        f"The line begins with footcore1: and ends with a dot.\n{TEXT}",
        f"footcore1:AAAA. No, this one: {TEXT}",
        f"footcore9:AAAA.\n{TEXT}",
        TEXT.replace("core1", "\u200bcore\u00ad1\u2060"),
    ],
)
def test_what_chat_programs_add_does_no_harm(text: str) -> None:
    assert read(text) == ("balance.toml", CONTENT)


@pytest.mark.parametrize(("hyphens", "dash"), [("--", "—"), ("--", "–"), ("-", "‑")])
def test_hyphens_that_became_dashes_are_hyphens(hyphens: str, dash: str) -> None:
    for number in range(256):
        text = written("balance.toml", CONTENT + b"#" + hashlib.sha256(bytes([number])).hexdigest().encode())
        if hyphens in text:
            assert read(text.replace(hyphens, dash))[1].startswith(CONTENT)
            return
    pytest.fail("no text with such hyphens was tried")


@pytest.mark.parametrize("text", ["", "Hello", "footcore:", "footcore1", "toml"])
def test_a_text_without_a_routine_is_said_to_be_one(text: str) -> None:
    with pytest.raises(PackError, match="no routine in this text"):
        read(text)


def test_a_newer_text_is_not_guessed_at() -> None:
    with pytest.raises(PackError, match="of version 2"):
        read(TEXT.replace("footcore1", "footcore2"))


def answer(text: str) -> tuple[str, bytes] | str:
    """What is read, or the word that tells why not."""
    try:
        return read(text)
    except PackError as error:
        return next(word for word in ("damaged", "no routine", "of version", "no name") if word in str(error))


def test_any_letter_that_is_missing_or_another_is_noticed() -> None:
    head = len("footcore1:")
    for at in range(head, len(TEXT) - 1):
        another = "A" if TEXT[at] != "A" else "B"
        for damaged in (TEXT[:at] + TEXT[at + 1 :], f"{TEXT[:at]}{another}{TEXT[at + 1 :]}", TEXT[:at]):
            # Bits of the last letter may say nothing.
            assert answer(damaged) in ("damaged", ("balance.toml", CONTENT))


def forged(plain: bytes) -> str:
    """A text whose checksum is right, whatever it holds."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, WORDS)
    body = hashlib.sha256(plain).digest()[:6] + packer.compress(plain) + packer.flush()
    return f"footcore1:{urlsafe_b64encode(body).decode().rstrip('=')}."


def test_a_small_text_that_asks_for_gigabytes_is_damaged() -> None:
    bomb = forged(b"balance.toml\n" + b"#" * 50_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(PackError, match="damaged"):
        read(bomb)
    assert len(read(forged(b"balance.toml\n" + b"#" * MAX_CONTENT))[1]) == MAX_CONTENT


@pytest.mark.parametrize("name", [b"../a.toml", b"/a.toml", b"a/b.toml", b"exercises/a.toml", b"\xff.toml", b"a", b""])
def test_a_name_that_leads_elsewhere_is_refused(name: bytes) -> None:
    with pytest.raises(PackError):
        read(forged(name + b"\n" + CONTENT))


def test_a_terminal_knows_when_the_text_is_whole() -> None:
    assert not is_whole(f"Hello. {TEXT[:-1]}")
    assert is_whole(f"Hello. {TEXT}")
    assert not is_whole(f"It is footcore1: with a dot.\n{TEXT[:-1]}")


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(max_size=60), st.text(alphabet="ABCabc012-_.:—= \n", max_size=200))
@example("footcore1:", "")
@example("footcore1:", ".")
@example("footcore999:", "AAAA.")
def test_any_text_is_answered(before: str, after: str) -> None:
    for text in (before, before + after, f"{before}footcore1:{after}"):
        assert isinstance(answer(text), str)
