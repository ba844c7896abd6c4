"""Adds a field to one page layout for the admin, keeps the original, reads back, and can put it back.

A layout is written as a whole, so that whoever writes last wins in Salesforce. Therefore nothing is written before
the layout was compared with what the plan was made of, and nothing is put back over somebody else's change. That
holds for both ways to a layout; each writes what it read itself, and what it read is kept first.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from core.checklist import layout_problems as problems
from core.checklist.field_security import FieldSecurity, Secured, secured_at
from core.checklist.guarded_calls import lacks_right
from core.checklist.layout_plan import (
    LayoutPlan,
    add_field,
    as_text,
    looks_like,
    open_sections,
    view,
)
from core.checklist.layout_reading import place_of
from core.checklist.layout_undo import is_as_before, undone
from core.checklist.layout_ways import (
    Closed,
    LayoutApi,
    LayoutWay,
    WayClosedError,
    both_ways,
    look_up,
    names_of,
    way_of,
)
from core.events import ChecklistChanged
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, Problem, ProblemError
from core.salesforce.org import SalesforceOrg
from core.salesforce.setup.field_security import field_grants
from core.salesforce.setup.metadata_api import full_names
from core.salesforce.values.describe import OrgSchema
from core.salesforce.values.errors import CallFailedError
from core.salesforce.values.setup_answers import is_for_people
from core.salesforce.values.setup_values import LayoutSummary, Metadata
from core.services import Services
from core.store.types.fields import OptOutField
from core.store.types.layouts import KeptLayout, KeptState
from core.store.types.log import Level, LogKind


@dataclass(frozen=True, slots=True)
class _Contact:
    org: SalesforceOrg
    shape: OrgSchema


def _labels(contact: _Contact, object: str) -> Mapping[str, str]:
    """What the org calls the fields of an object; nothing where the user may not ask, as it only helps to read."""
    try:
        return {one.name: one.label for one in contact.org.setup.fields(object)}
    except ProblemError:
        return {}


class LayoutEditor:
    """Changes one layout at a time, each at the word of the admin. Every method blocks while Salesforce answers."""

    def __init__(self, services: Services, *, who: str) -> None:
        self._store = services.store
        self._connection = services.connection
        self._events = services.events
        self._now = services.now
        self._log = services.log
        self._who = who
        self._without_tooling: set[str] = set()

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
            way = self._expected_way(contact)
            security = self._security(contact, layout_id, object_, name)
            labels = _labels(contact, object_)
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
            full_names=full_names(summary.object, summary.name, summary.full_name),
            way=way,
            security=security,
            labels=labels,
        )

    def apply(self, plan: LayoutPlan, *, stop: threading.Event | None = None) -> LayoutApi:
        """Carry a plan out: keep the original here, write, read back; the answer is the way it went.

        Raises ProblemError when the layout was changed since the plan was made, when Salesforce refuses, when what
        is read back is not what was written, and when nobody knows whether it was written.
        """
        with self._contact(stop) as contact:
            ways = both_ways(contact.org, plan.layout_id, plan.full_names, LayoutApi.TOOLING)
            way = self._by_either(contact, ways, plan.layout_name, lambda way: self._add(contact, way, plan))
        added = ADDED if way is LayoutApi.TOOLING else ADDED_BY_METADATA
        self._say(
            added.with_values(
                field=plan.field_label, layout=plan.layout_name, object=plan.object, who=self._who
            ),
            layout_id=plan.layout_id,
        )
        return way

    def _add(self, contact: _Contact, way: LayoutWay, plan: LayoutPlan) -> None:
        present, original, changed = way.read(), json.loads(plan.original), json.loads(plan.changed)
        if way_of(present) is way_of(original):
            is_as_shown = as_text(present) == as_text(original)
        else:
            # Beside what was shown, the two ways may not tell quite the same; what this way tells is what it writes,
            # so that nothing of it is lost.
            is_as_shown = view(present) == view(original)
            added = add_field(present, plan.field_name, plan.section_number, plan.position)
            original, changed = present, added[0] if added is not None else present
        if not is_as_shown:
            raise ProblemError(problems.changed_meanwhile(plan.layout_name))
        kept = self._store.kept_layouts.keep(
            contact.shape.org.id,
            (plan.layout_id, plan.object, plan.layout_name),
            plan.field_name,
            json.dumps(original, ensure_ascii=False),
            json.dumps(changed, ensure_ascii=False),
            self._now(),
        )
        self._write(way, changed, plan.layout_id, plan.layout_name, kept)
        after = self._read_back(way, plan.layout_id, plan.layout_name)
        self._store.kept_layouts.note_written(kept, json.dumps(after, ensure_ascii=False))
        if not looks_like(after, changed):
            problem = problems.not_as_written(plan.layout_name)
            self._say(problem.what, Level.ERROR, problem, layout_id=plan.layout_id)
            raise ProblemError(problem)

    def put_back(self, layout_id: str, *, stop: threading.Event | None = None) -> None:
        """Take the newest change of a layout back: write the original that was kept, and read back.

        The way by which it was changed is tried first. Raises ProblemError when there is none, when somebody changed
        the layout or took the field off since, and when Salesforce refuses.
        """
        with self._contact(stop) as contact:
            kept = next(
                (one for one in self._kept_of(contact.shape.org.id) if one.layout_id == layout_id), None
            )
            if kept is None:
                raise ProblemError(problems.nothing_kept())
            original = json.loads(kept.original)
            ways = both_ways(contact.org, layout_id, names_of(kept, original), way_of(original))
            self._by_either(contact, ways, kept.name, lambda way: self._take_back(way, kept))
            self._store.kept_layouts.set_state(kept.id, KeptState.PUT_BACK)
        self._say(
            PUT_BACK.with_values(layout=kept.name, object=kept.object, who=self._who), layout_id=layout_id
        )

    def _take_back(self, way: LayoutWay, kept: KeptLayout) -> None:
        present = way.read()
        if is_as_before(present, kept):
            return
        if place_of(present, kept.field) is None:
            # It was never written, or somebody took the field off by hand: there is nothing to undo.
            self._store.kept_layouts.set_state(kept.id, KeptState.PUT_BACK)
            self._events.emit(ChecklistChanged())
            raise ProblemError(problems.gone_already(kept.name, kept.field))
        wanted = undone(present, kept)
        if wanted is None:
            raise ProblemError(problems.changed_since(kept.name, kept.field))
        self._write(way, wanted, kept.layout_id, kept.name, None)
        if not looks_like(self._read_back(way, kept.layout_id, kept.name), wanted):
            raise ProblemError(problems.not_as_written(kept.name))

    def kept(self) -> tuple[KeptLayout, ...]:
        """The changes that can be put back, newest first; none while no org is known."""
        org = self._store.org_state.org()
        return self._kept_of(org.id) if org is not None else ()

    def _kept_of(self, org_id: str) -> tuple[KeptLayout, ...]:
        return self._store.kept_layouts.to_put_back(org_id)

    @contextmanager
    def _contact(self, stop: threading.Event | None) -> Iterator[_Contact]:
        org = self._connection.open(stop or threading.Event())
        try:
            yield _Contact(org, self._connection.describe(org))
        except ProblemError as error:
            self._connection.report(error.problem, org)
            raise
        finally:
            org.close()

    @staticmethod
    def _read(contact: _Contact, layout_id: str) -> tuple[LayoutSummary, Metadata]:
        try:
            return look_up(contact.org, layout_id)
        except WayClosedError as closed:
            refusal = closed.closed.problem
            if lacks_right(refusal):
                raise ProblemError(problems.may_not_read(refusal)) from None
            raise ProblemError(refusal) from None

    def _by_either(
        self, contact: _Contact, ways: Sequence[LayoutWay], name: str, work: Callable[[LayoutWay], None]
    ) -> LayoutApi:
        """Do the work by the first API that is open, and return which; raises ProblemError where none is."""
        found: dict[LayoutApi, Closed] = {}
        for way in ways:
            try:
                work(way)
            except WayClosedError as closed:
                found[way.way] = closed.closed
                if way.way is LayoutApi.TOOLING and not closed.closed.permission:
                    self._without_tooling.add(contact.shape.org.id)
            else:
                if way.way is LayoutApi.TOOLING:
                    self._without_tooling.discard(contact.shape.org.id)
                return way.way
        raise ProblemError(problems.closed(found[LayoutApi.TOOLING], found[LayoutApi.METADATA], name))

    def _write(self, way: LayoutWay, metadata: Metadata, layout_id: str, name: str, kept: int | None) -> None:
        try:
            way.write(metadata)
        except WayClosedError:
            self._note_refused(kept)
            raise
        except ProblemError as trouble:
            refusal = trouble.problem
            said_no = isinstance(trouble, CallFailedError) and trouble.status < 500 and not refusal.retry
            if not said_no:
                # Where the line broke, or the server stumbled, the layout may be saved all the same.
                self._say_unknown(problems.end_unknown(name, refusal), layout_id)
                raise ProblemError(problems.end_unknown(name, refusal)) from None
            self._note_refused(kept)
            raise ProblemError(problems.refused(name, refusal)) from None

    def _note_refused(self, kept: int | None) -> None:
        if kept is not None:
            self._store.kept_layouts.set_state(kept, KeptState.REFUSED)

    def _read_back(self, way: LayoutWay, layout_id: str, name: str) -> Metadata:
        try:
            return way.read()
        except (ProblemError, WayClosedError) as trouble:
            cause = trouble.closed.problem if isinstance(trouble, WayClosedError) else trouble.problem
            self._say_unknown(problems.end_unknown(name, cause), layout_id)
            raise ProblemError(problems.end_unknown(name, cause)) from None

    def _expected_way(self, contact: _Contact) -> LayoutApi:
        """Which API will probably write the layout: shown to the admin beforehand, decided when it is written."""
        if contact.shape.org.id in self._without_tooling:
            return LayoutApi.METADATA
        try:
            rights = contact.org.setup.rights(*_RIGHTS)
        except ProblemError:
            # Not every server tells; writing finds it out.
            return LayoutApi.TOOLING
        customize, modify = (rights[name] for name in _RIGHTS)
        return LayoutApi.METADATA if modify and not customize else LayoutApi.TOOLING

    @staticmethod
    def _security(contact: _Contact, layout_id: str, object_: str, name: str) -> Secured | None:
        """For whom of those who use the layout the field would be nothing; a layout is changed without knowing it."""
        setup = contact.org.setup
        try:
            uses = setup.layout_uses(object_)
            grants = field_grants(setup, [secured_at(object_, name)])
        except ProblemError:
            return None
        users = [use for use in uses if use.layout_id == layout_id]
        return FieldSecurity(tuple(grants)).for_users(users or None)

    def _say_unknown(self, problem: Problem, layout_id: str) -> None:
        self._say(problem.what, Level.WARNING, problem, layout_id=layout_id)

    def _say(
        self,
        message: Message,
        level: Level = Level.INFO,
        problem: Problem | None = None,
        *,
        layout_id: str,
    ) -> None:
        self._log.write(level, LogKind.CHECKLIST, message, problem=problem, salesforce_id=layout_id)
        self._events.emit(ChecklistChanged())


def _object_of(summary: LayoutSummary, metadata: Metadata) -> str:
    """The object whose records a layout shows; person accounts are Accounts. Raises ProblemError for others."""
    if summary.object in ("Contact", "Lead"):
        return summary.object
    if summary.object in ("Account", "PersonAccount") and is_for_people(summary, metadata):
        return "Account"
    raise ProblemError(problems.not_for_people(summary.name))


def _checkbox(shape: OrgSchema, object: str, field: OptOutField) -> tuple[str, str]:
    """API name and label of the checkbox. The standard one can be put on a layout even while it is hidden."""
    found = shape.objects.get(object)
    access = found.field(field) if found is not None else None
    if access is not None:
        return access.name, access.label
    if name := field.api_names.get(object):
        return name, field.label
    raise ProblemError(problems.field_not_seen(object))


_RIGHTS = ("CustomizeApplication", "ModifyMetadata")

ADDED = Message(NOOP("core", "{who} added {field} to the page layout {layout} of {object}."))
ADDED_BY_METADATA = Message(
    NOOP("core", "{who} added {field} to the page layout {layout} of {object}, through the Metadata API.")
)
PUT_BACK = Message(NOOP("core", "{who} put the page layout {layout} of {object} back as it was."))
