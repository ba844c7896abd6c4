"""Lists as other tools export them: whom they unsubscribe, and what is asked instead of guessed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.collect.columns import TreatAs
from core.collect.import_setup import ImportReport, what_rows_meant
from core.messages import ProblemError
from core.store.types.people import Source
from tests.core.collect.conftest import NOW, House

ASK = None


def taken(
    house: House, text: str, name: str = "list.csv", treat_as: TreatAs | None = None
) -> set[str] | None:
    """Who is unsubscribed by a file, by their names before the @; None where the program asks."""
    path = house.file(text, name)
    before = {key.partition("@")[0] for key in house.unsubscribed()}
    try:
        seen = house.importer.preview(path, treat_as=treat_as)
    except ProblemError as error:
        assert "--treat-as" in error.problem.fix.english()  # noqa: PT017 - the other half of the answer
        with pytest.raises(ProblemError) as caught:
            house.importer.run(path)
        assert caught.value.problem.code == error.problem.code == "LIST_UNCLEAR"  # noqa: PT017
        assert house.people() == set()
        return ASK
    house.importer.run(path, treat_as=treat_as)
    out = {key.partition("@")[0] for key in house.unsubscribed()}
    assert seen.counts.unsubscribed == len(out - before)
    return out


def when(house: House, name: str) -> datetime:
    return house.store.unsubscribes.history(house.person_id(f"{name}@x.com"))[0].at


def source(house: House, name: str) -> tuple[Source | None, str]:
    event = house.store.unsubscribes.history(house.person_id(f"{name}@x.com"))[0]
    return event.source, event.reason


def meant(report: ImportReport) -> list[str]:
    return [message.english() for message in what_rows_meant(report)]


# --- what is understood


@pytest.mark.parametrize(
    ("text", "out"),
    [
        # A status, in words.
        ("email,status\na@x.com,unsubscribed\nb@x.com,subscribed\nc@x.com,cleaned\n", {"a", "c"}),
        ("email,status\na@x.com,inactive\nb@x.com,active\n", {"a"}),
        ("email,event\na@x.com,unsubscribe\nb@x.com,open\nc@x.com,spamreport\nd@x.com,delivered\n", {"a", "c"}),
        ("メールアドレス,ステータス\na@x.com,配信停止\nb@x.com,配信中\n", {"a"}),
        ("E-Mail;Status\na@x.com;abgemeldet\nb@x.com;angemeldet\n", {"a"}),
        ("Email,Email Status\na@x.com,Opted Out\nb@x.com,Soft bounce\nc@x.com,Hard bounce\n", {"a"}),
        ("Email,First Name,Last Name,Company,Lead Status\na@x.com,,,,Unsubscribed\nb@x.com,,,,Working\n", {"a"}),
        ("email,type\na@x.com,unsubscribe\nb@x.com,newsletter\n", {"a"}),
        # Yes and no, in either sense.
        ("Email,Unsubscribed from all email,Email Opt-out\na@x.com,true,\nb@x.com,,1\nc@x.com,false,0\n", {"a", "b"}),
        ("Email;Abgemeldet\na@x.com;WAHR\nb@x.com;FALSCH\n", {"a"}),
        ("Email;Désabonné\na@x.com;VRAI\nb@x.com;FAUX\n", {"a"}),
        ("Correo electrónico;Baja\na@x.com;Sí\nb@x.com;No\n", {"a"}),
        ("Email;Disiscritto\na@x.com;VERO\nb@x.com;FALSO\n", {"a"}),
        ("Email;Uitgeschreven\na@x.com;WAAR\nb@x.com;ONWAAR\n", {"a"}),
        ("Email;Descadastrado\na@x.com;sim\nb@x.com;não\n", {"a"}),
        ("Email,Opted in\na@x.com,no\nb@x.com,yes\nc@x.com,\n", {"a"}),
        ("Email,Subscribed\na@x.com,FALSE\nb@x.com,TRUE\n", {"a"}),
        ("Email,Email permission status\na@x.com,unsubscribed\nb@x.com,express\n", {"a"}),
        ("Email,Email Marketing Consent\na@x.com,UNSUBSCRIBED\nb@x.com,NEVER_SUBSCRIBED\nc@x.com,SUBSCRIBED\n", {"a"}),
        ("Email,Fax Opt Out,Email Opt Out\na@x.com,1,0\nb@x.com,0,1\n", {"b"}),
        ("Email,Unsubscribed\na@x.com,2024-11-05\nb@x.com,\n", {"a"}),
        ("Email Address,Company,Unsubscribed,Black Listed\na@x.com,Acme,false,true\nb@x.com,Acme,false,false\n", {"a"}),
        ("Email,Unsubscribed,Complained,Bounced\na@x.com,0,1,0\nb@x.com,0,0,1\nc@x.com,0,0,0\n", {"a"}),
        # When and why.
        ("Email Address,First Name,UNSUB_TIME,UNSUB_REASON\na@x.com,Ana,2024-11-05,NORMAL\nb@x.com,Bo,,\n", {"a"}),
        ("Email,Unsubscribe Date\na@x.com,45601\nb@x.com,N/A\nc@x.com,never\n", {"a", "b", "c"}),
        ("Email,Last Name,Unsubscribed At\na@x.com,Lee,2024-11-05\nb@x.com,Roe,NULL\n", {"a"}),
        ("Email,Portal Unsubscribe,Portal Unsubscribe Date\na@x.com,,2024-11-05\nb@x.com,FALSE,2024-11-05\n", {"a"}),
        ("address,tags,created_at\na@x.com,*,2024-11-05\n", {"a"}),
        ("email\na@x.com\n", {"a"}),
        ("email,date,reason\na@x.com,2024-11-05,asked\n", {"a"}),
        ("email,reason,campaign\na@x.com,asked,7\n", {"a"}),
        # Lists of people.
        ("email,last_name,company\na@x.com,Lee,Acme\n", set()),
        ("email,salesforce_id\na@x.com,003Pr0000000001AAA\n", set()),
        ("Email,Company,Lead Status\na@x.com,Acme,Open\nb@x.com,Acme,Working\n", set()),
        ("email,last_name,company,unsubscribed at\na@x.com,Lee,Acme,\n", set()),
        ("Email,Subscribed\na@x.com,yes\nb@x.com,yes\n", set()),
    ],
)  # fmt: skip
def test_a_list_is_understood_by_what_stands_in_it(house: House, text: str, out: set[str]) -> None:
    assert taken(house, text) == out


@pytest.mark.parametrize(
    ("name", "text", "out"),
    [
        ("suppression_unsubscribes.csv", "email,created\na@x.com,1730000000\n", {"a"}),
        ("spam_reports.csv", "email,created\na@x.com,1730000000\n", {"a"}),
        ("bounces.csv", "email,reason,status,created\na@x.com,550 no such user,5.1.1,1730000000\n", set()),
        ("cleaned_members_export.csv", "Email Address,First Name\na@x.com,Ana\n", {"a"}),
        ("unsubscribed_members_export_8f2a.csv", "Email Address,First Name,Last Name\na@x.com,Ana,Bell\n", {"a"}),
        ("hubspot-opted-out-contacts.csv", "Email,First Name,Company\na@x.com,Ana,Acme\n", {"a"}),
        ("配信停止リスト.csv", "メールアドレス,氏名\na@x.com,佐藤\n", {"a"}),
        ("Abmeldungen 2024.csv", "E-Mail,Vorname\na@x.com,Ana\n", {"a"}),
        ("contacts-optout-export.csv", "Email,Portal Unsubscribe\na@x.com,TRUE\nb@x.com,FALSE\n", {"a"}),
        ("people.csv", "email\na@x.com\n", {"a"}),
        ("people.csv", "email,last_name\na@x.com,Lee\n", set()),
        ("subscribed_members_export.csv", "Email Address,First Name\na@x.com,Ana\n", set()),
        ("unsubscribe-sync.csv", "email,last_name,created\na@x.com,Lee,2024-11-05\n", ASK),
        ("subscribers.csv", "email\na@x.com\n", ASK),
        ("leads.csv", "email\na@x.com\n", ASK),
        ("not unsubscribed.csv", "email,first_name\na@x.com,Ana\n", ASK),
        ("without-optouts.csv", "email\na@x.com\n", ASK),
        ("unsubscribed_export.csv", "email,status\na@x.com,subscribed\n", ASK),
        ("unsubscribed_export.csv", "email,first_name,unsub_time\na@x.com,Ana,2024-11-05\nb@x.com,Bo,\n", ASK),
    ],
)  # fmt: skip
def test_the_name_of_a_file_says_what_its_columns_leave_open(
    house: House, name: str, text: str, out: set[str] | None
) -> None:
    assert taken(house, text, name) == out


@pytest.mark.parametrize(
    "text",
    [
        "email,created\na@x.com,1730000000\n",
        "email,first_name,last_name\na@x.com,Ana,Bell\n",
        "email,country,phone\na@x.com,JP,1\n",
        "email,last_name,date\na@x.com,Lee,2026-01-02\n",
        "email,last_name,reason\na@x.com,Lee,asked\n",
        "Email,Subscribed\na@x.com,yes\nb@x.com,\n",
        "Email,Newsletter\na@x.com,no\nb@x.com,yes\n",
        "Email,Company,Status\na@x.com,Acme,Inactive\nb@x.com,Acme,Active\n",
        "Email;Nachname;Firma;Kein E-Mail-Marketing\na@x.com;A;B;WAHR\nb@x.com;A;B;FALSCH\n",
        'Email,Company,Tags\na@x.com,Acme,"vip,unsubscribed"\nb@x.com,Acme,vip\n',
        "Email,Opt out\na@x.com,Z9\nb@x.com,Z8\n",
        "Email,Email status\na@x.com,K3\n",
        "email,unsubscribed_at\na@x.com,2024-11-05\nb@x.com,\n",
        "email,unsubscribed_at\na@x.com,NULL\nb@x.com,NULL\nc@x.com,2024-11-05\n",
        "email,first_name,unsubscribed_at\na@x.com,Ana,2024-11-05\nb@x.com,Bo,N/A\n",
    ],
)
def test_what_is_not_certain_is_asked_and_never_guessed(house: House, text: str) -> None:
    assert taken(house, text) is ASK
    entry = house.log()[0]
    assert entry.code == "LIST_UNCLEAR"
    assert taken(house, text, treat_as=TreatAs.UNSUBSCRIBES) == {
        key.partition("@")[0] for key in house.people()
    }


def test_the_answer_that_the_columns_decide_takes_doubtful_words_at_their_word(house: House) -> None:
    text = "Email,Company,Status\na@x.com,Acme,Inactive\nb@x.com,Acme,Active\n"
    assert taken(house, text, treat_as=TreatAs.COLUMN) == {"a"}
    text = "Email;Firma;Kein E-Mail-Marketing\nf@x.com;B;WAHR\ng@x.com;B;FALSCH\n"
    assert taken(house, text, treat_as=TreatAs.COLUMN) == {"a", "f"}
    text = "Email,Newsletter\nc@x.com,no\nd@x.com,yes\ne@x.com,\n"
    path = house.file(text)
    assert house.importer.run(path, treat_as=TreatAs.COLUMN).counts.unsubscribed == 1
    assert "c@x.com" in house.unsubscribed()


def test_an_opt_out_far_down_the_file_is_not_lost(house: House) -> None:
    rows = "".join(f"p{number}@x.com,Acme,Customer\n" for number in range(3000))
    assert taken(house, f"email,company,type\n{rows}late@x.com,Acme,Unsubscribed\n") == {"late"}


def test_a_column_of_prose_takes_no_memory(house: House) -> None:
    rows = "".join(f"p{number}@x.com,Acme,note {number}\n" for number in range(2000))
    setup = house.importer.preview(house.file(f"email,company,notes\n{rows}")).setup
    assert setup.treat_as is TreatAs.PEOPLE


# --- what is kept of it


def test_bounces_and_complaints_count_as_what_they_are(house: House) -> None:
    text = "email,status\na@x.com,cleaned\nb@x.com,complained\nc@x.com,unsubscribed\n"
    assert taken(house, text) == {"a", "b", "c"}
    assert source(house, "a") == (Source.BOUNCE, "cleaned")
    assert source(house, "b") == (Source.CSV_IMPORT, "complained")
    assert source(house, "c") == (Source.CSV_IMPORT, "")


def test_an_unreadable_date_costs_only_itself_and_is_counted(house: House) -> None:
    text = (
        "Email,Unsubscribe Date\na@x.com,1730801472\nb@x.com,N/A\nc@x.com,-\nd@x.com,someday\ne@x.com,2099-01-01\n"
        "f@x.com,1/1/1900\n"
    )
    report = house.importer.run(house.file(text))
    assert report.counts.unsubscribed == 6
    assert report.counts.dates_left_out == 5
    assert report.counts.refused == 0
    assert when(house, "a") == datetime(2024, 11, 5, 10, 11, 12, tzinfo=UTC)
    assert {when(house, name) for name in "bcdef"} == {NOW}
    assert [(row.line, row.taken) for row in report.refused.first] == [(5, True), (6, True), (7, True)]
    assert (
        "Opt-outs with the day of import instead of a date, because theirs is missing or cannot be read: 5."
        in meant(report)
    )


def test_the_order_of_day_and_month_is_decided_by_the_whole_column_and_said(house: House) -> None:
    late = "".join(f"p{number}@x.com,3/4/2026\n" for number in range(30)) + "q@x.com,31/3/2026\n"
    report = house.importer.run(house.file(f"email,unsubscribed on\n{late}"))
    assert report.counts.dates_left_out == 0
    assert when(house, "p0") == datetime(2026, 4, 3).astimezone(UTC)
    assert "Dates such as 3/4/2026 were read with the day first." in meant(report)


def test_dates_that_a_column_leaves_open_are_left_out_and_said_once(house: House) -> None:
    report = house.importer.run(house.file("email,unsubscribed on\na@x.com,3/4/2026\nb@x.com,1/2/2026\n"))
    assert (report.counts.unsubscribed, report.counts.dates_left_out, report.refused.count) == (2, 2, 0)
    assert any("--date-order" in line for line in meant(report))


def test_the_report_names_the_columns_that_were_read_and_what_the_rows_meant(house: House) -> None:
    rows = "a@x.com,true,,\nb@x.com,,1,\nc@x.com,yes,no,cleaned\nd@x.com,0,0,\n"
    report = house.importer.run(house.file(f"Email,Unsubscribed,Email Opt-out,Status\n{rows}"))
    assert report.counts.contradicting == 1
    assert meant(report) == [
        "Columns read for opting out: “Unsubscribed”, “Email Opt-out”, “Status”.",
        "2 unsubscribed by a yes in the column “Unsubscribed”",
        "1 unsubscribed by a yes in the column “Email Opt-out”",
        "Rows that say yes in one column and no in another: 1. A yes counts.",
    ]


def test_a_list_of_people_is_never_taken_for_one_in_silence(house: House) -> None:
    report = house.importer.run(house.file("email,last_name,company\na@x.com,Lee,Acme\n"))
    assert "says nothing about opting out" in meant(report)[-1]


def test_words_of_another_status_are_named_not_refused(house: House) -> None:
    text = (
        "Email,Company,Lead Status\na@x.com,Acme,Unsubscribed\nb@x.com,Acme,Working\nc@x.com,Acme,Working\n"
    )
    report = house.importer.run(house.file(text))
    assert (report.counts.refused, report.counts.unsubscribed) == (0, 1)
    assert any("“Working” (2)" in line for line in meant(report))


def test_a_word_that_nobody_knows_in_a_status_of_mail_is_refused_by_name(house: House) -> None:
    report = house.importer.run(house.file("email,status\na@x.com,unsubscribed\nb@x.com,K3\n"))
    (row,) = report.refused.first
    assert (
        row.problem.what.english() == "“K3” in the column “status” means neither opted out nor not opted out."
    )
