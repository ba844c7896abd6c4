"""Bounces in lists: noted and shown, no opt-outs, unless whoever imports says that they count."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.collect.columns import TreatAs
from core.collect.import_setup import what_rows_meant
from core.collect.understanding import Bounces
from core.store.types.fields import OptOutField
from core.store.types.people import HistoryKind, PeopleFilter, Source
from tests.core.collect.conftest import House

EVERYBODY = PeopleFilter(unsubscribed_only=False)
LISTS = [
    ("list.csv", "email,unsubscribed,source\na@x.com,true,Bounce\nb@x.com,true,Clicked Link\n", {"b"}),
    (
        "list.csv",
        "email,date,reason,source\na@x.com,2026-05-01,550,Bounce\nb@x.com,2026-05-02,,Manual\n",
        {"b"},
    ),
    ("list.csv", "Email,Unsubscribed,Bounced\na@x.com,0,1\nb@x.com,1,0\n", {"b"}),
    ("list.csv", "Email,Hard Bounced\na@x.com,true\nb@x.com,false\n", set()),
    ("list.csv", "email,status\na@x.com,hard bounce\nb@x.com,unsubscribed\n", {"b"}),
    ("unsubscribes.csv", "email,status\na@x.com,bounced\nb@x.com,unsubscribed\n", {"b"}),
    ("bounces.csv", "email,created\na@x.com,1730000000\n", set()),
    ("list.csv", "address,code,error,created_at\na@x.com,550,no such user,2026-05-01\n", set()),
]


def out(house: House) -> set[str]:
    return {key.partition("@")[0] for key in house.unsubscribed()}


def shown_as_bounced(house: House) -> set[str]:
    rows = house.store.people_list.all(EVERYBODY, OptOutField.SALESFORCE)
    return {row.email.partition("@")[0] for row in rows if row.bounced}


@pytest.mark.parametrize(("name", "text", "opted_out"), LISTS)
def test_a_bounce_is_noted_and_opts_nobody_out(
    house: House, name: str, text: str, opted_out: set[str]
) -> None:
    path = house.file(text, name)
    assert house.importer.preview(path).counts.bounced == 1
    report = house.importer.run(path)
    assert (out(house), shown_as_bounced(house)) == (opted_out, {"a"})
    assert report.counts.bounced == 1
    assert any("A bounce is no opt-out by itself" in one.english() for one in what_rows_meant(report))
    [event] = house.store.unsubscribes.history(house.person_id("a@x.com"))
    assert (event.what, event.source) == (HistoryKind.BOUNCED, Source.BOUNCE)


@pytest.mark.parametrize(("name", "text", "opted_out"), LISTS)
def test_where_a_bounce_is_said_to_count_it_opts_out_as_a_bounce(
    house: House, name: str, text: str, opted_out: set[str]
) -> None:
    report = house.importer.run(house.file(text, name), bounces=Bounces.OPT_OUT)
    assert out(house) == opted_out | {"a"}
    assert report.counts.bounced == 0
    assert house.store.unsubscribes.history(house.person_id("a@x.com"))[0].source is Source.BOUNCE


def test_whoever_chooses_that_everybody_is_unsubscribed_means_those_who_bounced_too(house: House) -> None:
    path = house.file("email,created\na@x.com,1730000000\n", "bounces.csv")
    house.importer.run(path, treat_as=TreatAs.UNSUBSCRIBES)
    assert out(house) == {"a"}
    [event] = house.store.unsubscribes.history(house.person_id("a@x.com"))
    assert (event.source, event.at) == (Source.BOUNCE, datetime(2024, 10, 27, 3, 33, 20, tzinfo=UTC))


def test_whom_a_list_has_taken_off_itself_is_unsubscribed_as_bounced(house: House) -> None:
    text = "email,status\na@x.com,unsubscribed\nb@x.com,subscribed\nc@x.com,cleaned\n"
    house.importer.run(house.file(text, "audience.csv"))
    assert out(house) == {"a", "c"}
    assert house.store.unsubscribes.history(house.person_id("c@x.com"))[0].source is Source.BOUNCE


def test_the_same_file_twice_notes_a_bounce_once(house: House) -> None:
    path = house.file("Email,Bounced\na@x.com,true\n", "list.csv")
    house.importer.run(path)
    house.importer.run(path)
    assert len(house.store.unsubscribes.history(house.person_id("a@x.com"))) == 1


def test_a_bounce_that_counted_comes_back_from_an_export_as_it_was(house: House) -> None:
    path = house.file("Email,Bounced\na@x.com,true\n", "list.csv")
    house.importer.run(path, bounces=Bounces.OPT_OUT)
    exported = house.folder / "out.csv"
    house.exporter.run(exported)
    house.importer.preview(exported)
    assert house.importer.preview(exported).counts.bounced == 0


def test_a_bounce_of_somebody_who_has_opted_out_changes_nothing_of_that(house: House) -> None:
    house.collector.by_hand(["a@x.com"], "by phone")
    house.importer.run(house.file("Email,Bounced\na@x.com,true\n", "list.csv"))
    assert out(house) == {"a"}
    [row] = house.store.people_list.all(PeopleFilter(), OptOutField.SALESFORCE)
    assert (row.source, row.reason) == (Source.MANUAL, "by phone")
