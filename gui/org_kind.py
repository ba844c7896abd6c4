"""What kind of org it is, so that production is never taken for anything else: a word, and a tone beside it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.connection.orgs import OrgKind, kind_of
from core.messages import QT_TRANSLATE_NOOP
from core.store.types.orgs import Org

_PILLS = {
    OrgKind.PRODUCTION: (QT_TRANSLATE_NOOP("words", "Production"), "production"),
    OrgKind.SANDBOX: (QT_TRANSLATE_NOOP("words", "Sandbox"), "sandbox"),
    OrgKind.PRACTICE: (QT_TRANSLATE_NOOP("words", "Practice org"), "accent"),
    OrgKind.UNKNOWN: (QT_TRANSLATE_NOOP("words", "Not connected yet"), "neutral"),
}


def kind_pill(org: Org | None) -> tuple[str, str]:
    """The word for a pill, in the user's language, and its tone."""
    text, tone = _PILLS[kind_of(org)]
    return QCoreApplication.translate("words", text), tone
