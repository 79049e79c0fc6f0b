"""The way in: `footcore`, `footcore-tui` and `python -m footcore_tui`."""

import sys


def main() -> int:
    """Returns the exit code; `status` takes a path of its own because it runs at every prompt."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["status"]:
        from footcore_tui.cli.status import main as status

        return status(arguments[1:])
    from footcore_tui.cli.edge import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
