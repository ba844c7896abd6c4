"""The house as a whole: what lies where, who may import what, and that README, checks and locks agree."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for part in ("core", "gui", "resources") for path in (ROOT / part).rglob("*.py"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CHECKS = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

TOP_LEVEL = {"pyproject.toml", "gui", "core", "resources", "tests", "README.md"}
BESIDE = {"LICENSE", "requirements.txt", "requirements-dev.txt"}
MADE_BY_TOOLS = {"dist", "build", "uv.lock", "__pycache__"}

_IMPORT_ALL_WITHOUT_QT = """
import importlib, pkgutil, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6", "gui"}:
            raise ImportError(f"core may not import {name}")

sys.meta_path.insert(0, NoQt())
import core

def fail(name):
    raise ImportError(name)

for module in pkgutil.walk_packages(core.__path__, "core.", onerror=fail):
    importlib.import_module(module.name)
    print(module.name)
"""


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, by its full name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def importers(module: str) -> set[str]:
    """The files, from the root, that import a module or something in it."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        if any(name == module or name.startswith(f"{module}.") for name in imports(path))
    }


def test_core_works_where_there_is_no_qt() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", _IMPORT_ALL_WITHOUT_QT],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    assert {"core.engine", "core.store.store", "core.practice_org.server.web"} <= set(answer.stdout.split())


def test_the_top_level_holds_what_was_agreed_and_no_more() -> None:
    found = {
        entry.name
        for entry in ROOT.iterdir()
        if not entry.name.startswith(".") and not entry.name.endswith(".egg-info")
    }
    assert found >= TOP_LEVEL
    assert found - MADE_BY_TOOLS == TOP_LEVEL | BESIDE


def test_no_file_has_two_jobs() -> None:
    long = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {name: lines for name, lines in long.items() if lines > 400} == {}


def test_every_folder_of_code_is_a_package() -> None:
    folders = {path.parent for path in SOURCES if path.parent.name != "migrations"}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_simple_salesforce_is_wrapped_in_one_place() -> None:
    assert {Path(file).parent.as_posix() for file in importers("simple_salesforce")} == {
        "core/salesforce/http"
    }


def test_whatever_is_imported_is_declared() -> None:
    declared = {Requirement(one).name.lower().replace("_", "-") for one in PROJECT["project"]["dependencies"]}
    known = sys.stdlib_module_names | {"core", "gui", "resources"}
    imported = {name.partition(".")[0] for path in SOURCES for name in imports(path)} - known
    providers = packages_distributions()
    assert {
        module
        for module in imported
        if not declared & {name.lower().replace("_", "-") for name in providers[module]}
    } == set()


def test_every_request_goes_out_with_a_time_out() -> None:
    """One session puts a time-out on every call; whoever calls past it, to this very computer, says one."""
    sessions = {
        file
        for path in SOURCES
        if (file := path.relative_to(ROOT).as_posix()).partition("/practice_org/")[1] == ""
        and re.search(
            r"requests\.Session\b|urlopen|HTTPSConnection\(|HTTPConnection\(", path.read_text("utf-8")
        )
    }
    assert sessions == {"core/salesforce/http/transport.py", "core/connection/practice_child.py"}
    child = ast.parse((ROOT / "core" / "connection" / "practice_child.py").read_text(encoding="utf-8"))
    calls = [
        node
        for node in ast.walk(child)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"get", "post", "request"}
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "session"
    ]
    assert calls
    assert all(any(word.arg == "timeout" for word in call.keywords) for call in calls)


def test_one_module_alone_can_clear_an_opt_out() -> None:
    assert importers("core.salesforce.clearing") == {"core/sync/resubscribe.py"}
    assert importers("core.store.resubscribes") == {
        "core/store/store.py",
        "core/sync/sending/clearing_recorder.py",
        "core/sync/resubscribe.py",
    }


def test_the_checks_run_the_test_command_of_the_readme() -> None:
    command = CHECKS.rstrip().rpartition("\n")[2]
    assert "pytest" in command
    assert re.findall(r"^.*python -m pytest.*$", README, re.MULTILINE) == [command]


def test_the_checks_install_what_the_readme_says() -> None:
    lists = dict(re.findall(r"^(\w+)=\(([^)]*)\)", CHECKS, re.MULTILINE))
    [window, tests] = re.findall(r"apt-get install -y (.*) &&$", README, re.MULTILINE)
    libraries = set(lists["qt_libraries"].split())
    assert libraries | {"python3-venv", "fonts-dejavu-core"} == set(window.split())
    assert libraries | set(lists["for_tests"].split()) | {"python3-venv"} == set(tests.split())


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no executable files")
def test_the_checks_can_be_started() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


@pytest.mark.parametrize(("lock", "groups"), [("requirements.txt", []), ("requirements-dev.txt", ["dev"])])
def test_the_lock_holds_everything_with_hashes_and_names_no_host(lock: str, groups: list[str]) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    locked: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)(?:\[.*\])?==([^ ;\\]+)", text, re.MULTILINE):
        locked.setdefault(name, []).append(version)
    wanted = [
        Requirement(one)
        for one in PROJECT["project"]["dependencies"]
        + [one for group in groups for one in PROJECT["dependency-groups"][group]]
    ]
    for requirement in wanted:
        versions = locked.get(requirement.name.lower(), [])
        assert versions, requirement
        assert all(requirement.specifier.contains(version) for version in versions), requirement
    assert "://" not in text
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert [entry.partition(" ")[0] for entry in entries if "--hash=sha256:" not in entry] == []
