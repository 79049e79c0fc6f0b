"""The dictionary of the text form: what routines have in common, the commonest last.

A part of the format `footcore1:`. To change one letter of it makes every text unreadable that was sent before.
"""

from __future__ import annotations

WORDS = b"""\
sources = [
  "Sulowska I. and others, The Influence of Plantar Short Foot Muscle Exercises on the Lower Extremity Muscle Strength
license = "CC-BY-4.0"
contact = ""
tags = ["feet", "balance"]
focus = ["strength", "mobility", "proprioception", "core"]
equipment = ["towel", "band", "ball", "chair", "worktop", "foam"]
evidence = "trial" evidence = "leaflet" evidence = "coach" evidence = "default"
Stay within reach of something fixed: a worktop, a rail, a wall. A chair can move. Put your foot down early; a tap is
fine.
On a scale of pain from 0 to 10 stay at 3 or below. At 6, stop for today and take an easier level next time.

Ask a doctor or physiotherapist before you begin if you have lately had surgery, a fracture or a bad sprain, have fallen
in the past year, or have dizziness, numb feet, or a foot or calf that is hot, red or swollen. Each exercise adds its
own.

Stop at sharp pain, numbness, chest pain, faintness or a spinning feeling, and get help if it does not pass.
This is general exercise and does not treat anything.
test = "hold"
cap = "60s"
allow = [""]
unit = "steps"
start = "up"
start = "down"
rest_after = "ready"
first = "right"
[[exercise]]
id = ""
position = ""
side_phrase = "Stand on your {side} foot"
setup = ""
cues = ["Heel stays down.", "Toes stay long.", "Breathe.", "Knee over the second toe."]
stop_if = ["sharp pain"]
[[exercise.level]]
  { exercise = "towel-scrunch", exercise = "calf-stretch", exercise = "heel-raise-single",
  { exercise = "toe-spread-out", exercise = "big-toe-lift", exercise = "ball-roll", exercise = "short-foot",
stage = 2
level = ["seated", "seated", "standing", "standing", "single-leg"]
level = "fingertips"
#:schema ./routine.schema.json

format = 1
id = "foot-core"
name = "Foot core, six weeks"
version = "1"
author = "A. Trainer"
language = "en-GB"
about = \"""
\"""

[plan]
weeks = 6
days_a_week = [3, 3, 4, 4, 5, 5]
sessions_a_day = 1
session = "30m"
prepare = "10s"
switch = "5s"
rest_between_blocks = "30s"

[[block]]
name = "Circuit"
rounds = 3
rest = "15s"
rest_between_rounds = "60s"
steps = [
  { exercise = "short-foot", reps = 10, hold = "5s", relax = "2s", sides = "each" },
  { exercise = "heel-raise-double", reps = 12, tempo = "3-0-2-1" },
  { name = "Towel curl", time = "45s", sides = "each", cue = "" },
]

[[block]]
name = "Balance"
weeks = "3-6"
exercise = "short-foot"
sets = [2, 2, 3, 3, 2, 2]
reps = 10
hold = "5s"
relax = "2s"
rest = "45s"
sides = "each"

[[block]]
exercise = "single-leg-stance"
hold = "15s"
sides = "alternate"
total = "2m"
"""
