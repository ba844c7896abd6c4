"""Is the checkbox on the Lightning pages that choose their fields themselves, where people see and can edit it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.checklist.guarded_calls import VIEW_SETUP, unknown
from core.checklist.layout_checks import OptOutBox, not_found
from core.checklist.naming import few
from core.checklist.results import Cause, Check
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, Problem
from core.salesforce.values.links import Links
from core.salesforce.values.setup_values import PagePart, RecordPage


def lightning_pages(box: OptOutBox, pages: Sequence[RecordPage] | Problem, links: Links) -> list[Check]:
    """One check for each Lightning page that says itself which fields it shows."""
    check = Check(
        "lightning_page",
        box.object,
        PAGES.with_values(object=box.object),
        link=links.lightning_pages(box.object),
        field=box.field,
    )
    if isinstance(pages, Problem):
        return [unknown(check, pages, VIEW_SETUP, links)]
    if not box.name:
        return [not_found(check)]
    unread = [page for page in pages if page.problem is not None and page.object in ("", box.object)]
    dynamic = [page for page in pages if page.object == box.object and _decides(page, box)]
    checks = [_on_page(check, box, page) for page in dynamic]
    if unread and unread[0].problem is not None:
        what = PAGES_UNREAD.with_values(pages=few(page.label for page in unread))
        checks.append(replace(unknown(check, unread[0].problem, VIEW_SETUP, links), what=what))
    if checks:
        return checks
    return [check.not_needed(NO_DYNAMIC.with_values(object=box.object))]


def _decides(page: RecordPage, box: OptOutBox) -> bool:
    """Whether it is for this page to show the checkbox: not where it leaves that to the page layout.

    Companies and person accounts share one object; a page without any field of persons is one of companies.
    """
    if box.object == "Account" and not any(_is_persons(name) for name in page.fields):
        return False
    return page.has_dynamic_forms or box.name in page.fields


def _is_persons(name: str) -> bool:
    return name.endswith("__pc") or (name.startswith("Person") and not name.endswith("__c"))


def _on_page(check: Check, box: OptOutBox, page: RecordPage) -> Check:
    check = replace(
        check,
        title=ON_PAGE.with_values(field=box.label, page=page.label),
        subject=page.label,
        subject_id=page.id,
    )
    shown = page.fields.get(box.name)
    if shown is None:
        return _to_mend(check, box, page, Cause.MISSING, PAGE_WITHOUT, PAGE_ADD)
    # Beside a page layout the field may be seen there.
    if shown.hidden_by is not None and not page.shows_layout:
        in_field = shown.hidden_by is PagePart.FIELD
        return _to_mend(
            check,
            box,
            page,
            Cause.HIDDEN,
            PAGE_RULE if in_field else PAGE_PART_RULE,
            PAGE_RULE_FIX if in_field else PAGE_PART_RULE_FIX,
        )
    if shown.read_only and not page.shows_layout:
        return _to_mend(check, box, page, Cause.READ_ONLY, PAGE_READ_ONLY, PAGE_READ_ONLY_FIX)
    return replace(check, what=PAGE_SHOWS)


def _to_mend(
    check: Check, box: OptOutBox, page: RecordPage, cause: Cause, what: Message, fix: Message
) -> Check:
    """What people could see better; pages of packages cannot be edited, only replaced."""
    return check.warned(
        what,
        (PAGE_CLONE if page.is_managed else fix).with_values(field=box.label),
        cause=Cause.MANAGED if page.is_managed else cause,
    )


PAGES = Message(NOOP("core", "Lightning pages of {object} with Dynamic Forms"))
NO_DYNAMIC = Message(
    NOOP(
        "core", "No Lightning page of {object} chooses its fields by Dynamic Forms: the page layouts decide."
    )
)
PAGES_UNREAD = Message(
    NOOP("core", "What is on these Lightning pages could not be read, so nothing is known of them: {pages}.")
)
ON_PAGE = Message(NOOP("core", "{field} is on the Lightning page {page}"))
PAGE_WITHOUT = Message(
    NOOP("core", "This Lightning page chooses its fields by Dynamic Forms, and this one is not among them.")
)
PAGE_ADD = Message(
    NOOP(
        "core",
        "The sync works all the same. So that people see it, open the page, choose Edit, drag {field} from Fields "
        "onto it, and save. Which users get this page is decided by its activation.",
    )
)
PAGE_RULE = Message(NOOP("core", "The field is on this Lightning page, but a rule hides it at times."))
PAGE_RULE_FIX = Message(
    NOOP("core", "If that is not meant, open the page, choose Edit, and remove the field's visibility rule.")
)
PAGE_PART_RULE = Message(
    NOOP(
        "core",
        "The field is on this Lightning page, but in a section, column or tab that a rule hides at times.",
    )
)
PAGE_PART_RULE_FIX = Message(
    NOOP(
        "core",
        "If that is not meant, open the page, choose Edit, and remove the visibility rule of the part that holds "
        "{field}, or drag {field} into another one.",
    )
)
PAGE_READ_ONLY = Message(NOOP("core", "The field is on this Lightning page, but read-only there."))
PAGE_READ_ONLY_FIX = Message(
    NOOP(
        "core",
        "The sync works all the same. So that people can tick it too, open the page, choose Edit, select {field}, set "
        "its UI Behavior to None, and save.",
    )
)
PAGE_CLONE = Message(
    NOOP(
        "core",
        "The sync works all the same. The page belongs to a package and cannot be edited: clone it in Lightning App "
        "Builder, put {field} on the clone so that people see and can edit it, and activate the clone in its place.",
    )
)
PAGE_SHOWS = Message(NOOP("core", "The field is on this Lightning page."))
