"""Doing it for the admin: adds a field to one page layout, keeps the original, reads back, and can put it back.

A layout is written as a whole, so that whoever writes last wins in Salesforce. Therefore nothing is written before
the layout was compared with what the plan was made of, and nothing is put back over somebody else's change.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from core.checklist import layout_problems as problems
from core.checklist.asking import lacks_right
from core.checklist.layout_plan import LayoutPlan, add_field, as_text, looks_like, open_sections, view
from core.checklist.layout_reading import place_of
from core.connection.keeper import ConnectionKeeper
from core.events import ChecklistChanged, EventBus, LogAdded
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, Problem, ProblemError
from core.salesforce.errors import CallFailedError
from core.salesforce.looking import EMAIL_OPT_OUT
from core.salesforce.org import SalesforceOrg
from core.salesforce.setup_answers import is_for_people
from core.salesforce.setup_values import LayoutSummary, Metadata
from core.salesforce.shapes import OrgShape
from core.store.kept_layouts import KeptLayout, KeptState
from core.store.nouns import Level, LogKind, NewLogEntry, OptOutField
from core.store.store import Store


@dataclass(frozen=True, slots=True)
class _Contact:
    org: SalesforceOrg
    shape: OrgShape


class LayoutEditor:
    """One layout at a time, each only because the admin said so. Every verb blocks while Salesforce answers."""

    def __init__(
        self,
        store: Store,
        connection: ConnectionKeeper,
        events: EventBus,
        *,
        now: Callable[[], datetime],
        who: str,
    ) -> None:
        self._store = store
        self._connection = connection
        self._events = events
        self._now = now
        self._who = who

    def plan_add(
        self,
        layout_id: str,
        field: OptOutField,
        section: int | None = None,
        position: int | None = None,
        *,
        stop: threading.Event | None = None,
    ) -> LayoutPlan:
        """What adding a checkbox to a layout would change; nothing is written.

        `section` is the number of one of the plan's `sections`, `position` the place in its shortest column.
        Raises ProblemError: for a layout of a package, one that has the field already or no room for it, a
        checkbox that the connected user cannot see, a missing permission.
        """
        with self._contact(stop) as contact:
            summary, metadata = self._read(contact, layout_id)
            object_ = _object_of(summary, metadata)
            name, label = _checkbox(contact.shape, object_, field)
        if summary.is_managed:
            raise ProblemError(problems.managed(summary.name))
        if place_of(metadata, name) is not None:
            raise ProblemError(problems.already_there(label, summary.name))
        added = add_field(metadata, name, section, position)
        if added is None:
            raise ProblemError(problems.no_room(summary.name))
        changed, chosen, column, place = added
        sections = tuple(open_sections(metadata))
        return LayoutPlan(
            object=object_,
            layout_id=summary.id,
            layout_name=summary.name,
            field=field,
            field_name=name,
            field_label=label,
            section_number=chosen,
            section=dict(sections)[chosen],
            column=column,
            position=place,
            sections=sections,
            before=view(metadata),
            after=view(changed),
            original=json.dumps(metadata, ensure_ascii=False),
            changed=json.dumps(changed, ensure_ascii=False),
        )

    def apply(self, plan: LayoutPlan, *, stop: threading.Event | None = None) -> None:
        """Carry a plan out: keep the original here, write, read back.

        Raises ProblemError when the layout was changed since the plan was made, when Salesforce refuses, when what
        is read back is not what was written, and when nobody knows whether it was written.
        """
        with self._contact(stop) as contact:
            _, metadata = self._read(contact, plan.layout_id)
            if as_text(metadata) != as_text(json.loads(plan.original)):
                raise ProblemError(problems.changed_meanwhile(plan.layout_name))
            kept = self._store.kept_layouts.keep(
                contact.shape.org.id,
                (plan.layout_id, plan.object, plan.layout_name),
                plan.field_name,
                plan.original,
                plan.changed,
                self._now(),
            )
            self._write(contact, plan.layout_id, plan.layout_name, json.loads(plan.changed), kept)
            after = self._read_back(contact, plan.layout_id, plan.layout_name)
            self._store.kept_layouts.note_written(kept, json.dumps(after, ensure_ascii=False))
        if not looks_like(after, json.loads(plan.changed)):
            problem = problems.not_as_written(plan.layout_name)
            self._say(problem.what, Level.ERROR, fix=problem.fix, layout_id=plan.layout_id)
            raise ProblemError(problem)
        self._say(
            ADDED.with_values(
                field=plan.field_label, layout=plan.layout_name, object=plan.object, who=self._who
            ),
            layout_id=plan.layout_id,
        )

    def put_back(self, layout_id: str, *, stop: threading.Event | None = None) -> None:
        """Take the newest change of a layout back: write the original that was kept, and read back.

        Raises ProblemError when there is none, when somebody changed the layout or took the field off since, and
        when Salesforce refuses.
        """
        with self._contact(stop) as contact:
            kept = next(
                (one for one in self._kept_of(contact.shape.org.id) if one.layout_id == layout_id), None
            )
            if kept is None:
                raise ProblemError(problems.nothing_kept())
            original = json.loads(kept.original)
            _, present = self._read(contact, layout_id)
            if as_text(present) != as_text(original):
                if place_of(present, kept.field) is None:
                    # It was never written, or somebody took the field off by hand: there is nothing to undo.
                    self._store.kept_layouts.note(kept.id, KeptState.PUT_BACK)
                    self._events.emit(ChecklistChanged())
                    raise ProblemError(problems.gone_already(kept.name, kept.field))
                if not _is_as_left(present, kept):
                    raise ProblemError(problems.changed_since(kept.name, kept.field))
                self._write(contact, layout_id, kept.name, original, None)
                present = self._read_back(contact, layout_id, kept.name)
                if not looks_like(present, original):
                    raise ProblemError(problems.not_as_written(kept.name))
            self._store.kept_layouts.note(kept.id, KeptState.PUT_BACK)
        self._say(
            PUT_BACK.with_values(layout=kept.name, object=kept.object, who=self._who), layout_id=layout_id
        )

    def kept(self) -> tuple[KeptLayout, ...]:
        """The changes that can be put back, newest first; none while no org is known."""
        org = self._store.facts.org()
        return self._kept_of(org.id) if org is not None else ()

    def _kept_of(self, org_id: str) -> tuple[KeptLayout, ...]:
        return self._store.kept_layouts.to_put_back(org_id)

    @contextmanager
    def _contact(self, stop: threading.Event | None) -> Iterator[_Contact]:
        org = self._connection.open(stop or threading.Event())
        try:
            yield _Contact(org, self._connection.look(org))
        except ProblemError as error:
            self._connection.report(error.problem, org)
            raise
        finally:
            org.close()

    @staticmethod
    def _read(contact: _Contact, layout_id: str) -> tuple[LayoutSummary, Metadata]:
        try:
            return contact.org.setup.layout(layout_id)
        except CallFailedError as refusal:
            if lacks_right(refusal.problem):
                raise ProblemError(problems.may_not_read(refusal.problem)) from None
            raise

    def _write(
        self, contact: _Contact, layout_id: str, name: str, metadata: Metadata, kept: int | None
    ) -> None:
        try:
            contact.org.setup.write_layout(layout_id, metadata)
        except ProblemError as trouble:
            refusal = trouble.problem
            said_no = isinstance(trouble, CallFailedError) and trouble.status < 500 and not refusal.retry
            if not said_no:
                # Where the line broke, or the server stumbled, the layout may be saved all the same.
                self._say_unknown(problems.end_unknown(name, refusal), layout_id)
                raise ProblemError(problems.end_unknown(name, refusal)) from None
            if kept is not None:
                self._store.kept_layouts.note(kept, KeptState.REFUSED)
            if lacks_right(refusal) or (isinstance(trouble, CallFailedError) and trouble.status == 403):
                raise ProblemError(problems.may_not_write(refusal)) from None
            raise ProblemError(problems.refused(name, refusal)) from None

    def _read_back(self, contact: _Contact, layout_id: str, name: str) -> Metadata:
        try:
            return self._read(contact, layout_id)[1]
        except ProblemError as trouble:
            self._say_unknown(problems.end_unknown(name, trouble.problem), layout_id)
            raise ProblemError(problems.end_unknown(name, trouble.problem)) from None

    def _say_unknown(self, problem: Problem, layout_id: str) -> None:
        self._say(problem.what, Level.WARNING, fix=problem.fix, layout_id=layout_id)

    def _say(
        self, message: Message, level: Level = Level.INFO, *, fix: Message | None = None, layout_id: str
    ) -> None:
        entry = NewLogEntry(level, LogKind.CHECKLIST, message, fix=fix, salesforce_id=layout_id)
        self._store.status_log.add([entry], self._now())
        self._events.emit(LogAdded())
        self._events.emit(ChecklistChanged())


def _is_as_left(present: Metadata, kept: KeptLayout) -> bool:
    """Whether a layout is as this program left it. Where it was never read back, gaps may have been filled in."""
    written = json.loads(kept.written)
    if kept.state is KeptState.KEPT:
        return looks_like(present, written)
    return as_text(present) == as_text(written)


def _object_of(summary: LayoutSummary, metadata: Metadata) -> str:
    """The object whose records a layout shows; person accounts are Accounts. Raises ProblemError for others."""
    if summary.object in ("Contact", "Lead"):
        return summary.object
    if summary.object in ("Account", "PersonAccount") and is_for_people(summary, metadata):
        return "Account"
    raise ProblemError(problems.not_for_people(summary.name))


def _checkbox(shape: OrgShape, object: str, field: OptOutField) -> tuple[str, str]:
    """API name and label of the checkbox. The standard one can be put on a layout even while it is hidden."""
    found = shape.objects.get(object)
    access = found.field(field) if found is not None else None
    if access is not None:
        return access.name, access.label
    if field is OptOutField.SALESFORCE:
        return EMAIL_OPT_OUT[object], "Email Opt Out"
    raise ProblemError(problems.field_not_seen(object))


ADDED = Message(NOOP("core", "{who} added {field} to the page layout {layout} of {object}."))
PUT_BACK = Message(NOOP("core", "{who} put the page layout {layout} of {object} back as it was."))
