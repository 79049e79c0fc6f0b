"""What is said: the right words at a time when they help, in room that nothing else needs."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from routine_strategies import routines, standings
from timeline_notation import READY, hold, measured, move, paced, routine, self_paced, step

from footcore_tui.core.cue_plan import CuePlan
from footcore_tui.core.cues import Cue, CueKind, Sound
from footcore_tui.core.exercise import Exercise
from footcore_tui.core.interval import Kind
from footcore_tui.core.routine import Routine, Standing
from footcore_tui.core.speech import HURRY, PHRASES, spoken_seconds
from footcore_tui.core.timeline import compile_timeline
from footcore_tui.core.voice import Voice

STANCE = Exercise(
    "stance", "Stance", side_phrase="stand on your {side} foot", setup="One hand on the counter.", cues=("Stay tall.",)
)


def plan(made: Routine, voice: Voice = Voice.FULL, language: str = "en") -> tuple[Cue, ...]:
    return tuple(CuePlan(compile_timeline(made), voice, language).cues())


def said(cues: tuple[Cue, ...], *but: CueKind) -> str:
    """`at:text` of every line, the texts' longest form."""
    return " ".join(f"{cue.at:g}:{cue.text}" for cue in cues if cue.text and cue.kind not in but)


def texts(cues: tuple[Cue, ...], *but: CueKind) -> list[str]:
    return [cue.text for cue in cues if cue.text and cue.kind not in but]


def lines(cues: tuple[Cue, ...], kind: CueKind) -> list[tuple[str, ...]]:
    return [cue.line.texts for cue in cues if cue.line and cue.kind is kind]


def stance(seconds: int = 15, **more: int) -> Routine:
    return routine(step(hold(seconds), "alternate", total=4 * seconds, name="Stance", exercise=STANCE, **more))


def test_a_balance_is_led_from_beginning_to_end() -> None:
    """The whole of two pairs, as it is heard."""
    cues = plan(stance())
    assert texts(cues, CueKind.COUNT) == [
        "Stance. Left foot.",
        "Stay tall.",
        "Next: Right foot.",
        "Switch. Right foot.",
        "2 of 4.",
        "Stay tall.",
        "Next: Left foot.",
        "Switch. Left foot.",
        "3 of 4.",
        "Stay tall.",
        "Next: Right foot.",
        "Switch. Right foot.",
        "Last one.",
        "Stay tall.",
        "Finished.",
    ]


def test_in_brief_only_the_side_and_the_end_are_said() -> None:
    assert texts(plan(stance(), Voice.BRIEF)) == [
        "Stance. Left foot.",
        "Switch. Right foot.",
        "Switch. Left foot.",
        "Switch. Right foot.",
        "Last one.",
        "Finished.",
    ]


def test_without_a_voice_there_are_sounds_alone() -> None:
    assert texts(plan(stance(), Voice.OFF)) == []


@pytest.mark.parametrize(
    ("prepare", "expected"),
    [
        (2, ("Stance. Left foot.", "Left foot.")),
        (5, ("Stance. Left foot.", "Left foot.")),
        (6, ("Get ready. Stance. Stand on your left foot.", "Stance. Left foot.", "Left foot.")),
        (
            30,
            (
                "Get ready. Stance. Stand on your left foot. One hand on the counter.",
                "Get ready. Stance. Stand on your left foot.",
                "Stance. Left foot.",
                "Left foot.",
            ),
        ),
    ],
)
def test_a_get_ready_says_as_much_as_there_is_time_for(prepare: int, expected: tuple[str, ...]) -> None:
    made = replace(stance(), prepare=prepare)
    assert lines(plan(made), CueKind.READY) == [expected]


def test_what_has_no_side_is_called_by_its_name() -> None:
    toes = replace(routine(step(move(5), name="Toe spread")), prepare=8)
    assert texts(plan(toes), CueKind.COUNT) == ["Get ready. Toe spread.", "Finished."]


def test_a_rest_says_what_is_next_and_a_long_one_says_it_again_before_its_count() -> None:
    made = routine(step(hold(5), sets=2, rest=45, name="Short foot"), prepare=0)
    rest, again = (cue for cue in plan(made) if cue.interval == 1 and cue.text and cue.kind is not CueKind.COUNT)
    assert (rest.text, again.text) == ("Rest. Next: Set 2 of 2.", "Short foot.")
    assert rest.offset < 1
    assert again.line
    assert again.offset > 45 - 3 - 3
    assert again.offset + again.line.room < 45 - 3


def test_an_open_rest_says_that_it_waits() -> None:
    made = routine(step(self_paced(8), sets=2, rest=READY, name="Heel raise"), prepare=0)
    assert texts(plan(made), CueKind.COUNT)[0].startswith("Rest until you are ready.")


