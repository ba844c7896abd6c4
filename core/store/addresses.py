"""When two e-mail addresses are the same."""

from __future__ import annotations

import re
import unicodedata

LONGEST_ADDRESS = 254
"""Characters that an address may have so that mail can reach it (RFC 5321, a path of 256 less its brackets)."""

# Possessive, so that no text makes it slow. Longer parts and doubled hyphens are left to the careful look.
_PLAIN = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]++(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]++)*+"
    r"@(?:[a-z0-9]++(?:-[a-z0-9]++)*+\.)++[a-z]{2,63}"
)
_LONGEST_PLAIN = 64


def address_key(address: str) -> str:
    """The form in which addresses are compared: without regard to case, surrounding spaces or Unicode form.

    Lower case and not case folding: folding would make one of two different addresses (ß and ss). The two
    spellings of an internationalised domain (bücher.example and xn--bcher-kva.example) are one address.
    """
    text = address.strip()
    if text.isascii():
        lower = text.lower()
        if "xn--" not in lower:
            return lower
    else:
        lower = unicodedata.normalize("NFC", text).lower()
    local, at, domain = lower.rpartition("@")
    if "xn--" in domain:
        lower = local + at + ".".join(_readable_label(label) for label in domain.split("."))
    return unicodedata.normalize("NFC", lower)  # lower case can bring letters together that were apart


def domain_spellings(address: str) -> tuple[str, ...]:
    """The address with its domain in each spelling: as given, in letters, and as name servers know it (xn--…)."""
    local, at, domain = address.rpartition("@")
    if domain.isascii() and "xn--" not in domain.lower():
        return (address,)
    key = address_key(f"a@{domain}").removeprefix("a@")
    spellings = (domain, key, ".".join(_ascii_label(label) for label in key.split(".")))
    return tuple(dict.fromkeys(local + at + spelling for spelling in spellings))


def is_plain_key(key: str) -> bool:
    """A quick test of an address key for files of a million rows: of an everyday ASCII address, surely valid.

    False says nothing: such an address is for a careful look, which accepts quotes, other alphabets and more.
    """
    return len(key) <= _LONGEST_PLAIN and _PLAIN.fullmatch(key) is not None


def looks_like_address(text: str) -> bool:
    """A cheap test whether a text is meant as an address: one @ between two parts, a dot in the domain, no spaces."""
    local, at, domain = text.strip().rpartition("@")
    return (
        bool(at and local)
        and len(text) <= 320
        and "." in domain.strip(".")
        and not domain.startswith((".", "-"))
        and not any(character.isspace() or ord(character) < 32 for character in domain)
        and (local.startswith('"') or not any(character.isspace() for character in local))
    )


def _readable_label(label: str) -> str:
    """A domain label in letters. One that only pretends to be an encoded one stays as it is."""
    if not label.startswith("xn--") or len(label) > 63:
        return label
    try:
        letters = label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, OverflowError, ValueError):
        return label
    plain = unicodedata.normalize("NFC", letters.lower())
    sound = plain.isprintable() and not any(letter in "@. " for letter in plain)
    return plain if sound and _ascii_label(plain) == label else label


def _ascii_label(label: str) -> str:
    return label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")
