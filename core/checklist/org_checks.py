"""Every check of the checklist that asks the org, in the order of the guide."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from core.checklist import (
    access_checks,
    field_checks,
    layout_checks,
    owner_checks,
    rule_checks,
    save_checks,
    sharing_checks,
)
from core.checklist.field_checks import FieldFacts
from core.checklist.field_security import NOT_READ, by_box, security_of
from core.checklist.guarded_calls import GuardedCalls, unknown
from core.checklist.layout_checks import Layouts, OptOutBox
from core.checklist.org_words import words_of
from core.checklist.out_of_sight import WITHOUT, object_check
from core.checklist.page_checks import lightning_pages
from core.checklist.results import Check
from core.checklist.rule_checks import Rules
from core.checklist.save_checks import DryWrite
from core.checklist.wanted import Wanted
from core.events import ChecklistProgress
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import CancelledError, Message, OrgWord, Problem
from core.salesforce.org import SalesforceOrg
from core.salesforce.setup.field_security import field_grants, sharing
from core.salesforce.setup.rules import automations, with_formulas
from core.salesforce.values.describe import OrgSchema
from core.salesforce.values.links import Links
from core.salesforce.values.setup_answers import is_for_people
from core.salesforce.values.setup_values import Automations, LayoutSummary, Metadata, Rule
from core.store.types.fields import OptOutField
from core.store.types.orgs import Org

PEOPLE_OBJECTS = ("Contact", "Lead")
_PARTS_OF_AN_OBJECT = 3
RECORDS_TRIED = 5
"""Of each kind, in the dry write: a rule often minds only some records."""
Tell = Callable[[ChecklistProgress], None]
Answer = TypeVar("Answer")


class Progress:
    """Passes on how far the checks have come; raises CancelledError once they are to stop."""

    def __init__(self, total: int, stop: threading.Event, tell: Tell | None) -> None:
        self._done = 0
        self._total = total
        self._stop = stop
        self._tell = tell

    def widen(self, by: int) -> None:
        """More parts are to be checked than was known."""
        self._total += by

    def next(self, what: Message) -> None:
        """The next part is checked now."""
        self.also(what)
        self._done += 1

    def also(self, what: Message) -> None:
        """The same part goes on."""
        if self._stop.is_set():
            raise CancelledError
        if self._tell is not None:
            self._tell(ChecklistProgress(min(self._done, self._total), self._total, what))


class OrgChecks:
    """Makes the checks of one org; use an object once. Nothing is written but what `save_checks` calls a dry write."""

    def __init__(self, org: SalesforceOrg, shape: OrgSchema, wanted: Wanted, progress: Progress) -> None:
        self._org = org
        self._shape = shape
        self._wanted = wanted
        self._progress = progress
        self._asker = GuardedCalls()
        self._links = Links(shape.org.browser_url)
        self._objects = shape.people_objects
        self.words = words_of(shape)
        """The org's own labels; those of hidden fields only once `checks` has asked for them."""
        self._left_out = shape.left_out(leads_seen=wanted.leads_seen)
        self._shown: dict[str, bool] = {}
        """By object, whether Setup shows a page layout of it, as every object has one."""

    def checks(self) -> list[Check]:
        """Every check of the org that comes after being signed in."""
        self._progress.widen(2 + _PARTS_OF_AN_OBJECT * len(self._objects))
        found = self._find()
        checks = [self._calls(), *self._editable(), *self._sharing()]
        for field in OptOutField:
            needed = field in self._wanted.written
            checks += field_checks.package_checks(found, field, needed)
            for name in self._objects:
                checks += field_checks.field_checks(found, name, field, needed)
        boxes = list(self._boxes(found))
        checks += self._layouts(boxes)
        checks += self._pages(boxes)
        checks += self._saves(boxes)
        checks += self._owners(found)
        return checks

    def _ask(self, question: Callable[[], Answer]) -> Answer | Problem:
        return self._asker.ask(question)

    def _calls(self) -> Check:
        usage = self._ask(self._org.ask_usage)
        return access_checks.calls_left(
            usage, self._wanted.calls_needed, self._wanted.reserve_share, self._links
        )

    def _editable(self) -> list[Check]:
        licence = None
        if any(name not in self._shape.objects for name in self._objects):
            username = self._shape.org.username
            answer = self._ask(partial(self._org.setup.licence, username)) if username else None
            licence = None if isinstance(answer, Problem) else answer
        return access_checks.objects_editable(
            self._shape, self._objects, self._links, left_out=self._left_out, licence=licence
        )

    def _owners(self, found: FieldFacts) -> list[Check]:
        apps = self._ask(self._org.extras.connected_apps)
        return owner_checks.other_owners(found.packages, apps, self._shape, self._links)

    def _sharing(self) -> list[Check]:
        username = self._shape.org.username
        there = [name for name in self._objects if name not in self._left_out]
        found = self._ask(lambda: sharing(self._org.setup, there, username))
        return sharing_checks.records_seen(there, found, self._links)

    def _find(self) -> FieldFacts:
        self._progress.next(LOOKING_FOR_PACKAGE)
        packages = self._ask(self._org.setup.packages)
        definitions = {}
        for name in self._objects:
            shape = self._shape.objects.get(name)
            if shape is not None and any(
                (access := shape.field(field)) is None or access.name.endswith(("__c", "__pc"))
                for field in OptOutField
            ):
                definitions[name] = self._ask(partial(self._org.setup.fields, name))
        found = FieldFacts(
            self._shape, packages, definitions, self._links, self._wanted.chosen, self._left_out
        )
        self.words = self.words.with_hidden(
            {
                f"{name}.{field}": found.label(name, found.name_of(shape, field))
                for name, shape in self._shape.objects.items()
                for field in OptOutField
                if shape.field(field) is None
            }
        )
        return replace(found, words=self.words)

    def _boxes(self, found: FieldFacts) -> Iterator[OptOutBox]:
        """The checkboxes that a sync or a push writes; one that is hidden by the name that Setup has for it."""
        for field in self._wanted.written:
            for name in self._objects:
                shape = self._shape.objects.get(name)
                access = shape.field(field) if shape is not None else None
                if access is not None:
                    label = OrgWord(access.label, field.label)
                    yield OptOutBox(name, field, access.name, label, found.words)
                elif shape is not None:
                    hidden = found.name_of(shape, field)
                    yield OptOutBox(name, field, hidden, found.words.field(name, field), found.words)

    def _layouts(self, boxes: Sequence[OptOutBox]) -> list[Check]:
        checks: list[Check] = []
        named = [box for box in boxes if box.name]
        grants = self._ask(lambda: field_grants(self._org.setup, [security_of(box) for box in named]))
        security = by_box(named, grants)
        for name in dict.fromkeys(box.object for box in boxes):
            self._progress.next(READING_LAYOUTS.with_values(object=name))
            layouts = self._read_layouts(name)
            self._progress.next(READING_OWN.with_values(object=name))
            own = self._ask(partial(self._org.setup.own_layouts, name))
            for box in boxes:
                if box.object == name:
                    secured = security.get((box.object, box.name), NOT_READ)
                    checks += layout_checks.on_layouts(box, layouts, secured, self._links)
                    checks.append(layout_checks.own_view(box, own, self._links))
        return checks

    def _read_layouts(self, name: str) -> Layouts:
        setup = self._org.setup
        summaries = self._ask(lambda: setup.layouts(name))
        self._shown[name] = not isinstance(summaries, Problem) and bool(summaries)
        if isinstance(summaries, Problem):
            return Layouts(summaries, summaries, summaries)

        def tell(done: int, total: int) -> None:
            self._progress.also(READING_LAYOUT.with_values(object=name, done=done, total=total))

        ids = [layout.id for layout in summaries]
        bodies = self._ask(lambda: dict(setup.layout_bodies(ids, tell)))
        uses = self._ask(lambda: setup.layout_uses(name))
        if isinstance(bodies, Problem):
            return Layouts(summaries, bodies, uses)
        if name == "Account":
            summaries = _for_people(summaries, bodies)
        refusals = [body for body in bodies.values() if isinstance(body, Problem)]
        # Where none can be read the reason is one and the same, and told once.
        return Layouts(summaries, refusals[0] if refusals and len(refusals) == len(bodies) else bodies, uses)

    def _pages(self, boxes: Sequence[OptOutBox]) -> list[Check]:
        self._progress.next(READING_PAGES)

        def tell(done: int, total: int) -> None:
            self._progress.also(READING_PAGE.with_values(done=done, total=total))

        pages = self._ask(lambda: self._org.setup.record_pages(self._objects, tell))
        return [check for box in boxes for check in lightning_pages(box, pages, self._links)]

    def _saves(self, boxes: Sequence[OptOutBox]) -> list[Check]:
        setup = self._org.setup
        checks = [self._converted()]
        names = list(dict.fromkeys(box.object for box in boxes))
        running = self._ask(lambda: automations(setup, names))
        duplicates = self._ask(lambda: setup.duplicate_rules(names))
        for name in names:
            self._progress.next(TRYING.with_values(object=name))
            own = [box for box in boxes if box.object == name]
            rules = self._rules(name, running, duplicates)
            tried = [self._try(box) for box in own]
            worst = next(
                (one for one in tried if one.refused or not one.writable or not one.answers), tried[0]
            )
            fields = [box.name for box in own]
            for box, one in zip(own, tried, strict=True):
                lately = self._wanted.refused_lately.get(box.field, {}).get(name)
                untried = rule_checks.untried(rules, box.name)
                checks.append(save_checks.dry_write(one, untried, lately, self._links))
            checks += [
                rule_checks.validation_rules(rules, fields, worst, self._links),
                rule_checks.duplicate_rules(rules, worst, self._links),
                rule_checks.automations(rules, fields, self._links),
            ]
        return checks

    def _converted(self) -> Check:
        setup = self._org.setup
        if "Lead" in self._left_out:
            return replace(save_checks.converted_leads((0, 0)), what=WITHOUT.with_values(object="Lead"))
        return save_checks.converted_leads(
            self._ask(lambda: (setup.converted_leads(), setup.converted_leads_without_contact()))
        )

    def _rules(
        self,
        name: str,
        running: Mapping[str, Automations] | Problem,
        duplicates: Mapping[str, Sequence[Rule]] | Problem,
    ) -> Rules:
        setup = self._org.setup
        return Rules(
            name,
            self._ask(lambda: with_formulas(setup, setup.validation_rules(name))),
            duplicates if isinstance(duplicates, Problem) else duplicates[name],
            running if isinstance(running, Problem) else running[name],
            setup_is_shown=self._shown.get(name, False),
        )

    def _try(self, box: OptOutBox) -> DryWrite:
        """Tick boxes that are ticked already. A record whose box is not ticked is never written to."""
        shape = self._shape.objects[box.object]
        access = shape.field(box.field)
        if access is None or not access.updateable or not shape.updateable:
            return DryWrite(box.object, box.field, box.label, (), writable=False)
        but = self._wanted.refused_before.get((box.field, box.object), ())
        ticked = self._ask(lambda: self._org.setup.ticked_records(shape, box.field, RECORDS_TRIED, but=but))
        if isinstance(ticked, Problem):
            return DryWrite(box.object, box.field, box.label, ticked)
        if not ticked:
            return DryWrite(box.object, box.field, box.label, ())
        records = [(record, box.object) for record in ticked]
        answers = self._ask(lambda: self._org.set_opt_outs(records, box.field, self._shape))
        return DryWrite(box.object, box.field, box.label, answers)


