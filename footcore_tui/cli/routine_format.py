"""`footcore routine format`: the one layout of routine files, with every value and every comment kept."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from footcore_tui.adapters.data_files import replace_whole
from footcore_tui.adapters.library import Library
from footcore_tui.adapters.paths import small_file
from footcore_tui.adapters.toml_files import formatted, problems_of
from footcore_tui.adapters.toml_layout import Unsafe
from footcore_tui.cli.edge import OK, PROBLEM, say
from footcore_tui.cli.routine_check import names_of, say_problems
from footcore_tui.cli.shelf import library
from footcore_tui.core.text import printable


def format_files(names: Iterable[str], *, check: bool) -> int:
    """Lays files out anew and names those that change; 1 where one is broken, or with `check` would change.

    A folder stands for all its files. Raises PackError.
    """
    shelves = library()
    code = OK
    for name in names_of(names):
        try:
            code = max(code, _format(name, shelves, check=check))
        except FileNotFoundError:
            code = _refuse(name, "there is no such file")
        except Unsafe as error:
            code = _refuse(name, str(error))
        except ValueError:
            code = _refuse(name, "no file can have such a name")
        except OSError as error:
            code = _refuse(name, (error.strerror or str(error)).lower())
    return code


def _format(name: str, shelves: Library, *, check: bool) -> int:
    """Raises OSError, ValueError."""
    content = small_file(name)
    problems = problems_of(content, name, shelves.exercises_for(Path(name)))
    errors = [problem for problem in problems if problem.is_error]
    if errors:
        say_problems(errors)
        return _refuse(name, "mend these first; the file was not touched")
    out = formatted(content)
    if out == content:
        return OK
    if not check:
        replace_whole(Path(name), out)
    print(f"{printable(name)}: {'would be laid out anew' if check else 'laid out anew'}")
    return PROBLEM if check else OK


def _refuse(name: str, why: str) -> int:
    say(f"{printable(name)}: {why}")
    return PROBLEM
