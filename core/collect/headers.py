"""What a header says about opting out: a rule over words, the same for every tool.

A word of opting out ("unsubscribe", "opt out", 配信停止) alone heads a column of yes and no;
beside a time it heads times, beside a reason reasons, beside a link or a count nothing that is of use here.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from core.collect.list_words import Words, list_words, plain

_EITHER = re.compile(r"[/|・]|\bor\b|\bund\b|\bet\b")


class HeaderMeaning(StrEnum):
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
def meaning_of_header(header: str) -> HeaderMeaning:
    """What a header says about opting out; NOTHING for one that is about something else."""
    words, text = list_words().headers, plain(header)
    if words["other_channels"].found_in(text) and not words["email"].found_in(text):
        return HeaderMeaning.NOTHING
    for kind in (
        HeaderMeaning.OPTED_OUT,
        HeaderMeaning.BOUNCED,
        HeaderMeaning.COMPLAINED,
        HeaderMeaning.SUBSCRIBED,
    ):
        known = words[kind]
        if known.found_in(text):
            return _beside(kind, known.taken_out(text), header)
    if words["doubtful"].found_in(text):
        told_of = _told_of(words["doubtful"].taken_out(text))
        return HeaderMeaning.DOUBTFUL if told_of is None else HeaderMeaning.NOTHING
    if words["negation"].found_in(text) and words["email"].found_in(text):
        return HeaderMeaning.NO_MAIL
    if words["status"].found_in(text):
        return HeaderMeaning.MAIL_STATUS if words["mail"].found_in(text) else HeaderMeaning.STATUS
    return HeaderMeaning.NOTHING


def _beside(kind: HeaderMeaning, rest: str, header: str) -> HeaderMeaning:
    """What kind of column it is, by what stands beside the word that was found."""
    words = list_words().headers
    if (
        kind is HeaderMeaning.OPTED_OUT
        and words["subscribed"].found_in(rest)
        and _EITHER.search(header.lower())
    ):
        return HeaderMeaning.MAIL_STATUS  # "Opt in / Opt out"
    told_of = _told_of(rest)
    if told_of is not None:
        return told_of if kind is HeaderMeaning.OPTED_OUT else HeaderMeaning.NOTHING
    if kind is HeaderMeaning.SUBSCRIBED and words["double"].found_in(rest):
        return HeaderMeaning.NOTHING
    if words["negation"].found_in(rest):
        opposite = {
            HeaderMeaning.OPTED_OUT: HeaderMeaning.SUBSCRIBED,
            HeaderMeaning.SUBSCRIBED: HeaderMeaning.OPTED_OUT,
        }
        return opposite.get(kind, HeaderMeaning.NOTHING)
    return kind


def _told_of(rest: str) -> HeaderMeaning | None:
    """What the rest of a header says that its column tells: a link or a count, a reason, a time, a way, somebody."""
    words = list_words().headers
    kinds: tuple[tuple[Words, HeaderMeaning], ...] = (
        (words["link"], HeaderMeaning.NOTHING),
        (words["reason"], HeaderMeaning.REASON),
        (words["time"], HeaderMeaning.TIME),
        (words["source"], HeaderMeaning.SOURCE),
        (words["who"], HeaderMeaning.WHO),
    )
    return next((says for known, says in kinds if known.found_in(rest)), None)
