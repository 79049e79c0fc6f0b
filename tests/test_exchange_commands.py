"""`footcore history export`, `import` and `merge`, and the folder that machines share."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from exchange_builders import a_session, device_file, rows_of
from hostile_texts import ALL, offences
from record_builders import DAY, NOON, attempt, began, ended

from footcore_tui.adapters import paths
from footcore_tui.adapters.exchange_events import line_of
from footcore_tui.adapters.exchange_reading import read_export
from footcore_tui.adapters.history_days import day_book
from footcore_tui.adapters.history_reader import connect_to_read
from footcore_tui.cli import history_safety, past, sync
from footcore_tui.cli.edge import run
from footcore_tui.cli.history import open_history
from footcore_tui.cli.shelf import settings
from footcore_tui.core.choices import AskedFirst, LevelDecided, PlanAction, PlanChanged
from footcore_tui.core.day_events import DaysMarked, Reason, RuleChanged
from footcore_tui.core.record import Event, Moment, Record, SessionCorrected, SessionDiscarded, SessionRated
from footcore_tui.core.record_shape import exact, record_shape
from footcore_tui.core.streak import score_of, streak_of

TODAY = 739_768
LATE = replace(began("s5", NOON - 6 * DAY), logged=Moment(NOON, 3600), source="/home/me/x.toml", plan="p", week=2)
A_LIFE: tuple[Event, ...] = (
    *a_session("s1", NOON - 3 * DAY),
    SessionRated("s1", 5, 1, 'steady, "right" foot\n– 安定'),
    began("s2", NOON - 2 * DAY + 0.123456789, offset=7200),
    attempt("s2", 1, 2, seconds=7.4999997, planned=20.5, utc=NOON - 2 * DAY + 12.3456789),
    ended("s2", 0.25, NOON - 2 * DAY + 100),
    SessionCorrected("s2", "2026-05-31", 30.0),
    *a_session("s3", NOON - DAY),
    SessionDiscarded("s3"),
    began("s4", NOON - DAY),
    attempt("s4", 1, planned=None, utc=NOON - DAY + 30),
    LATE,
    attempt("s5", 1, utc=NOON - 6 * DAY + 15),
    ended("s5", 0.5, NOON - 6 * DAY + 30),
    *a_session("s6", NOON),
    DaysMarked("2026-05-27", "2026-05-28", Reason.ILL),
    DaysMarked("2026-05-28", "2026-05-28", None),
    RuleChanged("week_target", 2, "2026-05-20"),
    RuleChanged("age", 43, "2026-05-20"),
    LevelDecided("single-leg-stance", "no-hands", "no-hands", "two clean sessions running", Moment(NOON, 3600)),
    LevelDecided("short-foot", "seated", None, "", Moment(NOON + 0.25, -3600)),
    PlanChanged("six-weeks", PlanAction.START, 1, (3, 3, 4), (1, 1, 2), "2026-05-01", Moment(NOON, 0)),
    AskedFirst("general", Moment(NOON, 0)),
)


@pytest.fixture
def move(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """To another machine."""

    def go(machine: str) -> Path:
        monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path / machine))
        return tmp_path / machine

    go("one")
    return go


def live(*events: Event) -> None:
    opened = open_history(settings())
    errors: list[Exception | None] = []
    for event in events:
        opened.append(event, errors.append)
    opened.close()
    assert not any(errors)


def view() -> list[object]:
    """Everything but the device, and the file that a session was played from."""
    records = open_history().records()
    shapes = [record_shape(replace(record, device=""), full=True, number=exact) for record in records]
    late = [(one.is_late, one.counting_share, one.began.levels, one.began.logged is None) for one in records]
    connection = connect_to_read(str(paths.history_file()))
    book = day_book(connection, TODAY, {}, None)
    if connection:
        connection.close()
    return [shapes, late, streak_of(book.days).days, score_of(book.days), book.marks]


def events_here() -> list[tuple[object, ...]]:
    connection = connect_to_read(str(paths.history_file()))
    if connection is None:
        return []
    found = connection.execute("SELECT * FROM event ORDER BY id").fetchall()
    connection.close()
    return found


def counted(said: str) -> str:
    """What an import says but for its pace, which it says too."""
    found = re.fullmatch(r"(.*), [1-9]\d* lines a second\.\n", said)
    assert found, said
    return found[1]


def test_an_export_read_back_in_gives_the_same_view(
    move: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    live(*A_LIFE)
    there, file = view(), tmp_path / "all.jsonl"
    assert run(["history", "export", "--format", "jsonl", str(file)]) == 0
    before = events_here()
    assert run(["history", "import", str(file)]) == 0, "into the history that it came from"
    assert events_here() == before
    assert counted(capsys.readouterr().out) == "0 new lines, 14 known already"
    move("two")
    assert run(["history", "import", str(file)]) == 0
    out, err = capsys.readouterr()
    assert (counted(out), err) == ("14 new lines, 0 known already", "")
    assert view() == there
    before = events_here()
    assert run(["history", "import", str(file)]) == 0, "twice"
    assert events_here() == before
    again = tmp_path / "again.jsonl"
    assert run(["history", "export", "--format", "jsonl", str(again)]) == 0
    assert "/home/me" not in file.read_text()
    move("one")
    before_view = view()
    assert run(["history", "import", str(again)]) == 0, "a copy of a copy"
    assert view() == before_view


def test_two_machines_that_import_one_file_and_merge_have_it_once(
    move: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    live(*A_LIFE)
    file = tmp_path / "all.jsonl"
    run(["history", "export", "--format", "jsonl", str(file)])
    homes = [move(name) for name in ("two", "three")]
    for name in ("two", "three"):
        move(name)
        live(*a_session(f"own-{name}", NOON + DAY))
        run(["history", "import", str(file)])
    capsys.readouterr()
    assert run(["history", "merge", str(homes[0] / "data" / "history.sqlite3")]) == 0
    assert capsys.readouterr()[0].startswith("4 new events of 1 session, read of 2 devices")
    three = events_here()
    move("one")
    assert run(["history", "merge", str(homes[1] / "data" / "history.sqlite3")]) == 0, "with what it was made from"
    ids = [record.began.session for record in open_history().records()]
    assert ids == ["s5", "s1", "s2", "s4", "s6", "own-three", "own-two"]
    move("two")
    assert run(["history", "merge", str(homes[1] / "data" / "history.sqlite3")]) == 0
    assert events_here() == three


def test_the_same_session_with_other_content_is_reported_and_stays(
    move: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    live(*A_LIFE)
    file = tmp_path / "all.jsonl"
    run(["history", "export", "--format", "jsonl", str(file)])
    file.write_text(file.read_text().replace('"effort": 5', '"effort": 6').replace('"value": 2', '"value": 3'))
    before = events_here()
    live(SessionDiscarded("s6"))
    capsys.readouterr()
    assert run(["history", "import", str(file)]) == 1
    out, err = capsys.readouterr()
    assert counted(out) == "0 new lines, 11 known already"
    assert "the session s1 is here with other content" in err
    assert "the session s6 was deleted here" in err
    assert err.count("stays") == 3
    assert len(events_here()) == len(before) + 1


def test_every_wrong_line_is_told_with_its_number_and_nothing_is_imported(
    move: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    live(*A_LIFE)
    file = tmp_path / "all.jsonl"
    run(["history", "export", "--format", "jsonl", str(file)])
    head, first, *rest = file.read_text().splitlines()
    session = json.loads(first)
    wrong = {
        "it is not JSON": "{",
        "it is not an object": "[]",
        "there is no type 'dream'": '{"type": "dream"}',
        "effort has to be from 1 to 10": json.dumps({**session, "effort": 11}),
        "effort is not a whole number": json.dumps({**session, "effort": True}),
        "routine is missing": json.dumps({key: value for key, value in session.items() if key != "routine"}),
        "status has to be partial": json.dumps({**session, "status": "completed"}),
        "work_seconds has to be 15": json.dumps({**session, "work_seconds": 16}),
        "touch_downs has to be 0 on the left": json.dumps({**session, "touch_downs": {"left": 9, "right": 0}}),
        "started has to be a moment": json.dumps({**session, "started": "yesterday"}),
        "local_day has to be a date": json.dumps({**session, "local_day": "2026-02-30"}),
        "a number is none": json.dumps({**session, "share": float("nan")}),
        "an id is none": json.dumps({**session, "id": "../../x"}),
        "two intervals have the same index": json.dumps({**session, "intervals": session["intervals"] * 2}),
    }
    bad = tmp_path / "bad.jsonl"
    bad.write_text("\n".join([head, *wrong.values(), first, *rest]))
    move("two")
    capsys.readouterr()
    assert run(["history", "import", str(bad)]) == 1
    out, err = capsys.readouterr()
    told = err.splitlines()
    assert out == ""
    assert told[-1] == "Nothing was imported."
    for number, (message, line) in enumerate(zip(wrong, told, strict=False), start=2):
        assert line.startswith(f"{bad}: line {number}: {message}"), line
    assert len(told) == len(wrong) + 1
    assert events_here() == []


@pytest.mark.parametrize("text", ["", "\n\n", "{}", '{"type": "export", "footcore": "history", "version": 2}', "\xff"])
def test_a_file_that_does_not_begin_as_an_export_is_refused(text: str) -> None:
    assert read_export([text.encode("latin-1")]).problems


def test_pipes_carry_an_export(
    move: Callable[[str], Path], capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    live(*A_LIFE)
    there = view()
    assert run(["history", "export", "--format", "jsonl", "-"]) == 0
    data = capfdbinary.readouterr().out
    move("two")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert run(["history", "import", "-"]) == 0
    assert view() == there


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in ALL.items()])
def test_no_text_of_an_export_reaches_a_terminal_as_a_control(
    move: Callable[[str], Path], text: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    live(replace(began(), routine=text), replace(attempt(), name=text), ended(share=0.5), SessionRated("s1", note=text))
    assert run(["history", "export", "--format", "jsonl"]) == 0
    data = capfdbinary.readouterr().out
    assert not offences(data)
    move("two")
    assert not read_export(data.splitlines()).problems


def test_machines_that_share_a_folder_have_one_history(
    move: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shared = tmp_path / "shared"
    views = []
    for name in ("one", "two"):
        home = move(name)
        (home / "config").mkdir(parents=True)
        (home / "config" / "config.toml").write_text(f'sync_dir = "{shared}"\n')
        if name == "two":
            shared.mkdir(exist_ok=True)
        live(*a_session(f"s-{name}", NOON - DAY), SessionRated(f"s-{name}", 3))
        assert run(["history"]) == 0
    for name in ("one", "two"):
        move(name)
        assert run(["history", "--json"]) == 0
        views.append(view())
    assert capsys.readouterr().err == ""
    assert views[0] == views[1]
    assert len(open_history().records()) == 2
    assert len(list(shared.iterdir())) == 2


def test_the_file_of_a_device_is_caught_up_and_its_torn_line_cut_off(
    move: Callable[[str], Path], tmp_path: Path
) -> None:
    live(*a_session("before"))
    shared = tmp_path / "shared"
    (tmp_path / "one" / "config").mkdir(parents=True)
    (tmp_path / "one" / "config" / "config.toml").write_text(f'sync_dir = "{shared}"\n')
    live(began("s2", NOON + 500))
    (file,) = shared.iterdir()
    assert [json.loads(line)["seq"] for line in file.read_text().splitlines()[1:]] == [1, 2, 3, 4, 5]
    file.write_bytes(file.read_bytes()[:-40])
    live(attempt("s2", utc=NOON + 520))
    assert [json.loads(line)["seq"] for line in file.read_text().splitlines()[1:]] == [1, 2, 3, 4, 5, 6]
    file.unlink()
    live(ended("s2"))
    assert [json.loads(line)["seq"] for line in file.read_text().splitlines()[1:]] == [1, 2, 3, 4, 5, 6, 7]


def test_a_folder_that_cannot_be_used_costs_nothing_and_is_told(
    move: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one" / "config").mkdir(parents=True)
    (tmp_path / "one" / "config" / "config.toml").write_text(f'sync_dir = "{tmp_path}/no/where"\n')
    live(*a_session("s1"))
    assert run(["history"]) == 0
    assert "can't be written" in capsys.readouterr().err
    assert len(open_history().records()) == 1


def test_an_import_reaches_the_other_machines(move: Callable[[str], Path], tmp_path: Path) -> None:
    live(*A_LIFE)
    sessions, file = len(open_history().records()), tmp_path / "all.jsonl"
    run(["history", "export", "--format", "jsonl", str(file)])
    shared = tmp_path / "shared"
    shared.mkdir()
    for name in ("two", "three"):
        home = move(name)
        (home / "config").mkdir(parents=True)
        (home / "config" / "config.toml").write_text(f'sync_dir = "{shared}"\n')
    move("two")
    live(*a_session("own", NOON + DAY))
    assert run(["history", "import", str(file)]) == 0
    two = view()
    move("three")
    assert run(["history"]) == 0
    assert view() == two
    assert len(open_history().records()) == sessions + 1


def test_a_merge_says_what_came_and_what_was_wrong(
    move: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = rows_of(a_session("s1"))
    folder = tmp_path / "folder"
    device_file(folder / "device-a.jsonl", rows[:2])
    device_file(folder / "device-a.sync-conflict-20260601-1.jsonl", rows[:3])
    (folder / "notes.txt").write_text("not read")
    assert run(["history", "merge", str(folder)]) == 0
    assert capsys.readouterr()[0].startswith("3 new events of 1 session, read of 1 device, ")
    device_file(folder / "device-a.jsonl", [rows[0]._replace(utc=5), rows[3]])
    with (folder / "device-a.jsonl").open("a") as stream:
        stream.write('{"id":"to')
    assert run(["history", "merge", str(folder)]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("1 new event of 1 session")
    assert "Two different events have the id s1;" in err
    assert "a line that is no event was passed over" in err
    assert run(["history", "merge", str(tmp_path / "nowhere")]) == 1
    assert run(["history", "merge", str(folder / "notes.txt")]) == 1
    assert "neither a device file nor a footcore history" in capsys.readouterr().err


def test_what_changed_in_the_folder_alone_is_read_again(
    move: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "shared"
    device_file(shared / "device-a.jsonl", rows_of(a_session("s1")))
    chosen = replace(settings(), sync_dir=str(shared))
    assert sync.synchronise(chosen) == []
    assert len(open_history().records()) == 1
    monkeypatch.setattr(sync, "_join", lambda *_: pytest.fail("read again"))
    assert sync.synchronise(chosen) == []
    monkeypatch.undo()
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path / "one"))
    device_file(shared / "device-b.jsonl", rows_of(a_session("s2"), "device-b"))
    assert sync.synchronise(chosen) == []
    assert len(open_history().records()) == 2


def test_of_a_file_that_grew_only_the_new_end_is_read(
    move: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared, rows = tmp_path / "shared", rows_of((*a_session("s1"), *a_session("s2")))
    file = device_file(shared / "device-a.jsonl", rows[:3])
    chosen = replace(settings(), sync_dir=str(shared))
    read: list[int] = []
    join = sync._join

    def joined(files: list[Path], starts: dict[str, int]) -> object:
        read.append(starts[str(file)])
        return join(files, starts)

    monkeypatch.setattr(sync, "_join", joined)
    sync.synchronise(chosen)
    whole = file.stat().st_size
    with file.open("a") as stream:
        stream.write(line_of(rows[3]) + line_of(rows[4])[:-9])
    assert "passed over" in sync.synchronise(chosen)[0]
    device_file(file, rows[:7])
    assert sync.synchronise(chosen) == []
    assert read[:2] == [0, whole]
    assert read[2] > whole
    device_file(file, [rows[0], *rows[1:4][::-1], *rows[4:]])
    assert sync.synchronise(chosen) == []
    assert read[3] == 0, "its beginning is another"
    assert len(events_here()) == 8


def test_after_a_lost_history_all_comes_again(move: Callable[[str], Path], tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    device_file(shared / "device-a.jsonl", rows_of(a_session("s1")))
    chosen = replace(settings(), sync_dir=str(shared))
    sync.synchronise(chosen)
    (tmp_path / "one" / "data" / "history.sqlite3").unlink()
    assert sync.synchronise(chosen) == []
    assert len(open_history().records()) == 1
    (tmp_path / "one" / "state" / "merged.json").write_text('{"a": 3, "b": ["c"]}')
    assert sync.synchronise(chosen) == []


def test_a_file_that_cannot_be_read_hides_no_other(move: Callable[[str], Path], tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    device_file(shared / "device-a.jsonl", rows_of(a_session("s1")))
    (shared / "a.jsonl").mkdir()
    (shared / "b.jsonl").write_text("{}\n")
    said = sync.synchronise(replace(settings(), sync_dir=str(shared)))
    assert [line.split("/")[-1].split(" ")[0] for line in said] == ["a.jsonl", "b.jsonl"]
    assert len(open_history().records()) == 1


def test_a_session_written_down_is_in_the_file_of_the_device(move: Callable[[str], Path], tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    (tmp_path / "one" / "config").mkdir(parents=True)
    (tmp_path / "one" / "config" / "config.toml").write_text(f'sync_dir = "{shared}"\n')
    past.log("desk-balance", None)
    (file,) = shared.iterdir()
    records: tuple[Record, ...] = open_history().records()
    assert file.read_text().count(records[0].began.session) > 2


def test_an_older_copy_of_the_history_gets_back_what_it_lacks(move: Callable[[str], Path], tmp_path: Path) -> None:
    home = tmp_path / "one"
    (home / "config").mkdir(parents=True)
    (home / "config" / "config.toml").write_text(f'sync_dir = "{tmp_path}/shared"\n')
    live(*a_session("s1"))
    older = (home / "data" / "history.sqlite3").read_bytes()
    live(*a_session("s2", NOON + DAY))
    now = events_here()
    (home / "data" / "history.sqlite3").write_bytes(older)
    assert sync.synchronise(settings()) == []
    assert events_here() == now
    live(SessionRated("s2", 3))
    assert sync.synchronise(settings()) == []
    assert len(events_here()) == len(now) + 1


def test_what_was_imported_is_sound_and_outlives_damage(
    move: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    move("one")
    live(*A_LIFE)
    export = tmp_path / "out.jsonl"
    assert run(["history", "export", "--format", "jsonl", str(export)]) == 0
    move("two")
    assert run(["history", "import", str(export)]) == 0
    capsys.readouterr()
    assert run(["history", "verify"]) == 0, capsys.readouterr().out
    before = view()
    file = Path(paths.history_file())
    # The first page: SQLite knows the file no more.
    file.write_bytes(b"damaged" * 20 + file.read_bytes()[140:])
    assert "The history was damaged" in history_safety.mend()
    assert view() == before
