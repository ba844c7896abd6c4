"""The Salesforce org: the verbs that the rest of the program has."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType, TracebackType

from core.salesforce.bulk.reading import ChoosingReader
from core.salesforce.bulk.writing import BulkTicks
from core.salesforce.http.client import Client
from core.salesforce.http.limits import daily_usage
from core.salesforce.http.retry import LONGEST_PAUSE_S, LOOKING_UP, READING, Patience, persist
from core.salesforce.http.route import Routes, system_route
from core.salesforce.http.tokens import TokenSource
from core.salesforce.people.describe_org import describe_org
from core.salesforce.people.lookups import Lookups
from core.salesforce.people.org_extras import OrgExtras
from core.salesforce.people.people_rows import PeopleRows
from core.salesforce.people.reading import PeopleReader, QueryReader
from core.salesforce.people.writing import set_opt_outs
from core.salesforce.setup.metadata_api import MetadataApi
from core.salesforce.setup.tooling import Setup
from core.salesforce.values.describe import ApiUsage, OrgSchema, Page, RecordsRead, WriteAnswer
from core.store.records import Snapshot
from core.store.types.fields import OptOutField

API_VERSION = "66.0"
"""Spring '26; Salesforce keeps a version for three years at least."""

_NOTHING_CHOSEN: Mapping[str, str] = MappingProxyType({})


