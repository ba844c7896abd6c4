from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from core.collect.list_words import Meaning, list_words, meaning_of_cell


@pytest.mark.parametrize(
    ("said", "cells"),
    [
        (
            Meaning.YES,
            "true|TRUE|Yes|y|1|１|-1|1.0|x|X|on|はい|○|済"
            "|✓| yes |WAHR|ja|VRAI|oui|VERDADERO|sí|VERO|sì|WAAR|VERDADEIRO|sim|真",
        ),
        (
            Meaning.NO,
            "false|FALSE|No|n|0|off|いいえ|FALSCH|nein|FAUX|non|FALSO|ONWAAR|nee|não|偽",
        ),
        (Meaning.EMPTY, "| |null|NULL|None|NaN|\\N"),
        (Meaning.NOTHING, "-|--|—|n/a|N/A|never|unknown|不明"),
        (
            Meaning.OPTED_OUT,
            "unsubscribed|UNSUBSCRIBED|Opted-out|opted_out"
            "|配信停止|登録解除済み|Abgemeldet|désabonné|do not email",
        ),
        (Meaning.COMPLAINED, "complained|Spam complaint|spamreport|abuse|迷惑メール報告"),
        (Meaning.CLEANED, "cleaned|Cleaned"),
        (Meaning.BOUNCED, "bounced|Hard bounce|hardbounced|不達|バウンス"),
        (Meaning.SUBSCRIBED, "subscribed|active|Opted in|購読中|inscrit"),
        (Meaning.PERHAPS_OPTED_OUT, "inactive|Cancelled|suppressed|無効"),
        (Meaning.NEUTRAL, "pending|soft bounce|NEVER_SUBSCRIBED|transactional|delivered"),
        (Meaning.UNKNOWN, "maybe|2|×|a@x.com|Working|2026-11-05"),
    ],
)
def test_a_cell_is_understood_in_many_languages(said: Meaning, cells: str) -> None:
    assert {cell: meaning_of_cell(cell) for cell in cells.split("|")} == dict.fromkeys(cells.split("|"), said)


def test_no_word_of_the_table_has_two_meanings() -> None:
    assert list_words().cells["unsubscribed"] is Meaning.OPTED_OUT
    kinds: dict[str, set[str]] = {}
    table = tomllib.loads(files("resources").joinpath("lists", "opting_out.toml").read_text("utf-8"))
    for kind, words in table["cells"].items():
        for word in words:
            kinds.setdefault(word, set()).add(kind)
    assert {word: found for word, found in kinds.items() if len(found) > 1} == {}
