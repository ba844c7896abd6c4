"""Makes the checklist, keeps its result for each org, remembers the steps of the guide, and adds fields to layouts."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from core.checklist import access_checks, local_checks
from core.checklist.layout_editor import LayoutEditor
from core.checklist.local_checks import Computer
from core.checklist.org_checks import PEOPLE_OBJECTS, OrgChecks, Progress, Tell, unchecked
from core.checklist.org_words import OrgWords
from core.checklist.report import Words, report_html
from core.checklist.results import GROUP_OF, Check, Checklist, CheckState, FailedCheck
from core.checklist.save_checks import DAYS_LOOKED_BACK
from core.checklist.serialization import from_text, to_text
from core.checklist.staying import ticks_stay
from core.checklist.steps import GuideSteps
from core.checklist.wanted import Wanted
from core.connection.chosen_fields import MARKETO_SALES_FIELDS, chosen_fields
from core.connection.drift import DriftWatch
from core.events import ChecklistChanged, ChecklistProgress
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message, Problem, ProblemError
from core.salesforce.org import SalesforceOrg
from core.salesforce.people.people_rows import reads_addresses
from core.salesforce.values.describe import OrgSchema
from core.salesforce.values.links import Links
from core.secrets.system_keyring import KEYRING_CODES
from core.services import Services
from core.settings import CALLS_RESERVE, READ_BACK
from core.store.answered import Answered
from core.store.types.fields import OptOutField
from core.store.types.log import Level, LogKind
from core.store.types.orgs import Org

_FIRST_PARTS = 3
_PROVE = frozenset({"dry_write", "ticks_stay"})
"""Checks that say what became of a save, whatever the rights are."""


class ChecklistKeeper:
    """Checks the org and this computer, and keeps the last result for each org. Thread-safe."""

    def __init__(self, services: Services, *, who: str, computer: Callable[[], Computer]) -> None:
        """`computer` tells this computer's part, and may wait for the system; `who` is the admin, for the log."""
        self._store = services.store
        self._settings = services.settings
        self._connection = services.connection
        self._events = services.events
        self._now = services.now
        self._log = services.log
        self._who = who
        self._computer = computer
        self._drift = DriftWatch(self._store, self._settings, self._events, now=self._now)
        self.steps = GuideSteps(services)
        self.layouts = LayoutEditor(services, who=who)

    def check(self, stop: threading.Event, progress: Tell | None = None) -> Checklist:
        """Check everything now; blocks for seconds, raises CancelledError when `stop` is set.

        An org that cannot be looked at is told by `problem` of the result. Apart from the dry write (see
        `save_checks`) nothing is written to Salesforce.
        """

        def tell(at: ChecklistProgress) -> None:
            self._events.emit(at)
            if progress is not None:
                progress(at)

        # One connection for the whole look: each new one would begin with an empty cache.
        with self._store.database.use():
            return self._check(stop, tell)

    def _check(self, stop: threading.Event, tell: Tell) -> Checklist:
        told = Progress(_FIRST_PARTS, stop, tell)
        told.next(ASKING_COMPUTER)
        computer = self._computer()
        wanted = self._wanted(computer)
        told.next(LOOKING_AT_ORG)
        keyring = self._keyring()
        shape: OrgSchema | None = None
        problem: Problem | None = None
        skew: timedelta | None = None
        org: SalesforceOrg | None = None
        links: Links | None = None
        words = OrgWords()
        try:
            org = self._connection.open(stop)
            links = Links(org.instance_url)
            shape = self._connection.describe(org)
            links = Links(shape.org.browser_url)
            skew = self._skew(org)
            self._drift.notice(shape)
            looking = OrgChecks(org, shape, wanted, told)
            found, words = looking.checks(), looking.words
        except ProblemError as error:
            problem = error.problem
            found = unchecked(problem, wanted)
        finally:
            if org is not None:
                self._connection.report(problem, org)
                org.close()
        told.next(COUNTING)
        known = shape.org if shape is not None else self._store.org_state.org()
        if links is None and known is not None:
            # Nobody got in, and yet the page on which that is put right is in this very org.
            links = Links(known.browser_url)
        checks = [
            *access_checks.signed_in(known, problem, links),
            *found,
            *self._staying(shape, links),
            *self._people(),
            local_checks.nightly_sync(computer),
            local_checks.night_run(computer),
            keyring,
            local_checks.clock(skew),
        ]
        checklist = Checklist(
            self._now(),
            known,
            _in_order(checks),
            _ready(shape, checks, wanted),
            problem,
            words=words,
        )
        self._keep(checklist)
        return checklist

    def last(self) -> Checklist | None:
        """The last result for the present org; None when there is none.

        A look that found out nothing, such as one without a network, does not count while there is one that did: it is
        `failed_since` of that one.
        """
        # As it stands now: only that says where the pages of a running practice org open.
        org = self._connection.state().org or self._store.org_state.org()
        return self._kept_of(org) if org is not None else None

    def alarms(self) -> tuple[Message, ...]:
        """What drifted and was not put right since."""
        return tuple(self._drift.alarms().values())

    def choose(self, object: str, name: str) -> None:
        """Remember which checkbox of an object is Marketo Sales Opt Out; raises ProblemError for what is no name."""
        self._settings.set(MARKETO_SALES_FIELDS[object], name)

    def report_html(
        self, checklist: Checklist, words: Words = Message.english, *, language: str = "en"
    ) -> str:
        """A checklist as one page of HTML for the change ticket (`report`)."""
        return report_html(checklist, self._who, words, language=language)

    def _wanted(self, computer: Computer) -> Wanted:
        selected = self._settings.opt_out_field
        written = [field for field in OptOutField if field in (selected, self._settings.push_field)]
        return Wanted(
            written,
            computer.calls_needed,
            self._settings.number(CALLS_RESERVE),
            chosen_fields(self._settings),
            self._store.records.any_lead_seen(),
            self._refused_lately(written),
            self._refused_before(),
        )

    def _refused_lately(self, written: Sequence[OptOutField]) -> dict[OptOutField, dict[str, Answered]]:
        since = self._now() - timedelta(days=DAYS_LOOKED_BACK)
        return {field: self._store.answers.refused_by_rules(field, since) for field in written}

    def _refused_before(self) -> dict[tuple[OptOutField, str], tuple[str, ...]]:
        """The records that the last dry write did not get saved, so that others are tried."""
        last = self.last()
        return {
            (check.field, check.object): check.refused
            for check in (last.checks if last is not None else ())
            if check.field is not None and check.refused
        }

    def _keyring(self) -> Check:
        problem: Problem | None = None
        needed = not self._connection.is_practice and not self._connection.is_from_environment
        try:
            if needed:
                # What it holds does not matter here, only that it can be asked.
                self._connection.consumer_key()
        except ProblemError as error:
            problem = error.problem
            if problem.code not in KEYRING_CODES:
                # The keyring itself can be used; what is in it is the sign-in's matter.
                problem = None
        return local_checks.keyring(needed, problem)

    def _skew(self, org: SalesforceOrg) -> timedelta | None:
        told = org.server_time
        return self._now() - told if told is not None else None

    def _people(self) -> list[Check]:
        people = self._store.people
        return local_checks.people(people.totals(), people.matched(), people.reasons_not_syncable())

    def _staying(self, shape: OrgSchema | None, links: Links | None) -> list[Check]:
        field, reads_back = self._settings.opt_out_field, self._settings.text(READ_BACK) != "nothing"
        objects = (
            [name for name in shape.people_objects if name in shape.objects] if shape else PEOPLE_OBJECTS
        )
        return [
            ticks_stay(
                name,
                field,
                self._store.run_sends.held(name, field),
                reads_back=reads_back,
                links=links if shape is not None else None,
            )
            for name in objects
        ]

    def _keep(self, checklist: Checklist) -> None:
        """Keep the result for the org that the data belongs to, and sum it up in the status log."""
        if checklist.org is not None:
            kept = self._to_keep(checklist, checklist.org)
            self._store.checklists.keep_result(checklist.org.id, to_text(kept), kept.checked_at)
        self._sum_up(checklist)
        self._events.emit(ChecklistChanged())

    def _to_keep(self, checklist: Checklist, org: Org) -> Checklist:
        """The result to be kept: the earlier one, with the failure beside it, where the newest found out nothing."""
        if checklist.problem is None or _found_something(checklist):
            return checklist
        before = self._kept_of(org)
        if before is None or not _found_something(before):
            return checklist
        return replace(before, failed_since=FailedCheck(checklist.checked_at, checklist.problem))

    def _kept_of(self, org: Org) -> Checklist | None:
        text = self._store.checklists.result(org.id)
        return from_text(text, org) if text is not None else None

    def _sum_up(self, checklist: Checklist) -> None:
        if (problem := checklist.problem) is not None:
            self._log.write(Level.ERROR, LogKind.CHECKLIST, problem.what, problem=problem)
            return
        message = SUMMARY.with_values(
            done=checklist.count(CheckState.DONE),
            to_do=checklist.count(CheckState.TO_DO),
            warnings=checklist.count(CheckState.WARNING),
            unknown=checklist.count(CheckState.COULD_NOT_CHECK),
        )
        level = Level.INFO if checklist.ready[self._settings.opt_out_field] else Level.WARNING
        self._log.write(level, LogKind.CHECKLIST, message)


