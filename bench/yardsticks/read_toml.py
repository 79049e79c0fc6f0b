"""Yardstick for `routine check`: reads every TOML file of a folder with tomli and does nothing with it."""

import sys
from pathlib import Path

import tomli

if __name__ == "__main__":
    for path in sorted(Path(sys.argv[1]).glob("*.toml")):
        tomli.loads(path.read_text(encoding="utf-8"))
