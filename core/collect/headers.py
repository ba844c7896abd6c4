"""What a header says about opting out: a rule over words, the same for every tool.

A word of opting out ("unsubscribe", "opt out", 配信停止) with nothing telling beside it heads a column of yes and no;
beside a time it heads times, beside a reason reasons, beside a link or a count nothing that is of use here.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from core.collect.list_words import Words, list_words, plain

_EITHER = re.compile(r"[/|・]|\bor\b|\bund\b|\bet\b")


class HeaderSays(StrEnum):
    """What stands in a column, as far as its header tells.

    Of DOUBTFUL a no, of NO_MAIL a yes may be an opt-out, and may be something else.
    """

    OPTED_OUT = "opted_out"
    SUBSCRIBED = "subscribed"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    MAIL_STATUS = "mail_status"
    STATUS = "status"
    DOUBTFUL = "doubtful"
    NO_MAIL = "no_mail"
    TIME = "time"
    REASON = "reason"
    SOURCE = "source"
    WHO = "who"
    NOTHING = "nothing"


@lru_cache(maxsize=2048)
def header_says(header: str) -> HeaderSays:
    """What a header says about opting out; NOTHING for one that is about something else."""
    words, text = list_words().headers, plain(header)
    if words["other_channels"].found_in(text) and not words["email"].found_in(text):
        return HeaderSays.NOTHING
    for kind in (HeaderSays.OPTED_OUT, HeaderSays.BOUNCED, HeaderSays.COMPLAINED, HeaderSays.SUBSCRIBED):
        known = words[kind]
        if known.found_in(text):
            return _beside(kind, known.taken_out(text), header)
    if words["doubtful"].found_in(text):
        told_of = _told_of(words["doubtful"].taken_out(text))
        return HeaderSays.DOUBTFUL if told_of is None else HeaderSays.NOTHING
    if words["negation"].found_in(text) and words["email"].found_in(text):
        return HeaderSays.NO_MAIL
    if words["status"].found_in(text):
        return HeaderSays.MAIL_STATUS if words["mail"].found_in(text) else HeaderSays.STATUS
    return HeaderSays.NOTHING


def _beside(kind: HeaderSays, rest: str, header: str) -> HeaderSays:
    """What kind of column it is, by what stands beside the word that was found."""
    words = list_words().headers
    if kind is HeaderSays.OPTED_OUT and words["subscribed"].found_in(rest) and _EITHER.search(header.lower()):
        return HeaderSays.MAIL_STATUS  # "Opt in / Opt out"
    told_of = _told_of(rest)
    if told_of is not None:
        return told_of if kind is HeaderSays.OPTED_OUT else HeaderSays.NOTHING
    if kind is HeaderSays.SUBSCRIBED and words["double"].found_in(rest):
        return HeaderSays.NOTHING
    if words["negation"].found_in(rest):
        opposite = {
            HeaderSays.OPTED_OUT: HeaderSays.SUBSCRIBED,
            HeaderSays.SUBSCRIBED: HeaderSays.OPTED_OUT,
        }
        return opposite.get(kind, HeaderSays.NOTHING)
    return kind


def _told_of(rest: str) -> HeaderSays | None:
    """What the rest of a header says that its column tells: a link or a count, a reason, a time, a way, somebody."""
    words = list_words().headers
    kinds: tuple[tuple[Words, HeaderSays], ...] = (
        (words["link"], HeaderSays.NOTHING),
        (words["reason"], HeaderSays.REASON),
        (words["time"], HeaderSays.TIME),
        (words["source"], HeaderSays.SOURCE),
        (words["who"], HeaderSays.WHO),
    )
    return next((says for known, says in kinds if known.found_in(rest)), None)
