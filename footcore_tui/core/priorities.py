"""Which cue stands where two would sound together."""

FINISH = 9
BOUNDARY = 8
"""The sound of what begins, and the metronome's."""
SIDE = 7
"""What begins in short: without it nobody knows which foot. Only it may take the place of a count."""
COUNT = 6
LAST = 5
HALFWAY = 5
NEXT = 4
NUMBER = 3
COACH = 2
