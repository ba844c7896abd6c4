"""Nothing reads "1 records": whatever tells a count has a sentence of its own for one."""

from __future__ import annotations

import ast
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from core.messages import Counted, Message, counted_people, counted_records
from tests.test_house import ROOT, SOURCES
from tests.update_translations import ENGLISH_TS

NO_NUMBERS = set(
    re.findall(
        r"\w+",
        "command date email field layout licence name night number object org path place program proxy ports",
    )
)
"""Placeholders that stand for a name, or for what is not counted."""
ALWAYS_MANY = {
    "bits": "a key of one bit is none",
    "days": "a constant",
    "length": "an address that is too long",
    "longest": "a constant",
    "minutes": "a clock that is one minute off is right",
    "most": "a constant",
    "needed": "a sync takes several calls",
    "reserve": "a share of some thousand calls",
    "seconds": "a constant",
    "total": "what an org allows, the steps of a guide, or a whole of which a part is told",
}
ONLY_SAID_OF_SEVERAL = {
    "{count} checkboxes on {object} could be Marketo Sales Opt Out; this program does not guess.",
    "The newest sync opted out {count} records of {object}. Salesforce accepted all of them, and {lost} was not opted "
    "out when it was read again: something in your org clears the checkbox.",
}
MARKS = {"tr", "NOOP", "QT_TRANSLATE_NOOP", "translate"}
NO_NOUNS = "is|was|as|this|has|less|its|s|waits|stays|address"
OF_MANY = re.compile(
    rf"(?:\{{(?P<name>\w+)\}}|%Ln|\b1)(?: (?!that\b)(?:\w+|\{{\w+\}}))??"
    rf" (?!(?:{NO_NOUNS})\b)(?:[\w-]*s|people|were|are|have|need)\b"
)


@dataclass(frozen=True)
class Sentence:
    """A template, where it stands, and what it is there: of one, of many, chosen by Qt, or plain."""

    text: str
    place: str
    role: str


def sentences() -> Iterator[Sentence]:
    for path in SOURCES:
        if "practice_org" in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        roles = {}
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and _name(call) == "Counted" and len(call.args) > 1:
                roles |= {id(call.args[0]): "one", id(call.args[1]): "many"}
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and _name(call) in MARKS:
                role = (
                    "by Qt" if _name(call) == "tr" and len(call.args) == 3 else roles.get(id(call), "plain")
                )
                for argument in call.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        place = f"{path.relative_to(ROOT).as_posix()}:{call.lineno}"
                        yield Sentence(argument.value, place, role)


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def reads_of_many(text: str) -> bool:
    """Whether a template counts something in the plural that can be one."""
    found = {match["name"] or "" for match in OF_MANY.finditer(text)}
    return text not in ONLY_SAID_OF_SEVERAL and bool(found - NO_NUMBERS - ALWAYS_MANY.keys())


ALL = list(sentences())


def test_every_sentence_that_counts_says_how_it_reads_of_one() -> None:
    assert {one.role for one in ALL} == {"one", "many", "by Qt", "plain"}
    assert [
        (one.place, one.text) for one in ALL if one.role in ("plain", "one") and reads_of_many(one.text)
    ] == []


def test_what_is_said_of_several_alone_is_still_said() -> None:
    assert {one.text for one in ALL} >= ONLY_SAID_OF_SEVERAL


def test_english_says_in_the_window_how_it_reads_of_one() -> None:
    counted = {one.text for one in ALL if one.role == "by Qt" and one.text}
    forms = {
        message.findtext("source", ""): [form.text or "" for form in message.iter("numerusform")]
        for message in ET.parse(ENGLISH_TS).getroot().iter("message")
    }
    assert forms.keys() == counted
    for source, (one, many) in forms.items():
        assert many == source
        assert one
        assert one != many or not reads_of_many(many)
        assert not reads_of_many(one)


@pytest.mark.parametrize("text", ["1 records", "{count} records", "%Ln people", "{count} parked pushes"])
def test_a_plural_is_seen(text: str) -> None:
    assert reads_of_many(text)


def test_parts_of_a_sentence_count_for_themselves() -> None:
    both = Message(
        "{here} unsubscribed, {there} opted out.", {"here": counted_people(1), "there": counted_records(2000)}
    )
    assert both.english() == "1 person unsubscribed, 2,000 records opted out."
    assert Message.from_json(both.to_json()) == both


def test_a_sentence_follows_the_value_that_decides() -> None:
    missed = Counted("{left} of {total} is left.", "{left} of {total} are left.", by="left")
    assert missed.with_values(left=1, total=9).english() == "1 of 9 is left."
    assert missed.with_values(left=0, total=1).english() == "0 of 1 are left."
    with pytest.raises(TypeError):
        missed.with_values(left="1", total=9)


def test_an_entry_that_was_kept_before_sentences_had_two_forms_is_still_shown() -> None:
    kept = '["{count} parked pushes are tried again.", {"count": 3}]'
    assert Message.from_json(kept).english() == "3 parked pushes are tried again."
