"""Reading a whole org for one run: nobody is left out, and Salesforce is not left idle."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.salesforce.http.tokens import HandedInToken
from core.salesforce.org import SalesforceOrg
from core.sync.run.reading import all_people
from tests.helpers.practice import PracticeOrg


def test_all_people_come_object_by_object_and_leads_are_made_ready_while_contacts_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("core.salesforce.bulk.reading.BULK_FROM", 1)
    with (
        PracticeOrg(people=300, opted_out=30) as practice,
        SalesforceOrg(
            practice.url, HandedInToken(practice.token), ca_file=Path(practice.line["ca_file"])
        ) as org,
    ):
        pages = all_people(org, org.describe(), {})
        begun = [next(pages), next(pages)]
        assert [object_ for object_, _ in begun] == ["Contact", "Contact"]
        jobs = practice.call("GET", "jobs/query").json()["records"]
        assert [job["object"] for job in jobs] == ["Contact", "Lead"]
        read = [*begun, *pages]
        assert sorted(snapshot.id for _, page in read for snapshot in page.snapshots) == sorted(
            row["Id"] for name in ("Contact", "Lead") for row in practice.query(f"SELECT Id FROM {name}")
        )
        assert [object_ for object_, _ in read] == sorted(object_ for object_, _ in read)
        assert practice.call("GET", "jobs/query").json()["records"] == []
