"""When two e-mail addresses are the same."""

from __future__ import annotations

import unicodedata


def address_key(address: str) -> str:
    """The form in which addresses are compared: without regard to case, surrounding spaces or Unicode form.

    Lower case and not case folding: folding would make one of two different addresses (ß and ss).
    """
    lower = unicodedata.normalize("NFC", address.strip()).lower()
    return unicodedata.normalize("NFC", lower)  # lower case can bring letters together that were apart


def looks_like_address(text: str) -> bool:
    """A cheap test for files of a million rows: one @ between two parts, a dot in the domain, no spaces."""
    local, at, domain = text.strip().rpartition("@")
    return (
        bool(at and local)
        and len(text) <= 320
        and "." in domain.strip(".")
        and not domain.startswith((".", "-"))
        and not any(character.isspace() or ord(character) < 32 for character in domain)
        and (local.startswith('"') or not any(character.isspace() for character in local))
    )
