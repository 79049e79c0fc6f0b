"""The position finder against tomli: the same paths, and each place holds the very key and value."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import tomli
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from footcore_tui.adapters.toml_positions import Place, positions
from footcore_tui.adapters.toml_source import Sheet

ROUTINES = sorted((Path(__file__).parents[2] / "routines").rglob("*.toml"))

blanks = st.sampled_from(["", " ", "  ", "\t", " \t "])
gaps = st.sampled_from(["", " ", "\n", "\n\n  ", ' # a ] } , = [[x]] " comment\n', "\t"])
letters = st.text("abcXYZ09_-", min_size=1, max_size=4)
words = st.text("ab足\"\\'#=[]{},.\t é", max_size=6)


def basic(word: str) -> str:
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'


def multiline(word: str) -> str:
    return '"""\n' + word.replace("\\", "\\\\").replace('"""', '""\\"').removesuffix('"') + '\n x\\\n  ""y"""'


keys = st.one_of(letters, letters, words.map(basic), st.text("a #=.[足", max_size=3).map(lambda word: f"'{word}'"))
scalars = st.one_of(
    st.sampled_from(
        ["1", "-0.5", "true", "inf", "1_000", "0xff", "1979-05-27 07:32:00Z", "2026-11-21", "00:45", "07:32:00.5"]
    ),
    words.map(basic),
    words.map(multiline),
    st.text('a"#[{\\', max_size=5).map(lambda word: f"'{word}'"),
    st.text('a"#[\n', max_size=5).map(lambda word: f"'''{word}'''"),
    st.sampled_from(['""""quoted"""""', '""', "''", "'''a''''"]),
)


@st.composite
def arrays(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    items = draw(st.lists(inner, max_size=4))
    text = "[" + draw(gaps)
    for number, item in enumerate(items):
        last = number == len(items) - 1
        text += item + draw(gaps) + (draw(st.sampled_from(["", ","])) if last else ",") + draw(gaps)
    return text + "]"


@st.composite
def inline_tables(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    pairs = draw(st.lists(st.tuples(dotted(), inner), max_size=3))
    return "{" + ",".join(draw(blanks) + key + "=" + draw(blanks) + value + draw(blanks) for key, value in pairs) + "}"


@st.composite
def dotted(draw: st.DrawFn) -> str:
    parts = draw(st.lists(keys, min_size=1, max_size=3))
    dot = draw(blanks) + "." + draw(blanks)
    return dot.join(parts) + draw(blanks)


values = st.recursive(scalars, lambda inner: st.one_of(arrays(inner), inline_tables(inner)), max_leaves=6)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Statements one by one, each kept only where tomli still accepts the whole."""
    text = draw(gaps)
    for _ in range(draw(st.integers(1, 10))):
        comment = draw(st.sampled_from(["", ' # [x] = "y"']))
        kind = draw(st.integers(0, 4))
        if kind == 0:
            line = "[" + draw(blanks) + draw(dotted()) + "]"
        elif kind == 1:
            line = "[[" + draw(blanks) + draw(st.sampled_from(["a", "a.b", "a . 'b'", "c"])) + draw(blanks) + "]]"
        else:
            line = draw(dotted()) + "=" + draw(blanks) + draw(values)
        candidate = text.rstrip(" \t") + ("" if not text.strip(" \t") or text.endswith("\n") else "\n")
        candidate += draw(blanks) + line + comment + draw(st.sampled_from(["\n", "\n\n", "\n# c\n"]))
        if accepted(candidate):
            text = candidate
    assume(accepted(text))
    return text


def accepted(text: str) -> bool:
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError:
        return False
    return True


def leaves(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], object]]:
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, child in children:
        yield (*path, name), child
        yield from leaves(child, (*path, name))


def compare(text: str) -> None:
    parsed = dict(leaves(tomli.loads(text)))
    found = dict(positions(text).paths())
    assert found.keys() == parsed.keys()
    for path, place in found.items():
        assert_place_holds(text, path, place, parsed[path])


def assert_place_holds(text: str, path: tuple[str | int, ...], place: Place, value: object) -> None:
    """A value's text reads as that value; a key's text as that key; a heading's place is its bracket."""
    if text[place.value] == "[" and place.key == place.value and isinstance(value, dict):
        return
    if isinstance(path[-1], str) and text[place.key] != "[":
        key = text[place.key :]
        assert key.startswith((path[-1], '"', "'"))
    if place.value > place.key or isinstance(path[-1], int):
        again = tomli.loads("value = " + text[place.value : place.end])["value"]
        assert repr(again) == repr(value)


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_every_path_that_tomli_sees_is_found_and_no_other(text: str) -> None:
    compare(text)


@pytest.mark.parametrize("path", ROUTINES, ids=lambda path: path.stem)
def test_the_shipped_files_are_found_whole(path: Path) -> None:
    compare(path.read_text("utf-8"))


def spots(text: str, *path: str | int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Line and column of a key and of its value."""
    place = positions(text)
    for name in path:
        place = place.children[name]
    sheet = Sheet("x", text)
    return sheet.spot(place.key), sheet.spot(place.value)


def test_a_key_and_its_value_have_their_own_column() -> None:
    assert spots('a = 1\n\tb  =  "x"\n', "b") == ((2, 2), (2, 8))


def test_a_column_counts_characters_whatever_their_width() -> None:
    assert spots('t = { "足指" = "体操", n = 3 }\n', "t", "n") == ((1, 20), (1, 24))


def test_elements_of_a_nested_array_have_their_own_places() -> None:
    assert spots("a = [\n  [1, 2],\n  [3, # four\n   4],\n]\n", "a", 1, 1) == ((4, 4), (4, 4))


def test_a_dotted_key_ends_in_the_place_of_its_last_part() -> None:
    assert spots('speech . "voice" = "x"\n', "speech", "voice") == ((1, 10), (1, 20))


def test_a_sub_table_belongs_to_the_last_element_of_its_array() -> None:
    text = "[[a]]\n[[a]]\n[a.b]\nc = 1\n[[a.d]]\ne = 2\n"
    assert spots(text, "a", 1, "b", "c") == ((4, 1), (4, 5))
    assert spots(text, "a", 1, "d", 0, "e") == ((6, 1), (6, 5))
    assert spots(text, "a", 0) == ((1, 1), (1, 1))


def test_a_table_that_was_opened_below_itself_first_stands_at_its_own_heading() -> None:
    assert spots("[a.b]\nc = 1\n[a]\nd = 2\n", "a") == ((3, 1), (3, 1))


def test_brackets_and_quotes_inside_texts_and_comments_are_no_structure() -> None:
    text = 'a = """x\n[b]\n"quoted""""" # ] }\nc = \'#\' # "\nd = 1\n'
    assert spots(text, "d") == ((5, 1), (5, 5))
