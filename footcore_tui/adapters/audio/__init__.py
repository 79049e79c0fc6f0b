"""Sound in a process of its own, so that no device, driver or library can hold up, crash or write over the timer.

`client` is the port's side, in the app. `worker` is the other end of its two pipes and holds everything else:
`engines` (what can make sound here), `output` (cues to a stream or to a player), `mixer` and `agenda` (which sample is
heard when). `protocol` is what the two say to each other. docs/sound.md tells the reasons.
"""
