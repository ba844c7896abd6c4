"""Japanese ships complete: every text has its translation, with the same places for values."""

from __future__ import annotations

import shutil
import string
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from tests.update_translations import TS, compile_, update


def messages(ts: Path) -> Iterator[tuple[str, str, str, bool]]:
    """Context, source, translation and whether it is finished, for every text."""
    for context in ET.parse(ts).getroot().iter("context"):
        for message in context.iter("message"):
            found = message.find("translation")
            assert found is not None
            forms = [form.text or "" for form in found.iter("numerusform")]
            text = forms[0] if forms else found.text or ""
            yield (
                context.findtext("name", ""),
                message.findtext("source", ""),
                text,
                found.get("type") != "unfinished",
            )


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name} | {"%n"} & {
        text[i : i + 2] for i in range(len(text))
    }


def test_every_text_of_the_program_is_in_the_translation(tmp_path: Path) -> None:
    fresh = tmp_path / "ja.ts"
    shutil.copy(TS, fresh)
    update(fresh)
    known = {(context, source) for context, source, _, _ in messages(TS)}
    assert {(context, source) for context, source, _, _ in messages(fresh)} == known


def test_every_text_is_translated() -> None:
    assert [source for _, source, text, finished in messages(TS) if not finished or not text] == []


def test_translations_keep_the_places_of_the_values() -> None:
    assert [(source, text) for _, source, text, _ in messages(TS) if places(source) != places(text)] == []


def test_the_compiled_translation_is_that_of_the_source(tmp_path: Path) -> None:
    compiled = tmp_path / "ja.qm"
    compile_(TS, compiled)
    assert compiled.read_bytes() == TS.with_suffix(".qm").read_bytes()
