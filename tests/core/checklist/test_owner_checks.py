"""Who else writes the box: told by name and by what they do, and never guessed."""

from __future__ import annotations

import pytest

from core.checklist.owner_checks import programs
from core.checklist.results import Check, CheckGroup, CheckState
from tests.core.checklist.conftest import Bench

UNSEEN = "this program could not see its settings"


def owners(bench: Bench, scenario: str) -> list[Check]:
    bench.org.control("faults", {"scenario": scenario})
    return [check for check in bench.check().checks if check.group is CheckGroup.OWNERS]


@pytest.mark.parametrize(
    ("scenario", "subject", "says"),
    [
        ("account-engagement", "Account Engagement (Pardot)", "may untick it again"),
        ("marketing-cloud", "Marketing Cloud Connect", "A tick here does not stop Marketing Cloud's mail"),
        ("marketo-engage", "Marketo Engage (native sync)", "re-subscribes them there"),
        ("hubspot", "HubSpot", "HubSpot may tick and untick it"),
        ("outreach", "Outreach", "Outreach may tick it"),
        ("salesloft", "Salesloft", "Salesloft may tick it"),
    ],
)
def test_a_program_that_shares_the_box_is_named_with_what_it_does(
    bench: Bench, scenario: str, subject: str, says: str
) -> None:
    [check] = owners(bench, scenario)
    assert (check.state, check.subject) == (CheckState.WARNING, subject)
    assert says in check.what.english()
    assert check.fix is not None
    assert UNSEEN in check.fix.english()


def test_several_programs_have_a_row_each(bench: Bench) -> None:
    assert {check.subject for check in owners(bench, "many-owners")} == {one.name for one in programs()}


def test_an_org_without_any_says_that_none_was_found_and_not_that_there_is_none(bench: Bench) -> None:
    [check] = owners(bench, "usual")
    assert check.state is CheckState.DONE
    assert "Others may write it all the same." in check.what.english()


def test_what_may_not_be_looked_at_is_not_told_as_done(bench: Bench) -> None:
    [check] = owners(bench, "owners-not-shown")
    assert check.state is CheckState.COULD_NOT_CHECK


def test_marketo_engage_is_known_by_the_fields_of_its_set_up_alone(bench: Bench) -> None:
    bench.org.control("faults", {"scenario": "marketo-engage", "org": {"connected_apps": []}})
    [check] = [one for one in bench.check().checks if one.group is CheckGroup.OWNERS]
    assert check.fix is not None
    assert "mkto71_Lead_Score__c" in check.fix.english()
