"""SHA-256 by the interpreter's own code.

`hashlib` loads OpenSSL's library as well: a megabyte that a session would carry about for the one file it reads. The
module behind it has no public name, so where none of these is there `hashlib` does the work.
"""

from __future__ import annotations

try:
    from _sha2 import sha256  # from Python 3.12 on
except ImportError:
    try:
        from _sha256 import sha256
    except ImportError:
        from hashlib import sha256


def sha256_of(content: bytes) -> str:
    """In hex."""
    return str(sha256(content).hexdigest())
