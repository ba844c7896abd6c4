"""What an org tells beside the box: when it was ticked and by whom, what its people want done with their data, and
which other programs are at home there. All of it is there only where somebody switched it on, and is read, never
written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from core.messages import ProblemError, Scope
from core.salesforce.http.client import Client
from core.salesforce.http.paging import pages_from
from core.salesforce.http.retry import Patience, persist
from core.salesforce.http.soql import quoted
from core.salesforce.values.describe import OrgSchema
from core.salesforce.values.record_id import looks_like_id, to_18
from core.salesforce.values.setup_answers import part, rows_in, text
from core.store.types.cleared import Clearing
from core.store.types.fields import OptOutField
from core.store.unsubscribes import TickedBy

MOST_IDS = 300
"""Record IDs in one statement: it stands in the address of the call, which holds 16 KB."""
MOST_CHANGES = 2_000
"""Records of whom one call tells who changed them last."""
_TRACKED = ("Contact", "Lead")
_WISHES = ("HasOptedOutProcessing", "HasOptedOutSolicit", "ShouldForget")


@dataclass(frozen=True, slots=True)
class Individual:
    """What a person wants done with their data, as the org's Individual has it."""

    record_id: str
    dont_process: bool
    dont_market: bool
    forget: bool


@dataclass(frozen=True, slots=True)
class ConnectedApps:
    """The apps of an org by their names. `complete`: the org has shown its own list, not the user's sign-ins alone."""

    names: tuple[str, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Touch:
    """Who changed a record after this program, and whether it is known that it was the box (`ticked`)."""

    who: str
    ticked: bool


class OrgExtras:
    """Reads with a client; passing faults are tried again, as `patience` says. Every call may raise ProblemError."""

    def __init__(self, client: Client, patience: Patience) -> None:
        self._client = client
        self._patience = patience

    def when_ticked(
        self, shape: OrgSchema, wanted: OptOutField, record_ids: Sequence[str]
    ) -> dict[str, TickedBy]:
        """When each record's box was last ticked and by whom, by record ID, as far as the org keeps that history."""
        found: dict[str, TickedBy] = {}
        for record_id, by, is_tick in self._changes(shape, wanted, record_ids):
            if is_tick:
                found.setdefault(record_id, by)
        return found

    def when_unticked(
        self, shape: OrgSchema, wanted: OptOutField, record_ids: Sequence[str]
    ) -> dict[str, Clearing]:
        """When each record's box was unticked and by whom, where that is its last change that the org's history has."""
        newest: dict[str, tuple[TickedBy, bool]] = {}
        for record_id, by, is_tick in self._changes(shape, wanted, record_ids):
            newest.setdefault(record_id, (by, is_tick))
        return {
            record_id: Clearing(by.who, by.at, certain=True)
            for record_id, (by, is_tick) in newest.items()
            if not is_tick
        }

    def last_changed(self, shape: OrgSchema, object_: str, record_ids: Sequence[str]) -> dict[str, Clearing]:
        """When each of these records of one object was changed last and by whom; two calls for up to MOST_CHANGES.

        A user whose name may not be read goes by the ID.
        """
        self._client.speak(shape.org.api_version)
        body = {"ids": list(record_ids), "fields": ["Id", "LastModifiedById", "LastModifiedDate"]}
        answer = self._patiently(lambda: self._client.send("POST", f"composite/sobjects/{object_}", body))
        changed: dict[str, tuple[str, datetime]] = {}
        for row in answer if isinstance(answer, list) else []:
            record = row if isinstance(row, Mapping) else {}
            record_id, by = text(record.get("Id")), text(record.get("LastModifiedById"))
            at = _moment(record.get("LastModifiedDate"))
            if looks_like_id(record_id) and looks_like_id(by) and at is not None:
                changed[to_18(record_id)] = (to_18(by), at)
        users = sorted({by for by, _ in changed.values()})
        names = {
            to_18(text(row["Id"])): text(row.get("Name"))
            for row in self._of_ids("SELECT Id, Name FROM User WHERE Id IN ({ids})", users)
            if looks_like_id(text(row.get("Id")))
        }
        return {
            record_id: Clearing(names.get(by) or by, at, certain=False)
            for record_id, (by, at) in changed.items()
        }

    def _changes(
        self, shape: OrgSchema, wanted: OptOutField, record_ids: Sequence[str]
    ) -> Iterator[tuple[str, TickedBy, bool]]:
        """Each change of the box that the org keeps, the newest first, and whether it was ticked by it."""
        self._client.speak(shape.org.api_version)
        for name in _TRACKED:
            prefix = "003" if name == "Contact" else "00Q"
            seen = shape.objects.get(name)
            access = seen.field(wanted) if seen is not None else None
            ids = [one for one in record_ids if one.startswith(prefix)]
            if access is None or not ids:
                continue
            for row in self._of_ids(
                f"SELECT {name}Id, CreatedDate, CreatedBy.Name, NewValue FROM {name}History "
                f"WHERE Field = {quoted(access.name)} AND {name}Id IN ({{ids}}) ORDER BY CreatedDate DESC",
                ids,
            ):
                record_id, at = text(row.get(f"{name}Id")), _moment(row.get("CreatedDate"))
                who = text(part(row, "CreatedBy").get("Name"))
                if looks_like_id(record_id) and at is not None and who:
                    yield to_18(record_id), TickedBy(at, who), _is_tick(row.get("NewValue"))

    def touched_by_others(
        self, shape: OrgSchema, wanted: OptOutField, records: Sequence[tuple[str, str]]
    ) -> dict[str, Touch]:
        """Which of these (record ID, object) pairs somebody else than the connected user has changed last.

        Where the org keeps the history of the box, that tells who set it; else whoever changed the record last
        may have.
        """
        self._client.speak(shape.org.api_version)
        mine = shape.org.username.casefold()
        found: dict[str, Touch] = {}
        for name in shape.objects:
            ids = [record_id for record_id, object_ in records if object_ == name]
            rows = self._of_ids(
                f"SELECT Id, LastModifiedBy.Name, LastModifiedBy.Username FROM {name} WHERE Id IN ({{ids}})",
                ids,
            )
            for row in rows:
                by = part(row, "LastModifiedBy")
                if text(by.get("Username")).casefold() != mine:
                    found[to_18(text(row["Id"]))] = Touch(text(by.get("Name")), ticked=False)
        if not found:
            return found
        for record_id, setters in self._last_set(shape, wanted, list(found)).items():
            others = [who for username, who in setters if username.casefold() != mine]
            if others:
                found[record_id] = Touch(others[0], ticked=True)
            else:
                del found[record_id]
        return found

    def _last_set(
        self, shape: OrgSchema, wanted: OptOutField, record_ids: Sequence[str]
    ) -> dict[str, list[tuple[str, str]]]:
        """The user name and name of whoever set each record's box last, where the org keeps that and shows it.

        Times are whole seconds, so that it can be several.
        """
        found: dict[str, list[tuple[str, str]]] = {}
        last: dict[str, object] = {}
        for name in _TRACKED:
            prefix = "003" if name == "Contact" else "00Q"
            seen = shape.objects.get(name)
            access = seen.field(wanted) if seen is not None else None
            ids = [one for one in record_ids if one.startswith(prefix)]
            if access is None or not ids:
                continue
            try:
                for row in self._of_ids(
                    f"SELECT {name}Id, CreatedDate, CreatedBy.Name, CreatedBy.Username FROM {name}History "
                    f"WHERE Field = {quoted(access.name)} AND {name}Id IN ({{ids}}) ORDER BY CreatedDate DESC",
                    ids,
                ):
                    by = part(row, "CreatedBy")
                    record_id = to_18(text(row.get(f"{name}Id")))
                    if last.setdefault(record_id, row.get("CreatedDate")) == row.get("CreatedDate"):
                        setters = found.setdefault(record_id, [])
                        setters.append((text(by.get("Username")), text(by.get("Name"))))
            except ProblemError as error:
                if error.problem.stops_everything:
                    raise
                # The org keeps no such history, or does not show it: whoever changed the record last counts.
        return found

    def individuals(self, shape: OrgSchema, records: Sequence[tuple[str, str]]) -> list[Individual]:
        """The Individuals of (record ID, object) pairs that have one; none in an org that does not use them."""
        self._client.speak(shape.org.api_version)
        found = []
        for name in _TRACKED:
            seen = shape.objects.get(name)
            ids = [record_id for record_id, object_ in records if object_ == name]
            if not ids or seen is None or (seen.readable is not None and "IndividualId" not in seen.readable):
                continue
            columns = ", ".join(f"Individual.{wish}" for wish in _WISHES)
            for row in self._of_ids(
                f"SELECT Id, {columns} FROM {name} WHERE Id IN ({{ids}}) AND IndividualId != null", ids
            ):
                theirs = part(row, "Individual")
                if theirs and looks_like_id(text(row.get("Id"))):
                    found.append(
                        Individual(to_18(text(row["Id"])), *(theirs.get(wish) is True for wish in _WISHES))
                    )
        return found

    def connected_apps(self) -> ConnectedApps:
        """The apps that are installed in the org or that somebody has signed in with; call after a look at the org.

        Without the right to manage users Salesforce tells of the connected user's own sign-ins alone: that an app is
        not among these says nothing.
        """
        installed = [text(row.get("Name")) for row in self._rows("SELECT Name FROM ConnectedApplication")]
        try:
            signed_in = [text(row.get("AppName")) for row in self._rows("SELECT AppName FROM OauthToken")]
        except ProblemError as error:
            if error.problem.scope is Scope.CONNECTION:
                raise
            signed_in = []
        names = dict.fromkeys(name for name in (*installed, *signed_in) if name)
        return ConnectedApps(tuple(names), complete=any(installed))

    def _of_ids(self, soql: str, ids: Sequence[str]) -> Iterator[Mapping[str, Any]]:
        for start in range(0, len(ids), MOST_IDS):
            listed = ", ".join(quoted(one) for one in ids[start : start + MOST_IDS])
            yield from self._rows(soql.format(ids=listed))

    def _rows(self, soql: str) -> Iterator[Mapping[str, Any]]:
        first = self._patiently(lambda: self._client.query(soql))
        for page in pages_from(self._client, first, self._patiently):
            yield from rows_in(page["records"])

    def _patiently(self, call: Callable[[], Any]) -> Any:
        return persist(call, self._patience, self._client.transport.wait)


def _is_tick(value: object) -> bool:
    return value is True or value == "true"


def _moment(value: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text(value))
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo is not None else None
