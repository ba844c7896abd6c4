"""A checklist as one self-contained page of HTML, for the change ticket; the window makes its PDF of the same page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby

from core.checklist.headings import heading_of
from core.checklist.results import Check, CheckGroup, Checklist, CheckState, group_of_field
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message
from core.store.types.fields import OptOutField

Words = Callable[[Message], str]
"""Turns a sentence into the reader's language."""


def report_html(
    checklist: Checklist, who: str, words: Words = Message.english, *, language: str = "en"
) -> str:
    """The whole page. `who` had it checked; `language` is the tag of the language that `words` speaks."""
    return "\n".join(_page(checklist, who, words, language)) + "\n"


def _page(checklist: Checklist, who: str, words: Words, language: str) -> Iterator[str]:
    title = words(TITLE)
    yield f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">'
    yield f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>"
    yield f"<h1>{escape(title)}</h1>"
    yield f"<p>{escape(_about(checklist, who, words))}</p>"
    if checklist.failed_since is not None:
        failed, why = checklist.failed_since, checklist.failed_since.problem
        earlier = NEWEST_FAILED.with_values(at=failed.at, found=checklist.checked_at)
        yield f"<p><strong>{escape(words(earlier))}</strong>"
        yield f"{escape(words(why.what))} {escape(words(why.fix))}</p>"
    for field in OptOutField:
        sentence = (_READY if checklist.ready.get(field) else _NOT_READY).with_values(field=field.label)
        sign = _SIGN[CheckState.DONE if checklist.ready.get(field) else CheckState.TO_DO]
        yield f"<p>{sign} {escape(words(sentence))}</p>"
    if checklist.problem is not None:
        problem = checklist.problem
        yield f"<p><strong>{escape(words(problem.what))}</strong> {escape(words(problem.fix))}</p>"
    yield f"<p>{escape(words(_summary(checklist)))}</p>"
    for group, checks in groupby(checklist.checks, lambda check: check.group):
        yield f"<h2>{escape(words(GROUP_TITLES[group]))}</h2>"
        yield '<table width="100%">'
        for check in checks:
            yield _row(check, words)
        yield "</table>"
    yield "</body>\n</html>"


def _about(checklist: Checklist, who: str, words: Words) -> str:
    org = checklist.org
    if org is None:
        return words(NO_ORG.with_values(at=checklist.checked_at, who=who))
    return words(
        ABOUT.with_values(
            name=org.name,
            id=org.id,
            url=org.instance_url,
            user=org.username,
            at=checklist.checked_at,
            who=who,
        )
    )


def _summary(checklist: Checklist) -> Message:
    return COUNTS.with_values(
        done=checklist.count(CheckState.DONE),
        to_do=checklist.count(CheckState.TO_DO),
        warnings=checklist.count(CheckState.WARNING),
        unknown=checklist.count(CheckState.COULD_NOT_CHECK),
        not_needed=checklist.count(CheckState.NOT_NEEDED),
    )


def _row(check: Check, words: Words) -> str:
    state = f"{_SIGN[check.state]} {escape(words(STATES[check.state]))}"
    parts = [f"<strong>{escape(words(heading_of(check)))}</strong>", escape(words(check.what))]
    if check.fix is not None and check.state not in (CheckState.DONE, CheckState.NOT_NEEDED):
        parts.append(escape(words(check.fix)))
    if check.link:
        link = escape(check.link, quote=True)
        parts.append(f'<a href="{link}">{link}</a>')
    if check.detail:
        parts.append(f"<code>{escape(check.detail)}</code>")
    return f'<tr><td width="22%" class="state {check.state}">{state}</td><td>{"<br>".join(parts)}</td></tr>'


_STYLE = (
    "body{font-family:sans-serif;font-size:10pt;color:#1F2430;background:#FFFFFF;margin:24px;max-width:900px}"
    "h1{font-size:16pt}h2{font-size:12pt;margin-top:20px}table{border-collapse:collapse;width:100%}"
    "td{border-top:1px solid #E1E4EA;padding:6px 8px;vertical-align:top}td.state{width:22%}"
    "td.done{color:#0B5A40}td.to_do{color:#B3212C}td.warning{color:#8A4A07}"
    "td.could_not_check,td.not_needed{color:#5C6470}code{color:#5C6470}a{color:#0D5FC2}"
)
_SIGN = {
    CheckState.DONE: "✓",
    CheckState.TO_DO: "✗",
    CheckState.WARNING: "!",
    CheckState.COULD_NOT_CHECK: "?",
    CheckState.NOT_NEEDED: "–",
}
STATES = {
    CheckState.DONE: Message(NOOP("core", "Done")),
    CheckState.TO_DO: Message(NOOP("core", "To do")),
    CheckState.WARNING: Message(NOOP("core", "Warning")),
    CheckState.COULD_NOT_CHECK: Message(NOOP("core", "Could not be checked")),
    CheckState.NOT_NEEDED: Message(NOOP("core", "Not needed")),
}
GROUP_TITLES = {
    CheckGroup.ACCESS: Message(NOOP("core", "Access to Salesforce")),
    **{group_of_field(field): Message("{field}", {"field": field.label}) for field in OptOutField},
    CheckGroup.LAYOUTS: Message(NOOP("core", "Page layouts")),
    CheckGroup.LIGHTNING_PAGES: Message(NOOP("core", "Lightning pages")),
    CheckGroup.SAVES: Message(NOOP("core", "What may refuse an opt-out")),
    CheckGroup.OWNERS: Message(NOOP("core", "Who else writes Email Opt Out")),
    CheckGroup.PEOPLE: Message(NOOP("core", "People")),
    CheckGroup.COMPUTER: Message(NOOP("core", "Nightly sync and this computer")),
}
TITLE = Message(NOOP("core", "Checklist for unsubscribes in Salesforce"))
ABOUT = Message(NOOP("core", "Org {name} ({id}), {url}, looked at as {user}. Checked on {at} by {who}."))
NEWEST_FAILED = Message(
    NOOP("core", "The newest look, on {at}, failed: all that follows was found on {found}.")
)
NO_ORG = Message(NOOP("core", "No org is connected. Checked on {at} by {who}."))
COUNTS = Message(
    NOOP(
        "core",
        "{done} done, {to_do} to do, {warnings} to look at, {unknown} could not be checked, {not_needed} not needed.",
    )
)
_READY = Message(NOOP("core", "The org is ready for a sync to {field}."))
_NOT_READY = Message(NOOP("core", "The org is not ready for a sync to {field}."))
