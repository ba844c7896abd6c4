"""The checklist walked in a real window, from an org where everything is wrong to one where everything is right."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.test_window import display

__all__ = ["display"]

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(not shutil.which("Xvfb"), reason="Xvfb is not installed"),
]
ALL_OVER = {
    "email_opt_out_visible Contact",
    "email_opt_out_writable Lead",
    "on_layout Contact Contact Layout",
    "own_view Lead",
    "lightning_page Contact Contact Record Page",
    "validation_rules Lead",
    "duplicate_rules Contact",
    "on_layout Account Person Account Layout",
    "people_here",
}


@pytest.mark.parametrize(
    ("language", "verdicts"), [("en", ("Not ready", "Ready")), ("ja", ("準備が必要", "準備完了"))]
)
def test_from_all_bad_to_all_green(
    display: str, tmp_path: Path, language: str, verdicts: tuple[str, str]
) -> None:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("UNSUBSCRIBE_SYNC_")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.end_to_end.checklist_walk", language, str(tmp_path)],
        env=kept | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=400,
    )
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    looks = [one for one in told if "verdict" in one]
    first, last = looks[0], looks[-1]
    assert (first["verdict"], last["verdict"]) == verdicts
    assert set(first["left"]) >= ALL_OVER
    assert {"refused": "Customize Application"} in told
    assert (last["ready"], last["left"]) == (True, [])
    assert (tmp_path / "last.png").stat().st_size > 10_000
