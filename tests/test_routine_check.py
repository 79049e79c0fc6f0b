"""`footcore routine check`: what is printed, where the caret stands, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from footcore_tui.cli.edge import run
from footcore_tui.cli.routine_check import check, excerpt
from footcore_tui.core.problem import Problem, Severity
from footcore_tui.core.text import cells

GOOD = """\
format = 1
name = "Desk"

[[block]]
exercise = "single-leg-stance"
hold = "15s"
sides = "alternate"
total = "2m"
"""

HERE = Path(__file__).parent
BAD_FILES = HERE / "adapters" / "bad_files"
BEGINNERS = (
    *("typographic-quotes", "time-of-day", "missing-comma-between-steps", "single-brackets", "tab-in-name"),
    *("unknown-key-after-byte-order-mark", "decimal-comma", "block-key-after-steps", "file-key-below-block"),
    *("bare-unit", "time-without-unit", "long-unit", "missing-closing-quote", "no-break-space", "rich-text"),
    *("reps-range", "reps-with-sets", "reps-per-side", "exercise-by-name", "braces-round-steps", "heading-by-name"),
    *("text-behind-heading", "unit-outside-quotes", "colon-for-equals", "both-sides"),
    *("list-without-brackets", "sets-times-reps", "telephone-number", "text-with-a-number-first"),
    *("second-block-without-heading", "level-above-its-exercise", "step-without-opening-brace"),
    *("closing-quote-missing-in-step", "brace-for-bracket", "slashes-behind-a-value", "cyrillic-letter-in-key"),
    *("full-width-equals", "long-dashes-in-tempo", "german-key", "german-side", "rest-none", "text-over-two-lines"),
    *("numbered-heading", "merge-marks", "web-page", "old-mac-line-ends", "picture"),
)
"""What a trainer who has never programmed gets wrong; each is told in full in `beginner_mistakes.txt`."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


def checked(capsys: pytest.CaptureFixture[str], text: str, name: str = "a.toml") -> tuple[int, str]:
    Path(name).write_text(text, "utf-8")
    code = check([name], as_json=False)
    return code, capsys.readouterr().out


def test_a_good_file_is_answered_with_its_length(capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(capsys, GOOD) == (
        0,
        "a.toml: ok · Desk\n      2m of work, 2m26s on the clock, 16 intervals\n",
    )


def test_what_is_open_is_said_in_the_words_of_show(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = checked(
        capsys, 'format = 1\nname = "A"\n[[block]]\nexercise = "short-foot"\nsets = 2\nreps = 8\nrest = "30s"\n'
    )
    assert (code, out.splitlines()[-1]) == (0, "      35s on the clock and what is open, 4 intervals")
    assert run(["show", "./a.toml"]) == 0
    assert "0:35 on the clock and what is open" in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ('steps = [{ name = "A", time = "30s" }, { name = "B", reps = 10 }]\nrest = "10s"',
         "30s of work, 45s on the clock and what is open, 4 intervals"),
        ('name = "A"\ntime = "30s"\nsets = 2\nrest = "ready"',
         "1m of work, 1m5s on the clock and what is open, 4 intervals"),
        ('name = "A"\ntime = "30s"\nrounds = 2\nrest_between_rounds = "ready"',
         "1m of work, 1m5s on the clock and what is open, 4 intervals"),
        ('steps = [{ name = "A", time = "30s" }, { name = "B", time = "30s" }]\nrest = "ready"',
         "1m of work, 1m5s on the clock and what is open, 4 intervals"),
        ('name = "A"\ntest = "hold"\ncap = "1m"', "5s on the clock and what is open, 2 intervals"),
        ('name = "A"\ntime = "30s"\nrest_after = "ready"', "30s of work, 35s on the clock, 2 intervals"),
    ],
)  # fmt: skip
def test_a_summary_says_whether_anything_is_open(capsys: pytest.CaptureFixture[str], block: str, said: str) -> None:
    assert checked(capsys, f'format = 1\nname = "A"\n[[block]]\n{block}\n')[1].splitlines()[-1] == f"      {said}"


def test_a_week_or_a_rest_between_blocks_alone_is_open_or_empty(capsys: pytest.CaptureFixture[str]) -> None:
    head = 'format = 1\nname = "P"\nrest_between_blocks = "ready"\n[plan]\nweeks = 3\n'
    block = '[[block]]\nname = "A"\ntime = "30s"\nweeks = "{}"\n'
    assert checked(capsys, head + block.format("2-3") + block.format("3"))[1].splitlines()[-3:] == [
        "      week 1: nothing to do",
        "      week 2: 30s of work, 35s on the clock, 2 intervals",
        "      week 3: 1m of work, 1m5s on the clock and what is open, 4 intervals",
    ]


