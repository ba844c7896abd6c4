"""The practice org as a command: this program's own, wherever it is started, and without the secrets of its starter."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).parents[3]
SECONDS = 120


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A folder that holds a program of the same name."""
    folder = tmp_path / "core" / "practice_org"
    folder.mkdir(parents=True)
    (tmp_path / "core" / "__init__.py").write_text("print('planted', flush=True)\n")
    (folder / "__init__.py").touch()
    (folder / "__main__.py").touch()
    return tmp_path


@pytest.mark.parametrize("search_path", ["", f"{os.pathsep}.", "."])
def test_it_is_this_programs_own_and_gets_no_secrets(planted: Path, search_path: str) -> None:
    environment = os.environ | {
        "UNSUBSCRIBE_SYNC_ACCESS_TOKEN": "00D-very-secret",
        "UNSUBSCRIBE_SYNC_INSTANCE_URL": "https://a.my.salesforce.com",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{search_path}",
    }
    command = [sys.executable, "-P", "-m", "gui", "practice-org", "--people", "1", "--until-stdin-closes"]
    with subprocess.Popen(
        command, cwd=planted, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        line = process.stdout.readline()
        assert "planted" not in line
        inherited = psutil.Process(json.loads(line)["pid"]).environ()
        process.stdin.close()
        assert process.wait(SECONDS) == 0
    assert "very-secret" not in " ".join(inherited.values())
    assert not [name for name in inherited if name.startswith("UNSUBSCRIBE_SYNC_")]
    assert all(os.path.isabs(place) for place in inherited["PYTHONPATH"].split(os.pathsep))
