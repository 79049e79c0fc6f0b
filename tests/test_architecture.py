"""The direction of the arrows, and the size of things: what the layers may import, read from the code itself."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "footcore_tui"
MODULES = sorted(PACKAGE.rglob("*.py"))
PYTHON = sorted(
    path for folder in ("footcore_tui", "tests", "bench", "sounds") for path in (ROOT / folder).rglob("*.py")
)

WORLD = frozenset(
    {"asyncio", "logging", "os", "pathlib", "random", "rich", "sqlite3", "subprocess", "textual", "time", "tomli"}
)
TERMINAL = frozenset({"rich", "textual"})


@dataclass(frozen=True)
class Layer:
    """What a layer may import of this package, and what it may not of the rest."""

    may: frozenset[str]
    never: frozenset[str]


LAYERS = {
    "core": Layer(frozenset({"core"}), WORLD | {"threading", "sys", "io", "shutil", "signal", "socket", "uuid"}),
    "ports": Layer(frozenset({"core"}), WORLD | {"threading", "sys"}),
    "conductor": Layer(frozenset({"core", "ports"}), WORLD | {"sys"}),
    "recorder": Layer(frozenset({"core", "ports"}), WORLD | {"sys"}),
    "watch": Layer(frozenset({"core", "ports"}), WORLD | {"sys", "threading"}),
    "pulse": Layer(frozenset({"core", "ports", "conductor", "recorder", "watch"}), WORLD | {"sys"}),
    "runner": Layer(frozenset({"core", "ports", "pulse", "recorder"}), WORLD | {"sys", "threading"}),
    "plain": Layer(frozenset({"core", "ports", "runner"}), WORLD),
    "adapters": Layer(frozenset({"", "core", "ports", "adapters"}), TERMINAL),
    "tui": Layer(frozenset({"core", "ports", "runner", "tui"}), frozenset({"sqlite3", "subprocess", "time", "tomli"})),
    "cli": Layer(
        frozenset({"", "core", "ports", "runner", "recorder", "plain", "adapters", "tui", "cli"}),
        frozenset({"textual"}),
    ),
    "__main__": Layer(frozenset({"cli"}), WORLD),
    "__init__": Layer(frozenset(), WORLD),
}

FAMILIES = {
    "history": r"sqlite_\w+|history_\w+|event_codec|session_lock|exchange(_\w+|\..+)?",
    "files": r"toml_\w+|library|settings|day_settings",
    "packs": r"pack_\w+",
    "imports": r"import_\w+",
    "sound": r"audio(\..+)?",
    "paths": r"paths|data_files",
    "sheets": r"sheet_\w+",
}
"""Adapters that are made of several modules; every other adapter is a family of one."""


def name_of(path: Path) -> str:
    """The module's name within the package: `core.cues`, `adapters.audio`, `runner`; empty for the package itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def layer_of(module: str) -> str:
    return module.split(".", 1)[0]


def imported(path: Path) -> Iterator[str]:
    """Every module that is named in an import, wherever it stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            assert node.module is not None
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(names: Iterator[str]) -> Iterator[str]:
    """Those of this package, without its name; the package's own names as the empty one."""
    known = {name_of(path) for path in MODULES}
    for name in names:
        package, _, rest = name.partition(".")
        if package == "footcore_tui":
            while rest and rest not in known and not (PACKAGE / rest.replace(".", "/")).is_dir():
                rest = rest.rpartition(".")[0]
            yield rest


def foreign(names: Iterator[str]) -> set[str]:
    return {name.split(".")[0] for name in names} - {"footcore_tui"}


modules = pytest.mark.parametrize("path", MODULES, ids=name_of)


@modules
def test_a_module_imports_what_its_layer_may(path: Path) -> None:
    layer = LAYERS[layer_of(name_of(path))]
    assert {layer_of(name) for name in own(imported(path))} <= layer.may
    assert not foreign(imported(path)) & layer.never


