"""Folders in which a database is not safe: synchronised ones, and those of another machine."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_BY_NAME = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "mobile documents": "iCloud Drive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
}
_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "fuse.sshfs", "fuse.rclone", "fuse.davfs"})
_MOUNTS = "/proc/self/mountinfo"


def doubt_about(folder: str, mounts: str = _MOUNTS) -> str:
    """A sentence where the folder is synchronised or on a network; empty where it is neither."""
    real = os.path.realpath(folder)
    if service := _synchronised(real):
        return (
            f"Your history lies in a folder of {service} ({folder}). A copy taken while it is written may be damaged; "
            "FOOTCORE_HOME names another folder."
        )
    kind = _file_system(real, mounts) if sys.platform == "linux" else ""
    if kind in _NETWORK:
        return (
            f"Your history lies on a network folder ({folder}, {kind}), where locks may not hold; "
            "FOOTCORE_HOME names another folder."
        )
    return ""


def _synchronised(path: str) -> str:
    """The service; empty for none."""
    parent = ""
    for part in path.replace("\\", "/").split("/"):
        parent = f"{parent}{part}/"
        # OneDrive and Dropbox add whose it is, as in "OneDrive - Practice" and "Dropbox (Personal)".
        name = part.lower().split(" - ")[0].split(" (")[0]
        # On macOS they lie in "CloudStorage" as "GoogleDrive-name@example.org".
        name = name.split("-")[0]
        if name in _BY_NAME:
            return _BY_NAME[name]
        if Path(parent, ".stfolder").exists():
            return "Syncthing"
    return ""


def _file_system(path: str, mounts: str) -> str:
    """The type of the file system on which a path lies, or would; empty where it is not known."""
    found = "", ""
    try:
        with Path(mounts).open(encoding="utf-8", errors="surrogateescape") as lines:
            for line in lines:
                left, _, right = line.partition(" - ")
                where = left.split(" ")[4].replace("\\040", " ").rstrip("/")
                # Of two mounts on one place the later hides the earlier.
                if len(where) >= len(found[0]) and f"{path}/".startswith(f"{where}/"):
                    found = where, right.split(" ")[0]
    except (OSError, IndexError):
        return ""
    return found[1]
