from __future__ import annotations

import pytest

from core.collect.columns import (
    Column,
    ColumnMapping,
    check_mapping,
    columns_by_name,
    recognise_columns,
)
from core.collect.csv_export import COLUMNS
from core.collect.refused_rows import NOTE_COLUMNS
from core.messages import ProblemError

CONTACT, ACCOUNT = "0035e00000AbCdEAAV", "0015e00000AbCdEAAV"


def meanings(headers: list[str], *rows: list[str]) -> dict[str, str]:
    found = recognise_columns(headers, rows)
    return {headers[position]: str(column) for position, column in found.meanings.items()}


@pytest.mark.parametrize(
    ("header", "column"),
    [
        *(
            (header, "email")
            for header in ("Email", "E-mail", "EMAIL_ADDRESS", "e mail", "Email Address", "メール")
        ),
        *((header, "email") for header in ("メールアドレス", "Ｅメール", "電子メール", "Contact: Email")),
        *((header, "first_name") for header in ("First Name", "FirstName", "first_name", "Given name", "名")),
        *((header, "last_name") for header in ("Last Name", "LastName", "Surname", "姓", "Name", "氏名")),
        *(
            (header, "company")
            for header in ("Company", "Company / Account", "Account Name", "会社名", "取引先名")
        ),
        *((header, "title") for header in ("Title", "Job Title", "役職")),
        *(
            (header, "salesforce_id")
            for header in ("Salesforce ID", "ContactId", "Lead ID", "SFDC Contact Id")
        ),
        *((header, "salesforce_id") for header in ("取引先責任者 ID", "リード ID", "Account ID")),
        *(
            (header, "unsubscribed")
            for header in ("Unsubscribed", "HasOptedOutOfEmail", "Email Opt Out", "Opt-Out")
        ),
        *(
            (header, "unsubscribed")
            for header in ("登録解除", "メール送信除外", "メールオプトアウト", "配信停止")
        ),
        *((header, "date") for header in ("Date", "Unsubscribed At", "Opt Out Date", "登録解除日", "日付")),
        *((header, "reason") for header in ("Reason", "Unsubscribed Reason", "理由")),
        *((header, "source") for header in ("Source", "ソース")),
    ],
)
def test_a_header_is_recognised_however_it_is_written(header: str, column: str) -> None:
    headers = [header] if column == "email" else ["email", header]
    assert meanings(headers)[header] == column


def test_the_words_of_the_command_line_are_recognised() -> None:
    contract = [str(column) for column in list(Column)[:10]]
    assert contract == [
        "email", "first_name", "last_name", "company", "title", "salesforce_id", "unsubscribed", "date", "reason",
        "source",
    ]  # fmt: skip
    assert meanings(contract) == {name: name for name in contract}


def test_what_our_own_files_add_for_people_to_read_is_passed_over() -> None:
    told = meanings([*NOTE_COLUMNS, *COLUMNS])
    assert [header for header in [*NOTE_COLUMNS, *COLUMNS] if header not in told] == [
        *NOTE_COLUMNS,
        "email_opt_out_in_salesforce",
        "marketo_sales_opt_out_in_salesforce",
        "not_syncable",
        "pushes",
    ]


def test_a_lead_source_is_no_source_of_an_unsubscribe() -> None:
    assert meanings(["Email", "Lead Source", "Created Date"]) == {"Email": "email"}


def test_a_column_without_a_telling_header_is_found_by_its_addresses() -> None:
    assert meanings(["誰", "宛"], ["Ann", "a@x.com"], ["Bob", ""], ["", "c@x.com"]) == {"宛": "email"}
    assert meanings(["誰", "宛"], ["Ann", "here"], ["Bob", "there"]) == {}


def test_a_bare_id_counts_only_where_it_looks_like_one_of_salesforce() -> None:
    assert meanings(["ID", "Email"], [CONTACT, "a@x.com"])["ID"] == "salesforce_id"
    assert "ID" not in meanings(["ID", "Email"], ["17", "a@x.com"])


def test_the_id_of_an_account_counts_only_where_no_person_has_one() -> None:
    row = [CONTACT, ACCOUNT, "a@x.com"]
    assert meanings(["Contact ID", "Account ID", "Email"], row) == {
        "Contact ID": "salesforce_id",
        "Email": "email",
    }
    assert meanings(["Id", "Account ID", "Email"], row) == {"Id": "salesforce_id", "Email": "email"}
    assert meanings(["Contact ID", "Lead ID", "Email"])["Lead ID"] == "salesforce_id"


def test_what_looks_like_addresses_counts_more_than_a_header() -> None:
    found = meanings(["Subscriber", "Address"], ["8812", "ann@example.com"], ["8813", "bob@example.com"])
    assert found == {"Address": "email"}
    assert meanings(["Email", "Address"], ["ann@example.com", "1 Main Street"]) == {"Email": "email"}


def test_columns_can_be_given_by_name_or_number() -> None:
    headers = ["Mail", "Wer", "x"]
    found = columns_by_name(headers, {"mail": "email", "Wer": "last_name", "3": "Salesforce_ID"})
    assert found.meanings == {0: Column.EMAIL, 1: Column.LAST_NAME, 2: Column.SALESFORCE_ID}


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"nope": "email"}, "COLUMN_UNKNOWN"),
        ({"4": "email"}, "COLUMN_UNKNOWN"),
        ({"a": "address"}, "COLUMN_MEANING_UNKNOWN"),
    ],
)
def test_a_name_that_fits_nothing_is_refused(wanted: dict[str, str], code: str) -> None:
    with pytest.raises(ProblemError) as caught:
        columns_by_name(["a", "b", "c"], wanted)
    assert caught.value.problem.code == code


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        ({}, "NO_EMAIL_COLUMN"),
        ({0: Column.LAST_NAME}, "NO_EMAIL_COLUMN"),
        ({5: Column.EMAIL}, "NO_EMAIL_COLUMN"),
        ({0: Column.EMAIL, 9: Column.TITLE}, "NO_EMAIL_COLUMN"),
        ({0: Column.EMAIL, 1: Column.EMAIL}, "COLUMN_TWICE"),
        ({0: Column.EMAIL, 1: Column.TITLE, 2: Column.TITLE}, "COLUMN_TWICE"),
    ],
)
def test_a_mapping_that_does_not_fit_the_file_is_refused(mapping: dict[int, Column], code: str) -> None:
    with pytest.raises(ProblemError) as caught:
        check_mapping(ColumnMapping(mapping), ["a", "b", "c"], "people.csv")
    assert caught.value.problem.code == code
    check_mapping(
        ColumnMapping({0: Column.EMAIL, 1: Column.SALESFORCE_ID, 2: Column.SALESFORCE_ID}), ["a"] * 3, ""
    )
