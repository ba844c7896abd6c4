"""The connection to the one org: gives clients to workers, keeps the data to that org, knows the state."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from core.connection import sign_ins
from core.connection.access_providers import Access, EnvironmentAccess, PracticeAccess
from core.connection.address import checked_host
from core.connection.belonging import Belonging
from core.connection.chosen_fields import MARKETO_SALES_FIELDS, chosen_fields
from core.connection.keyring_access import KeyringAccess
from core.connection.log_messages import ALLOWED, CONNECTED, DISCONNECTED, MOVED, TIED, TRUSTED
from core.connection.network import Network
from core.connection.orgs import Orgs
from core.connection.practice_child import PracticeOptions
from core.connection.practice_people import prepare_practice
from core.connection.problems import environment_decides, not_connected, not_revoked, practice_stays
from core.connection.sign_ins import BrowserOptions, NewAccess
from core.connection.signed_in import SignedIn, SignInMemory
from core.connection.standing import Standing
from core.connection.state import Connection, ConnectionState
from core.events import ChangedElsewhere, Event, EventBus, PeopleChanged, StatusLogWriter
from core.messages import CancelledError, Problem, ProblemError
from core.salesforce.http.tokens import HandedInToken
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import OrgSchema
from core.salesforce.values.hosts import shown
from core.secrets.system_keyring import given_up_by
from core.settings import CA_FILE, Setting, Settings
from core.store.store import Store
from core.store.types.log import Level
from core.store.types.orgs import Org


class ConnectionManager:
    """The connection of one data directory. Thread-safe; only what says so touches the network.

    The way to the org is, in this order: a practice org of our own, what the environment hands in, what
    the keyring holds.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        events: EventBus,
        *,
        data_dir: Path,
        practice: PracticeOptions | None,
        environment: Mapping[str, str],
        now: Callable[[], datetime],
        orgs: Orgs | None = None,
    ) -> None:
        """Touches neither the network nor the keyring. `orgs`: the others beside this one."""
        self._store = store
        self._data_dir = data_dir
        orgs = orgs or Orgs(data_dir)
        self._belonging = Belonging(store, data_dir, None if practice is not None else orgs)
        self._settings = settings
        self._events = events
        self._now = now
        self._practice = practice
        self.network = Network(settings, orgs, data_dir)
        """How the program reaches Salesforce: proxy, company CA."""
        self._memory = SignInMemory(store.org_state)
        self._way: PracticeAccess | EnvironmentAccess | KeyringAccess
        if practice is not None:
            self._way = PracticeAccess(data_dir / "org", practice, self._prepare_practice)
        elif EnvironmentAccess.is_given(environment):
            self._way = EnvironmentAccess(environment, self.network.route)
        else:
            self._way = KeyringAccess(
                data_dir,
                self.network.route,
                self._moved,
                org_here=store.org_state.org,
                mark=self._memory.mark,
            )
        self._closing = threading.Event()
        self._signing_in: set[threading.Event] = set()
        self._lock = threading.Lock()
        self._log = StatusLogWriter(store.status_log, events, now)
        self._standing = Standing(self._at_first(), events, self._log)
        self._current: Access | None = None
        self._opened: weakref.WeakKeyDictionary[SalesforceOrg, Access] = weakref.WeakKeyDictionary()
        settings.on_change(self._setting_changed)
        events.subscribe(self._follow)

    @property
    def is_practice(self) -> bool:
        """Whether the org is a practice org of our own."""
        return self._practice is not None

    @property
    def is_from_environment(self) -> bool:
        """Whether the access was handed in by the environment, for this process alone."""
        return isinstance(self._way, EnvironmentAccess)

    def state(self) -> Connection:
        """The state of the connection, at once: it neither asks the network nor waits."""
        return self._standing.now

    def start(self) -> None:
        """Begin in the background what takes time before a first contact: starting the practice org."""
        if isinstance(self._way, PracticeAccess):
            self._way.begin()

    def open(self, stop: threading.Event) -> SalesforceOrg:
        """A client for the calling thread, which closes it; `stop` ends its calls.

        Makes no call, but waits for the practice org to start, or for the user to unlock the keyring.
        Raises ProblemError when there is no access, CancelledError when `stop` is set meanwhile.
        """
        try:
            access = self._way.access(stop)
            org = SalesforceOrg(
                access.instance_url, access.tokens, stop=stop, routes=access.routes, home=access.home
            )
        except ProblemError as error:
            self._standing.no_access(error.problem)
            raise
        with self._lock:
            self._opened[org] = access
            self._current = access
        if self._standing.now.state is ConnectionState.NOT_CONNECTED:
            self._standing.change(lambda old: Connection(ConnectionState.CONNECTING, org=old.org))
        return org

    def describe(self, org: SalesforceOrg) -> OrgSchema:
        """Describe the org, one call; ties the data to it the first time.

        Raises ProblemError, with the code ANOTHER_ORG when the data belongs to another org.
        """
        try:
            shape = self._own(org.describe(chosen_fields(self._settings)), self._opened.get(org))
            self._tie(shape.org)
        except ProblemError as error:
            self._standing.failed(error.problem, org, looking=True, counts=lambda: self._counts(org))
            raise
        found = Connection(ConnectionState.CONNECTED, shape.org, shape=shape)
        self._standing.change(
            lambda old: (
                replace(found, usage=old.usage).after_contact(org.usage, org.last_contact_at)
                if self._counts(org)
                else old
            )
        )
        return shape

    def report(self, problem: Problem | None, org: SalesforceOrg | None = None) -> None:
        """Say how a worker's last contact went; the state and the usage on the screens follow.

        A client that has had no contact yet, or whose access was replaced since, has nothing to say.
        """
        if org is not None and problem is None and org.last_contact_at is None:
            return
        self._standing.failed(problem, org, looking=False, counts=lambda: self._counts(org))

    def require_access(self, org: SalesforceOrg) -> None:
        """Raises ProblemError where somebody has signed out, or in anew, since a client was opened.

        Asks the database alone: to be asked in the transaction that marks something as on its way to Salesforce,
        because another process may have signed out.
        """
        if isinstance(self._way, KeyringAccess):
            self._way.require(self._opened.get(org))

    def connect_with_token(
        self,
        instance_url: str,
        access_token: str,
        ca_file: Path | None,
        *,
        stop: threading.Event | None = None,
    ) -> Org:
        """Connect an org by an access token, and keep the access in the keyring; asks the network.

        Nothing is changed or stored before the org has accepted the token and is the one the data belongs
        to. Raises ProblemError otherwise, and where practice or the environment decides on the org.
        """
        way = self._keyring_way()
        new = sign_ins.by_token(instance_url, access_token, ca_file, self.network.route)
        return self._connect(way, new, stop or self._closing)

    def sign_in_with_browser(
        self,
        host: str,
        client_id: str = "",
        *,
        ca_file: Path | None = None,
        stop: threading.Event | None = None,
        options: BrowserOptions | None = None,
    ) -> Org:
        """Connect an org by signing in at `host` (login, test, or the org's address) in the system's browser.

        Blocks until that is done there; `stop` gives it up, and closing the keeper sets it. `client_id` is the
        consumer key of the org's app; the one used last serves where none is given. Keeps the refresh token, and
        raises, as connect_with_token does.
        """
        way, stop = self._keyring_way(), stop or self._closing
        self._signing_in.add(stop)
        if self._closing.is_set():
            stop.set()
        try:
            client_id = client_id.strip() or self.consumer_key()
            new = sign_ins.by_browser(
                host, client_id, ca_file, stop, options or BrowserOptions(), self.network.route
            )
            return self._connect(way, new, stop)
        finally:
            self._signing_in.discard(stop)

    def sign_in_with_key(
        self,
        host: str,
        client_id: str,
        username: str,
        private_key: str,
        *,
        ca_file: Path | None = None,
        stop: threading.Event | None = None,
    ) -> Org:
        """Connect an org by requests signed with a private key (JWT bearer), whose PEM text is kept."""
        way, stop = self._keyring_way(), stop or self._closing
        new = sign_ins.by_key(host, client_id, username, private_key, ca_file, stop, self.network.route)
        return self._connect(way, new, stop)

    def sign_in_with_secret(
        self,
        host: str,
        client_id: str,
        client_secret: str,
        *,
        ca_file: Path | None = None,
        stop: threading.Event | None = None,
    ) -> Org:
        """Connect an org by the secret of its app (client credentials), which is kept; `host` is the org's own."""
        way, stop = self._keyring_way(), stop or self._closing
        new = sign_ins.by_secret(host, client_id, client_secret, ca_file, stop, self.network.route)
        return self._connect(way, new, stop)

    def allow_host(self, text: str) -> None:
        """Let secrets of this org go to a host that is not Salesforce's own; raises ProblemError for what is none.

        Whoever calls has shown the host to somebody who said yes; the yes is kept, and the status log has it.
        """
        host = checked_host(text)
        if self.network.allow_host(host):
            self._standing.log(ALLOWED.with_values(host=shown(host)), Level.WARNING)

    def consumer_key(self) -> str:
        """The consumer key that was used last, empty when there is none; may ask the keyring."""
        last = self._memory.last()
        return last.client_id if last is not None else sign_ins.consumer_key_of(self._keyring_way().kept())

    def signed_in(self) -> SignedIn | None:
        """How somebody signed in last, as far as it is known; asks the database alone."""
        return self._memory.last()

    def forget(self) -> Problem | None:
        """Disconnect: remove the access from the keyring, then tell Salesforce, which may take a while.

        What a sign-in gave is revoked; a token that was handed in is not, being somebody else's session. The data
        goes on belonging to its org. Returns why Salesforce does not know of it, where it does not: also for a second
        try, as there is nothing left then with which it could be told. Every other process stops writing.
        """
        forgotten = self._keyring_way().forget()
        self._signed_out()
        self._standing.log(DISCONNECTED)
        if forgotten.stored is not None:
            self._memory.note_revoked(forgotten.take_back(self._closing))
        return self._say_not_revoked() if self._memory.not_revoked() else None

    def leave_access(self) -> Problem:
        """Sign out where there is no keyring to be had: the access stays in it, and is not used any longer."""
        self._signed_out()
        self._memory.note_revoked(False)
        return self._say_not_revoked()

    def _say_not_revoked(self) -> Problem:
        problem = not_revoked()
        self._standing.log(problem.what, Level.WARNING, problem)
        return problem

    def keep_what_is_left(self) -> None:
        """Keep what a renewal gave and a locked keyring would not take; raises ProblemError while it still does not."""
        if isinstance(self._way, KeyringAccess):
            self._way.keep_what_is_left()

    def close(self) -> None:
        """End what was started; nothing can be opened afterwards."""
        self._closing.set()
        for stop in tuple(self._signing_in):
            stop.set()
        self._way.close()

    # the org

    def _connect(self, way: KeyringAccess, new: NewAccess, stop: threading.Event) -> Org:
        """Keep a new access, once its org was described and is the one that the data belongs to."""
        try:
            with (
                given_up_by(stop),
                SalesforceOrg(
                    new.instance_url, HandedInToken(new.access_token), stop=stop, routes=new.routes
                ) as candidate,
            ):
                shape = self._own(candidate.describe(chosen_fields(self._settings)))
                new.check(shape.org)
                self._belonging.check(shape.org)
                stored = new.keep(candidate.instance_url, shape.org.id, shape.org.username)
                access, replaced = way.store(stored, new.access_token, lambda: self._tie(shape.org))
        except (ProblemError, CancelledError) as error:
            new.take_back(at_once=isinstance(error, CancelledError))
            raise
        self._memory.remember(stored, self._now())
        self._memory.note_revoked(True)
        way.acknowledge()
        self._trust_as_when_connecting(new.ca_file)
        with self._lock:
            self._current = access
        found = Connection(ConnectionState.CONNECTED, shape.org, shape=shape)
        self._standing.change(lambda _: found.after_contact(candidate.usage, candidate.last_contact_at))
        self._standing.log(CONNECTED.with_values(name=shape.org.name, user=shape.org.username))
        replaced.take_back(stop)
        return shape.org

    def _trust_as_when_connecting(self, ca_file: Path | None) -> None:
        """The CA file that was given last counts, for signing in and for all that follows."""
        before = self._settings.text(CA_FILE)
        if ca_file is not None and before and Path(before) != ca_file:
            self._settings.set(CA_FILE, str(ca_file))
            self._standing.log(TRUSTED.with_values(before=before, after=str(ca_file)))

    def _own(self, shape: OrgSchema, access: Access | None = None) -> OrgSchema:
        # Its address says nothing: a tunnel on this very computer may lead to the org that the company lives on.
        is_practice = self.is_practice or shape.org.is_practice
        pages_url = access.pages_url if access is not None else ""
        return replace(shape, org=replace(shape.org, is_practice=is_practice, pages_url=pages_url))

    def _tie(self, org: Org) -> None:
        """Tie the data to the org, or refresh what is known of it; one process at a time."""
        if self._belonging.tie(org):
            self._standing.log(TIED.with_values(name=org.name, id=org.id))

    def _moved(self, before: str, after: str) -> None:
        """The same org answers from another address; called in whichever thread exchanged the token."""
        self._belonging.moved(after)
        self._memory.moved(before, after)
        self._standing.log(MOVED.with_values(before=before, after=after), Level.WARNING)

    def _prepare_practice(self, access: Access) -> None:
        if self._practice is not None and prepare_practice(
            self._store, access, self._practice, self.describe, now=self._now, stop=self._closing
        ):
            self._events.emit(PeopleChanged())
            self._log.tell()

    def _keyring_way(self) -> KeyringAccess:
        if isinstance(self._way, KeyringAccess):
            return self._way
        raise ProblemError(practice_stays() if self.is_practice else environment_decides())

    def _signed_out(self) -> None:
        self._memory.ended()
        with self._lock:
            self._current = None
        self._standing.change(lambda old: Connection(ConnectionState.NOT_CONNECTED, old.org, not_connected()))

    def _follow(self, event: Event) -> None:
        """Notice at once when another process has signed out."""
        way = self._way
        if not isinstance(event, ChangedElsewhere) or not isinstance(way, KeyringAccess):
            return
        if way.is_signed_out() and not self._standing.now.is_signed_out:
            self._signed_out()
            threading.Thread(target=way.drop().take_back, args=(self._closing,), daemon=True).start()

    # how things stand

    def _at_first(self) -> Connection:
        org = self._store.org_state.org()
        if org is None and isinstance(self._way, KeyringAccess):
            return Connection(ConnectionState.NOT_CONNECTED, problem=not_connected())
        return Connection(ConnectionState.CONNECTING, org=org)

    def _counts(self, org: SalesforceOrg | None) -> bool:
        """Whether a client's word counts: not when its access was replaced or forgotten since."""
        return org is None or self._opened.get(org, self._current) is self._current

    def _setting_changed(self, setting: Setting, _text: str) -> None:
        if setting in MARKETO_SALES_FIELDS.values():
            # Another checkbox counts now: whoever needs the shape has to look again.
            self._standing.change(lambda old: replace(old, shape=None))
