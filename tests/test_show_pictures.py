"""A routine drawn to scale, a plan week by week, and its cues as a script: what is printed, and how wide."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from footcore_tui.adapters.library import Library
from footcore_tui.cli.edge import run
from footcore_tui.cli.strip import ASCII, BLOCKS, ink_for, strip_lines
from footcore_tui.core.routine import Standing
from footcore_tui.core.text import cells
from footcore_tui.core.timeline import compile_timeline

LIBRARY = Library(Path(__file__).parents[1] / "routines")
NAMES = sorted(path.stem for path in (Path(__file__).parents[1] / "routines").glob("*.toml"))
CIRCUIT = """\
format  = 1
name    = "Circuit"
prepare = "10s"

[[block]]
name   = "Round"
rounds = 2
rest   = "10s"
steps  = [{ name = "Hold", hold = "20s" }, { name = "Reps", reps = 5 }]
"""
PLAN = """\
format = 1
name   = "Plan"
[plan]
weeks = 3
days_a_week = [2, 3]
[[block]]
exercise = "short-foot"
level    = ["seated", "seated", "standing"]
sets     = [2, 2, 3]
reps     = 8
hold     = "5s"
rest     = "30s"
[[block]]
name  = "Sway"
weeks = "2"
time  = "1m"
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.chdir(tmp_path)
    Path("circuit.toml").write_text(CIRCUIT, "utf-8")
    Path("plan.toml").write_text(PLAN, "utf-8")


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert run(["show", *arguments]) == 0
    return capsys.readouterr().out.splitlines()


def test_each_step_has_a_row_to_scale_under_its_block_and_the_clock(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, "circuit.toml")[:11] == [
        "Circuit",
        "0:40 of work, 1:20 on the clock and what is open",
        "",
        "        |0:00        |0:30        |1:00        |1:30",
        "Round",
        "  Hold  ····▆████████             ····▆████████",
        "  Reps               ····▆████████             ····▆████████",
        "",
        "█ work, · rest and changes of feet; a column is 2.3 s. What",
        "is open is drawn as 20 s of work at most, 5 s of rest.",
        "",
    ]


@pytest.mark.parametrize("width", [20, 40, 60, 80, 200])
@pytest.mark.parametrize("name", ["desk-balance", "runner-six-weeks", "barefoot-six", "foot-core-three-30"])
def test_a_picture_is_as_wide_as_the_terminal_and_no_wider(name: str, width: int) -> None:
    routine = LIBRARY.routine(name)
    lines = list(strip_lines(routine, compile_timeline(routine, Standing()), width, BLOCKS))
    assert max(map(cells, lines)) <= width
    rows = [line for line in lines if "█" in line or "▁" in line]
    assert max(map(cells, rows[:-1] or rows)) >= width - 1


@pytest.mark.parametrize("name", ["desk-balance", "desk-reset", "heel-rebuild"])
def test_the_ink_of_a_picture_is_the_share_of_work(name: str) -> None:
    """A cell has eight heights, so a row may be off by half a height for each cell that is not full."""
    routine = LIBRARY.routine(name)
    timeline = compile_timeline(routine, Standing())
    lines = list(strip_lines(routine, timeline, 200, BLOCKS))
    rows = lines[1 : lines.index("")]
    inked = sum(BLOCKS.heights.index(one) + 0.5 for line in rows for one in line if one in BLOCKS.heights) / 8
    across = 198 - min(80, max(cells(line.split("  ·")[0].rstrip("▁▂▃▄▅▆▇█ ·")) for line in rows))
    share = timeline.extent.work_seconds / timeline.extent.clock_seconds
    assert inked / across == pytest.approx(share, rel=0.08)


@pytest.mark.parametrize(
    ("encoding", "ink"), [("utf-8", BLOCKS), ("ascii", ASCII), ("cp1252", ASCII), (None, ASCII), ("nonsense", ASCII)]
)
def test_a_terminal_without_blocks_gets_plain_signs(encoding: str | None, ink: object) -> None:
    assert ink_for(encoding) is ink


def test_the_weeks_of_a_plan_tell_lengths_bars_and_what_changes(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, "plan.toml", "--weeks") == [
        "Plan",
        "",
        "week  sessions     work    clock",
        "   1         2     1:20     1:55  ███████····",
        "   2         3     2:20     3:05  ████████████████████······",
        "      new: Sway, for 1 min",
        "   3         3     2:00     3:05  █████████████████·········",
        "      Short foot: sets 2 → 3, level seated → standing on",
        "        both feet",
        "      no more: Sway",
        "",
        "Work and clock are of one session. In the bars all sessions",
        "of a week: █ work, · the rest of the clock.",
    ]


JAPANESE = "足底筋膜のばし体操とつま先あげ運動" * 2


def wide_plan() -> None:
    Path("wide.toml").write_text(PLAN.replace('"Sway"', f'"{JAPANESE}"').replace('"Plan"', f'"{JAPANESE}"'), "utf-8")