def test_weeks_of_the_same_length_share_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    text = 'format = 1\nname = "P"\n[plan]\nweeks = 4\n[[block]]\nname = "A"\ntime = ["3m", "4m", "4m", "5m"]\n'
    assert checked(capsys, text)[1].splitlines()[1:] == [
        "      week 1: 3m of work, 3m5s on the clock, 2 intervals",
        "      weeks 2-3: 4m of work, 4m5s on the clock, 2 intervals",
        "      week 4: 5m of work, 5m5s on the clock, 2 intervals",
    ]


def test_each_stage_has_its_own_length(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = "".join(f'[[block]]\nname = "A"\ntime = "{stage}m"\nstage = {stage}\n' for stage in (1, 2))
    lines = checked(capsys, 'format = 1\nname = "S"\n' + blocks)[1].splitlines()
    assert [line.strip().partition(",")[0] for line in lines[1:]] == ["stage 1: 1m of work", "stage 2: 2m of work"]


def test_a_mistake_is_shown_with_its_line_a_caret_and_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = checked(capsys, GOOD.replace("alternate", "eech"))
    assert code == 1
    assert out.splitlines() == [
        'a.toml:7:9: "eech" is none of the words that stand here [unknown-word]',
        '    7 | sides = "eech"',
        '      |         ^ did you mean "each"? write one of "both", "left", "right", "each" or "alternate"',
        "a.toml: 1 error",
    ]


def test_the_mistakes_of_a_beginner_are_understood_from_what_is_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever changes a message reads the whole of it in its golden, and judges it without the file."""
    monkeypatch.chdir(BAD_FILES)
    assert check([f"{name}.toml" for name in BEGINNERS], as_json=False) == 1
    assert capsys.readouterr().out == (HERE / "beginner_mistakes.txt").read_text("utf-8")


def test_what_a_beginner_need_not_get_right(capsys: pytest.CaptureFixture[str]) -> None:
    """A byte-order mark, the line ends of Windows, tabs, no alignment and blank lines are as good as anything."""
    odd = "\ufeff" + GOOD.replace("\n", "\r\n").replace("hold =", "\thold\t=  ")
    Path("a.toml").write_bytes(odd.encode())
    assert check(["a.toml"], as_json=False) == 0
    assert "a.toml: ok" in capsys.readouterr().out


def test_the_caret_stands_under_the_right_cell_behind_wide_characters_and_tabs() -> None:
    source = '\t{ name = "足指体操", tiem = 1 }'
    column = source.index("tiem") + 1
    _, line, caret = excerpt(Problem("a", 3, column, Severity.ERROR, "c", "m", "h", source))
    assert cells(caret[: caret.index("^")]) == cells(line[: line.index("tiem")])


@pytest.mark.parametrize("column", [1, 20, 77, 200, 500, 501])
def test_a_long_line_is_cut_round_the_caret(column: int) -> None:
    source = "".join(chr(ord("a") + number % 26) for number in range(500))
    _, line, caret = excerpt(Problem("a", 3, column, Severity.ERROR, "c", "m", "h", source))
    assert len(line) < 90
    under = line[caret.index("^") : caret.index("^") + 1]
    assert under == (source[column - 1] if column <= 500 else "")


def test_warnings_alone_are_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = checked(capsys, GOOD + 'relax = "2s"\n')
    assert code == 0
    assert out.startswith("a.toml:9:1: warning: relax has no effect here")
    assert "a.toml: ok" in out


def test_one_bad_file_among_good_ones_is_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.toml").write_text(GOOD)
    assert check(["a.toml", "nothing.toml"], as_json=False) == 1
    out = capsys.readouterr().out
    assert "a.toml: ok" in out
    assert "nothing.toml:1:1: there is no such file [no-such-file]" in out


def test_json_is_a_list_of_problems_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.toml").write_text(GOOD.replace('"15s"', "45") + "naem = 1\n")
    assert check(["a.toml"], as_json=True) == 1
    first, second = json.loads(capsys.readouterr().out)
    assert first == {
        "file": "a.toml",
        "line": 6,
        "column": 8,
        "severity": "error",
        "code": "bad-duration",
        "message": "45 has no unit of time",
        "hint": 'write "45s" or "45m"',
    }
    assert (second["line"], second["code"]) == (9, "unknown-key")


def test_json_of_a_good_file_is_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.toml").write_text(GOOD)
    assert check(["a.toml"], as_json=True) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_file_name_with_an_escape_sequence_is_spelt_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert check(["\x1b]52;c;aGk=\x07.toml"], as_json=False) == 1
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\\x1b]52;c;aGk=\\x07.toml: 1 error" in out
