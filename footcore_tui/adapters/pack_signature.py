"""Signatures of packs, made and checked by OpenSSH's own program: a trainer with an SSH key needs nothing else.

The namespace keeps a signature that was made for anything else from passing for one of a pack.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from footcore_tui.core.errors import PackError
from footcore_tui.core.text import printable

NAMESPACE = "footcore-routines"
PROGRAM = "ssh-keygen"
KEYS = ("id_ed25519", "id_ecdsa", "id_rsa")
CHECK_SECONDS = 20
"""It takes a hundredth of one."""
_GOOD = re.compile(rf'Good "{NAMESPACE}" signature with \S+ key (SHA256:[A-Za-z0-9+/]{{43}})')

_REASONS = {
    b"incorrect signature": "the list was changed after it was signed",
    b"namespace does not match": "it was signed for another purpose",
}
"""What the program says, and what that means."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A signature that was looked at."""

    fingerprint: str = ""
    """Of the key; empty where it could not be checked."""
    why_not: str = ""


def usual_key(home: Path) -> Path | None:
    """The person's own SSH key, where there is one."""
    return next((key for name in KEYS if (key := home / ".ssh" / name).is_file()), None)


def sign(listed: bytes, key: Path) -> bytes:
    """The signature of a pack's list; a passphrase is asked for by the program itself. Raises PackError."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise PackError(f"{PROGRAM} is not installed here, so nothing can be signed", "it comes with OpenSSH")
    command = [program, "-Y", "sign", "-f", str(key), "-n", NAMESPACE]
    done = subprocess.run(command, input=listed, capture_output=True, check=False)
    if done.returncode or b"BEGIN SSH SIGNATURE" not in done.stdout:
        raise PackError(
            f"the pack could not be signed with {key}: {_last_line(done.stderr)}",
            "--key FILE names another key, --unsigned makes the pack without a signature",
        )
    return done.stdout


def check(listed: bytes, signature: bytes) -> Checked:
    """Whose signature of a pack's list it is. Raises PackError where it is none of that list for that purpose."""
    program = shutil.which(PROGRAM)
    if program is None:
        return Checked(why_not=f"{PROGRAM} is not installed here")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "signature"
        file.write_bytes(signature)
        command = [program, "-Y", "check-novalidate", "-n", NAMESPACE, "-s", str(file)]
        try:
            done = subprocess.run(command, input=listed, capture_output=True, check=False, timeout=CHECK_SECONDS)
        except (OSError, subprocess.TimeoutExpired) as error:
            return Checked(why_not=f"{PROGRAM} did not answer: {error}")
    found = _GOOD.search(done.stdout.decode("utf-8", "replace"))
    if done.returncode or found is None:
        raise PackError(
            f"the signature of this pack is not right: {_reason(done.stderr + done.stdout)}",
            "nothing was added: ask your trainer for the pack again, by another way than it came",
        )
    return Checked(found[1])


def _reason(output: bytes) -> str:
    """In a client's words, where it is one of the usual two."""
    said = (reason for heard, reason in _REASONS.items() if heard in output)
    return next(said, None) or _last_line(output)


def _last_line(output: bytes) -> str:
    lines = [line.strip() for line in output.decode("utf-8", "replace").splitlines() if line.strip()]
    return printable(lines[-1][:200]) if lines else "no reason was given"
