"""The harness itself: its reading of /proc, of escape sequences and screens, and its arithmetic. Nothing is timed."""

import json
import os
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("programs are measured in a pty", allow_module_level=True)

from bench.__main__ import as_json, main, parser
from bench.harness import Findings, run
from bench.process import field, usage
from bench.quiet import cpu_ticks
from bench.row import Experiment, Reading, Row, Verdict, figure
from bench.rows import EXPERIMENTS
from bench.screen import Chunk, appeared, changes
from bench.setting import Setting, Unmeasured, unmeasured
from bench.table import number, table
from bench.terminal import plain, replies

ROW = Row("hold", "CPU in a hold", "tutorial", "%", budget=0.25, stretch=0.1)
ROUNDS = [Reading(1.0, 10.0), Reading(4.0, 10.0), Reading(3.0, 15.0)]


def test_the_median_is_of_the_ratios_inside_each_round_not_of_the_arms() -> None:
    found = figure(ROW, ROUNDS)
    assert (found.median, found.least, found.greatest) == (0.2, 0.1, 0.4)
    assert (found.ours, found.theirs) == (3.0, 10.0)


def test_a_budget_may_be_met_and_its_stretch_missed() -> None:
    found = figure(ROW, ROUNDS)
    assert (found.budget, found.stretch) == (Verdict.MET, Verdict.NOT_MET)


def test_a_figure_above_the_budget_is_not_met_and_one_at_it_is() -> None:
    assert figure(ROW, [Reading(2.6, 10.0)]).budget is Verdict.NOT_MET
    assert figure(ROW, [Reading(2.5, 10.0)]).budget is Verdict.MET


def test_a_row_without_a_yardstick_is_judged_by_its_figure() -> None:
    row = replace(ROW, against="", budget=100.0)
    assert figure(row, [Reading(99.0), Reading(130.0), Reading(98.0)]).budget is Verdict.MET


def test_the_table_says_why_a_row_was_not_measured() -> None:
    other = replace(ROW, name="worker")
    text = table([ROW, other], {"hold": figure(ROW, ROUNDS)}, {"worker": "needs PulseAudio"})
    measured, unmeasured, reason = text.splitlines()[1:]
    assert "0.2× (0.1–0.4)" in measured
    assert measured.endswith("met, stretch not met")
    assert unmeasured.endswith("not measured")
    assert reason == "worker: not measured: needs PulseAudio"


@pytest.mark.parametrize(("value", "text"), [(0.00412, "0.00412"), (2.345, "2.35"), (1234.5, "1,234"), (100, "100")])
def test_numbers_keep_three_figures(value: float, text: str) -> None:
    assert number(value) == text


def test_rounds_swap_the_arms_and_what_cannot_be_measured_is_not_tried_again(tmp_path: Path) -> None:
    order, tries = [], []

    def play(setting: Setting) -> tuple[Reading]:
        return (Reading(*setting.both(lambda: order.append("ours") or 1.0, lambda: order.append("theirs") or 2.0)),)

    def fail(_: Setting) -> tuple[Reading]:
        tries.append(1)
        raise Unmeasured("no such command")

    experiments = [Experiment((ROW,), play), Experiment((replace(ROW, name="status"),), fail)]
    found = run(experiments, Setting(tmp_path), 2, quiet=lambda: False)
    assert order == ["ours", "theirs", "theirs", "ours"]
    assert found.readings["hold"] == [Reading(1.0, 2.0)] * 2
    assert found.reasons == {"status": "no such command"}
    assert (len(tries), found.busy) == (1, 3)


def test_as_json_every_round_can_be_read_again() -> None:
    found = Findings(reasons={"worker": "needs PulseAudio"})
    found.readings["hold"] += ROUNDS
    told = json.loads(as_json({"hold": figure(ROW, ROUNDS)}, found))
    assert told["rows"]["hold"]["readings"] == [asdict(reading) for reading in ROUNDS]
    assert (told["rows"]["hold"]["met"], told["rows"]["hold"]["stretch_met"]) == ("met", "not met")
    assert told["reasons"] == {"worker": "needs PulseAudio"}


def test_every_row_has_its_own_name_and_an_unknown_one_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    names = [row.name for experiment in EXPERIMENTS for row in experiment.rows]
    assert len(names) == len(set(names))
    assert parser().parse_args(names).rows == names
    with pytest.raises(SystemExit):
        main(["nonsense"])
    assert "no row nonsense" in capsys.readouterr().err


def test_escape_sequences_are_taken_out_of_the_text_that_is_waited_for() -> None:
    output = b"\x1b]2;title\x07\x1b[?2026h\x1b[1;1H\x1b[38;2;1;2;3mBench\x1b[0;1m hour\x1b[?2026l\x1b(B\x1b[>1u"
    assert plain(output) == "Bench hour"


def test_the_queries_of_a_terminal_are_answered_and_nothing_else() -> None:
    assert replies(b"\x1b[?2026$p text \x1b[6n") == b"\x1b[?2026;2$y\x1b[1;1R"
    assert replies(b"\x1b[31mtext") == b""


def test_a_text_appears_when_it_stands_in_one_line_of_the_screen() -> None:
    chunks = [Chunk(1.0, b"\x1b[2;3HBen"), Chunk(2.0, b"\x1b[5;1Hch"), Chunk(3.0, b"\x1b[2;6Hch")]
    assert appeared(chunks, "Bench", 6, 20) == 3.0
    assert appeared([*chunks[:2], Chunk(3.0, b"\x1b[1;19HBe\x1b[2;1Hnch")], "Bench", 6, 20) is None


def test_only_what_changes_a_cell_is_a_visible_change() -> None:
    first = Chunk(1.0, b"\x1b[1;1Hone")
    same, coloured, moved = b"\x1b[1;1Hone", b"\x1b[1;1H\x1b[31mo", b"\x1b[4;4H"
    chunks = [first, Chunk(2.0, same), Chunk(3.0, coloured), Chunk(4.0, moved)]
    assert changes(chunks, 1.0, 6, 20) == 1
    assert changes(chunks, 0.0, 6, 20) == 2


def test_proc_is_read_by_whole_names() -> None:
    status = "nonvoluntary_ctxt_switches:\t7\nvoluntary_ctxt_switches:\t42\n"
    assert field(status, "voluntary_ctxt_switches") == 42
    with pytest.raises(ValueError, match="VmRSS"):
        field(status, "VmRSS")
    assert cpu_ticks("cpu  10 0 5 80 3 1 1 0 99 99\ncpu0 1 1 1\n") == (100, 83)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="/proc is Linux's")
def test_the_use_of_a_process_counts_what_it_has_just_done() -> None:
    before = usage((os.getpid(),))
    sum(range(200_000))
    after = usage((os.getpid(),))
    assert after.cpu > before.cpu
    assert after.rss > 1


def test_a_failed_command_is_named_shortly_with_the_last_thing_it_said() -> None:
    output = "Traceback:\n  File x\nValueError: no\n  a hint\n\n"
    reason = unmeasured(["/long/path/footcore", "routine", "check", "a.toml"], "ended with 1", output)
    assert str(reason) == "`footcore routine check` ended with 1: ValueError: no"
