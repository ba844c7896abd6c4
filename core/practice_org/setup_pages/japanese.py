"""The setup pages in Japanese, for a browser that asks for it: words as Salesforce's own setup has them.

Whatever is data of the org (names of layouts, labels of fields, messages) stays as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape, unescape
from importlib.resources import files

# A file of its own, because no line of Python may be as long as a sentence in both languages.
_FILE = "japanese.json"

_SENTENCES = tuple(
    (re.compile(pattern + r"\Z"), japanese)
    for pattern, japanese in (
        (
            r"(.+) – a practice org on this computer, with invented people",
            r"\1 – このコンピューター上の、架空の人物の練習用組織です",
        ),
        (r"Hidden for (\d+) of (\d+) profiles", r"\2 個中 \1 個のプロファイルで非表示"),
        (r"Read-only for (\d+) of (\d+) profiles", r"\2 個中 \1 個のプロファイルで参照のみ"),
        (
            r"Hidden for (\d+), read-only for (\d+) of (\d+) profiles",
            r"\3 個のプロファイルのうち、\1 個で非表示、\2 個で参照のみ",
        ),
        (
            r"Add a field to a section.+ This layout came with the managed package (.+)\.",
            r"このレイアウトは管理パッケージ \1 のものです。セクションに項目を追加して保存できます。",
        ),
        (
            r"(.+) brings the field Marketo Sales Opt Out to contacts and leads\.",
            r"\1 は、取引先責任者とリードに項目 Marketo Sales Opt Out を追加します。",
        ),
        (
            r"(\w+) (\w+): every field that the administrator may see and that has a value\.",
            r"\1 \2: 管理者が参照できる、値のあるすべての項目です。",
        ),
        (r"([\d,]+) \(([\d,]+) max, ([\d,]+) left\)", r"\1 (最大 \2、残り \3)"),
        (r"This record type is active\.", "このレコードタイプは有効です。"),
        (r"This record type is inactive\.", "このレコードタイプは無効です。"),
        (r"Profile: (.+)", r"プロファイル: \1"),
        (r"Visible for (.+)", r"\1 で参照可能"),
        (r"Read-only for (.+)", r"\1 で参照のみ"),
        (r"Remove (.+)", r"\1 を削除"),
        (r"(.+) stands there as", r"\1 の表示のしかた"),
    )
)

_TEXT = re.compile(r'(?<=>)[^<>]+(?=<)|(?<=aria-label=")[^"]+|(?<=placeholder=")[^"]+')
_STYLE = re.compile(r"(<style>.*?</style>)", re.DOTALL)


@lru_cache(maxsize=1)
def words() -> Mapping[str, str]:
    """The words and sentences that pages have in common, English to Japanese."""
    listed: dict[str, str] = json.loads(
        files("core.practice_org.setup_pages").joinpath(_FILE).read_text(encoding="utf-8")
    )
    return listed


def in_japanese(page: str) -> str:
    """The page with all words that it has in common with others in Japanese."""
    parts = _STYLE.split(page.replace('<html lang="en">', '<html lang="ja">'))
    return "".join(part if part.startswith("<style>") else _TEXT.sub(_replaced, part) for part in parts)


def _replaced(match: re.Match[str]) -> str:
    whole = unescape(match[0])
    inner = whole.strip()
    return escape(whole.replace(inner, said(inner)), quote=True) if inner else match[0]


def said(english: str) -> str:
    """Words of a setup page in Japanese; as they are when they are the org's own."""
    known = words()
    if english in known:
        return known[english]
    for pattern, japanese in _SENTENCES:
        if pattern.match(english):
            return pattern.sub(japanese, english)
    # "Lead: Page Layouts", and the title of a page with the name of the org.
    for mark in (" – ", ": "):
        first, found, rest = english.partition(mark)
        if found and (first in known or rest in known):
            return f"{said(first)}{mark}{said(rest)}"
    return english