class SalesforceOrg:
    """One connected org, for one thread: not thread-safe, but `stop` may be set from anywhere.

    Making one touches no network; it raises ProblemError for an address that is none or a CA file that
    cannot be used. Every other method raises ProblemError, with `problem.retry` set where trying again can
    help (CallFailedError carries what Salesforce says about when), and CancelledError within a moment of
    `stop` being set, even while Salesforce says nothing.
    """

    def __init__(
        self,
        instance_url: str,
        tokens: TokenSource,
        *,
        ca_file: Path | None = None,
        stop: threading.Event | None = None,
        routes: Routes = system_route,
        api_version: str = API_VERSION,
        patience: Patience = READING,
        short_patience: Patience = LOOKING_UP,
        home: Callable[[], str] = lambda: "",
    ) -> None:
        """`ca_file` is trusted in place of that of the route. `home` tells where the org is, should it move."""
        self.client = Client(
            instance_url,
            tokens,
            ca_file=ca_file,
            stop=stop,
            api_version=api_version,
            routes=routes,
            home=home,
        )
        """For the modules of this package only."""
        self._reader = ChoosingReader(self.client, patience)
        self._bin: PeopleReader = QueryReader(self.client, patience)
        # Somebody may be looking on, and whoever is offline wants to hear it at once.
        self._looking = replace(
            short_patience, first_wait=min(short_patience.first_wait, 0.5),
            for_silence=False, for_absence=False, longest=LONGEST_PAUSE_S,
        )  # fmt: skip
        self._lookups = Lookups(self.client, short_patience, self._reader)
        self.bulk = BulkTicks(self.client, patience)
        """Ticks by Bulk jobs, for very many records at a time."""
        self.setup = Setup(self.client, short_patience)
        """The org's Setup: packages, layouts, rules. Look at the org first, so that its API version is known."""
        self.extras = OrgExtras(self.client, short_patience)
        """What the org tells beside the box; look at the org first, as for `setup`."""
        self.metadata = MetadataApi(self.client, short_patience)
        """Page layouts by the Metadata API, the other way of writing one; look at the org first, as for `setup`."""

    @property
    def instance_url(self) -> str:
        """The org's address, without a path."""
        return self.client.instance_url

    @property
    def calls(self) -> int:
        """API calls made through this object so far, as Salesforce counts them."""
        return self.client.transport.calls

    @property
    def usage(self) -> ApiUsage | None:
        """What the org said last about its calls of the day; None while it has not."""
        return self.client.transport.usage

    def ask_usage(self) -> ApiUsage | None:
        """Ask for the calls of the day, where answers did not tell; one call. None where nobody may know."""
        return self.usage or daily_usage(self.client)

    def ask_before_pages(self, ask: Callable[[], None]) -> None:
        """Have `ask` called before each further page of a list; by raising ProblemError it ends the reading."""
        self.client.before_next_page = ask

    @property
    def last_contact_at(self) -> datetime | None:
        """When Salesforce last answered anything (this computer's clock, aware UTC)."""
        return self.client.transport.last_contact_at

    @property
    def server_time(self) -> datetime | None:
        """The org's own clock at its last answer (aware UTC, whole seconds); None where it did not tell."""
        return self.client.transport.server_time

    def describe(self, chosen_fields: Mapping[str, str] = _NOTHING_CHOSEN) -> OrgSchema:
        """Who the org is, which objects hold people, and which checkboxes they have; one API call.

        `chosen_fields` maps an object to the API name of the packaged checkbox, for where several could be
        it. Accounts are there only where people can be Accounts. `org.is_practice` is what the org says of
        itself, which its address has no say in. What passes by itself is tried again a few times.
        """
        return persist(
            lambda: describe_org(self.client, chosen_fields), self._looking, self.client.transport.wait
        )

    def by_jobs(self, shape: OrgSchema, objects: Sequence[str]) -> dict[str, int]:
        """How many people those of these objects have that are best read whole by Bulk jobs; see `read_people`."""
        self.client.speak(shape.org.api_version)
        return self._reader.by_jobs([PeopleRows(name, shape) for name in objects])

    def read_people(
        self,
        object: str,
        shape: OrgSchema,
        since: datetime | None = None,
        *,
        named: bool = False,
        job_for: int | None = None,
    ) -> Iterator[Page]:
        """The people of an object, page by page, as they are read.

        Without `since`: all that are not deleted, converted Leads among them. With `since` (aware): all
        that changed then or later, the deleted and merged too, oldest change first. A record may come
        twice. Passing faults are tried again in here. With `named` the snapshots have `texts`. With `job_for`, as
        `by_jobs` tells it, a Bulk job reads them, and nothing else is asked before.
        """
        self.client.speak(shape.org.api_version)
        return self._reader.pages(PeopleRows(object, shape, named=named), since, job_for)

    def read_recycle_bin(self, object: str, shape: OrgSchema) -> Iterator[Page]:
        """The people of an object that were deleted or merged and are still in the recycle bin, page by page.

        None where the connected user does not get to know which records are deleted.
        """
        self.client.speak(shape.org.api_version)
        rows = PeopleRows(object, shape, deleted=True)
        return self._bin.pages(rows, None) if rows.tells_deleted else iter(())

    def read_records(self, object: str, shape: OrgSchema, ids: Sequence[str]) -> dict[str, Snapshot]:
        """Records by ID, keyed by the 18-character ID; one that is absent does not exist or is not visible.

        Deleted, merged and converted ones are found. The Contact half of a person account comes as
        CONVERTED with its Account as successor.
        """
        return self.look_up_records(object, shape, ids).found

    def look_up_records(self, object: str, shape: OrgSchema, ids: Sequence[str]) -> RecordsRead:
        """The same, with the IDs told apart that are no IDs: one of them hinders none of the others."""
        self.client.speak(shape.org.api_version)
        return self._lookups.records(PeopleRows(object, shape), ids)

    def find_people(
        self, object: str, shape: OrgSchema, emails: Sequence[str], *, gone: bool = False
    ) -> list[Snapshot]:
        """The live records with any of these addresses, whatever the letter case; any number of addresses.

        Converted Leads are not among them: their Contacts are. With `gone` they are, and so is what was deleted or
        merged. Where the address is encrypted so that Salesforce cannot be asked for it
        (`ObjectSchema.may_read_all_to_find`), each call reads all of the object page by page, the live records alone:
        hand in all addresses at once then.
        """
        self.client.speak(shape.org.api_version)
        return self._lookups.people(PeopleRows(object, shape), emails, gone=gone)

    def set_opt_outs(
        self, records: Sequence[tuple[str, str]], wanted: OptOutField, shape: OrgSchema
    ) -> list[WriteAnswer]:
        """Tick a checkbox on (record ID, object) pairs, 200 a call; answers in the order given.

        Nothing is tried again in here. When a call fails as a whole, nothing of it is known to be saved, and
        the answers of earlier calls are lost with it: callers who keep books hand in 200 at a time.
        """
        self.client.speak(shape.org.api_version)
        return set_opt_outs(self.client, records, wanted, shape)

    def close(self) -> None:
        """Close the connections; harmless when done twice."""
        self.client.close()

    def __enter__(self) -> SalesforceOrg:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
