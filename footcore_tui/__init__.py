"""footcore: a guided-workout timer for the terminal.

The map of the house; an arrow of imports only ever points down:

    cli            the only place that chooses adapters, and exit codes
    tui  plain  adapters
                   the screen, the session as lines, how the world is reached: none imports another
    runner         drives a session against the ports
    ports          what is needed from the world
    core           pure rules: no I/O, no clock, no randomness

Beside the package stand `routines/` (the exercise library and the routines) and `sounds/` (the cues and the script
that makes them); in a wheel both lie under `_data/`.
"""

__version__ = "0.1.0"
