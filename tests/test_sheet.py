"""The page for a client: what stands on it, that it needs nothing else, and that a text stays a text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from footcore_tui.adapters.library import Library
from footcore_tui.adapters.sheet_fit import SIZES, fits, size_for
from footcore_tui.adapters.sheet_html import html_sheet
from footcore_tui.adapters.sheet_markdown import markdown_sheet, plain
from footcore_tui.adapters.toml_routines import load_routine
from footcore_tui.cli.edge import run
from footcore_tui.core.foot_shape import outline
from footcore_tui.core.handout import STOP_AT, Handout, handout
from footcore_tui.core.routine import Standing
from tests.hostile_texts import HARMLESS

LIBRARY = Library(Path(__file__).parents[1] / "routines")
ROUTINES = {file.id: file.routine for file in LIBRARY.routines() if file.routine}
VOID = {"meta"}
FILE = """\
format  = 1
name    = "Morning"
author  = "A. Trainer"
contact = "trainer@example.org"
version = "3"

[[block]]
name   = "Circuit"
rounds = 2
rest_between_rounds = "60s"
steps  = [
  { exercise = "short-foot", level = "standing", sets = 2, reps = 10, hold = "5s", rest = "90s", sides = "left" },
  { exercise = "heel-raise-double", reps = 12, tempo = "3-0-2-1", start = "up", cue = "Slowly." },
  { name = "Towel curl", time = "45s", sides = "each" },
]
"""


class Reader(HTMLParser):
    """Every element closed, and what is seen."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data


def page(text: str = FILE, week: int = 1) -> Handout:
    routine, problems = load_routine(text, "morning.toml", LIBRARY.exercises())
    assert routine is not None, problems
    return handout(routine, Standing(week))


def read(sheet: Handout) -> Reader:
    reader = Reader()
    reader.feed("".join(html_sheet(sheet)))
    reader.close()
    assert reader.open == []
    return reader


def test_the_rests_within_a_round_are_on_the_page() -> None:
    (group,) = page(FILE.replace("rounds = 2\n", 'rounds = 2\nrest = "30s"\n')).groups
    assert group.heading == "Circuit · 2 rounds, rest 1 min between them · rest 30 s between exercises"
    (group,) = page(FILE.replace('"45s", sides', '"45s", rest_after = "2m", sides')).groups
    assert group.cards[2].dose == "For 45 s, each side; then rest 2 min"


def test_the_rests_between_exercises_and_between_holds_are_on_the_page() -> None:
    two = FILE + '[[block]]\nname = "Lean"\nhold = "9s"\nreps = 3\nrelax = "4s"\n'
    assert page(two).between == "rest 10 s between exercises, where nothing else is said"
    assert page(two).groups[1].cards[0].dose == "3 holds of 9 s; 4 s to relax between"
    assert "Rest 10 s between exercises" in "".join(markdown_sheet(page(two)))
    assert "rest 10 s between exercises" in read(page(two)).text
    none = two.replace('version = "3"', 'version = "3"\nrest_between_blocks = "0s"')
    assert page(none).between == ""


def test_a_page_is_for_weeks_that_have_the_same_rests() -> None:
    plan = FILE.replace("[[block]]", "[plan]\nweeks = 3\n\n[[block]]").replace('"60s"', '["60s", "60s", "30s"]')
    assert page(plan).part == "Weeks 1 to 2 of 3"
    assert page(plan, 3).part == "Week 3 of 3"


def test_a_card_says_dose_level_and_cues_in_words_of_a_client() -> None:
    (group,) = page().groups
    short_foot, raises, curl = group.cards
    assert group.heading == "Circuit · 2 rounds, rest 1 min between them"
    assert page().between == ""
    assert short_foot.dose == "2 sets of 10 holds of 5 s, left; rest 1 min 30 s between sets"
    assert short_foot.level == "standing on both feet"
    assert raises.dose == "12 reps, 2 s up, 1 s at the top, 3 s down"
    assert raises.level == "your own; begin with: both hands on the worktop"
    assert raises.cues == ("Slowly.",)
    assert (curl.dose, curl.level, curl.contact) == ("For 45 s, each side", "", ())


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("reps = 8", "16 reps at your own pace, sides in turn (8 each)"),
        ('reps = 8\ntempo = "2-0-2-0"', "16 reps, 2 s down, 2 s up, sides in turn (8 each)"),
        ('reps = 8\nhold = "5s"', "16 holds of 5 s, sides in turn (8 each)"),
        ('sets = 2\nhold = "5s"', "2 sets of 2 holds of 5 s, sides in turn (1 each); rest 30 s between sets"),
        ('time = "20s"', "2 turns of 20 s, sides in turn (1 each)"),
        ('hold = "15s"\ntotal = "2m"', "Holds of 15 s, sides in turn, 2 min in all"),
    ],
)
def test_sides_in_turn_are_counted_together_as_the_timeline_does(keys: str, said: str) -> None:
    text = f'format = 1\nname = "A"\n[[block]]\nname = "B"\nrest = "30s"\nsides = "alternate"\n{keys}\n'
    assert page(text).groups[0].cards[0].dose == said


