"""Signing out in one process while another works: that one stops writing, and what could not be revoked is said."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from core.connection.access_providers import account_of
from core.connection.state import ConnectionState
from core.events import ChangedElsewhere
from core.messages import ProblemError
from core.secrets.credentials import Credentials, RefreshAccess
from core.services import Services
from core.settings import CA_FILE
from core.store.types.people import NewPerson, Source
from core.store.types.pushes import PushState
from core.store.unsubscribes import NewUnsubscribe
from core.sync.push.line import Line
from core.sync.push.worker import PushWorker
from tests.core.connection.conftest import NOW, Desk, MakeDesk
from tests.core.connection.test_sign_ins import by_secret, kept, org_token
from tests.helpers.oauth_browser import free_ports
from tests.helpers.practice import PracticeOrg

pytestmark = [pytest.mark.secret_service, pytest.mark.usefixtures("desktop_keyring")]


def contacts(practice: PracticeOrg, count: int) -> list[dict[str, str]]:
    return practice.query(
        "SELECT Id, Email FROM Contact WHERE Email != null AND HasOptedOutOfEmail = false "
        f"ORDER BY Id LIMIT {count}"
    )


def unsubscribe(desk: Desk, contact: dict[str, str]) -> int:
    desk.store.people.add([NewPerson(contact["Email"], salesforce_ids=(contact["Id"],))], NOW)
    desk.store.unsubscribes.collect(
        [NewUnsubscribe(contact["Email"], NOW, Source.MANUAL)], desk.settings.push_field, NOW
    )
    [row] = desk.store.database.rows("SELECT id FROM person WHERE email = ?", (contact["Email"],))
    return int(row[0])


def worker(desk: Desk) -> PushWorker:
    return PushWorker(Services(desk.store, desk.settings, desk.keeper, desk.events, lambda: NOW))


def is_ticked(practice: PracticeOrg, contact: dict[str, str]) -> bool:
    [row] = practice.query(f"SELECT HasOptedOutOfEmail FROM Contact WHERE Id = '{contact['Id']}'")
    return bool(row["HasOptedOutOfEmail"])


def test_after_a_sign_out_by_a_command_the_running_window_writes_nothing_any_more(
    desk: MakeDesk, practice: PracticeOrg
) -> None:
    window, command = desk(), desk()
    by_secret(window, practice)
    first, second = contacts(practice, 2)
    unsubscribe(window, first)
    assert worker(window).drain(Event()).sent == 1
    command.keeper.forget()
    person = unsubscribe(window, second)
    with pytest.raises(ProblemError, match="NOT_CONNECTED"):
        worker(window).drain(Event())
    assert not is_ticked(practice, second)
    assert {push.state for push in window.store.push_queue.of_person(person)} == {PushState.WAITING}
    by_secret(command, practice)
    assert worker(window).drain(Event()).sent == 1, "with the new sign-in of another process it goes on"
    assert is_ticked(practice, second)


def test_a_batch_that_is_about_to_be_taken_is_not(desk: MakeDesk, practice: PracticeOrg) -> None:
    window, command = desk(), desk()
    by_secret(window, practice)
    line = Line(window.keeper, Event())
    line.ready()
    line.require_access()
    command.keeper.forget()
    with window.store.database.transaction(), pytest.raises(ProblemError, match="NOT_CONNECTED"):
        line.require_access()
    line.close()


def test_an_open_window_shows_it_and_takes_its_own_token_back(desk: MakeDesk, practice: PracticeOrg) -> None:
    window, command = desk(), desk()
    by_secret(window, practice)
    token = org_token(window)
    command.keeper.forget()
    window.events.emit(ChangedElsewhere())
    assert window.keeper.state().state is ConnectionState.NOT_CONNECTED
    for _ in range(100):
        if practice.call("GET", "limits", token=token).status_code == 401:
            break
        Event().wait(0.05)
    assert practice.call("GET", "limits", token=token).status_code == 401


def test_what_could_not_be_revoked_is_said_also_at_a_second_try(
    desk: MakeDesk, practice: PracticeOrg
) -> None:
    made = desk()
    url = f"https://127.0.0.1:{free_ports(1)[0]}"
    Credentials(account_of(made.data_dir)).save(RefreshAccess(url, url, "3MVG9", "5Aep", "00D", "u"))
    for _ in range(2):
        problem = made.keeper.forget()
        assert problem is not None
        assert problem.code == "NOT_REVOKED"
        assert "Connected Apps OAuth Usage" in problem.fix.english()
    by_secret(made, practice)
    assert made.keeper.forget() is None, "a sign-in since then is revoked as it should be"


def test_the_ca_file_given_when_connecting_counts_afterwards_too(
    desk: MakeDesk, practice: PracticeOrg, tmp_path: Path
) -> None:
    made = desk()
    other = tmp_path / "other.pem"
    with PracticeOrg(people=1, opted_out=0) as elsewhere:
        other.write_bytes(Path(elsewhere.line["ca_file"]).read_bytes())
    made.settings.set(CA_FILE, str(other))
    by_secret(made, practice)
    assert kept(made) is not None
    with made.keeper.open(Event()) as org:
        made.keeper.describe(org)
    assert made.keeper.network.state().ca_file == practice.line["ca_file"]
    with desk().keeper.open(Event()) as org:
        org.describe()
