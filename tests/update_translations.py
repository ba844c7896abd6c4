"""Brings the files in resources/translations up to the texts in the code, and compiles them.

    python -m tests.update_translations

New texts come in as unfinished; a test fails until they are translated. English has those alone that count: how the
text of the code reads of one.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TS = ROOT / "resources" / "translations" / "ja.ts"
ENGLISH_TS = TS.with_name("en.ts")


def sources() -> list[str]:
    """Every file that can hold a text for people, in a fixed order."""
    found = [path for folder in ("core", "gui") for path in (ROOT / folder).rglob("*.py")]
    return sorted(
        path.relative_to(ROOT).as_posix()
        for path in found
        if "practice_org" not in path.relative_to(ROOT).parts
    )


def sentences_of_data() -> str:
    """The sentences of data files that people read, as a source that Qt's tool can read."""
    with (ROOT / "resources" / "lists" / "box_owners.toml").open("rb") as stream:
        said = [program["says"] for program in tomllib.load(stream)["programs"]]
    return "".join(
        f'QT_TRANSLATE_NOOP("core", {json.dumps(sentence, ensure_ascii=False)})\n' for sentence in said
    )


def update(ts: Path) -> None:
    """Bring a translation file up to date, dropping texts that are gone."""
    with tempfile.TemporaryDirectory() as folder:
        of_data = Path(folder) / "sentences.py"
        of_data.write_text(sentences_of_data(), encoding="utf-8")
        tool(
            "lupdate", "-no-obsolete", "-locations", "none", "-tr-function-alias", "QT_TRANSLATE_NOOP+=NOOP",
            "-source-language", "en", "-target-language", ts.stem, *(["-pluralonly"] if ts.stem == "en" else []),
            *sources(), str(of_data), "-ts", str(ts),
        )  # fmt: skip
    if ts.stem == "en":
        _fill_in_many(ts)


def _fill_in_many(ts: Path) -> None:
    """Of many a text reads as in the code; only the form of one is left to be written."""
    read = ts.read_text(encoding="utf-8")
    blank = r"<numerusform></numerusform>"
    filled = re.sub(
        rf"(<source>(.*?)</source>\s*<translation type=\"unfinished\">\s*{blank}\s*){blank}",
        r"\1<numerusform>\2</numerusform>",
        read,
    )
    ts.write_text(filled, encoding="utf-8")


def compile_(ts: Path, qm: Path) -> None:
    """Compile a translation file."""
    tool("lrelease", str(ts), "-qm", str(qm))


def tool(name: str, *arguments: str) -> None:
    """Run one of Qt's tools; raises CalledProcessError."""
    command = [str(Path(sys.executable).with_name(f"pyside6-{name}")), *arguments]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


if __name__ == "__main__":
    for translation in (TS, ENGLISH_TS):
        update(translation)
        compile_(translation, translation.with_suffix(".qm"))
