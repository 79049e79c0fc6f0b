"""The way in: `footcore`, `footcore-tui` and `python -m footcore_tui`."""

import sys


def main() -> int:
    """Returns the exit code."""
    from footcore_tui.cli.edge import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