def test_the_page_has_the_trainer_the_cautions_and_seven_boxes_a_week() -> None:
    reader = read(page())
    for said in ("Trainer: A. Trainer, trainer@example.org", "version 3", "Stop if", STOP_AT, "You need: "):
        assert said in reader.text
    assert [attributes.get("class") for _, attributes in reader.tags].count("box") == 4 * 7
    for exercise in (
        ROUTINES["desk-reset"].blocks[0].steps[1].exercise,
        ROUTINES["desk-reset"].blocks[1].steps[0].exercise,
    ):
        assert exercise is not None
        assert all(text in reader.text for text in (*exercise.stop_if, *exercise.ask_first))


def test_later_paragraphs_stand_under_a_heading_of_their_own() -> None:
    sheet = page(FILE.replace("[[block]]", 'about = "What it is.\\n\\nWear shoes.\\n\\nEat first."\n\n[[block]]', 1))
    written = "".join(markdown_sheet(sheet))
    assert written.index("## Ask a doctor") < written.index("\n## Keep in mind\n\nWear shoes.\n\nEat first.\n")
    assert '<div class="general"><p><strong>Keep in mind:</strong> Wear shoes.</p><p>Eat first.</p>' in "".join(
        html_sheet(sheet)
    )


def test_what_two_exercises_say_in_nearly_the_same_words_stands_once() -> None:
    heads = ("the ankle locks", "you feel sick", "you feel")
    tails = ("the ankle locks or hurts", "you feel sick; breathe", "the ankle locks")
    listed = [", ".join(f'"{text}"' for text in texts) for texts in (heads, tails)]
    sheet = page(
        'format = 1\nname = "A"\n'
        + "".join(f'[[exercise]]\nid = "e{i}"\nname = "E"\nstop_if = [{texts}]\n' for i, texts in enumerate(listed))
        + "".join(f'[[block]]\nexercise = "e{i}"\ntime = "1m"\n' for i in (0, 1))
    )
    assert sheet.stop_if == ("you feel sick", "you feel", "the ankle locks or hurts", "you feel sick; breathe")


@pytest.mark.parametrize("name", ROUTINES)
def test_little_feeling_is_asked_about_once(name: str) -> None:
    assert sum("little feeling" in text for text in handout(ROUTINES[name], Standing()).ask_first) <= 1


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ('time = "4m"', "About 4 minutes"),
        ('reps = 8\nsets = 2\nrest = "2m"', "About 2 minutes and the repetitions"),
        ('reps = 8\nprepare = "0s"', ""),
        ('exercise = "short-foot"\ntest = "hold"\ncap = "1m"', ""),
        ('time = "1m"\nsets = 2\nrest = "ready"', ""),
        ('reps = 8\nsets = 2\nrest = "ready"', ""),
        ('[[block.steps]]\nname = "A"\ntest = "hold"\ncap = "1m"\n[[block.steps]]\nname = "B"\nreps = 8', ""),
    ],
)
def test_repetitions_at_ones_own_pace_come_on_top_of_the_length(keys: str, said: str) -> None:
    assert page(f'format = 1\nname = "A"\n[[block]]\nname = "B"\n{keys}\n').length == said


def test_the_working_foot_alone_is_lit_and_its_points_are_marked() -> None:
    written = "".join(html_sheet(page()))
    first, second = re.findall(r'<svg class="soles".*?</svg>', written)
    assert (first.count('class="lit"'), first.count('class="shadow"'), first.count('class="point"')) == (1, 1, 3)
    assert (second.count('class="lit"'), second.count('class="shadow"'), second.count('class="point"')) == (2, 0, 2)
    points = re.search(r'<polygon points="(.*?)"', written)
    assert points is not None
    assert len(points[1].split()) == len(outline())


@pytest.mark.parametrize("name", ROUTINES)
def test_a_page_needs_nothing_else_and_runs_nothing(name: str) -> None:
    reader = read(handout(ROUTINES[name], Standing()))
    assert {tag for tag, _ in reader.tags} & {"script", "link", "img", "iframe", "object", "form", "a"} == set()
    for _, attributes in reader.tags:
        assert not [key for key in attributes if key.startswith("on") or key == "src"]
        assert (attributes.get("href") or "#").startswith("#")
    policy = [attributes["content"] for tag, attributes in reader.tags if tag == "meta" and "content" in attributes]
    assert "default-src 'none'; style-src 'unsafe-inline'" in policy