def _found_something(checklist: Checklist) -> bool:
    return checklist.problem is None or access_checks.is_finding(checklist.problem)


def _ready(shape: OrgSchema | None, checks: Sequence[Check], wanted: Wanted) -> dict[OptOutField, bool]:
    """Whether every kind of record that is not done without lets its address be read and the checkbox of a radio button
    be written, and none proved that it does not."""
    if shape is None:
        return dict.fromkeys(OptOutField, False)
    refused = {check.field for check in checks if check.id in _PROVE and check.state is CheckState.TO_DO}
    left_out = shape.left_out(leads_seen=wanted.leads_seen)
    needed = [name for name in shape.people_objects if name not in left_out]
    return {
        field: field not in refused and all(_writable(shape, name, field) for name in needed)
        for field in OptOutField
    }


def _writable(shape: OrgSchema, name: str, field: OptOutField) -> bool:
    found = shape.objects.get(name)
    if found is None or not found.updateable or not reads_addresses(found):
        return False
    access = found.field(field)
    return access is not None and access.updateable


def _in_order(checks: Sequence[Check]) -> tuple[Check, ...]:
    """In the order of the guide: by part, then by object; within one, as they were made."""
    groups = list(dict.fromkeys(GROUP_OF.values()))
    objects = ["", "Contact", "Lead", "Account"]
    return tuple(sorted(checks, key=lambda check: (groups.index(check.group), objects.index(check.object))))


ASKING_COMPUTER = Message(NOOP("core", "Asking this computer"))
LOOKING_AT_ORG = Message(NOOP("core", "Looking at the org"))
COUNTING = Message(NOOP("core", "Counting the people here"))
SUMMARY = Message(
    NOOP(
        "core",
        "Checklist: {done} done, {to_do} to do, {warnings} to look at, {unknown} could not be checked.",
    )
)
