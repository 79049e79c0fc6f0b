"""Hostile and mangled files: problems, never an exception, and never a long wait."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from footcore_tui.adapters.toml_exercises import load_exercises
from footcore_tui.adapters.toml_routines import load_routine
from footcore_tui.adapters.toml_source import MAX_BYTES, MAX_PROBLEMS
from footcore_tui.cli.routine_check import excerpt
from footcore_tui.core.problem import Problem
from footcore_tui.core.text import flaws

ROOT = Path(__file__).parents[2]
SEEDS = [
    *(path.read_bytes() for path in sorted((ROOT / "routines").rglob("*.toml"))),
    *(path.read_bytes() for path in sorted((Path(__file__).parent / "bad_files").glob("*.toml"))),
]
SCRAPS = [
    *(b"[[block]]", b"[", b"]", b"{", b"}", b'"', b'"""', b"'''", b"=", b",", b"\n", b"\r", b"\\", b"#", b"."),
    *(b"\x00", b"\xff", b"\x1b[0m", "“".encode(), "\u202e".encode(), b"15s", b"1,5m", b"nan", b"-1", b"9" * 400),
    *(b"true", b"00:45", b"2026-11-21", b"weeks", b"total", b"[plan]\nweeks = 3\n", b"steps = [", b"reps = [1, 2]"),
]


def answer(content: bytes) -> None:
    """Loads a file as both kinds, and looks at every problem as a person would see it."""
    routine, problems = load_routine(content, "x.toml")
    assert routine is not None or problems
    assert len(problems) <= MAX_PROBLEMS + 1
    lines = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").decode("utf-8", "replace").split("\n")
    for problem in problems:
        assert problem.message
        assert 1 <= problem.line <= len(lines) + 1
        assert 1 <= problem.column <= len(problem.source) + 1
        assert not any(list(flaws(line)) for line in excerpt(problem))
    load_exercises(content, "x.toml")


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=300))
@example(b"")
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe")
@example(b"\n" * 300)
@example("\u0132".encode())
def test_any_bytes_are_answered(content: bytes) -> None:
    answer(content)


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    answer(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=1500, deadline=None)
@given(st.sampled_from(SEEDS), st.randoms(use_true_random=False), st.integers(1, 6))
def test_a_mangled_routine_is_answered(seed: bytes, chance: random.Random, changes: int) -> None:
    content = bytearray(seed)
    for _ in range(changes):
        at = chance.randrange(len(content) + 1)
        if chance.random() < 0.5:
            content[at:at] = chance.choice(SCRAPS)
        else:
            del content[at : at + chance.randrange(1, 30)]
    answer(bytes(content))


HEAD = b'format = 1\nname = "A"\n'
BLOCK = b'[[block]]\nname = "A"\nhold = "1s"\n'
HOSTILE = {
    "brackets": HEAD + b"a = " + b"[" * 60_000,
    "braces": HEAD + b"a = " + b"{a=" * 20_000,
    "open quotes": HEAD + b'"' * 60_000,
    "typographic quotes": HEAD + "a = “b”\n".encode() * 4_000,
    "bare times": HEAD + b"a = 15s\n" * 7_000,
    "backslashes": HEAD + b'a = "' + b"\\u0041" * 10_000 + b'"',
    "dotted keys": HEAD + b"a" + b".a" * 30_000 + b" = 1",
    "dotted keys in braces": HEAD + b"a = {b" + b".a" * 900 + b" = 1}",
    "dotted headings": (b"[" + b"a." * 900 + b"b]\n") + b"".join(b"k%d = 1\n" % number for number in range(5_000)),
    "unknown keys": HEAD + b"".join(b"hold_time_of_step_%d = 1\n" % number for number in range(2_400)),
    "one long key": HEAD + b"a" * 60_000 + b" = 1",
    "unknown words": HEAD + b"focus = [" + b'"strenght",' * 5_000 + b"]\n" + BLOCK,
    "steps": HEAD + b"[[block]]\nsteps = [" + b"{}," * 20_000 + b"]",
    "blocks": HEAD + b"[[block]]\n" * 6_000,
    "controls": HEAD + b"\x1b" * 60_000,
    "foreign bytes": HEAD + b"\xe4\n" * 30_000,
    "combining marks": HEAD + "a\u0301".encode() + "\u0301".encode() * 30_000,
    "comments": HEAD + b"#\n" * 30_000,
    "digits": HEAD + BLOCK + b"reps = " + b"9" * 60_000,
    "decimal commas": HEAD + BLOCK + b"relax = " + b"1,5m," * 10_000,
    "blanks": HEAD + b"a" + b" " * 60_000 + b"b = 1",
    "spaces in a word": HEAD + b"a = " + b"b " * 30_000,
    "round brackets": HEAD + b"a = " + b"(" * 60_000,
    "commas in braces": HEAD + b"a = {b = 1" + b"," * 60_000,
    "levels without exercise": HEAD + b"[[a.b]]\n" * 3_000 + b"[[a]]\n[a]\n",
    "sides": HEAD + BLOCK + b'sides = "' + b"left" * 15_000 + b'"',
    "blanks between weeks": HEAD + b"[plan]\nweeks = 4\n" + BLOCK + b'weeks = "1' + b" " * 60_000 + b'2"',
    "carriage returns": HEAD + b"\r" * 60_000,
    "as much as there can be": HEAD + b"[plan]\nweeks = 99\n" + b"".join(
        b'[[block]]\nname = "A"\nhold = "1s"\nsides = "each"\nrounds = [%s2]\n' % (b"1," * (98 if number == 0 else 1))
        for number in range(500)
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_answered(name: str) -> None:
    assert len(HOSTILE[name]) <= MAX_BYTES
    answer(HOSTILE[name])


@pytest.mark.parametrize("opening", ["[", "{a="])
@pytest.mark.parametrize("depth", [100, 250, 300, 330, 400, 450])
def test_deep_nesting_is_answered_however_deep_the_stack_already_is(opening: str, depth: int) -> None:
    closing = "]" if opening == "[" else "}"
    text = f'format = 1\nname = "x"\nodd = {opening * depth}1{closing * depth}\n'

    def deeper(frames: int) -> tuple[Problem, ...]:
        return deeper(frames - 1) if frames else load_routine(text, "deep.toml")[1]

    assert deeper(150)
