"""Japanese ships complete: every text has its translation, with the same places for values.

So does English, where a text counts.
"""

from __future__ import annotations

import shutil
import string
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.update_translations import ENGLISH_TS, TS, compile_, update

both = pytest.mark.parametrize("ts", [TS, ENGLISH_TS], ids=["ja", "en"])
COUNT = "%Ln"
HOW = "python -m tests.update_translations takes new texts over; then fill in resources/translations, and run it again"


def messages(ts: Path) -> Iterator[tuple[str, str, str, bool]]:
    """Context, source, translation and whether it is finished, for every text."""
    for context in ET.parse(ts).getroot().iter("context"):
        for message in context.iter("message"):
            found = message.find("translation")
            assert found is not None
            forms = [form.text or "" for form in found.iter("numerusform")]
            # The last form is that of many; that of one may say "one" instead of the number.
            text = forms[-1] if forms else found.text or ""
            text = text if all(forms) else ""
            yield (
                context.findtext("name", ""),
                message.findtext("source", ""),
                text,
                found.get("type") != "unfinished",
            )


def places(text: str) -> set[str]:
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    return names | ({COUNT} if COUNT in text else set())


@both
def test_every_text_of_the_program_is_in_the_translation(ts: Path, tmp_path: Path) -> None:
    fresh = tmp_path / ts.name
    shutil.copy(ts, fresh)
    update(fresh)
    known = {(context, source) for context, source, _, _ in messages(ts)}
    assert {(context, source) for context, source, _, _ in messages(fresh)} == known, HOW


@both
def test_every_text_is_translated(ts: Path) -> None:
    assert [source for _, source, text, finished in messages(ts) if not finished or not text] == [], HOW


@both
def test_translations_keep_the_places_of_the_values(ts: Path) -> None:
    assert [(source, text) for _, source, text, _ in messages(ts) if places(source) != places(text)] == []


@both
def test_the_compiled_translation_is_that_of_the_source(ts: Path, tmp_path: Path) -> None:
    compiled = tmp_path / ts.with_suffix(".qm").name
    compile_(ts, compiled)
    assert compiled.read_bytes() == ts.with_suffix(".qm").read_bytes(), HOW