@pytest.mark.parametrize("harm", [*HARMLESS.values(), "</p><script>alert(1)</script>", "&lt;b&gt;", "a' onclick='x"])
def test_a_text_of_a_file_stays_a_text(harm: str) -> None:
    quoted = harm.replace("\\", "\\\\").replace('"', '\\"')
    routine, _ = load_routine(
        f'format = 1\nname = "{quoted}"\nauthor = "{quoted}"\nabout = "{quoted}"\n'
        f'[[block]]\nname = "{quoted}"\ntime = "1m"\ncue = "{quoted}"\n',
        "a.toml",
    )
    assert routine is not None
    sheet = handout(routine, Standing())
    calm = read(
        page('format = 1\nname = "x"\nauthor = "x"\nabout = "x"\n[[block]]\nname = "x"\ntime = "1m"\ncue = "x"\n')
    )
    reader = read(sheet)
    assert [tag for tag, _ in reader.tags] == [tag for tag, _ in calm.tags]
    assert reader.text.count(harm) >= 4
    for line in "".join(markdown_sheet(sheet)).splitlines():
        assert not re.search(r"(?<!\\)[<\[`]", line.replace("- [ ]", ""))


@pytest.mark.parametrize(
    ("text", "said"),
    [("- x", r"\- x"), ("1. x", r"\1. x"), ("*x* _y_", r"\*x\* \_y\_"), ("a | b", r"a \| b"), ("<b>", r"\<b\>")],
)
def test_markdown_marks_are_written_out(text: str, said: str) -> None:
    assert plain(text) == said


def test_a_page_is_for_the_weeks_in_which_nothing_changes() -> None:
    first, later = page_of("heel-rebuild", 1), page_of("heel-rebuild", 3)
    assert (first.part, first.rows) == ("Weeks 1 to 2 of 12", ("week 1: 4 days", "week 2: 3 days"))
    assert later.part == "Weeks 3 to 4 of 12"
    steady = page_of("short-foot-eight-weeks", 1)
    assert (steady.part, len(steady.rows), steady.often) == ("Weeks 1 to 8 of 8", 8, "3 days a week")
    assert page_of("older-feet-six-months", 25).part == "Weeks 25 to 26 of 26"


def page_of(name: str, week: int) -> Handout:
    return handout(ROUTINES[name], Standing(week))


def test_a_short_routine_is_set_large_and_every_usual_one_on_one_page() -> None:
    assert size_for(page_of("desk-balance", 1)) == SIZES[0]
    pages = {name: handout(routine, Standing()) for name, routine in ROUTINES.items()}
    steps = {name: sum(len(group.cards) for group in sheet.groups) for name, sheet in pages.items()}
    assert {name for name, sheet in pages.items() if not fits(sheet, size_for(sheet))} == {
        name for name in pages if steps[name] > 7
    }


def test_the_markdown_says_the_same() -> None:
    assert "".join(
        markdown_sheet(page('format = 1\nname = "A"\nauthor = "T"\n[[block]]\nname = "B"\ntime = "2m"\n'))
    ) == (
        "# A\n\n- About 2 minutes\n\n### 1. B\n\n**For 2 min**\n"
        f"\n## Keep in mind\n\n{STOP_AT}\n"
        "\n## A tick for each day\n\n"
        "| | Mo | Tu | We | Th | Fr | Sa | Su |\n|---|---|---|---|---|---|---|---|\n"
        + "".join(f"| week {week} | ☐ | ☐ | ☐ | ☐ | ☐ | ☐ | ☐ |\n" for week in (1, 2, 3, 4))
        + "\nTrainer: T\n"
    )


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOOTCORE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_file_is_written_whole_and_told_on_standard_error(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["routine", "sheet", "heel-rebuild", "--week", "3", "-o", "sheet.html"]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("", "sheet.html: Heel rebuild, twelve weeks, Weeks 3 to 4 of 12\n")
    assert (home / "sheet.html").read_text("utf-8").endswith("</html>\n")
    assert [path.name for path in home.iterdir() if path.suffix == ".part"] == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("desk-balance", "--week", "2"), 2, "has no plan"),
        (("heel-rebuild", "--week", "13"), 2, "has 12 weeks"),
        (("short-foot", "--stage", "4"), 1, "nothing to do"),
        (("desk-balance", "--stage", "2", "-o", "nowhere/sheet.html"), 1, "nowhere/sheet.html can't be written"),
        (("desk-balnce",), 1, "Did you mean desk-balance?"),
        (("desk-balance", "--format", "pdf"), 2, "invalid choice"),
    ],
)
def test_a_wrong_wish_is_told(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int, said: str
) -> None:
    assert run(["routine", "sheet", *arguments]) == code
    assert said in capsys.readouterr().err
