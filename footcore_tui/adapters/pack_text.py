"""A routine as one line of text that fits a chat message: `footcore1:`, base64url, and a dot.

Inside: six bytes of the SHA-256 of what follows, then raw deflate of the file's name, a line feed, and its bytes. The
words of pack_words are the dictionary of the compression, so they belong to the format and never change.
"""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from contextlib import suppress

from footcore_tui.adapters.pack_names import require_names
from footcore_tui.adapters.pack_words import WORDS
from footcore_tui.core.errors import PackError

VERSION = 1
MAX_TEXT = 256 * 1024
"""Characters that are looked at."""
MAX_CONTENT = 64 * 1024
_MAX_PLAIN = MAX_CONTENT + 1024
_CHECK = 6
_RAW = -15
_END = "."
_HEAD = re.compile(r"footcore([0-9]{1,3}):", re.IGNORECASE)
MOST_HEADS = 20
"""So often a message may speak of such texts before one comes."""
_INKLESS = re.compile("[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]+")
_OUTSIDE = re.compile(r"[^A-Za-z0-9_-]+")
_DASHES = str.maketrans({"—": "--", "–": "--", "‐": "-", "‑": "-", "−": "-", "…": "."})
"""What chat programs make of hyphens and dots."""


def written(name: str, content: bytes) -> str:
    """The text of a routine's file; its name gives the id where the file has none. Raises PackError."""
    require_names([name])
    plain = name.encode() + b"\n" + content
    packer = zlib.compressobj(9, zlib.DEFLATED, _RAW, 9, zlib.Z_DEFAULT_STRATEGY, WORDS)
    body = _check(plain) + packer.compress(plain) + packer.flush()
    return f"footcore{VERSION}:{base64.urlsafe_b64encode(body).rstrip(b'=').decode()}{_END}"


def read(message: str) -> tuple[str, bytes]:
    """The name and the bytes of the first routine in a message, whatever a chat program wrapped round and into it.

    Raises PackError.
    """
    joined = _joined(message[:MAX_TEXT])
    heads = list(_HEAD.finditer(joined))
    if not heads:
        raise PackError("there is no routine in this text", "it begins with footcore1: and ends with a dot")
    # A message may speak of it before it comes.
    for head in heads[:MOST_HEADS]:
        with suppress(PackError):
            return _read(joined, head)
    return _read(joined, heads[-1])


def _read(joined: str, head: re.Match[str]) -> tuple[str, bytes]:
    """Raises PackError."""
    if int(head[1]) != VERSION:
        raise PackError(
            f"this text is of version {int(head[1])}; here {VERSION} is known", "a newer footcore can read it"
        )
    body = _OUTSIDE.sub("", joined[head.end() :].partition(_END)[0])
    try:
        coded = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
        plain = _unpacked(coded[_CHECK:])
    except (ValueError, zlib.error) as error:
        raise _damaged() from error
    if coded[:_CHECK] != _check(plain):
        raise _damaged()
    name, _, content = plain.partition(b"\n")
    try:
        names = [name.decode()]
    except UnicodeDecodeError as error:
        raise _damaged() from error
    require_names(names)
    if "/" in names[0]:
        raise PackError("this text holds exercises, not a routine")
    return names[0], content


def is_whole(text: str) -> bool:
    """Whether a routine in it has come to its end; for a terminal, where more lines may follow."""
    joined = _joined(text)
    heads = list(_HEAD.finditer(joined))
    return bool(heads) and _END in joined[heads[-1].end() :]


def _joined(text: str) -> str:
    """Without spaces, line ends and what has no ink, with plain hyphens."""
    return _INKLESS.sub("", text.translate(_DASHES))


def _unpacked(packed: bytes) -> bytes:
    """At most so much as a routine can be: a small text may ask for gigabytes. Raises ValueError or zlib.error."""
    unpacker = zlib.decompressobj(_RAW, WORDS)
    plain = unpacker.decompress(packed, _MAX_PLAIN)
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError("it does not end where it should")
    return plain


def _check(plain: bytes) -> bytes:
    return hashlib.sha256(plain).digest()[:_CHECK]


def _damaged() -> PackError:
    return PackError(
        "this text is damaged: a part is missing or was changed on its way",
        "copy all of it, from footcore1: to the dot; or ask for the file",
    )