@pytest.mark.parametrize("path", sorted((PACKAGE / "core").glob("*.py")), ids=name_of)
def test_the_core_reads_no_clock(path: Path) -> None:
    calls = {
        node.attr
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in ("datetime", "date")
    }
    assert not calls & {"now", "today", "utcnow", "fromtimestamp"}


def family(adapter: str) -> str:
    for name, pattern in FAMILIES.items():
        if re.fullmatch(pattern, adapter):
            return name
    return adapter


@pytest.mark.parametrize("path", sorted((PACKAGE / "adapters").rglob("*.py")), ids=name_of)
def test_an_adapter_imports_no_other_but_paths(path: Path) -> None:
    mine = family(name_of(path).partition(".")[2])
    names = (name.partition(".")[2] for name in own(imported(path)) if layer_of(name) == "adapters")
    assert {family(name) for name in names if name} <= {mine, "paths"}


def test_the_contracts_of_the_layers_hold() -> None:
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    linted = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert linted.returncode == 0, linted.stdout


def modules_of(*layers: str, but: tuple[str, ...] = ()) -> list[str]:
    names = [name_of(path) for path in MODULES]
    foreign_to_this_system = "adapters.audio.windows_player" if sys.platform != "win32" else ""
    return [name for name in names if layer_of(name) in layers and name not in (*but, foreign_to_this_system)]


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(modules_of("core"), id="core"),
        pytest.param(modules_of("ports", "conductor", "recorder", "watch", "pulse", "runner"), id="runner"),
        pytest.param(modules_of("plain"), id="plain"),
        pytest.param(modules_of("adapters"), id="adapters"),
        pytest.param(modules_of("cli", "__main__", but=("cli.house",)), id="commands"),
    ],
)
def test_textual_is_loaded_by_the_app_alone(names: list[str]) -> None:
    """Each module is loaded in a new interpreter, one after the other; the first that loads Textual is named."""
    assert names
    loaded = _run_python(
        "import importlib, sys\n"
        "for name in sys.argv[1:]:\n"
        "    importlib.import_module('footcore_tui.' + name)\n"
        "    if 'textual' in sys.modules:\n"
        "        sys.exit(name + ' loads Textual')\n",
        *names,
    )
    assert loaded.returncode == 0, loaded.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--version",),
        ("--help",),
        ("status",),
        ("list",),
        ("show", "desk-balance", "--cues"),
        ("exercise", "short-foot"),
        ("history",),
        ("show", "heel-rebuild", "--weeks"),
        ("routine", "check", str(ROOT / "routines" / "desk-balance.toml")),
        ("routine", "sheet", "desk-balance"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_command_without_a_screen_loads_no_textual(arguments: tuple[str, ...], tmp_path: Path) -> None:
    ran = _run_python(
        "import sys\n"
        "from footcore_tui.__main__ import main\n"
        "try:\n"
        "    code = main()\n"
        "except SystemExit as end:\n"
        "    code = end.code\n"
        "sys.exit('it loads Textual' if 'textual' in sys.modules else code)\n",
        *arguments,
        home=tmp_path,
    )
    assert ran.returncode == 0, ran.stderr


def _run_python(code: str, *arguments: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "FOOTCORE_HOME": str(home)} if home else dict(os.environ)
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@modules
def test_a_file_is_at_most_400_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400


@modules
def test_a_class_is_at_most_200_lines_and_a_function_40(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ClassDef):
            assert (node.end_lineno or 0) - node.lineno < 200, node.name
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, node.name


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_is_left_for_later(path: Path) -> None:
    assert not re.search(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b", path.read_text("utf-8"))


@modules
def test_nothing_is_swallowed_or_waved_through(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"#\s*(type:\s*ignore|noqa)", text)
    assert not {"typing.Any", "typing.cast"} & set(imported(path))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ExceptHandler):
            broad = node.type is None or (
                isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")
            )
            assert not broad, f"{path.name}:{node.lineno}"
