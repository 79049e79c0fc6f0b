"""How the sounds are made: arithmetic, instruments, scores, loudness, files."""
