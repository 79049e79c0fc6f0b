"""Bad files, one mistake each: exactly one problem, in its place, with the words that help.

The files lie in `bad_files/`; line and column are those of the character that the caret must stand under.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from footcore_tui.adapters.library import Library
from footcore_tui.cli.routine_check import excerpt
from footcore_tui.core.problem import Severity
from footcore_tui.core.text import flaws

HERE = Path(__file__).parent / "bad_files"
LIBRARY = Library(Path(__file__).parents[2] / "routines")

# file: (line, column, code, part of the message, part of the hint)
EXPECTED = {
    "typographic-quotes": (2, 8, "syntax", "typographic quote", "straight quotes"),
    "typographic-closing-quote": (2, 12, "syntax", "typographic quote", "straight quotes"),
    "german-quotes-in-step": (7, 12, "syntax", "„ is a typographic quote", "straight quotes"),
    "time-beside-paced-reps": (8, 1, "mixed-dose", "time does not go with reps and tempo", "take time out"),
    "level-as-number": (7, 9, "wrong-type", "by its id, not by a number", '"fingertips"'),
    "sides-as-list": (7, 9, "unknown-word", "how the sides take turns", '"alternate"'),
    "capital-block": (4, 1, "unknown-key", 'no key "Block"', "did you mean [[block]]?"),
    "bare-unit": (6, 8, "syntax", "15s is a time without quotes", 'write "15s"'),
    "bare-unit-in-step": (7, 27, "syntax", "15s is a time without quotes", 'write "15s"'),
    "missing-opening-quote": (6, 8, "syntax", "the opening quote is missing", 'write "15s"'),
    "missing-closing-quote": (6, 8, "syntax", "the closing quote is missing", "end the text"),
    "bare-minutes-seconds": (6, 8, "syntax", "1:30 is a time without quotes", '"1m30s" or "1h30m"'),
    "bare-negative-time": (6, 8, "syntax", "-5s is a time without quotes", 'write "5s"'),
    "decimal-comma": (6, 8, "syntax", "1,5m has a decimal comma", 'write "1m30s"'),
    "decimal-comma-in-step": (7, 27, "syntax", "1,5m has a decimal comma", 'write "1m30s"'),
    "decimal-comma-in-number": (6, 8, "syntax", "2,5 has a decimal comma", "whole numbers"),
    "missing-comma-between-steps": (6, 30, "syntax", "a comma is missing here", "put a comma"),
    "missing-comma-in-step": (7, 18, "syntax", "a comma is missing here", "put a comma"),
    "single-brackets": (4, 1, "single-brackets", "[block] needs double brackets", "write [[block]]"),
    "single-brackets-twice": (4, 1, "syntax", "[block] needs double brackets", "write [[block]]"),
    "half-closed-heading": (4, 1, "syntax", "brackets of this heading do not match", "write [[block]]"),
    "unclosed-list": (5, 9, "syntax", "this [ is never closed", "put a ]"),
    "unclosed-braces": (7, 3, "syntax", "this { is never closed", "put a }"),
    "word-without-quotes": (7, 9, "syntax", '"each" needs quotes', 'write "each"'),
    "test-of-a-hold-with-tempo": (8, 1, "mixed-dose", 'tempo does not go with test = "hold"', 'test = "reps"'),
    "tempo-without-quotes": (7, 9, "syntax", "3-0-2-1 needs quotes", 'write "3-0-2-1"'),
    "colon-for-equals": (2, 5, "syntax", "a colon", "key = "),
    "value-missing": (7, 7, "syntax", "the value is missing", "key = "),
    "key-of-three-words": (7, 1, "syntax", "a key is one word", "rest_between_rounds"),
    "key-twice": (7, 1, "syntax", '"time" stands twice', "keep one"),
    "key-twice-in-step": (7, 34, "syntax", '"time" stands twice', "keep one"),
    "plan-twice": (7, 1, "syntax", "stands twice", "first one"),
    "quote-inside-text": (2, 14, "syntax", "the text has ended", '\\"'),
    "backslash": (7, 10, "syntax", "backslash", "\\\\"),
    "comma-at-line-end": (5, 14, "syntax", "no comma stands at the end", "take it out"),
    "two-keys-on-a-line": (5, 15, "syntax", "two keys stand on one line", "one key per line"),
    "slashes-for-comment": (4, 1, "syntax", "cannot begin with /", "#"),
    "nested-too-deeply": (1, 1, "syntax", "nested too deeply", "three levels"),
    "thousand-part-key": (4, 1, "syntax", "too many parts", "one word"),
    "endless-number": (6, 8, "syntax", "too long to be read", "below 1,000"),
    "utf-16": (1, 1, "encoding", "UTF-16", "UTF-8"),
    "utf-16-without-mark": (1, 1, "encoding", "UTF-16", "UTF-8"),
    "latin-1-byte": (5, 13, "encoding", "0xE4 is not UTF-8", '"ä"'),
    "nul": (5, 11, "character", "U+0000 (NUL)", "take it out"),
    "escape-sequence": (5, 11, "character", "escape sequence", "take it out"),
    "escape-sequence-spelt-out": (5, 11, "character", "escape sequence", "take it out"),
    "osc-52": (7, 8, "character", "escape sequence", "take it out"),
    "c1-control": (5, 11, "character", "U+009B", "take it out"),
    "bidi-override": (7, 12, "character", "reading direction", "take it out"),
    "bidi-override-in-comment": (4, 5, "character", "reading direction", "take it out"),
    "private-use": (7, 11, "character", "private use", "take it out"),
    "zero-width-space": (7, 10, "character", "invisible", "take it out"),
    "line-separator": (7, 10, "character", "U+2028", "take it out"),
    "stacked-accents": (7, 14, "character", "accents", "take it out"),
    "lone-carriage-return": (4, 6, "character", "carriage return", "take it out"),
    "tab-in-name": (5, 11, "character", "tab", "take it out"),
    "line-feed-in-name": (2, 11, "character", "line feed", "one line"),
    "byte-order-mark-inside": (5, 11, "character", "U+FEFF", "take it out"),
    "time-without-unit": (6, 8, "bad-duration", "45 has no unit", 'write "45s" or "45m"'),
    "time-of-day": (6, 8, "bad-duration", "00:45 is a time of day", 'write "45s" or "45m"'),
    "time-of-day-with-seconds": (6, 8, "bad-duration", "00:01:30 is a time of day", 'write "1m30s"'),
    "clock-text": (6, 8, "bad-duration", '"1:30" is not a time', '"1m30s" or "1h30m"'),
    "number-text": (6, 8, "bad-duration", '"45" is not a time', '"45s" or "45m"'),
    "fraction-text": (6, 8, "bad-duration", '"1.5m" is not a time', 'write "1m30s"'),
    "negative-text": (6, 8, "bad-duration", '"-5s" is not a time', 'write "5s"'),
    "long-unit": (6, 8, "bad-duration", '"45 sec" is not a time', 'write "45s"'),
    "time-true": (6, 8, "wrong-type", "not true or false", '"45s"'),
    "time-nan": (6, 8, "not-finite", "a time that ends", '"45s"'),
    "time-date": (6, 8, "bad-duration", "is a date", '"45s"'),
    "time-zero": (6, 8, "out-of-range", "above zero", '"45s"'),
    "time-too-long": (6, 8, "out-of-range", "longer than 12h", '"12h"'),
    "time-of-thousands-of-digits": (6, 8, "out-of-range", "longer than 12h", '"12h"'),
    "rest-wrong-word": (8, 8, "bad-duration", '"redy" is not a time', '"ready"'),
    "rest-wrong-case": (8, 8, "unknown-word", '"Ready" is written in small letters', 'write "ready"'),
    "reps-true": (6, 8, "wrong-type", "not true or false", "write it as 10"),
    "reps-inf": (6, 8, "not-finite", "a number that ends", "1 to 999"),
    "reps-huge": (6, 8, "out-of-range", "outside 1 to 999", "1 to 999"),
    "reps-negative": (6, 8, "out-of-range", "-1 is outside", "1 to 999"),
    "reps-fraction": (6, 8, "wrong-type", "a whole number, not 2.5", "without a point"),
    "reps-text": (6, 8, "wrong-type", "not a text", "12 without quotes"),
    "reps-date": (6, 8, "wrong-type", "not a date", "write it as 10"),
    "rounds-thousand-million": (7, 10, "out-of-range", "outside 1 to 99", "1 to 99"),
    "sets-zero": (7, 8, "out-of-range", "0 is outside 1 to 99", "1 to 99"),
    "unknown-key": (7, 1, "unknown-key", 'no key "hodl"', "did you mean hold?"),
    "unknown-key-behind-tabs": (7, 3, "unknown-key", 'no key "hodl"', "did you mean hold?"),
    "unknown-key-behind-cjk": (7, 22, "unknown-key", 'no key "tiem"', "did you mean time?"),
    "unknown-key-with-crlf": (7, 1, "unknown-key", 'no key "hodl"', "did you mean hold?"),
    "unknown-key-after-byte-order-mark": (1, 1, "unknown-key", 'no key "formt"', "did you mean format?"),
    "unknown-quoted-key": (7, 1, "unknown-key", 'no key "ho ld"', "did you mean hold?"),
    "unknown-dotted-key": (7, 1, "unknown-key", 'no key "speech"', ""),
    "alias-for-time": (7, 34, "unknown-key", 'no key "duration"', "did you mean time?"),
    "file-key-below-block": (7, 1, "misplaced-key", '"author" has no meaning in a block', "top of the file"),
    "block-key-after-steps": (8, 1, "misplaced-key", '"rounds" has no meaning in a step', "[[block]]"),
    "step-key-beside-steps": (5, 1, "misplaced-key", "hold stands beside steps", "braces of a step"),
    "format-missing": (1, 1, "missing-key", "no format", "format = 1"),
    "format-newer": (1, 10, "newer-format", "format 2; this footcore reads format 1", "update footcore"),
    "format-text": (1, 10, "wrong-type", "a whole number, not a text", "1 without quotes"),
    "name-missing": (1, 1, "missing-key", "no name", 'name = "Foot circuit"'),
    "name-blank": (2, 8, "empty", "nothing to see", "write something"),
    "name-too-long": (2, 8, "too-long", "82 cells; at most 80", "shorten"),
    "name-number": (2, 8, "wrong-type", "a text, not a number", '"12"'),
    "id-with-capitals": (4, 6, "bad-id", '"Foot Core" is no id', 'write "foot-core"'),
    "language-name": (4, 12, "bad-language", "no language tag", '"pt-BR"'),
    "focus-unknown": (4, 18, "unknown-word", '"strenght" is none', 'did you mean "strength"?'),
    "block-missing": (1, 1, "missing-key", "no [[block]]", "write [[block]]"),
    "steps-empty": (5, 9, "empty", "this list is empty", "at least one step"),
    "steps-of-texts": (5, 44, "wrong-type", "a step must be a table, not a text", "{ key"),
    "silences-an-error": (7, 10, "unknown-warning", '"unknown-key" is no warning', "no-effect"),
    "exercise-unknown": (5, 12, "unknown-exercise", '"short-fot"', 'did you mean "short-foot"?'),
    "exercise-and-name-missing": (4, 1, "missing-key", "neither an exercise nor a name", 'exercise = "short-foot"'),
    "level-unknown": (
        6,
        9,
        "unknown-level",
        'Short foot has no level "standin"',
        'did you mean "standing"? its levels are seated, standing and single-leg',
    ),
    "level-without-ladder": (7, 9, "unknown-level", "has no levels", "take level out"),
    "sides-unknown": (7, 9, "unknown-word", '"eech" is none', 'did you mean "each"?'),
    "sides-true": (7, 9, "unknown-word", "true or false is none", '"alternate"'),
    "first-both": (8, 9, "unknown-word", "one of the two", '"left" or "right"'),
    "dose-missing": (4, 1, "missing-dose", "no dose", 'hold = "15s"'),
    "reps-and-time": (7, 31, "mixed-dose", "time does not go with reps", "keep time"),
    "hold-and-time": (7, 34, "mixed-dose", "hold does not go with time", "staying still"),
    "test-and-reps": (7, 30, "mixed-dose", "test does not go with reps", "keep reps or test"),
    "tempo-without-reps": (7, 3, "missing-key", "a tempo needs a number", "reps = 10"),
    "test-without-cap": (7, 3, "missing-key", "a test needs a cap", 'cap = "2m"'),
    "test-unknown": (7, 27, "unknown-word", '"time" is none', '"hold" or "reps"'),
    "tempo-of-three": (7, 38, "bad-tempo", '"3-0-2" is not a tempo', '"3-0-2-1"'),
    "tempo-list": (7, 38, "bad-tempo", "a number is not a tempo", '"3-0-2-1"'),
    "tempo-zero": (7, 38, "out-of-range", "longer than zero", '"3-0-2-1"'),
    "cue-and-cues": (8, 1, "twice", "say the same", "put all of them into cues"),
    "total-not-whole-pairs": (8, 9, "uneven-total", "8m is 9.6 left-right pairs of 25s", 'write "7m30s" or "8m20s"'),
    "total-not-whole-holds": (7, 9, "uneven-total", "2m is 2.667 times 45s", 'write "1m30s" or "2m15s"'),
    "total-below-one-pair": (8, 9, "uneven-total", "0.5 left-right pairs", 'write "50s" or "1m40s"'),
    "total-with-each": (8, 9, "unfit-total", 'sides = "each"', 'sides = "alternate"'),
    "total-with-sets": (8, 9, "unfit-total", "does not go with sets", "keep total or sets"),
    "total-with-test": (8, 9, "unfit-total", "hold or time alone", 'hold = "15s"'),
    "list-without-plan": (6, 8, "list-without-plan", "no [plan]", "add [plan]"),
    "list-longer-than-plan": (9, 37, "list-too-long", "5 values; the plan has 4 weeks", "keep 4 values"),
    "list-empty": (9, 8, "empty", "this list is empty", "one for each week"),
    "list-with-a-wrong-time": (9, 16, "bad-duration", "20 has no unit", '"20s" or "20m"'),
    "total-uneven-in-week-two": (11, 16, "uneven-total", "2m10s is 4.333", '"2m" or "2m30s"'),
    "level-unknown-in-week-two": (10, 20, "unknown-level", '"flying"', "seated, standing and single-leg"),
    "weeks-without-plan": (7, 9, "weeks-without-plan", "no [plan]", "add [plan]"),
    "weeks-beyond-plan": (10, 9, "weeks-beyond-plan", "week 6 is beyond the 4 weeks", "up to 4"),
    "weeks-backwards": (10, 9, "bad-weeks", '"4-3" names no weeks', 'write "3-4"'),
    "weeks-number": (10, 9, "wrong-type", "weeks are written as text", 'write "3"'),
    "plan-without-weeks": (4, 1, "missing-key", "this plan has no weeks", "weeks = 6"),
    "plan-of-a-hundred-weeks": (5, 9, "out-of-range", "100 is outside 1 to 99", "1 to 99"),
    "plan-inline-wrong-days": (4, 39, "out-of-range", "8 is outside 1 to 7", "1 to 7"),
    "plan-as-a-number": (4, 8, "wrong-type", "plan must be a table", "[plan]"),
    "too-many-intervals": (8, 1, "too-long-session", "178,104 intervals; at most 10,000", "lower the rounds"),
    "too-long-a-session": (4, 1, "too-long-session", "22h", "lower the rounds"),
    "too-long-in-week-three": (7, 1, "too-long-session", "in week 3 takes 24h", "lower the rounds"),
    "too-many-steps": (510, 1, "too-many-steps", "more than 500 steps", "two routines"),
    "file-too-large": (1, 1, "unreadable", "larger than 64 KiB", "64 KiB"),
    "exercise-id-twice": (9, 6, "duplicate-id", 'another exercise has the id "towel"', "id of its own"),
    "level-id-twice": (11, 6, "duplicate-id", 'another level has the id "a"', "id of its own"),
    "level-without-name": (7, 1, "missing-key", "this level has no name", "fingertips"),
    "support-unknown": (10, 11, "unknown-word", '"fingertip" is none', 'did you mean "fingertips"?'),
    "contact-unknown": (7, 20, "unknown-word", '"arch" is none', '"first-met"'),
    "side-phrase-without-side": (7, 15, "side-phrase", "where the side goes", "{side}"),
    "exercise-key-unknown": (7, 1, "unknown-key", 'an exercise has no key "positon"', "did you mean position?"),
    "command-in-routine": (4, 1, "unknown-key", 'no key "on_finish"', ""),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_mistake_is_the_only_problem_and_is_placed_and_named(name: str) -> None:
    line, column, code, message, hint = EXPECTED[name]
    read = LIBRARY.read(str(HERE / f"{name}.toml"))
    assert read.routine is None
    assert [(problem.line, problem.column, problem.code) for problem in read.problems] == [(line, column, code)]
    problem = read.problems[0]
    assert message in problem.message
    assert hint in problem.hint
    assert problem.severity is Severity.ERROR


def test_every_bad_file_is_expected_and_every_expected_file_is_there() -> None:
    assert {path.stem for path in HERE.glob("*.toml")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_that_is_said_of_a_bad_file_reaches_the_terminal_as_a_control(name: str) -> None:
    for problem in LIBRARY.read(str(HERE / f"{name}.toml")).problems:
        for line in excerpt(problem):
            assert list(flaws(line)) == []
