"""Tombi and Taplo, the two programs behind editors: they accept every bundled file, and flag ten wrong ones.

`.ci/full` installs both and runs this.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from footcore_tui.adapters.data_files import data_folder
from footcore_tui.cli.routine_schema import SCHEMA, for_exercises
from footcore_tui.core.routine_text import DIRECTIVE

BUNDLED = data_folder("routines")
BAD_FILES = Path(__file__).parent / "adapters" / "bad_files"
WRONG = (
    *("unknown-key", "time-without-unit", "sides-unknown", "single-brackets", "rounds-thousand-million"),
    *("name-missing", "plan-without-weeks", "dose-missing", "hold-and-time", "step-key-beside-steps"),
)
COMMANDS = {"tombi": ("lint", "--offline"), "taplo": ("lint",)}

pytestmark = pytest.mark.skipif(os.environ.get("FOOTCORE_FULL") != "1", reason="needs two programs: FOOTCORE_FULL=1")


@pytest.fixture(params=COMMANDS)
def editor(request: pytest.FixtureRequest) -> str:
    if not shutil.which(request.param):
        pytest.skip(f"{request.param} is not installed")
    return request.param


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    schema = (BUNDLED / SCHEMA).read_text("utf-8")
    (tmp_path / SCHEMA).write_text(schema, "utf-8")
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / SCHEMA).write_text(for_exercises(schema), "utf-8")
    return tmp_path


def put(folder: Path, path: Path) -> Path:
    """A copy that names the schema beside it."""
    copy = folder / path.name
    copy.write_text(f"{DIRECTIVE}\n\n{path.read_text('utf-8')}", "utf-8")
    return copy


def lint(editor: str, *files: Path) -> subprocess.CompletedProcess[str]:
    home = files[0].parent
    return subprocess.run(
        [editor, *COMMANDS[editor], *(str(file) for file in files)],
        cwd=home,
        env={**os.environ, "HOME": str(home), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("below", ["", "exercises"])
def test_every_bundled_file_is_accepted(editor: str, folder: Path, below: str) -> None:
    files = [put(folder / below, path) for path in sorted((BUNDLED / below).glob("*.toml"))]
    linted = lint(editor, *files)
    assert linted.returncode == 0, linted.stdout + linted.stderr


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_flagged_in_its_line(editor: str, folder: Path, name: str) -> None:
    linted = lint(editor, put(folder, BAD_FILES / f"{name}.toml"))
    said = linted.stdout + linted.stderr
    print(f"{editor} on {name}:\n{said}")
    assert linted.returncode != 0
    assert f"{name}.toml:" in said
