"""Synchronised and network folders are told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from footcore_tui.adapters.place_of_data import doubt_about


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("Dropbox/footcore", "Dropbox"),
        ("Dropbox (Personal)/footcore", "Dropbox"),
        ("OneDrive - Practice/footcore", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud Drive"),
        ("Library/CloudStorage/GoogleDrive-ann@example.org/My Drive", "Google Drive"),
    ],
)
def test_a_synchronised_folder_is_told_by_its_name(tmp_path: Path, folder: str, service: str) -> None:
    assert f"a folder of {service}" in doubt_about(str(tmp_path / folder))


def test_a_folder_below_a_syncthing_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert "Syncthing" in doubt_about(str(tmp_path / "notes" / "footcore"))


@pytest.mark.skipif(sys.platform == "win32", reason="a link needs a privilege there")
def test_a_link_into_one_is_told(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "data").symlink_to(tmp_path / "Dropbox")
    assert "Dropbox" in doubt_about(str(tmp_path / "data"))


def test_a_usual_folder_is_not_told(tmp_path: Path) -> None:
    assert doubt_about(str(tmp_path / "dropboxes")) == ""


@pytest.mark.skipif(sys.platform != "linux", reason="Linux lists its mounts")
@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/home/ann/far/data", "nfs4"), ("/home/ann/my disk/x", "fuse.sshfs"), ("/home/ann/farther", ""), ("/near", "")],
)
def test_a_network_folder_is_told_by_its_mount(tmp_path: Path, folder: str, kind: str) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "20 1 8:1 / / rw shared:1 - ext4 /dev/sda1 rw\n"
        "30 20 0:40 / /home/ann/far rw - ext4 /dev/sdb1 rw\n"
        "31 20 0:41 / /home/ann/far rw - nfs4 server:/x rw\n"
        "32 20 0:42 / /home/ann/my\\040disk rw - fuse.sshfs ann@there: rw\n"
    )
    doubt = doubt_about(folder, str(mounts))
    assert kind in doubt
    assert bool(doubt) == bool(kind)