def test_a_short_switch_names_the_side_and_keeps_the_counts_that_are_clear_of_it() -> None:
    cues = [cue for cue in plan(stance()) if cue.interval == 2]
    assert [(cue.offset, cue.sound or cue.text) for cue in cues] == [
        (0.0, Sound.SWITCH),
        (0.6, "Switch. Right foot."),
        (2.0, Sound.COUNT),
    ]


@pytest.mark.parametrize("switch", [1, 2, 3, 4, 5, 8])
@pytest.mark.parametrize("voice", [Voice.FULL, Voice.BRIEF])
def test_whatever_a_switch_is_worth_the_side_is_named_in_it(switch: int, voice: Voice) -> None:
    cues = plan(stance(switch=switch), voice)
    named = [cue for cue in cues if cue.kind is CueKind.SWITCH and cue.line]
    assert len(named) == (3 if switch > 1 else 0)
    assert all(cue.line and cue.line.words[-1] in ("left-foot", "right-foot") for cue in named)


def test_the_words_of_a_full_count_stand_on_its_taps() -> None:
    counted = [cue for cue in plan(stance()) if cue.kind is CueKind.COUNT and cue.interval == 1]
    assert [(cue.offset, cue.sound or cue.text, cue.tied) for cue in counted] == [
        (12.0, Sound.COUNT, False),
        (12.0, "Three.", True),
        (13.0, Sound.COUNT, False),
        (13.0, "Two.", True),
        (14.0, Sound.COUNT, False),
        (14.0, "One.", True),
    ]


def test_sets_and_rounds_are_numbered_where_holds_are_not() -> None:
    sets = plan(routine(step(hold(6), sets=3, rest=8), prepare=0))
    assert lines(sets, CueKind.NUMBER) == [("Set 2 of 3.",), ("Last one.",)]


def test_a_hold_from_20_s_says_halfway_behind_its_sound() -> None:
    cues = plan(routine(step(hold(40)), prepare=0))
    assert [(round(cue.offset, 3), cue.sound or cue.text) for cue in cues if cue.kind is CueKind.HALFWAY] == [
        (20.0, Sound.HALFWAY),
        (20.45, "Halfway."),
    ]


class TestMetronome:
    def test_every_second_has_a_beat_and_every_phase_its_own_sound(self) -> None:
        cues = plan(routine(step(paced(2, 2, 1, 1, 1)), prepare=0), Voice.OFF)
        assert " ".join(f"{cue.offset:g}:{cue.sound}" for cue in cues) == (
            "0:go 1:tick 2:stay 3:up 4:stay 5:down 6:tick 7:stay 8:up 9:stay 10:finish"
        )

    def test_the_first_repetition_has_the_phases_said_and_the_others_their_number(self) -> None:
        cues = plan(routine(step(paced(4, 3, 0, 2, 1)), prepare=0))
        assert [(round(cue.offset, 3), cue.text) for cue in cues if cue.kind is CueKind.PHASE] == [
            (0.5, "Down"),
            (3.22, "Up"),
            (5.19, "Hold"),
            (6.22, "2"),
            (12.22, "3"),
            (18.22, "Last one"),
        ]

    def test_a_repetition_is_tied_together(self) -> None:
        cues = plan(routine(step(paced(2, 2, 0, 2, 0)), prepare=0), Voice.OFF)
        assert [cue.tied for cue in cues if cue.kind is CueKind.BEAT] == [True, True, True, False, True, True, True]

    def test_the_beat_of_a_test_goes_on_to_its_cap_and_no_repetition_is_called_the_last(self) -> None:
        cues = plan(routine(step(measured("reps", 9, 1, 0, 1, 0)), prepare=0))
        beats = [(cue.offset, cue.sound) for cue in cues if cue.kind is CueKind.BEAT]
        assert beats == [(at, Sound.DOWN if at % 2 == 0 else Sound.UP) for at in range(1, 9)]
        assert texts(cues) == ["Down", "Up", "2", "3", "4", "5"]

    def test_the_longest_legal_set_is_planned_without_delay(self) -> None:
        """Twelve hours of beats: their places are known, not looked for."""
        cues = plan(routine(step(paced(99, 400, 0, 30, 0)), prepare=0))
        assert sum(cue.kind is CueKind.BEAT for cue in cues) == 99 * 430 - 1


