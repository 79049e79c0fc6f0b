"""Yardstick for `routine check`: reads TOML files with tomli and does nothing with it."""

import sys
from pathlib import Path

import tomli

if __name__ == "__main__":
    for path in sys.argv[1:]:
        tomli.loads(Path(path).read_text(encoding="utf-8"))
