"""Hints that are followed to the letter: what a beginner writes, what is said, and that the file then loads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from footcore_tui.adapters.library import Library
from footcore_tui.adapters.toml_routines import load_routine
from footcore_tui.core.problem import Problem, Severity

EXERCISES = Library(Path(__file__).parents[2] / "routines").exercises()

HEAD = 'format = 1\nname = "T"\n'
BLOCK = '[[block]]\nname = "A"\n'
PLACES = {
    "whole": "§",
    "format": '§\nname = "T"\n[[block]]\nname = "A"\nreps = 10\n',
    "file": f"{HEAD}§\n{BLOCK}reps = 10\n",
    "body": f"{HEAD}§\n",
    "plan": f"{HEAD}[plan]\n§\n{BLOCK}reps = 10\n",
    "days": f"{HEAD}[plan]\nweeks = 6\n§\n{BLOCK}reps = 10\n",
    "dose": f'{HEAD}[plan]\nweeks = 6\n[[block]]\nname = "A"\nrounds = 2\n§\n',
    "beside": f"{HEAD}[plan]\nweeks = 6\n{BLOCK}rounds = 2\nreps = 10\n§\n",
    "steps": f"{HEAD}{BLOCK}steps = [\n§\n]\n",
}
"""Where the line stands that is wrong."""


class Case(NamedTuple):
    place: str
    wrong: str
    message: str
    hint: str
    right: str = ""
    """What the hint comes to, where it shows no more than the way."""


OWN = '[[exercise]]\nid = "a"\nname = "A"\n'
LEVEL = 'id = "x"\nname = "X"\n'
DONE = '[[block]]\nexercise = "a"\ntime = "30s"'
STEP = '{ name = "A", time = "30s" }'
PUT = "a comment begins with #: put one before it"
TURNS = 'write "each" for a whole set a side, "alternate" to swap after every hold, "both" for both at once'
SMART = '(and switch off "smart quotes" in the editor)'
LISTED = "a list stands in square brackets"
LETTERS = "a key has the letters a to z, as name or hold"
SIDES = 'write one of "both", "left", "right", "each" or "alternate"'
MERGE = "<<<<<<< HEAD\n=======\n>>>>>>> other\n"
CASES = (
    # Lists, and what is none
    Case("beside", "sets = 2, 2, 3, 3", LISTED, "write [2, 2, 3, 3]"),
    Case("beside", "sets = (2, 2, 3)", LISTED, "write [2, 2, 3]"),
    Case("beside", "sets = [2; 2; 3]", LISTED, "write [2, 2, 3]"),
    Case("beside", "sets = (3)", "no round brackets", "write 3"),
    Case("dose", "hold = 10s, 20s, 30s", LISTED, 'write ["10s", "20s", "30s"]'),
    Case("dose", 'hold = "10s"; "20s"', LISTED, 'write ["10s", "20s"]'),
    Case("file", 'tags = "a", "b"', LISTED, 'write ["a", "b"]'),
    Case("file", "tags = desk, no shoes", LISTED, 'write ["desk", "no shoes"]'),
    Case("steps", '{ name = "A", unit = "a", "b", reps = 10 },', "an equals sign is missing", 'write key = "value"',
         '{ name = "A", unit = "a", reps = 10 },'),
    Case("beside", "weeks = 1, 3, 5", "in quotes, not a list", 'write "1,3,5"'),
    Case("dose", "reps = 10\ntempo = 3, 0, 2, 1", "in quotes, not a list", 'write "3-0-2-1"'),
    Case("body", f"[[block]]\nsteps = {STEP}, {STEP}", "several steps stand in brackets",
         "write steps = [ { … }, { … } ]", f"[[block]]\nsteps = [ {STEP}, {STEP} ]"),
    # Numbers
    Case("dose", "reps = 3x10", "3x10 is two numbers", "write sets = 3 and reps = 10", "sets = 3\nreps = 10"),
    Case("dose", "reps = 3 x 10", "3 x 10 is two numbers", "write sets = 3 and reps = 10", "sets = 3\nreps = 10"),
    Case("dose", "reps = 3 × 10", "3 × 10 is two numbers", "write sets = 3 and reps = 10", "sets = 3\nreps = 10"),
    Case("dose", "reps = 8–12", "8–12 is a range", "write one of them: 8 or 12"),
    Case("dose", "reps = 8 to 12", "8 to 12 is a range", "write one of them: 8 or 12"),
    Case("dose", 'reps = "8 bis 12"', "not a text", "write one of them: 8 or 12"),
    Case("dose", 'reps = "8–12"', "not a text", "write one of them: 8 or 12"),
    Case("dose", "reps = 10/10", "two numbers", 'write reps = 10, and sides = "each" if that is per side'),
    Case("dose", "reps = 50%", "no whole number", "write it as reps = 10"),
    Case("dose", "reps = ten", "no whole number", "write reps = 10"),
    Case("plan", 'weeks = "1-4"', "a whole number", "write weeks = 4"),
    Case("plan", "weeks = 1-4", "a range", "write weeks = 4"),
    Case("plan", 'weeks = "6 weeks"', "a whole number", "write weeks = 6"),
    Case("plan", "weeks = 6 Wochen", "no whole number", "write weeks = 6"),
    Case("plan", 'weeks = "1,2,3"', "a whole number", "write weeks = 3"),
    Case("dose", 'reps = "10x"', "not a text", "write reps = 10"),
    Case("dose", "reps = ~10", "no whole number", "write reps = 10"),
    Case("dose", "reps = 10,", "no comma stands at the end", "take it out"),
    Case("plan", "weeks = [1, 2, 3]", "not a list", "write weeks = 3"),
    Case("beside", 'stage = "two"', "a whole number", "write stage = 2"),
    Case("beside", "stage = [1, 2]", "not a list", "write one number, as stage = 2"),
    Case("days", 'days_a_week = "daily"', "a whole number", "write days_a_week = 7"),
    Case("days", "days_a_week = 3-4", "a range", "write one of them: 3 or 4"),
    Case("days", 'sessions_a_day = "twice"', "a whole number", "write sessions_a_day = 2"),
    Case("format", 'format = "toml"', "a whole number", "write format = 1"),
    Case("format", "format = toml", "no whole number", "write format = 1"),
    # Weeks and tempos
    Case("beside", "weeks = 0", "weeks begin at 1", 'as "3-6", "1,3,5" or "2"', 'weeks = "2"'),
    Case("beside", 'weeks = "0-2"', "weeks begin at 1", 'as "3-6", "1,3,5" or "2"', 'weeks = "2"'),
    Case("beside", 'weeks = "1–2"', "has long dashes", 'write "1-2"'),
    Case("beside", "weeks = 1–2", "has long dashes", 'write "1-2"'),
    Case("beside", 'weeks = "1 to 3"', "names no weeks", 'write "1-3"'),
    Case("beside", 'weeks = "weeks 1 and 3"', "names no weeks", 'write "1,3"'),
    Case("beside", "weeks = [1, 3]", "not as a list", 'write "1,3"'),
    Case("beside", 'tempo = "3–0–2–1"', "has long dashes", 'write "3-0-2-1"'),
    Case("beside", "tempo = 3–0–2–1", "has long dashes", 'write "3-0-2-1"'),
    Case("beside", 'tempo = "3/0/2/1"', "is not a tempo", 'write "3-0-2-1"'),
    # Texts
    Case("file", "contact = 08912345", "needs quotes", 'write "08912345"'),
    Case("file", "contact = +49 89 1234", "needs quotes", 'write "+49 89 1234"'),
    Case("file", "version = 1.2.3", "needs quotes", 'write "1.2.3"'),
    Case("file", "version = 2026-11-21", "not a date", 'write "2026-11-21"'),
    Case("file", "author = A. Trainer, Munich", "needs quotes", 'write "A. Trainer, Munich"'),
    Case("file", "about = 5 minute reset", "needs quotes", 'write "5 minute reset"'),
    Case("beside", "cue = 3 slow breaths", "needs quotes", 'write "3 slow breaths"'),
    Case("beside", "cue = Heel down, knee straight", "needs quotes", 'write "Heel down, knee straight"'),
    Case("beside", 'cue = The "big" toe', "needs quotes", r'write "The \"big\" toe"'),
    Case("beside", "cue = Don't lock the knee", "needs quotes", 'write "Don\'t lock the knee"'),
    Case("steps", '{ name = "A", cue = Heel down, knee up, time = "30s" },', "needs quotes",
         'write "Heel down, knee up"'),
    Case("file", 'about = "One\ntwo"', "three quotes", 'write """ before it and """ behind it',
         'about = """One\ntwo"""'),
    Case("beside", 'cue = "One\ntwo"', "one line only", "write it in one line", 'cue = "One two"'),
    # Words
    Case("beside", 'sides = "each"\nfirst = "rechts"', "none of the words",
         'did you mean "right"? write one of "left" or "right"'),
    Case("beside", 'sides = "each"\nfirst = "first"', "none of the words", 'write one of "left" or "right"'),
    Case("beside", 'sides = "links"', "none of the words", f'did you mean "left"? {SIDES}'),
    Case("beside", 'sides = "abwechselnd"', "none of the words", f'did you mean "alternate"? {SIDES}'),
    *(Case("beside", f'sides = "{word}"', "how the sides take turns", TURNS)
      for word in ("both sides", "each side", "je Seite", "beide", "per leg", "links/rechts", "L/R")),
    *(Case("beside", f"sides = {words}", "how the sides take turns", TURNS)
      for words in ("left, right", "both sides", '["left", "right"]')),
    # Times
    Case("beside", 'rest = "none"', "is not a time", 'write "0s"'),
    Case("beside", "rest = none", "is not a time", 'write "0s"'),
    Case("beside", 'rest = "keine"', "is not a time", 'write "0s"'),
    Case("beside", "rest = false", "not true or false", 'write "0s"'),
    Case("beside", "rest = Ready", "needs quotes", 'write "ready"'),
    Case("dose", "hold = 0", "0 has no unit", 'write a time as "45s", "2m" or "1m30s"'),
    Case("dose", 'time = "500ms"', "is not a time", 'only whole seconds stand here: write "1s"'),
    Case("dose", 'time = "1.5s"', "is not a time", 'only whole seconds stand here: write "2s"'),
    Case("dose", 'time = "30 Sek."', "is not a time", 'write "30s"'),
    Case("dose", 'time = "1 Std."', "is not a time", 'write "1h"'),
    Case("dose", 'time = "30-45s"', "is not a time", 'write one of them: "30s" or "45s"'),
    Case("beside", "rest = 20–30 sec", "is a range", 'write one of them: "20s" or "30s"'),
    Case("dose", "time = `30s`", "without quotes", 'write "30s"'),
    Case("dose", "time = 2 Min.", "without quotes", 'write "2m"'),
    Case("dose", 'time = "３０s"', "is not a time", 'write "30s"'),
    Case("steps", '{ name = "A", time = 30s", cue = "x" },', "opening quote", 'write "30s"'),
    # Keys
    Case("dose", "wiederholungen = 10", "no key", "did you mean reps?"),
    Case("dose", 'dauer = "30s"', "no key", "did you mean time?"),
    Case("beside", 'seite = "left"', "no key", "did you mean sides?"),
    Case("beside", 'pause = "30s"', "no key", "did you mean rest?"),
    Case("body", '[[block]]\nuebung = "short-foot"\ntime = "30s"', "no key", "did you mean exercise?"),
    Case("body", '[[block]]\nübung = "short-foot"\ntime = "30s"', "is no key", f"write exercise: {LETTERS}"),
    Case("beside", "Grösse = 3", "is no key", LETTERS, "sets = 3"),
    Case("body", f"runden = 2\n{BLOCK}reps = 10", "no key", "did you mean rounds? it belongs to its [[block]], "
         "above the steps", f"{BLOCK}rounds = 2\nreps = 10"),
    # Other keyboards
    Case("dose", 'timе = "30s"', "another alphabet: U+0435 (cyrillic small letter ie)", "write time, typed anew"),
    Case("body", '[[block]]\nnаme = "A"\nreps = 10', "another alphabet: U+0430", "write name, typed anew"),
    Case("body", '[[bloсk]]\nname = "A"\nreps = 10', "another alphabet: U+0441", "write [[block]], typed anew"),
    Case("beside", 'sides = "еach"', "another alphabet: U+0435", 'write "each", typed anew'),
    Case("body", '[[block]]\nexercise = "shоrt-foot"\nreps = 10', "another alphabet: U+043E",
         'did you mean "short-foot"?'),
    Case("dose", 'time ＝ "30s"', "full-width", "write =", 'time = "30s"'),
    Case("dose", "reps = １０", "full-width", "write 10"),
    Case("beside", "sets = ［2，3］", "full-width", "write [2,3]"),
    *(Case("dose", f"time = {opening}30s{closing}", f"{opening} is a typographic quote",
           f'write straight quotes: "30s" {SMART}') for opening, closing in ("″″", "´´", "「」", "””", "＇＇")),
    # Remarks
    *(Case("dose", f'time = "30s" {remark}', "remark cannot begin with", PUT, f'time = "30s" # {remark}')
      for remark in ("// half", "-- half", "(half)", ":)", "/* half */")),
    Case("dose", 'time = "30s" half of it', "has ended before this", PUT, 'time = "30s" # half of it'),
    Case("dose", "reps = 10 // a side", "remark cannot begin with", PUT, "reps = 10 # // a side"),
    Case("steps", f"{STEP}, // one", "remark cannot begin with", PUT, f"{STEP}, # one"),
    Case("steps", f"// two of them\n{STEP},", "remark cannot begin with", PUT, f"# two of them\n{STEP},"),
    # Headings
    *(Case("body", f'{heading}\nname = "A"\nreps = 10', message, "write [[block]]") for heading, message in (
        ("[[block 1]]", '"block 1" is no heading'), ("((block))", "in square brackets"),
        ("{{block}}", "in square brackets"), ("<block>", "in square brackets"), ("block:", "in square brackets"))),
    Case("body", "[[Übung]]\nreps = 10", "is no heading", 'write [[block]], and below it name = "Übung"',
         '[[block]]\nname = "Übung"\nreps = 10'),
    Case("body", '[blocks]\nname = "A"\nreps = 10', "no key", "did you mean [[block]]?"),
    Case("body", f"[[block]]\n[[block.step]]\n{LEVEL[9:]}reps = 10", "no key", "did you mean [[block.steps]]?"),
    Case("body", f"[[block]]\n[block.step]\n{LEVEL[9:]}reps = 10", "no key", "did you mean [[block.steps]]?"),
    Case("body", f"[[block]]\n[block.steps]\n{LEVEL[9:]}reps = 10", "double brackets",
         "write [[block.steps]], once for each"),
    Case("body", f"[[block]]\n[[steps]]\n{LEVEL[9:]}reps = 10", "no meaning", "write [[block.steps]]"),
    Case("body", f"{OWN}[[level]]\n{LEVEL}{DONE}", "no meaning in a file", "write [[exercise.level]]"),
    Case("body", f"{OWN}[exercise.level]\n{LEVEL}{DONE}", "double brackets", "write [[exercise.level]], once for each"),
    Case("body", f'{OWN}levels = ["x"]\n{DONE}', "no key", 'write [[exercise.level]], and below it id = "…" and '
         'name = "…"', f"{OWN}[[exercise.level]]\n{LEVEL}{DONE}"),
    Case("body", f'{OWN}level = ["x"]\n{DONE}', "more than a text", 'write [[exercise.level]], and below it id = "…" '
         'and name = "…", once for each', f"{OWN}[[exercise.level]]\n{LEVEL}{DONE}"),
    Case("body", f"[[exercise.level]]\n{LEVEL}{OWN}{DONE}", "stands above the [[exercise]]",
         "put it below the keys of its [[exercise]]", f"{OWN}[[exercise.level]]\n{LEVEL}{DONE}"),
    Case("body", f"[[exercise.level]]\n{LEVEL}{BLOCK}reps = 10", "has no [[exercise]] above it",
         "write [[exercise]], its id and its name above it", f"{OWN}[[exercise.level]]\n{LEVEL}{DONE}"),
    Case("body", '[[block]]\nexercise = "short-foot"\nhold = "5s"\n\nexercise = "short-foot"\nhold = "5s"',
         "a second block begins here", "write [[block]] in a line of its own above it"),
    Case("body", '[[block]]\nexercise = "short-foot"\nhold = "5s"\nname = "B"\nhold = "5s"',
         "a second block begins here", "write [[block]] in a line of its own above it"),
    Case("body", f'{OWN}id = "b"\nname = "B"\n{DONE}', "a second exercise begins here",
         "write [[exercise]] in a line of its own above it"),
    # Brackets and quotes
    Case("steps", f'{STEP},\nname = "B", time = "30s" }},\n{STEP},', "a { is missing here", "put a { before it",
         f"{STEP},\n{STEP},"),
    Case("body", '[[block]]\nsteps = [ name = "A", time = "30s" ]', "braces round each step",
         'write [ { name = "A", … } ]', f"[[block]]\nsteps = [ {STEP} ]"),
    Case("body", f"[[block]]\nsteps = [\n{STEP},\n}}", "a [ is to be closed", "write ] in its place"),
    Case("body", f"[[block]]\nsteps = [\n{STEP}\n}}", "a [ is to be closed", "write ] in its place"),
    Case("steps", f"{STEP} }},", "closes nothing", "take it out"),
    Case("steps", '{ name = "A, time = "30s" },', "the closing quote is missing", 'write "A"', f"{STEP},"),
    Case("file", 'tags = ["a, "b"]', "the closing quote is missing", 'write "a"', 'tags = ["a", "b"]'),
    Case("dose", 'time == "30s"', "a second sign", "take it out: one = is enough"),
    Case("dose", 'time => "30s"', "a second sign", "take it out: one = is enough"),
    Case("steps", '{ name = "A"; time = "30s" },', "not a semicolon", "write , in its place"),
    Case("steps", '( name = "A", time = "30s" ),', "a step stands in braces", 'write { name = "…", reps = 10 }',
         f"{STEP},"),
    Case("body", f"[[block]]\nsteps = (\n{STEP},\n)", "square brackets", "write steps = [ { … }, { … } ]",
         f"[[block]]\nsteps = [\n{STEP},\n]"),
    Case("file", 'tags = {"desk", "short"}', "square brackets", 'write ["desk", "short"]'),
    Case("body", '[ [block] ]\nname = "A"\nreps = 10', "no blank stands between", "write [[block]]"),
    Case("body", '[[block]]]\nname = "A"\nreps = 10', "do not match", "write [[block]]"),

    # Strangers
    Case("whole", "<!DOCTYPE html>\n<html>", "HTML", "save the file itself (Raw, Download), not the page that shows "
         "it", f"{HEAD}{BLOCK}reps = 10"),
    Case("body", f"{MERGE}{BLOCK}reps = 10", "a mark of a merge", "keep one of the two versions, and take out the "
         "lines that begin with <<<<<<<, ======= and >>>>>>>", f"{BLOCK}reps = 10"),
    Case("body", f"```toml\n{BLOCK}reps = 10\n```", "Markdown", "take out the lines with ```", f"{BLOCK}reps = 10"),
)  # fmt: skip

_VALUE = re.compile(
    r'(?:write|mean)(?: it as| one of them:| one of| straight quotes:| a time as)? ?(\[.*\]|"(?:\\.|[^"\\])*"|\d+)'
)
_VALUE_END = re.compile(r".*?(?=,? \}|, [a-z]+ = |\n|$)", re.DOTALL)


def followed(text: str, problem: Problem) -> str:
    """The text once the hint has been taken at its word, in the one place at which the caret points."""
    hint = problem.hint
    lines = text.split("\n")
    before, here = lines[problem.line - 1][: problem.column - 1], lines[problem.line - 1][problem.column - 1 :]
    if heading := re.search(r"(\[\[[a-z.]+\]\]) in a line of its own above", hint):
        lines.insert(problem.line - 1, heading[1])
        return "\n".join(lines)
    if heading := re.match(r"(?:write|did you mean) (\[\[[a-z.]+\]\])", hint):
        new = heading[1]
    elif setting := re.match(r"write (?:it as |one number, as )?([a-z_]+ = [0-9]+)", hint):
        new = setting[1]
    elif hint.startswith("take it out"):
        new = before + here[1:]
    elif key := re.match(r"(?:did you mean|write) ([a-z_]+)(?:\?|:|, typed)", hint):
        new = before + re.sub(r"^[^\W\d]\w*", key[1], here)
    elif value := _VALUE.search(hint):
        new = before + value[1] + here[len(_end_of_value(here)) :]
    else:
        new = before + hint.removeprefix("write ").partition(" ")[0] + here[1:]
    lines[problem.line - 1] = new
    return "\n".join(lines)


def _end_of_value(here: str) -> str:
    match = _VALUE_END.match(here)
    return match[0] if match else here


def errors_of(text: str) -> list[Problem]:
    return [one for one in load_routine(text, "t.toml", EXERCISES)[1] if one.severity is Severity.ERROR]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.wrong)
def test_a_hint_that_is_followed_to_the_letter_mends_the_file(case: Case) -> None:
    text = PLACES[case.place].replace("§", case.wrong)
    problem, *others = errors_of(text)
    assert (problem.hint, others) == (case.hint, [])
    assert case.message in problem.message
    mended = PLACES[case.place].replace("§", case.right) if case.right else followed(text, problem)
    assert [f"{one.message}: {one.source}" for one in errors_of(mended)] == []