class TestLanguages:
    def test_our_words_are_in_the_language_of_the_routine(self) -> None:
        german = texts(plan(stance(), Voice.BRIEF, "de-AT"))
        assert german == [
            "Stance. Linker Fuß.",
            "Wechsel. Rechter Fuß.",
            "Wechsel. Linker Fuß.",
            "Wechsel. Rechter Fuß.",
            "Letztes Mal.",
            "Fertig.",
        ]

    def test_in_a_language_that_has_none_ours_are_said_as_english(self) -> None:
        switch = [cue.line for cue in plan(stance(), Voice.BRIEF, "fi") if cue.kind is CueKind.SWITCH and cue.line]
        assert {(line.language, line.texts[-1]) for line in switch} == {("en", "Right foot."), ("en", "Left foot.")}

    @pytest.mark.parametrize("language", PHRASES)
    def test_every_language_names_the_side_in_a_switch_of_three_seconds(self, language: str) -> None:
        switch = [cue.line for cue in plan(stance(), Voice.FULL, language) if cue.kind is CueKind.SWITCH and cue.line]
        assert len(switch) == 3
        assert all(spoken_seconds(line.texts[-1]) <= line.room for line in switch)
        assert len({line.texts for line in switch}) == 2

    @pytest.mark.parametrize("language", PHRASES)
    def test_no_two_of_the_words_are_the_same(self, language: str) -> None:
        words = PHRASES[language]
        all_words = [words.left_foot, words.right_foot, words.switch, words.rest, words.halfway, words.last_one]
        all_words += [*words.counts, words.finished, words.lower, words.stay, words.rise]
        assert len({word.casefold() for word in all_words}) == len(all_words)


def test_the_count_in_says_its_words_and_the_lines_are_each_given_once() -> None:
    made = CuePlan(compile_timeline(stance()), Voice.FULL)
    assert [(at, sound or (line and line.texts[0])) for at, sound, line in made.count_in(3)] == [
        (0.0, Sound.COUNT), (0.0, "Three."), (1.0, Sound.COUNT), (1.0, "Two."), (2.0, Sound.COUNT), (2.0, "One."),
        (3.0, Sound.GO),
    ]  # fmt: skip
    given_lines = list(made.lines())
    assert len(given_lines) == len(set(given_lines))
    assert {line.texts[0] for line in given_lines} == {cue.text for cue in made.cues() if cue.text}


@settings(max_examples=150, deadline=None)
@given(routines(), standings, st.sampled_from([Voice.FULL, Voice.BRIEF]), st.sampled_from([*PHRASES, "fi"]))
def test_no_line_covers_anything_and_none_is_longer_than_its_room(
    made: Routine, standing: Standing, voice: Voice, language: str
) -> None:
    """All but the words of a count, which are said upon its taps."""
    timeline = compile_timeline(made, standing)
    cue_plan = CuePlan(timeline, voice, language)
    for interval in timeline.intervals:
        cues = cue_plan.interval(interval.index)
        assert list(cues) == sorted(cues, key=lambda cue: cue.offset)
        solid = [cue for cue in cues if not (cue.line and cue.kind is CueKind.COUNT)]
        for cue, after in pairwise(solid):
            taken = cue.line.room if cue.line else cue.seconds
            gap = 0.1 if cue.line or after.line else 0.0
            assert cue.offset + taken + gap <= after.offset + 1e-3, (cue, after)
        for cue in cues:
            assert cue.line is None or cue.seconds <= cue.line.room
            assert cue.line is None or (cue.line.texts and all(cue.line.texts))
            last = interval.index == len(timeline.intervals) - 1
            end = interval.seconds if interval.seconds is not None else interval.cap
            room = cue.line.room if cue.line else 0.0
            assert end is None or (last and cue.kind is CueKind.FINISH) or cue.offset + room <= end + 1e-6


@settings(max_examples=100, deadline=None)
@given(routines(timed=True), standings)
def test_the_voice_takes_no_sound_away_but_counts_where_the_side_must_be_named(
    made: Routine, standing: Standing
) -> None:
    timeline = compile_timeline(made, standing)
    with_voice = [cue for cue in CuePlan(timeline, Voice.FULL).cues() if cue.sound]
    without = list(CuePlan(timeline).cues())
    missing = [cue for cue in without if cue not in with_voice]
    assert not [cue for cue in with_voice if cue not in without]
    for cue in missing:
        interval = timeline.intervals[cue.interval]
        assert cue.kind is CueKind.COUNT
        assert interval.kind is not Kind.WORK
        assert interval.seconds is not None
        assert interval.seconds < 6


def test_a_hurried_line_fits_where_its_estimate_says_so() -> None:
    cues = plan(stance())
    for cue in cues:
        if cue.line and len(cue.line.texts) > 1:
            assert spoken_seconds(cue.line.texts[0]) / HURRY <= cue.line.room


def test_a_test_of_a_hold_counts_to_its_cap_with_words_and_has_no_halfway() -> None:
    cues = plan(routine(step(measured("hold", 60)), prepare=0))
    assert [cue.text for cue in cues if cue.kind is CueKind.COUNT and cue.text] == ["Three.", "Two.", "One."]
    assert not [cue for cue in cues if cue.kind is CueKind.HALFWAY]
