"""The labels of a Japanese org: what describe and Setup tell to a user of that language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.practice_org.org.schema import SObject

JAPANESE = "ja"

_LABELS = {
    "Account": "取引先",
    "Contact": "取引先責任者",
    "Lead": "リード",
    "Email Opt Out": "メール送信除外",
    "Fax Opt Out": "Fax 送信除外",
    "Do Not Call": "電話禁止",
    "Email": "メール",
    "Phone": "電話",
    "Business Phone": "電話",
    "Mobile Phone": "携帯電話",
    "Last Name": "姓",
    "First Name": "名",
    "Full Name": "氏名",
    "Title": "役職",
    "Department": "部署",
    "Company": "会社名",
    "Description": "説明",
    "Marketo Sales Opt Out": "Marketo Sales オプトアウト",
}

DATA_TYPES = {
    "Checkbox": "チェックボックス",
    "Email": "メール",
    "Phone": "電話",
    "Picklist": "選択リスト",
    "Date": "日付",
    "Date/Time": "日付/時間",
}


def labelled(objects: Iterable[SObject], language: str) -> tuple[SObject, ...]:
    """The objects with their labels and those of their fields in the language of the org."""
    if language != JAPANESE:
        return tuple(objects)
    return tuple(
        replace(
            sobject,
            label=_LABELS.get(sobject.label, sobject.label),
            fields=tuple(
                replace(entry, label=_LABELS.get(entry.label, entry.label)) for entry in sobject.fields
            ),
        )
        for sobject in objects
    )
