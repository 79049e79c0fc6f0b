"""The id of this device."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from footcore_tui.adapters import device
from footcore_tui.adapters.device import device_id
from footcore_tui.core.errors import NotSaved


def test_the_id_is_made_once_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    made = device_id(folder)
    assert UUID(made).version == 4
    assert device_id(folder) == made
    assert [path.name for path in folder.iterdir()] == ["device"]


def test_another_folder_is_another_device(tmp_path: Path) -> None:
    assert device_id(tmp_path / "a") != device_id(tmp_path / "b")


@pytest.mark.parametrize("content", [b"", b"half-a-uuid", b"\xff\xfe\x00", b"x" * 10_000])
def test_a_damaged_id_is_made_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "device").write_bytes(content)
    made = device_id(tmp_path)
    assert device_id(tmp_path) == made == str(UUID(made))


def test_of_two_that_make_it_at_once_both_get_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = device_id(tmp_path)
    unseen = iter([None])
    real = device.known_device
    monkeypatch.setattr(device, "known_device", lambda folder: next(unseen, real(folder)))
    assert device_id(tmp_path) == first


def test_a_folder_that_can_not_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    with pytest.raises(NotSaved, match="This device's id can't be kept"):
        device_id(tmp_path / "state")
