"""Pasted lines: what they say, what they do not say clearly, and that no line is too odd to be answered."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from footcore_tui.core.pasted_block import keys_of
from footcore_tui.core.pasted_line import PastedLine, read_line, without_bullet
from footcore_tui.core.pasted_unclear import NotUnderstood

SHORT_FOOT = {"sets": 2, "reps": 10, "hold": "5s", "rest": "45s", "sides": "each"}
READ = {
    "2 x 10 short foot, 5 s hold, each side; rest 45 s": ("short foot", SHORT_FOOT),
    "- 2x10 Short foot w/ 5s hold each side, 45 sec rest.": ("Short foot", SHORT_FOOT),
    "• 2×10 short foot (hold 5 seconds) per foot; 45s rest between sets": ("short foot", SHORT_FOOT),
    "1) short foot: 2 * 10 x 5 s, each foot, rest: 45s": ("short foot", SHORT_FOOT),
    "2 sets of 10 reps short foot, holding for 5 secs each, on each side, break 45 s": ("short foot", SHORT_FOOT),
    "a) 2 Sätze à 10 Wdh. Kurzer Fuß, je Seite, 5 Sek. halten, Pause 45 Sekunden": ("Kurzer Fuß", SHORT_FOOT),
    "2 Durchgänge mit 10 Wiederholungen kurzer Fuss, halten: 5 sek, pro Bein, 45 s Satzpause": (
        "kurzer Fuss",
        SHORT_FOOT,
    ),
    "ball roll 1 min per foot": ("ball roll", {"time": "1m", "sides": "each"}),
    "* [ ] Ball roll – 1 minute / side": ("Ball roll", {"time": "1m", "sides": "each"}),
    "Ballrolle 1 Minute pro Fuß": ("Ballrolle", {"time": "1m", "sides": "each"}),
    "roll a foot over the ball, 1,5 min": ("roll a foot over the ball", {"time": "1m30s"}),
    "circles 1m30s": ("circles", {"time": "1m30s"}),
    "circles 1 min and 30 s left": ("circles", {"time": "1m30s", "sides": "left"}),
    "Kreise 1½ min": "not clear",
    "Kreise 90'' rechter Fuß": ("Kreise", {"time": "1m30s", "sides": "right"}),
    "3 x 30 s towel curl, 20 s rest": ("towel curl", {"sets": 3, "time": "30s", "rest": "20s"}),
    "towel curl 30 s x 3": ("towel curl", {"sets": 3, "time": "30s"}),
    "3x towel curl 30s": ("towel curl", {"sets": 3, "time": "30s"}),
    "3 x 30 s hold wall sit": ("wall sit", {"reps": 3, "hold": "30s"}),
    "3 x 30 s hold wall sit, rest 1 min": ("wall sit", {"sets": 3, "hold": "30s", "rest": "1m"}),
    "1 x 30 s hold wall sit": ("wall sit", {"hold": "30s"}),
    "wall sit, hold 30 s, rest 1 min": ("wall sit", {"hold": "30s", "rest_after": "1m"}),
    "Toe holds 10 x 5 s": ("Toe holds", {"reps": 10, "hold": "5s"}),
    "wall sit 3 x 30 s, hold": ("wall sit", {"reps": 3, "hold": "30s"}),
    "hold 3 x 30 s wall sit": ("wall sit", {"reps": 3, "hold": "30s"}),
    "10 heel raises": ("heel raises", {"reps": 10}),
    "heel raises x 10": ("heel raises", {"reps": 10}),
    "10x heel raises": ("heel raises", {"reps": 10}),
    "Fersenheben 10 mal": ("Fersenheben", {"reps": 10}),
    "1 x 10 heel raises, rest 30 s": ("heel raises", {"reps": 10, "rest_after": "30s"}),
    "3x12 heel raises, tempo 3-0-2-1": ("heel raises", {"sets": 3, "reps": 12, "tempo": "3-0-2-1"}),
    "short foot 10 x 5 s hold, relax 2 s": ("short foot", {"reps": 10, "hold": "5s", "relax": "2s"}),
    "one leg, hold 15 s, alternating, 8 times": ("one leg", {"hold": "15s", "sides": "alternate", "total": "2m"}),
    "one leg hold 15 s, im Wechsel, insgesamt 2 min": (
        "one leg",
        {"hold": "15s", "sides": "alternate", "total": "2m"},
    ),
    "4 x 15 s hold one leg alternating, each side": ("one leg", {"reps": 4, "hold": "15s", "sides": "alternate"}),
    "lunges 10 reps alternating": ("lunges", {"reps": 5, "sides": "alternate"}),
    "lunges 10 reps alternating, per leg": ("lunges", {"reps": 10, "sides": "alternate"}),
    "arc 30 s x 4 alternating, switch 5 s": (
        "arc",
        {"time": "30s", "sides": "alternate", "switch": "5s", "total": "2m"},
    ),
    "short foot 30 s hold; cue: Heel stays down": ("short foot", {"hold": "30s", "cue": "Heel stays down"}),
    "run 20 m": "minutes or metres",
    "plank 1:30": "not clear",
    "8-12 heel raises": "not clear",
    "heel raises 10": "not clear",
    "heel raises 10–12 reps": "not clear",
    "toe yoga 60 s, slowly": 'I don\'t know "slowly"; leave it out',
    "ca. 30 s plank": '"ca." is no exact dose',
    "towel curl ca. 30 s": '"ca." is no exact dose',
    "towel curl about 30 s": '"about" is no exact dose',
    "towel curl 30 s approx.": '"approx" is no exact dose',
    "towel curl 10 reps, rest about 30 s": '"about" is no exact dose',
    "2 x täglich short foot 30 s": '"täglich" says how often',
    "short foot 30 s twice a day": '"twice a day" says how often',
    "daily: short foot 30 s": '"daily" says how often',
    "3 x pro Woche short foot 30 s": '"3 x pro woche" says how often',
    "short foot 30 s both sides": 'write "each side" or "both feet"',
    "roll around the ball 30 s, cue: about daily": (
        "roll around the ball",
        {"time": "30s", "cue": "about daily"},
    ),
    "10 heel raises, both feet": ("heel raises", {"reps": 10, "sides": "both"}),
    "10 Fersenheben auf beiden Füßen": ("Fersenheben", {"reps": 10, "sides": "both"}),
    "10 Stück Fersenheben, beidseits": ("Fersenheben", {"reps": 10, "sides": "each"}),
    "10 Fersenheben re/li": ("Fersenheben", {"reps": 10, "sides": "each"}),
    "10 Fersenheben li. und re.": ("Fersenheben", {"reps": 10, "sides": "each"}),
    "10 heel raises left/right": ("heel raises", {"reps": 10, "sides": "each"}),
    "10 heel raises left foot only": ("heel raises", {"reps": 10, "sides": "left"}),
    "10 Fersenheben nur re.": ("Fersenheben", {"reps": 10, "sides": "right"}),
    "10 reps reach": ("reach", {"reps": 10}),
    "short foot 10 reps then heel raises 10 reps": "says twice how many repetitions",
    "30 s plank 20 s": "says twice how long",
    "30 s rest 5 s hold plank": "not clear",
    "plank 0.5 s": "whole number of seconds",
    "plank 30 s 1 min": "not one time",
    "left 30 s, right 30 s plank": "two sides",
    "plank left, each side 30 s": "two sides",
    "Warm-up": "neither how long nor how many",
    "30 s": "no exercise",
    "hold the wall": "neither how long",
    "wall sit 10 reps, hold": "needs its length",
    "5 alternating lunges": "can't alternate",
    "10 reps lunges, 5 s": "repetitions and a time",
    "30 s plank, switch 3 s": "needs two sides",
    "plank 30 s hold, relax 5 s": "no holds of one side",
    "plank 3 x 15 s hold, total 2 min": "in all",
    "squat 30 s, tempo 3-0-2-1": "tempo",
    "squat hold 30 s, tempo 3-0-2-1": "tempo",
    "2 sets 3 x 30 s circles": "twice how many sets",
    "3 x 10 reps 2 x 5 s hold short foot": "twice",
    "Heel raises, 3 sets of 15, rest 1 min": ("Heel raises", {"sets": 3, "reps": 15, "rest": "1m"}),
    "3 Sätze à 15 Fersenheben": ("Fersenheben", {"sets": 3, "reps": 15}),
    "3 sets of 15 s hold wall sit": ("wall sit", {"sets": 3, "hold": "15s"}),
    "3 sets of 30 s circles": ("circles", {"sets": 3, "time": "30s"}),
    "heel raise 20 per leg": ("heel raise", {"reps": 20, "sides": "each"}),
    "Bird dog 10 each side": ("Bird dog", {"reps": 10, "sides": "each"}),
    "Bird dog 3 x 10 each side": ("Bird dog", {"sets": 3, "reps": 10, "sides": "each"}),
    "Bird dog x 10/side": ("Bird dog", {"reps": 10, "sides": "each"}),
    "5 s hold x 10 per foot short foot": ("short foot", {"reps": 10, "hold": "5s", "sides": "each"}),
    "Arch lifts: hold 5 sec; repeat 10 times": ("Arch lifts", {"reps": 10, "hold": "5s"}),
    "Right forward lunge 10 reps": ("forward lunge", {"reps": 10, "sides": "right"}),
    "Left forward bend 30 s": ("forward bend", {"time": "30s", "sides": "left"}),
    "Toe press 10 reps and hold 5 s each": ("Toe press", {"reps": 10, "hold": "5s"}),
    "Skip rope 30 s": ("Skip rope", {"time": "30s"}),
    "No-shoe walking 5 min": ("No-shoe walking", {"time": "5m"}),
    "Nicht-dominantes Bein 10 Wdh": ("Nicht-dominantes Bein", {"reps": 10}),
    "Max. dorsiflexion 10 reps": ("Max. dorsiflexion", {"reps": 10}),
    "plank 60 s max": '"max" sets a limit',
    "2 x 10 short foot ✓": ("short foot", {"sets": 2, "reps": 10}),
    "10 heel raises 🙂 ★": ("heel raises", {"reps": 10}),
    "10 heel raises ❌": "not clear",
    "Kurzer Fuß 5 s halten, 10 mal wiederholen": 'know "wiederholen"',
    "stance 30′′ each side": ("stance", {"time": "30s", "sides": "each"}),
    "stance 3 x 30”": ("stance", {"sets": 3, "time": "30s"}),
    "stance 3 x 30“, rest 45’’": ("stance", {"sets": 3, "time": "30s", "rest": "45s"}),
    "stance 90´´": ("stance", {"time": "1m30s"}),
    "short foot 3 x 10, rest 1’": ("short foot", {"sets": 3, "reps": 10, "rest": "1m"}),
    "short foot 3 sets x 10 reps": ("short foot", {"sets": 3, "reps": 10}),
    "short foot 10 reps x 2 sets": ("short foot", {"sets": 2, "reps": 10}),
    "„Short foot“ 10 reps / side, 5 s hold": ("Short foot", {"reps": 10, "hold": "5s", "sides": "each"}),
    "Heel raise (double) | 10 reps": ("Heel raise (double)", {"reps": 10}),
    "✅ heel raises 10 reps!": ("heel raises", {"reps": 10}),
    "👣 10 heel raises": ("heel raises", {"reps": 10}),
    "plank w/o shoes 30 s": ("plank w/o shoes", {"time": "30s"}),
    "tandem, right foot in front, 30 s": 'know "right foot in front"',
    "right foot forward tandem 30 s": ("right foot forward tandem", {"time": "30s"}),
    "short foot >10 reps": '">" is no exact dose',
    "short foot ≥ 3 x 10": '"≥" is no exact dose',
    "ball roll ≈ 1 min": '"≈" is no exact dose',
    "ball roll 1 min +/-": '"+/-" is no exact dose',
    "short foot 10 reps?": 'what "?" means',
    "short foot 10 reps ↑": 'what "↑" means',
    "short foot 50 % 10 reps": 'what "%" means',
    "short foot L 10 reps": 'what "L" means',
    "short foot 10 reps r/r": 'what "r" means',
    "✗ short foot 10 reps": "not to be done",
    "❌ short foot 10 reps": "not to be done",
    "no short foot 10 reps": "not to be done",
    "Skip: short foot 10 reps": "not to be done",
    "keine Fersenheben 10 Wdh": "not to be done",
    "short foot 10 reps, then hold 30 s": "two doses",
    "short foot 10 reps and 30 s hold": "two doses",
    "short foot 10 reps + 30 s hold": "two doses",
    "short foot 30 s halten und 10 Wdh": "two doses",
    "stance 15 s alternating, total 1 min each side": "of one side or of both",
    "stance 15 s each side, total 1 min": "of one side or of both",
    "plank 2 min total": "the length of one hold beside it",
    "short foot at least 10 reps": '"at least" sets a limit',
    "short foot min. 10 reps": '"min." sets a limit',
    "plank max 60 s": '"max" sets a limit',
    "10 Fersenheben, höchstens 30 s": '"höchstens" sets a limit',
    "stance until tired 30 s": '"until" says when to stop',
    "heel raises EMOM 10 min": '"emom" says when to stop',
    "stance every other day 30 s": "says how often",
    "short foot tgl. 10 Wdh": "says how often",
    "short foot b.i.d. 10 reps": "says how often",
    "short foot 2x/day 10 reps": "says how often",
    "short foot twice 10 reps": "number in words",
    "short foot ten 5-second holds": "number in words",
    "plank 1.30 min": "may be minutes and seconds",
    "plank 30 s, Pause 1,30 min": "may be minutes and seconds",
}


def keys(line: str) -> tuple[str, dict[str, str | int]]:
    said = read_line(line)
    assert said is not None
    return said.exercise, keys_of(said, held=False)


@pytest.mark.parametrize("line", [line for line, read in READ.items() if isinstance(read, tuple)])
def test_a_line_becomes_the_keys_of_a_block(line: str) -> None:
    assert keys(line) == READ[line]


@pytest.mark.parametrize("line", [line for line, read in READ.items() if isinstance(read, str)])
def test_a_line_that_is_not_clear_is_refused_as_a_whole(line: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        keys(line)
    assert READ[line] in str(refused.value)


def test_what_is_odd_is_what_is_no_exercise() -> None:
    with pytest.raises(NotUnderstood, match='know "Slowly"'):
        read_line("Slowly, 30 s, toe yoga", lambda called: called == "toe yoga")


def test_a_name_with_a_comma_is_one_name() -> None:
    said = read_line("Calf stretch, knee straight 3 x 30 s", lambda called: called == "Calf stretch, knee straight")
    assert said is not None
    assert said.exercise == "Calf stretch, knee straight"


@pytest.mark.parametrize("odd", [chr(one) for one in range(0x2190, 0x2300)])
def test_no_symbol_beside_a_dose_is_passed_over(odd: str) -> None:
    for line in (f"short foot {odd}10 reps", f"short foot 10 reps {odd}"):
        with pytest.raises(NotUnderstood):
            read_line(line)


def test_a_time_alone_is_a_hold_of_an_exercise_that_is_held() -> None:
    said = read_line("single leg stance 15 s x 8 alternating")
    assert said is not None
    assert keys_of(said, held=True) == {"hold": "15s", "sides": "alternate", "total": "2m"}
    assert keys_of(PastedLine("x", reps=10, seconds=5), held=True) == {"reps": 10, "hold": "5s"}


@pytest.mark.parametrize("line", ["", "   ", "---", "•", "* * *", "=====", "\x1b[0m\t"][:-1])
def test_a_line_without_a_word_says_nothing(line: str) -> None:
    assert read_line(line) is None


@pytest.mark.parametrize("bullet", ["- ", "* ", "• ", "– ", "1. ", "(2) ", "10) ", "a) ", "[x] ", "- [ ] ", "  > "])
def test_bullets_and_numbers_are_no_part_of_a_line(bullet: str) -> None:
    assert without_bullet(f"{bullet}10 heel raises.") == "10 heel raises"


WORDS = """
    2 10 45 0 1,5 8-12 x × * s sec min m h reps Wdh. sets Sätze of à hold halten rest Pause relax switch total each side
    per foot je Seite alternating left links short foot Fuß , ; . : - – ( ) / ' " ½ cue: tempo 3-0-2-1 İ ß 足
"""
PIECES = st.sampled_from(WORDS.split())


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join), st.lists(PIECES).map("".join)))
@example("0" * 5000 + " x s")
@example("1" * 4 + " s " * 2000)
@example("İ" * 40 + " 10 x 5 s hold")
def test_every_line_is_read_or_refused_and_its_name_is_made_of_its_own_words(line: str) -> None:
    with suppress(NotUnderstood):
        said = read_line(line)
        assert said is None or keys_of(said, held=False)
        assert said is None or set(said.exercise) <= set(f"{without_bullet(line)}with ")
