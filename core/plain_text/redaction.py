"""Cutting out of a text what nobody may read in it: tokens, passwords and keys, and in the log file addresses too."""

from __future__ import annotations

import re

LONGEST_READ = 100_000
"""Characters of a text that are looked at; what comes after them is given to nobody."""
LONGEST_KEPT = 10_000
"""Characters of a text that are kept: its beginning and, of a traceback the more telling, its end."""
_END = 4_000

# Whoever sends a text may have made it for these patterns. So none of them may try the same characters again from
# each place in a long text: a run of characters is entered at its beginning only, and never given back.
_ADDRESS = re.compile(r"(?<![^\s@<>\"'])[^\s@<>\"']++@[^\s@<>\"'.]*+\.[^\s@<>\"']++")
_SECRETS = (
    (re.compile(r"(?i)(bearer|oauth)\s++\S++"), r"\1 (hidden)"),
    (re.compile(r"(?i)(basic)\s++[a-z0-9+/=]{12,}+"), r"\1 (hidden)"),
    (
        re.compile(
            r"(?i)\b(\w{0,20}token|client_secret|code_verifier|assertion|password|code(?==))"
            r"([\"']?\s*+[=:]\s*+[\"']?)[^\s\"'&,;]++"
        ),
        r"\1\2(hidden)",
    ),
    # An access token begins with the ID of its org, a refresh token always alike.
    (re.compile(r"\b00D\w{12,15}(?:!|%21)[\w.%~-]++"), "(hidden)"),
    (re.compile(r"\b5Aep8\w[\w.%~-]++"), "(hidden)"),
    (
        re.compile(
            r"(?s)-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----.*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|\Z)"
        ),
        "(hidden)",
    ),
)


def without_tokens(text: str) -> str:
    """A text without tokens, passwords and keys; to be given no more than LONGEST_READ characters."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


def without_secrets(text: str) -> str:
    """A text without addresses, tokens, passwords and keys; its beginning and its end, where it is very long.

    The work grows with the length of the text, and no further than with that of `LONGEST_READ` characters.
    """
    left_out = max(0, len(text) - LONGEST_READ)
    text = without_tokens(_ADDRESS.sub("(address)", text[:LONGEST_READ]))
    if len(text) > LONGEST_KEPT:
        left_out += len(text) - LONGEST_KEPT
        text = f"{text[: LONGEST_KEPT - _END]} [...] {text[-_END:]}"
    return f"{text} [{left_out} characters left out]" if left_out else text
