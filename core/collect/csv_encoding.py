"""In which encoding a CSV file is written, judged by its first part alone.

Deterministic for what spreadsheets and Salesforce write: UTF-8, UTF-16 (each with or without a byte order mark),
Shift_JIS in Microsoft's form (cp932) and Windows-1252; EUC-JP and ISO-2022-JP are told apart from them. Only
what is left over goes to charset-normalizer, and the user can always choose.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from core.files.problems import refuse
from core.messages import QT_TRANSLATE_NOOP as NOOP

SAMPLE_BYTES = 256 * 1024
"""Bytes at the beginning of a file by which its encoding is found."""

UTF_8, UTF_8_BOM = "utf-8", "utf-8-sig"
UTF_16, UTF_16_LE, UTF_16_BE = "utf-16", "utf-16-le", "utf-16-be"
SHIFT_JIS, WESTERN = "cp932", "cp1252"
CHOICES = (UTF_8, UTF_8_BOM, UTF_16, UTF_16_LE, UTF_16_BE, SHIFT_JIS, "euc_jp", WESTERN)
"""The encodings to offer where a user chooses."""

_MARKS = (
    (codecs.BOM_UTF8, UTF_8_BOM),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, UTF_16),
    (codecs.BOM_UTF16_BE, UTF_16),
)
# Every file of Microsoft calls itself Shift_JIS or Latin-1 where it means these supersets.
_SUPERSETS = {"shift_jis": SHIFT_JIS, "iso8859-1": WESTERN, "ascii": UTF_8}
_ALIASES = {"windows-31j": SHIFT_JIS, "windows31j": SHIFT_JIS}
_OTHERS = ["cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "gb18030", "big5", "euc_kr", "iso8859_15"]
_ISO_2022_JP = re.compile(rb"\x1b\$[@B]|\x1b\(J")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b\x1a")) + b"\x7f"
_JAPANESE = ("HIRAGANA", "KATAKANA", "CJK", "HALFWIDTH", "FULLWIDTH", "IDEOGRAPHIC")


def recognise(sample: bytes) -> str | None:
    """The encoding of a file that begins with these bytes; None when it is not text at all."""
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    wide = _utf_16_without_mark(sample)
    if wide:
        return wide
    if len(sample.translate(None, _CONTROLS)) < 0.9 * len(sample):
        return None
    if _ISO_2022_JP.search(sample) and _decoded(sample, "iso2022_jp") is not None:
        return "iso2022_jp"
    if _decoded(sample, UTF_8) is not None:
        return UTF_8
    return _eight_bits(sample)


def chosen(name: str) -> str:
    """The encoding that a user named, as Python knows it; raises ProblemError when there is none such."""
    try:
        wanted = name.strip().lower()
        codec = codecs.lookup(_ALIASES.get(wanted, wanted))
        "".encode(codec.name)
    except (LookupError, ValueError):
        raise refuse(
            "ENCODING_UNKNOWN",
            NOOP("core", "There is no encoding named “{name}”."),
            NOOP("core", "Use one of: {choices}."),
            name=name,
            choices=", ".join(CHOICES),
        ) from None
    return _SUPERSETS.get(codec.name, codec.name)


def _decoded(sample: bytes, encoding: str) -> str | None:
    """The sample as text; None when it cannot be that encoding. A character cut off at the end is no fault."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeError:
        return None


def _utf_16_without_mark(sample: bytes) -> str | None:
    """UTF-16 shows by its zero bytes: those of separators, digits and addresses, all on one side."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    many = len(sample) // 2 * 0.15
    for here, there, encoding in ((odd, even, UTF_16_LE), (even, odd, UTF_16_BE)):
        if here > many and there < here * 0.05:
            return encoding
    return None


def _eight_bits(sample: bytes) -> str:
    """The encoding among those in which every byte is a letter, by which text reads most like a language."""
    as_euc, as_shift_jis = _decoded(sample, "euc_jp"), _decoded(sample, SHIFT_JIS)
    euc = _japanese_score(as_euc) if as_euc is not None and _has_common_kanji(as_euc) else -1.0
    shift_jis = _japanese_score(as_shift_jis)
    if max(euc, shift_jis) > 0:
        return "euc_jp" if euc > shift_jis else SHIFT_JIS
    if _looks_western(sample):
        return WESTERN
    best = from_bytes(sample, cp_isolation=_OTHERS).best()
    return best.encoding if best else WESTERN


def _japanese_score(text: str | None) -> float:
    """Above 0 when a text reads like Japanese: its letters keep company with each other, not with Latin ones.

    Western text read as Shift_JIS has a lone kanji or half-width kana wherever a letter had an accent.
    """
    if text is None:
        return -1.0
    japanese, alone, half_width = 0, 0, 0
    for before, letter, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if letter.isascii():
            continue
        if not _is_japanese(letter):
            return -1.0
        japanese += 1
        half_width += 0xFF61 <= ord(letter) <= 0xFF9F
        neighbours = [one for one in (before, after) if one.isalpha()]
        alone += bool(neighbours) and all(one.isascii() for one in neighbours)
    if alone * 3 > japanese:
        return -1.0
    return 1.0 - half_width / japanese * 0.5 if japanese else -1.0


def _has_common_kanji(text: str) -> bool:
    """Whether a text read as EUC-JP is made of everyday characters; half-width kana misread give rare ones."""
    leads = [letter.encode("euc_jp")[0] for letter in text if not letter.isascii()]
    common = sum(0xA1 <= lead <= 0xA5 or 0xB0 <= lead <= 0xCF for lead in leads)
    return common >= 0.9 * len(leads)


def _is_japanese(letter: str) -> bool:
    """Whether a character turns up in Japanese lists; private ones do not, Western signs sometimes do."""
    category = unicodedata.category(letter)
    if category in ("Lo", "Lm", "Nl", "No"):
        return unicodedata.name(letter, "").startswith(_JAPANESE)
    return category not in ("Co", "Cn", "Cc")


def _looks_western(sample: bytes) -> bool:
    """Whether it reads as Windows-1252: accented letters here and there, among plain ones."""
    text = sample.decode(WESTERN, "replace")
    letters = sum(letter.isalpha() for letter in text)
    foreign = [letter for letter in text if not letter.isascii()]
    odd = sum(
        not letter.isalpha() and letter not in "€‚„…‘’“”•–—™©®°·«»¡¿£¥§ªº²³¼½¾´\xa0" for letter in foreign
    )
    return len(foreign) < 0.3 * letters and odd <= 0.1 * len(foreign)
