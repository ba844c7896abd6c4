"""The keeper with an access that somebody handed in: by the environment, or kept in the keyring."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import keyring
import pytest

from core.connection.access_providers import account_of
from core.connection.chosen_fields import MARKETO_SALES_FIELDS
from core.connection.state import ConnectionState
from core.events import ConnectionChanged, LogAdded
from core.messages import Category, Message, Problem, ProblemError, Scope
from core.salesforce.values.errors import explain, offline
from core.secrets.credentials import ACCESS_TOKEN, INSTANCE_URL, Credentials
from core.settings import TRUSTED_HOSTS
from core.store.types.fields import OptOutField
from core.store.types.log import LogFilter, LogKind
from tests.core.connection.conftest import Desk, MakeDesk
from tests.helpers.no_keyring import NoKeyring
from tests.helpers.practice import PracticeOrg

States = ConnectionState


@pytest.fixture(autouse=True)
def _restore(practice: PracticeOrg) -> Iterator[None]:
    yield
    identifier = practice.line["organization_id"]
    practice.control(
        "faults", {"clear": True, "org": {"organization": {"id": identifier, "name": "Practice Org"}}}
    )
    if practice.call("GET", "/services/oauth2/userinfo").status_code != 200:
        practice.line["access_token"] = practice.control("tokens", {})["access_token"]


def handed_in(practice: PracticeOrg, **changes: str) -> dict[str, str]:
    """The environment that gives access to an org."""
    given = {
        "INSTANCE_URL": practice.url,
        "ACCESS_TOKEN": practice.token,
        "CA_FILE": str(practice.line["ca_file"]),
    }
    return {f"UNSUBSCRIBE_SYNC_{name}": text for name, text in (given | changes).items()}


def connect(desk: Desk, practice: PracticeOrg) -> None:
    desk.keeper.connect_with_token(practice.url, practice.token, Path(practice.line["ca_file"]))


def log_of(desk: Desk) -> list[str]:
    return [entry.message.english() for entry in desk.store.status_log.all(LogFilter())]


def become_another_org(practice: PracticeOrg) -> None:
    practice.control("faults", {"org": {"organization": {"id": "another", "name": "Another Org"}}})


# --- how things stand


def test_at_first_nothing_is_connected_and_it_is_said_what_to_do(desk: MakeDesk) -> None:
    connection = desk().keeper.state()
    assert connection.state is States.NOT_CONNECTED
    assert connection.problem is not None
    assert "unsubscribe-sync connect" in connection.problem.english()


def test_a_look_shows_the_org_and_ties_the_data_to_it(desk: MakeDesk, practice: PracticeOrg) -> None:
    made = desk(environment=handed_in(practice))
    assert made.keeper.state().state is States.CONNECTING
    with made.keeper.open(Event()) as org:
        shape = made.keeper.describe(org)
    connection = made.keeper.state()
    assert connection.state is States.CONNECTED
    assert connection.problem is None
    assert connection.shape == shape
    assert connection.org == made.store.org_state.org() == shape.org
    assert connection.org is not None
    assert connection.org.id == practice.line["organization_id"]
    assert connection.org.is_practice, "a practice org says itself what it is, however it was given"
    assert connection.usage is not None
    assert connection.last_contact_at is not None
    assert any("belongs to the Salesforce org" in line for line in log_of(made))


def test_an_org_behind_a_tunnel_on_this_computer_is_no_practice_org(
    desk: MakeDesk, practice: PracticeOrg
) -> None:
    practice.control("faults", {"org": {"organization": {"type": "Enterprise Edition"}}})
    try:
        made = desk(environment=handed_in(practice))
        with made.keeper.open(Event()) as org:
            made.keeper.describe(org)
    finally:
        practice.control("faults", {"org": {"organization": {"type": "Practice Edition"}}})
    connection = made.keeper.state()
    assert connection.org is not None
    assert connection.org.instance_url.startswith("https://127.0.0.1")
    assert not connection.org.is_practice


def test_a_host_that_somebody_has_allowed_is_kept_with_the_org_and_logged_once(desk: MakeDesk) -> None:
    made = desk()
    made.keeper.allow_host("https://Gateway.Corp.example/path")
    made.keeper.allow_host("gateway.corp.example")
    made.keeper.allow_host("bücher.example")
    assert made.settings.text(TRUSTED_HOSTS) == "gateway.corp.example,xn--bcher-kva.example"
    assert made.keeper.network.route().hosts == {"gateway.corp.example", "xn--bcher-kva.example"}
    assert sum("gateway.corp.example" in line for line in log_of(made)) == 1
    assert any("bücher.example (xn--bcher-kva.example)" in line for line in log_of(made))
    with pytest.raises(ProblemError):
        made.keeper.allow_host("no host at all")


def test_an_access_from_the_environment_goes_to_no_host_that_nobody_has_allowed(desk: MakeDesk) -> None:
    given = {INSTANCE_URL: "https://acme.my.salesforce.com.evil.invalid", ACCESS_TOKEN: "00Dx!secret"}
    made = desk(environment=given)
    with made.keeper.open(Event()) as org, pytest.raises(ProblemError) as caught:
        made.keeper.describe(org)
    assert caught.value.problem.code == "HOST_NOT_ALLOWED"
    assert made.keeper.state().state is States.REFUSED


def test_a_known_org_is_shown_at_once_after_a_restart(desk: MakeDesk, practice: PracticeOrg) -> None:
    first = desk(environment=handed_in(practice))
    with first.keeper.open(Event()) as org:
        first.keeper.describe(org)
    again = desk()
    assert again.keeper.state().state is States.CONNECTING
    assert again.keeper.state().org == first.keeper.state().org


def test_only_what_a_person_would_see_is_told(desk: MakeDesk, practice: PracticeOrg) -> None:
    made = desk(environment=handed_in(practice))
    with made.keeper.open(Event()) as org:
        made.keeper.describe(org)
        assert made.told_of(ConnectionChanged) == 1
        before = made.keeper.state().last_contact_at
        for _ in range(5):
            made.keeper.describe(org)
            made.keeper.report(None, org)
        assert made.told_of(ConnectionChanged) == 0
        assert before is not None
        assert made.keeper.state().last_contact_at > before  # type: ignore[operator]
        made.keeper.report(offline(), org)
        made.keeper.report(offline("again"), org)
        assert made.told_of(ConnectionChanged) == 1
        assert made.keeper.state().state is States.OFFLINE
        made.keeper.report(None, org)
        assert made.told_of(ConnectionChanged) == 1
        assert made.keeper.state().state is States.CONNECTED


def test_the_use_of_the_days_calls_is_remembered(desk: MakeDesk, practice: PracticeOrg) -> None:
    made = desk(environment=handed_in(practice))
    with made.keeper.open(Event()) as org:
        made.keeper.describe(org)
        made.told_of(ConnectionChanged)
        practice.control("faults", {"org": {"limits": {"daily": 100_000, "used": 50_000}}})
        org.describe()
        made.keeper.report(None, org)
    usage = made.keeper.state().usage
    assert usage is not None
    assert usage.used >= 50_000
    assert made.told_of(ConnectionChanged) == 1


def test_a_client_that_made_no_call_has_nothing_to_report(desk: MakeDesk, practice: PracticeOrg) -> None:
    made = desk(environment=handed_in(practice))
    with made.keeper.open(Event()) as org:
        made.keeper.report(None, org)
    assert made.keeper.state().state is States.CONNECTING


def test_an_expired_token_asks_for_a_new_sign_in(desk: MakeDesk, practice: PracticeOrg) -> None:
    made = desk(environment=handed_in(practice))
    with made.keeper.open(Event()) as org:
        made.keeper.describe(org)
        practice.control("expire-tokens", {})
        with pytest.raises(ProblemError) as caught:
            made.keeper.describe(org)
    assert caught.value.problem.category is Category.AUTHENTICATION
    assert "UNSUBSCRIBE_SYNC_ACCESS_TOKEN" in caught.value.problem.fix.english()
    assert made.keeper.state().state is States.SIGN_IN_NEEDED
    assert made.keeper.state().problem == caught.value.problem


def test_an_unreachable_org_is_offline(desk: MakeDesk, practice: PracticeOrg) -> None:
    made = desk(environment=handed_in(practice, INSTANCE_URL="https://127.0.0.1:1"))
    with made.keeper.open(Event()) as org, pytest.raises(ProblemError, match="OFFLINE"):
        made.keeper.describe(org)
    assert made.keeper.state().state is States.OFFLINE


def test_an_untrusted_certificate_is_refused(desk: MakeDesk, practice: PracticeOrg) -> None:
    made = desk(environment=handed_in(practice, CA_FILE=""))
    with made.keeper.open(Event()) as org, pytest.raises(ProblemError, match="CERTIFICATE_NOT_TRUSTED"):
        made.keeper.describe(org)
    assert made.keeper.state().state is States.REFUSED


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ACCESS_TOKEN": ""}, "ENVIRONMENT_INCOMPLETE"),
        ({"INSTANCE_URL": "http://acme.my.salesforce.com"}, "NOT_AN_INSTANCE_URL"),
        ({"CA_FILE": "/no/such/file.pem"}, "CA_FILE_NOT_USABLE"),
    ],
)
def test_an_unusable_environment_is_one_sentence(
    desk: MakeDesk, practice: PracticeOrg, changes: dict[str, str], code: str
) -> None:
    made = desk(environment=handed_in(practice, **changes))
    with pytest.raises(ProblemError, match=code):
        made.keeper.open(Event())
    connection = made.keeper.state()
    assert connection.state in (States.NOT_CONNECTED, States.REFUSED)
    assert connection.problem is not None
    assert connection.problem.code == code


def test_workers_reporting_at_the_same_time_lose_nothing(desk: MakeDesk, practice: PracticeOrg) -> None:
    made = desk(environment=handed_in(practice))

    def work() -> None:
        with made.keeper.open(Event()) as org:
            for _ in range(10):
                made.keeper.describe(org)
                made.keeper.report(explain("UNABLE_TO_LOCK_ROW"), org)

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert made.keeper.state().state is States.CONNECTED
    assert sum("belongs to the Salesforce org" in line for line in log_of(made)) == 1


# --- the guard


def test_data_of_one_org_is_never_synced_with_another(desk: MakeDesk, practice: PracticeOrg) -> None:
    made = desk(environment=handed_in(practice))
    with made.keeper.open(Event()) as org:
        known = made.keeper.describe(org).org
        become_another_org(practice)
        with pytest.raises(ProblemError) as caught:
            made.keeper.describe(org)
        sentence = caught.value.problem.english()
        assert caught.value.problem.code == "ANOTHER_ORG"
        assert known.id in sentence
        assert "Another Org" in sentence
        made.keeper.report(None, org)
        made.keeper.report(caught.value.problem, org)
    connection = made.keeper.state()
    assert connection.state is States.REFUSED
    assert connection.shape is None, "a worker that wants to push has to look first, and is refused"
    assert connection.org == made.store.org_state.org() == known


def test_a_new_name_of_the_same_org_is_taken_over(desk: MakeDesk, practice: PracticeOrg) -> None:
    made = desk(environment=handed_in(practice))
    with made.keeper.open(Event()) as org:
        made.keeper.describe(org)
        practice.control("faults", {"org": {"organization": {"name": "Renamed"}}})
        made.keeper.describe(org)
    known = made.store.org_state.org()
    assert known is not None
    assert known.name == "Renamed"


# --- the packaged checkbox


def test_the_checkbox_that_the_admin_chose_is_used(desk: MakeDesk, practice: PracticeOrg) -> None:
    extra = {"object": "Contact", "name": "Another_Opt_Out__c", "label": "Marketo Sales Opt Out"}
    practice.control("faults", {"org": {"extra_fields": [extra]}})
    made = desk(environment=handed_in(practice))
    with made.keeper.open(Event()) as org:
        made.keeper.describe(org)
        made.told_of(ConnectionChanged)
        made.settings.set(MARKETO_SALES_FIELDS["Contact"], "Another_Opt_Out__c")
        assert made.keeper.state().shape is None, "whoever needs the shape has to look again"
        assert made.told_of(ConnectionChanged) == 1
        chosen = made.keeper.describe(org).objects["Contact"].field(OptOutField.MARKETO_SALES)
    assert chosen is not None
    assert chosen.name == "Another_Opt_Out__c"
    assert made.store.org_state.setting("marketo_sales_field.Contact") == "Another_Opt_Out__c"
    with pytest.raises(ProblemError, match="SETTING_NOT_ACCEPTED"):
        made.settings.set(MARKETO_SALES_FIELDS["Lead"], "no name; of a field")


# --- the keyring


@pytest.mark.secret_service
@pytest.mark.usefixtures("desktop_keyring")
class TestKeyring:
    def test_a_connected_org_is_found_again_after_a_restart(
        self, desk: MakeDesk, practice: PracticeOrg
    ) -> None:
        made = desk()
        connect(made, practice)
        assert made.keeper.state().state is States.CONNECTED
        assert made.keeper.state().shape is not None
        assert made.told_of(ConnectionChanged) == 1
        assert made.told_of(LogAdded) >= 1
        [entry] = [
            e for e in made.store.status_log.all(LogFilter()) if e.message.english().startswith("Connected")
        ]
        assert entry.kind is LogKind.CONNECTION
        again = desk()
        with again.keeper.open(Event()) as org:
            again.keeper.describe(org)
        assert again.keeper.state().state is States.CONNECTED

    def test_data_directories_do_not_share_an_access(
        self, desk: MakeDesk, practice: PracticeOrg, tmp_path: Path
    ) -> None:
        connect(desk(), practice)
        other = desk(tmp_path / "other")
        with pytest.raises(ProblemError, match="NOT_CONNECTED"):
            other.keeper.open(Event())
        assert other.keeper.state().state is States.NOT_CONNECTED

    def test_a_token_that_the_org_refuses_is_not_stored(self, desk: MakeDesk, practice: PracticeOrg) -> None:
        made = desk()
        for token in ("00D!wrong", "", "two\nlines"):
            with pytest.raises(ProblemError, match=r"INVALID_SESSION_ID|SECRET_NOT_USABLE"):
                made.keeper.connect_with_token(practice.url, token, Path(practice.line["ca_file"]))
        assert made.store.org_state.org() is None
        assert Credentials(account_of(made.data_dir)).load() is None
        assert made.keeper.state().state is States.NOT_CONNECTED

    def test_connecting_another_org_changes_nothing(self, desk: MakeDesk, practice: PracticeOrg) -> None:
        made = desk()
        connect(made, practice)
        before = made.keeper.state(), Credentials(account_of(made.data_dir)).load()
        become_another_org(practice)
        with pytest.raises(ProblemError, match="ANOTHER_ORG"):
            connect(made, practice)
        assert (made.keeper.state(), Credentials(account_of(made.data_dir)).load()) == before

    def test_a_worker_goes_on_with_the_new_token_after_a_new_sign_in(
        self, desk: MakeDesk, practice: PracticeOrg
    ) -> None:
        made = desk()
        connect(made, practice)
        with made.keeper.open(Event()) as org:
            practice.control("expire-tokens", {})
            with pytest.raises(ProblemError, match="INVALID_SESSION_ID"):
                made.keeper.describe(org)
            assert made.keeper.state().state is States.SIGN_IN_NEEDED
            practice.line["access_token"] = practice.control("tokens", {})["access_token"]
            connect(made, practice)
        with made.keeper.open(Event()) as org:
            made.keeper.describe(org)
            practice.line["access_token"] = practice.control("tokens", {})["access_token"]
            connect(made, practice)
            practice.control("expire-tokens", {})
            practice.line["access_token"] = practice.control("tokens", {})["access_token"]
            connect(made, practice)
            made.keeper.describe(org)

    def test_a_token_that_another_process_stored_is_taken_up(
        self, desk: MakeDesk, practice: PracticeOrg
    ) -> None:
        window, command = desk(), desk()
        with pytest.raises(ProblemError, match="NOT_CONNECTED"):
            window.keeper.open(Event())
        connect(command, practice)
        with window.keeper.open(Event()) as org:
            assert window.keeper.state().state is States.CONNECTING
            window.keeper.describe(org)
            practice.control("expire-tokens", {})
            practice.line["access_token"] = practice.control("tokens", {})["access_token"]
            connect(command, practice)
            window.keeper.describe(org)
        assert window.keeper.state().state is States.CONNECTED

    def test_forgetting_ends_the_access_everywhere_and_leaves_the_data_its_org(
        self, desk: MakeDesk, practice: PracticeOrg
    ) -> None:
        made = desk()
        connect(made, practice)
        with made.keeper.open(Event()) as org:
            made.keeper.describe(org)
            made.keeper.forget()
            with pytest.raises(ProblemError, match="NOT_CONNECTED"):
                org.describe()
            made.keeper.report(None, org)
        connection = made.keeper.state()
        assert connection.state is States.NOT_CONNECTED
        assert connection.org == made.store.org_state.org()
        assert connection.org is not None
        with pytest.raises(ProblemError, match="NOT_CONNECTED"):
            made.keeper.open(Event())
        assert Credentials(account_of(made.data_dir)).load() is None
        assert log_of(made)[0].startswith("Disconnected")

    def test_the_word_of_a_client_with_an_old_access_does_not_count(
        self, desk: MakeDesk, practice: PracticeOrg
    ) -> None:
        made = desk()
        connect(made, practice)
        with made.keeper.open(Event()) as old:
            made.keeper.forget()
            connect(made, practice)
            made.keeper.report(explain("INVALID_SESSION_ID"), old)
        assert made.keeper.state().state is States.CONNECTED

    def test_no_secret_is_in_a_representation_the_database_or_the_log_file(
        self, desk: MakeDesk, practice: PracticeOrg, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        made = desk()
        connect(made, practice)
        with made.keeper.open(Event()) as org:
            made.keeper.describe(org)
            for thing in (made.keeper, made.keeper.state(), org, made.keeper._way, made.keeper._current):
                assert practice.token not in repr(thing)
        assert practice.token not in caplog.text
        for file in made.data_dir.iterdir():
            assert practice.token.encode() not in file.read_bytes()


def test_without_a_keyring_nothing_is_connected_and_the_advice_is_given(
    desk: MakeDesk, practice: PracticeOrg
) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    try:
        made = desk()
        with pytest.raises(ProblemError, match="KEYRING_UNAVAILABLE"):
            connect(made, practice)
        assert made.store.org_state.org() is None
        with pytest.raises(ProblemError, match="KEYRING_UNAVAILABLE") as caught:
            made.keeper.open(Event())
        made.keeper.report(caught.value.problem)
    finally:
        keyring.set_keyring(before)
    assert made.keeper.state().state is States.NOT_CONNECTED
    assert made.keeper.state().problem == caught.value.problem


def test_the_environment_wins_over_the_keyring_and_is_never_written_down(
    desk: MakeDesk, practice: PracticeOrg
) -> None:
    made = desk(environment=handed_in(practice))
    with made.keeper.open(Event()) as org:
        made.keeper.describe(org)
    with pytest.raises(ProblemError, match="ENVIRONMENT_DECIDES"):
        connect(made, practice)
    with pytest.raises(ProblemError, match="ENVIRONMENT_DECIDES"):
        made.keeper.forget()
    for file in made.data_dir.iterdir():
        assert practice.token.encode() not in file.read_bytes()


def test_a_report_without_a_client_counts(desk: MakeDesk) -> None:
    made = desk()
    unknown = Problem(
        "OFFLINE", Category.OFFLINE, Message("away"), Message("wait"), retry=True, scope=Scope.CONNECTION
    )
    made.keeper.report(unknown)
    assert made.keeper.state().state is States.OFFLINE
    made.keeper.report(None)
    assert made.keeper.state().state is States.CONNECTED