def unchecked(problem: Problem, wanted: Wanted) -> list[Check]:
    """The checks of an org that could not be asked at all; there is no link into it."""
    checks = [access_checks.calls_left(problem, wanted.calls_needed, wanted.reserve_share, None)]
    checks += [unknown(object_check(name), problem, "Read", None) for name in PEOPLE_OBJECTS]
    nowhere = Links("")
    checks += sharing_checks.records_seen(PEOPLE_OBJECTS, problem, nowhere)
    nobody = Org("", "", "", is_sandbox=False, is_practice=False, username="", api_version="")
    found = FieldFacts(OrgSchema(nobody), problem, {}, nowhere)
    for field in OptOutField:
        checks += field_checks.package_checks(found, field, needed=True)
        for name in PEOPLE_OBJECTS:
            checks += [unknown(check, problem, "Read", None) for check in field_checks.unchecked(name, field)]
    boxes = [
        OptOutBox(name, field, "", OrgWord("", field.label))
        for field in wanted.written
        for name in PEOPLE_OBJECTS
    ]
    nothing = Layouts(problem, problem, problem)
    for box in boxes:
        checks += layout_checks.on_layouts(box, nothing, NOT_READ, nowhere)
        checks.append(layout_checks.own_view(box, problem, nowhere))
    for box in boxes:
        checks += lightning_pages(box, problem, nowhere)
    checks.append(save_checks.converted_leads(problem))
    for box in boxes:
        tried = DryWrite(box.object, box.field, box.label, problem)
        rules = Rules(box.object, problem, problem, problem)
        checks += [
            save_checks.dry_write(tried, problem, None, nowhere),
            rule_checks.validation_rules(rules, (), tried, nowhere),
            rule_checks.duplicate_rules(rules, tried, nowhere),
            rule_checks.automations(rules, (), nowhere),
        ]
    checks += owner_checks.other_owners(problem, problem, OrgSchema(nobody), nowhere)
    return [replace(check, link="") for check in checks]


def _for_people(
    summaries: Sequence[LayoutSummary], bodies: Mapping[str, Metadata | Problem]
) -> list[LayoutSummary]:
    """The layouts that show people, and those that could not be read, which may."""
    return [
        layout
        for layout in summaries
        if isinstance(body := bodies[layout.id], Problem) or is_for_people(layout, body)
    ]


LOOKING_FOR_PACKAGE = Message(NOOP("core", "Looking for the package and the fields"))
READING_LAYOUTS = Message(NOOP("core", "Reading the page layouts of {object}"))
READING_LAYOUT = Message(NOOP("core", "Reading the page layouts of {object}: {done} of {total}"))
READING_OWN = Message(NOOP("core", "Reading what the connected user sees of {object}"))
READING_PAGES = Message(NOOP("core", "Reading the Lightning pages"))
READING_PAGE = Message(NOOP("core", "Reading the Lightning pages: {done} of {total}"))
TRYING = Message(NOOP("core", "Trying whether Salesforce takes an opt-out on {object}"))
