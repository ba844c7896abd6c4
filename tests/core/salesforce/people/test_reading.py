"""Reading everybody, and what changed: every page, every state, through every trouble."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from core.messages import ProblemError
from core.salesforce.http.retry import Patience
from core.salesforce.org import SalesforceOrg
from core.salesforce.values.describe import OrgSchema, Page
from core.store.records import Snapshot
from core.store.types.fields import OptOutField
from core.store.types.records import RecordState
from tests.core.salesforce.conftest import Connect, calls_by_kind, rule
from tests.helpers.practice import PracticeOrg

LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)


def everyone(pages: list[Page]) -> dict[str, Snapshot]:
    return {person.id: person for page in pages for person in page.snapshots}


def ids(practice: PracticeOrg, name: str, *, deleted: bool = False) -> set[str]:
    return {row["Id"] for row in practice.query(f"SELECT Id FROM {name}", deleted=deleted)}


def act(practice: PracticeOrg, **action: Any) -> dict[str, Any]:
    done: list[dict[str, Any]] = practice.control("faults", {"actions": [action]})["done"]
    return done[0]


def test_the_first_read_brings_everybody_but_the_deleted(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    for name in ("Contact", "Lead"):
        people = everyone(list(org.read_people(name, shape)))
        assert set(people) == ids(practice, name)
        assert not {person.state for person in people.values()} & {RecordState.DELETED, RecordState.MERGED}


def test_converted_leads_come_with_the_contact_they_became(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    truth = {
        row["Id"]: row["ConvertedContactId"]
        for row in practice.query("SELECT Id, ConvertedContactId FROM Lead WHERE IsConverted = true")
    }
    people = everyone(list(org.read_people("Lead", shape)))
    converted = {p.id: p.successor_id for p in people.values() if p.state is RecordState.CONVERTED}
    assert truth
    assert converted == truth


def test_people_without_an_address_have_an_empty_one(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    truth = {row["Id"] for row in practice.query("SELECT Id FROM Contact WHERE Email = null")}
    people = everyone(list(org.read_people("Contact", shape)))
    assert truth
    assert {p.id for p in people.values() if p.email == ""} == truth


def test_names_come_as_they_are_written(practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema) -> None:
    truth = {row["Id"]: row["Name"] for row in practice.query("SELECT Id, Name FROM Lead")}
    assert {p.id: p.name for p in everyone(list(org.read_people("Lead", shape))).values()} == truth


def test_a_later_read_brings_the_deleted_and_where_merged_ones_went(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    for name in ("Contact", "Lead"):
        truth = {
            row["Id"]: (row["IsDeleted"], row["MasterRecordId"])
            for row in practice.query(f"SELECT Id, IsDeleted, MasterRecordId FROM {name}", deleted=True)
        }
        people = everyone(list(org.read_people(name, shape, LONG_AGO)))
        assert set(people) == set(truth)
        deleted = {p.id for p in people.values() if p.state is RecordState.DELETED}
        merged = {p.id: p.successor_id for p in people.values() if p.state is RecordState.MERGED}
        assert deleted == {key for key, (gone, master) in truth.items() if gone and not master}
        assert merged == {key: master for key, (gone, master) in truth.items() if gone and master}
        assert deleted
        assert merged


def test_a_later_read_brings_only_what_changed_oldest_change_first(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    since = datetime.now(UTC) - timedelta(minutes=1)
    first, second, third = "003Pr0000000011IAA", "003Pr0000000012IAA", "003Pr0000000013IAA"
    act(practice, do="update", ids=[second], set={"HasOptedOutOfEmail": True})
    act(practice, do="update", ids=[first], set={"Title": "changed"})
    act(practice, do="delete", ids=[third])
    pages = list(org.read_people("Contact", shape, since))
    people = everyone(pages)
    assert set(people) == {first, second, third}
    assert people[second].ticked(OptOutField.SALESFORCE) is True
    assert people[third].state is RecordState.DELETED
    [stamp] = practice.query(f"SELECT SystemModstamp FROM Contact WHERE Id = '{third}'", deleted=True)
    newest = datetime.fromisoformat(stamp["SystemModstamp"])
    # The stamp itself counts as changed since then: many records can share a second.
    assert third in everyone(list(org.read_people("Contact", shape, newest)))
    assert not everyone(list(org.read_people("Contact", shape, newest + timedelta(seconds=2))))


def test_a_read_knows_how_much_is_coming_and_the_servers_time(org: SalesforceOrg, shape: OrgSchema) -> None:
    before = datetime.now(UTC) - timedelta(seconds=2)
    pages = list(org.read_people("Contact", shape))
    after = datetime.now(UTC) + timedelta(seconds=2)
    assert {page.total for page in pages} == {sum(len(page.snapshots) for page in pages)}
    assert all(before <= page.server_time <= after for page in pages)
    assert all(page.server_time.tzinfo is UTC for page in pages)


def test_nothing_changed_is_one_empty_page(org: SalesforceOrg, shape: OrgSchema) -> None:
    [page] = list(org.read_people("Lead", shape, datetime.now(UTC) + timedelta(days=1)))
    assert (len(page.snapshots), page.total) == (0, 0)


# pages


def test_pages_may_be_shorter_than_asked(practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema) -> None:
    practice.control("faults", {"org": {"short_pages": 7}})
    for since in (None, LONG_AGO):
        pages = list(org.read_people("Lead", shape, since))
        assert max(len(page.snapshots) for page in pages) == 7
        assert set(everyone(pages)) == ids(practice, "Lead", deleted=since is not None)
        assert len({page.total for page in pages}) == len({page.server_time for page in pages}) == 1


@pytest.mark.parametrize("since", [None, LONG_AGO])
def test_a_read_goes_on_when_salesforce_has_forgotten_the_query(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema, since: datetime | None
) -> None:
    practice.control("faults", {"org": {"short_pages": 20, "expire_locators_after": 2}})
    practice.control("calls/reset", {})
    pages = list(org.read_people("Contact", shape, since))
    total = len(ids(practice, "Contact", deleted=since is not None))
    assert set(everyone(pages)) == ids(practice, "Contact", deleted=since is not None)
    assert {page.total for page in pages} == {total}
    kind = "GET /query" if since is None else "GET /queryAll"
    # It goes on where it was instead of reading all from the start.
    assert calls_by_kind(practice)[kind] >= 2
    assert sum(len(page.snapshots) for page in pages) < total + 20


def test_a_read_that_never_comes_further_ends(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    practice.control("faults", {"org": {"short_pages": 20}})
    trouble = {"status": 400, "code": "INVALID_QUERY_LOCATOR", "message": "invalid query locator", "times": 0}
    rule(practice, "answer", path="/queryAll.*q=", **trouble)
    with pytest.raises(ProblemError) as caught:
        list(org.read_people("Contact", shape, LONG_AGO))
    assert caught.value.problem.code == "INVALID_QUERY_LOCATOR"


# troubles on the way


@pytest.mark.parametrize(
    "do",
    [
        "maintenance_page",
        "unavailable",
        "unknown",
        "query_timeout",
        "concurrent_limit",
        "drop_before",
        "drop_after",
        "truncate",
    ],
)
def test_a_passing_trouble_amid_a_read_is_waited_out(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema, do: str
) -> None:
    practice.control("faults", {"org": {"short_pages": 50}})
    rule(practice, do, path="/query", nth=1)
    rule(practice, do, path="/query/0r8", nth=2, times=2)
    assert set(everyone(list(org.read_people("Contact", shape)))) == ids(practice, "Contact")


def test_a_trouble_that_does_not_pass_ends_the_read_after_a_few_tries(
    practice: PracticeOrg, connect: Connect, shape: OrgSchema
) -> None:
    org = connect(patience=Patience(tries=3, first_wait=0.01))
    practice.control("calls/reset", {})
    rule(practice, "unavailable", times=0)
    with pytest.raises(ProblemError) as caught:
        list(org.read_people("Lead", shape))
    assert caught.value.problem.code == "SERVER_UNAVAILABLE"
    assert calls_by_kind(practice) == {"GET /query": 3}


def test_the_daily_limit_is_not_run_against(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    practice.control("faults", {"org": {"short_pages": 50, "limits": {"daily": 100, "used": 98}}})
    practice.control("calls/reset", {})
    pages = org.read_people("Contact", shape)
    read = [next(pages), next(pages)]
    with pytest.raises(ProblemError) as caught:
        next(pages)
    assert caught.value.problem.code == "REQUEST_LIMIT_EXCEEDED"
    assert len(read) == 2
    assert practice.control("calls")["total"] == 3
    assert org.usage is not None
    assert org.usage.used >= org.usage.total


def test_a_pause_that_salesforce_asks_for_is_kept(
    practice: PracticeOrg, connect: Connect, shape: OrgSchema
) -> None:
    org = connect(patience=Patience(tries=2, first_wait=3600))
    rule(practice, "unavailable", retry_after=0)
    # Without heeding Retry-After: 0 this would wait for an hour.
    assert everyone(list(org.read_people("Lead", shape)))


# fields


def test_a_checkbox_that_is_hidden_is_unknown_and_the_other_is_read(
    practice: PracticeOrg, org: SalesforceOrg
) -> None:
    practice.control("faults", {"org": {"security": {"Contact.Email Opt Out": "hidden"}}})
    shape = org.describe()
    people = everyone(list(org.read_people("Contact", shape))).values()
    assert {person.ticked(OptOutField.SALESFORCE) for person in people} == {None}
    assert {person.ticked(OptOutField.MARKETO_SALES) for person in people} == {True, False}
    leads = everyone(list(org.read_people("Lead", shape))).values()
    assert {person.ticked(OptOutField.SALESFORCE) for person in leads} == {True, False}


def test_without_the_package_only_email_opt_out_is_read(practice: PracticeOrg, org: SalesforceOrg) -> None:
    practice.control("faults", {"org": {"package": False}})
    people = everyone(list(org.read_people("Lead", org.describe()))).values()
    assert {person.ticked(OptOutField.MARKETO_SALES) for person in people} == {None}
    assert {person.ticked(OptOutField.SALESFORCE) for person in people} == {True, False}


def test_a_hidden_address_is_said_rather_than_taken_for_none(
    practice: PracticeOrg, org: SalesforceOrg
) -> None:
    practice.control("faults", {"org": {"security": {"Lead.Email": "hidden"}}})
    try:
        shape = org.describe()
        with pytest.raises(ProblemError) as caught:
            org.read_people("Lead", shape)
        assert caught.value.problem.code == "EMAIL_FIELD_HIDDEN"
        assert "Lead" in caught.value.problem.english()
    finally:
        practice.control("faults", {"org": {"security": {"Lead.Email": "full"}}})


def test_a_field_that_vanished_since_the_look_is_said_in_words(
    practice: PracticeOrg, org: SalesforceOrg, shape: OrgSchema
) -> None:
    practice.control("faults", {"org": {"security": {"Contact.Email Opt Out": "hidden"}}})
    with pytest.raises(ProblemError) as caught:
        list(org.read_people("Contact", shape))
    assert caught.value.problem.code == "INVALID_FIELD"
    assert "HasOptedOutOfEmail" in caught.value.problem.detail


def test_an_object_that_the_user_cannot_see_is_said_in_words(org: SalesforceOrg, shape: OrgSchema) -> None:
    with pytest.raises(ProblemError) as caught:
        org.read_people("Account", shape)
    assert caught.value.problem.code == "INVALID_TYPE"