@pytest.mark.parametrize("columns", [40, 60, 80, 120] if os.environ.get("FOOTCORE_FULL") else [40, 80])
@pytest.mark.parametrize("name", NAMES)
def test_every_line_fits_the_columns(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    more = [["--weeks"]] if LIBRARY.routine(name).plan else []
    for options in ([], ["--cues"], *more):
        lines = shown(capsys, name, *options)
        assert [line for line in lines if cells(line) > columns] == []
        assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("columns", [20, 40, 60, 80])
@pytest.mark.parametrize("options", [[], ["--week", "2"], ["--cues", "--week", "2"], ["--weeks"]])
def test_wide_letters_fit_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, options: list[str], columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    wide_plan()
    # The picture and what is said below it are never narrower than they can be read.
    lines = [line for line in shown(capsys, "wide.toml", *options) if columns > 20 or "work, ·" not in line]
    assert [line for line in lines if cells(line) > columns] == []


def test_a_name_that_is_too_long_for_its_line_is_shortened(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    at_80 = [line[30:] for line in shown(capsys, "runner-six-weeks") if line.startswith("   2:30")]
    assert at_80 == ["Vele's forwar… · fingertips… · 1 of 6 · set 1 of 3"]
    monkeypatch.setenv("COLUMNS", "60")
    lines = shown(capsys, "runner-six-weeks")
    first = next(index for index, line in enumerate(lines) if line.startswith("   2:30"))
    assert lines[first : first + 3] == [
        "   2:30  work    2s           Vele's forward lean",
        "                              · fingertips on the wall",
        "                              · 1 of 6 · set 1 of 3",
    ]


def test_without_columns_a_pipe_has_every_line_whole(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS")
    wide_plan()
    assert shown(capsys, "wide.toml", "--week", "2")[0] == f"{JAPANESE} · week 2 of 3"
    assert f"      new: {JAPANESE}, for 1 min" in shown(capsys, "wide.toml", "--weeks")
    assert sum(JAPANESE in line for line in shown(capsys, "wide.toml", "--week", "2", "--cues")) >= 2


def test_the_weeks_are_there_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "plan.toml", "--weeks", "--json"]) == 0
    weeks = json.loads(capsys.readouterr().out)
    assert [week["sessions"] for week in weeks] == [2, 3, 3]
    assert weeks[2] == {
        "week": 3,
        "sessions": 3,
        "work_seconds": 120,
        "clock_seconds": 185,
        "changes": ["Short foot: sets 2 → 3, level seated → standing on both feet", "no more: Sway"],
    }


def test_a_routine_without_a_plan_has_no_weeks(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "circuit.toml", "--weeks"]) == 2
    assert "no plan" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("unit", "one", "two"),
    [
        ("", "1 rep", "2 reps"),
        ("breaths", "1 breath", "2 breaths"),
        ("touches", "1 touch", "2 touches"),
        ("press", "1 press", "2 press"),
        ("Atemzüge", "1 Atemzüge", "2 Atemzüge"),
    ],
)
def test_one_of_something_is_in_the_singular(capsys: pytest.CaptureFixture[str], unit: str, one: str, two: str) -> None:
    steps = "".join(f'[[block]]\nname = "A"\nreps = {reps}\nunit = "{unit}"\n' for reps in (1, 2) if unit)
    steps = steps or '[[block]]\nname = "A"\nreps = 1\n[[block]]\nname = "A"\nreps = 2\n'
    Path("a.toml").write_text(f'format = 1\nname = "A"\n{steps}', "utf-8")
    lines = shown(capsys, "a.toml")
    assert [line.rpartition(" · ")[2] for line in lines if " work " in line and "A ·" in line] == [one, two]


def test_a_script_has_a_line_for_a_count_and_for_each_repetition(capsys: pytest.CaptureFixture[str]) -> None:
    Path("raise.toml").write_text(
        'format = 1\nname = "R"\n[[block]]\nname = "Raise"\nreps = 3\ntempo = "2-0-3-0"\nstart = "up"\n', "utf-8"
    )
    assert shown(capsys, "raise.toml", "--cues", "--voice", "full") == [
        "R",
        "0:15 of work, 0:20 on the clock",
        "",
        "♪ a sound, “…” the voice; in repetitions each",
        "· is a tick of the metronome, a second apart.",
        "",
        "   0:00  prepare 5s",
        "           0:00  ♪ ready",
        "         0:00.8  “Get ready. Raise.”",
        "           0:02  ♪ count “Three.” ♪ “Two.” ♪ “One.”",
        "   0:05  work    15s          Raise · 3 reps",
        "           0:05  ♪ go",
        "         0:05.5  “Up” · · ♪ down “Down” ·",
        "           0:10  ♪ up “2” · · ♪ down ·",
        "           0:15  ♪ up “Last one” · · ♪ down ·",
        "           0:20  ♪ finish",
        "         0:21.5  “Finished.”",
    ]
