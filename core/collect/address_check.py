"""Is this an e-mail address, and if not, why: careful for the one that is typed, quick for a million.

Syntax only, never DNS. Decisions:

- What cannot be seen (zero-width characters, marks of writing direction) is taken out; full-width characters,
  which a Japanese input method leaves behind, become the ordinary ones. A space inside is refused.
- The two spellings of an internationalised domain are one address (see `core.store.addresses`).
- Some Japanese carriers gave out addresses with two dots in a row, or one before the @, against the standard.
  They exist, so they can be unsubscribed. So can addresses of closed networks (.local, .test, .invalid, which
  a sandbox holds by the thousand): refusing an opt-out that nobody can mail to would help nobody.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from core.files.problems import refuse
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import ProblemError
from core.store.addresses import LONGEST_ADDRESS, address_key, is_plain_key

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xFE6B: 0x40}
_UNSEEN = dict.fromkeys((
    0xAD, 0x61C, 0x115F, 0x1160, 0x180E, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x2800,
    0x3164, *range(0xFE00, 0xFE10), 0xFEFF, 0xFFA0,
))  # fmt: skip
_TABLE = _FULL_WIDTH | _UNSEEN
_JOINERS = {0x200C: None, 0x200D: None}
_IDEOGRAPHIC_DOTS = {0x3002: 0x2E, 0xFF61: 0x2E}
_AFTER_QUOTE = " ;,.:、。｡；，"
_AFTER = _AFTER_QUOTE + "\"'”’“‘»«`´>)]}›』」】"
_BEFORE = ' ;,"“„”«»<([{‹『「【'
_APOSTROPHES = {"'": "'", "‘": "’‘'", "’": "’'", "`": "`´'", "´": "´`'", "‚": "‘’'"}
_LONGEST_WRAPPED = 1000
"""Characters of an address with its name and trimmings; what is longer is none."""
_IN_BRACKETS = re.compile(
    r"[<(\[]\s*((?:mailto:)?[^<>()\[\]\s]+@[^<>()\[\]\s]+)\s*[>)\]][\s;,.]*\Z", re.IGNORECASE
)
_IS_BARE = re.compile(r"[^\s<(\[\"'‘’“„«`´;,:@]+@[^\s@]+[^\W_]")
_DOTS = re.compile(r"\.{2,}|\.$")

_CORRECT = NOOP("core", "Correct the address, then add it again.")
_ONE_EACH = NOOP("core", "Give each address a line of its own.")


@dataclass(frozen=True, slots=True)
class Address:
    """A valid address as it is to be kept, and the key by which it is compared."""

    text: str
    key: str


def check_quickly(text: str) -> Address:
    """A valid address; everyday ones at once, others carefully. Raises ProblemError with the reason."""
    key = address_key(text)
    if is_plain_key(key):
        return Address(text.strip(), key)
    return check_address(text)


def check_address(text: str) -> Address:
    """A valid address; raises ProblemError with the reason, in which the address itself does not stand."""
    address = clean(text)
    _check_outline(address)
    local, _, domain = address.rpartition("@")
    checkable = local if local.startswith('"') else _DOTS.sub(lambda found: found[0][1:], local)
    try:
        local_part = _valid(f"{checkable}@example.com", local=True)
        _valid(
            f"a@{domain}.example" if f".{domain.lower()}".endswith(_closed()) else f"a@{domain}", local=False
        )
    except UnicodeError as error:
        raise _bad_domain(str(error)) from error
    if local.startswith('"'):
        address = f"{local_part}@{domain}"  # quotes that are not needed make no other address
    return Address(address, address_key(address))


def clean(text: str) -> str:
    """The text as it was meant: ordinary characters, nothing unseen, and nothing around it that is surely none of it.

    No domain ends in a comma, a quotation mark or a bracket; before an address an apostrophe may belong to it, so it is
    taken away only together with one at the end. “Name <address>” and the like give the address.
    """
    address = text.translate(_TABLE).strip()
    joined = address.translate(_JOINERS)
    if joined.isascii():  # some scripts need joiners, ours does not
        address = joined
    if len(address) <= _LONGEST_WRAPPED and not _IS_BARE.fullmatch(address):
        address = _unwrapped(address)
    local, at, domain = address.rpartition("@")
    return local + at + domain.translate(_IDEOGRAPHIC_DOTS)


def _unwrapped(text: str) -> str:
    """What stands within the trimmings of spreadsheets and mail programs; each round takes one layer away."""
    while True:
        inner = text.rstrip(_AFTER).strip()
        if '"@' not in inner:  # quotes before the @ are part of the address
            inner = inner.lstrip(_BEFORE)
        if inner[:7].lower() == "mailto:":
            inner = inner[7:].partition("?")[0].strip()
        quote = _APOSTROPHES.get(inner[:1])
        if quote is not None and inner != text.strip() and text.rstrip(_AFTER_QUOTE)[-1:] in quote:
            inner = inner[1:]
        if (named := _IN_BRACKETS.search(text)) is not None:
            before = text[: named.start()].strip(_AFTER + _BEFORE).lower()
            # Mail programs write an address and itself again as a link: ann@example.com<mailto:ann@example.com>.
            if "@" not in before or before == named[1].lower().removeprefix("mailto:"):
                inner = named[1]
        if inner == text:
            return text
        text = inner


def _check_outline(address: str) -> None:
    """What can be said in plainer words than a parser's."""
    local, at, domain = address.rpartition("@")
    if not address:
        raise refuse("ADDRESS_EMPTY", NOOP("core", "There is no address."), _CORRECT)
    unseen = next((letter for letter in address if unicodedata.category(letter) in ("Cc", "Cf", "Co")), None)
    if unseen is not None:
        raise refuse(
            "ADDRESS_UNSEEN_CHARACTER",
            NOOP("core", "The address holds a character that cannot be seen ({character})."),
            NOOP("core", "Type the address anew instead of copying it."),
            character=f"U+{ord(unseen):04X}",
        )
    if "\N{REPLACEMENT CHARACTER}" in address:
        raise refuse(
            "ADDRESS_UNREADABLE",
            NOOP("core", "Characters of the address could not be read."),
            NOOP("core", "Choose the file's right encoding, then import it again."),
        )
    length = len(address.encode("utf-8", "replace"))
    if length > LONGEST_ADDRESS:
        raise refuse(
            "ADDRESS_TOO_LONG",
            NOOP("core", "The address is {length} bytes long; mail reaches at most {most}."),
            _CORRECT,
            length=length,
            most=LONGEST_ADDRESS,
        )
    if not at:
        raise refuse("ADDRESS_WITHOUT_AT", NOOP("core", "The address has no @."), _CORRECT)
    if not local:
        raise refuse("ADDRESS_NOTHING_BEFORE_AT", NOOP("core", "Nothing stands before the @."), _CORRECT)
    if not domain:
        raise refuse("ADDRESS_NOTHING_AFTER_AT", NOOP("core", "Nothing stands after the @."), _CORRECT)
    quoted = local.startswith('"') and local.endswith('"') and len(local) > 1
    if not quoted and "@" in local:
        raise refuse("ADDRESS_SEVERAL_AT", NOOP("core", "There is more than one @."), _ONE_EACH)
    if any(letter.isspace() for letter in (domain if quoted else address)):
        raise refuse("ADDRESS_WITH_SPACE", NOOP("core", "There is a space inside the address."), _CORRECT)
    if "." not in domain.strip("."):
        raise refuse(
            "ADDRESS_DOMAIN_WITHOUT_DOT", NOOP("core", "What stands after the @ has no dot."), _CORRECT
        )


@cache
def _closed() -> tuple[str, ...]:
    """How the names of closed networks end."""
    from email_validator import SPECIAL_USE_DOMAIN_NAMES

    return tuple(f".{name}" for name in SPECIAL_USE_DOMAIN_NAMES)


def _valid(address: str, *, local: bool) -> str:
    """The local part as the standard would have it written."""
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(
            address, check_deliverability=False, globally_deliverable=False, allow_quoted_local=True
        )
    except EmailNotValidError as error:
        if not local:
            raise _bad_domain(str(error)) from error
        raise refuse(
            "ADDRESS_BAD_LOCAL_PART",
            NOOP("core", "What stands before the @ cannot be part of an address."),
            _CORRECT,
            detail=str(error),
        ) from error
    return found.local_part or ""


def _bad_domain(detail: str) -> ProblemError:
    return refuse(
        "ADDRESS_BAD_DOMAIN",
        NOOP("core", "What stands after the @ cannot be the name of a domain."),
        _CORRECT,
        detail=detail,
    )
