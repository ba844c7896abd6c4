"""Where a field goes on a layout, worked out on its Metadata alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checklist.layout_plan import add_field, alike, as_text, looks_like, open_sections, view
from core.checklist.layout_reading import place_of

FIELD = "HasOptedOutOfEmail"


def items(*fields: str) -> list[dict[str, Any]]:
    return [{"field": field, "behavior": "Edit"} if field else {"emptySpace": True} for field in fields]


def section(
    label: str, *columns: list[dict[str, Any]], style: str = "TwoColumnsTopToBottom"
) -> dict[str, Any]:
    return {"label": label, "style": style, "layoutColumns": [{"layoutItems": column} for column in columns]}


def layout(*sections: dict[str, Any]) -> dict[str, Any]:
    return {"layoutSections": list(sections), "relatedLists": [{"relatedList": "Cases"}]}


def placed(metadata: dict[str, Any]) -> tuple[str, int, int]:
    added = add_field(metadata, FIELD)
    assert added is not None
    changed, number, column, position = added
    assert view(changed)[number].columns[column][position].field == FIELD
    return changed["layoutSections"][number]["label"], column, position


def test_it_goes_beside_other_opt_outs_then_beside_the_address() -> None:
    name = section("Name", items("Name"), items("Title"))
    address = section("Address", items("Email", "Phone"), items("Fax"))
    privacy = section("Privacy", items("DoNotCall"), items("HasOptedOutOfFax", "Other__c"))
    assert placed(layout(name, address, privacy)) == ("Privacy", 0, 1)
    assert placed(layout(name, address)) == ("Address", 1, 1)
    assert placed(layout(name)) == ("Name", 0, 1)


def test_it_goes_beside_the_address_before_it_goes_beside_what_nobody_can_edit() -> None:
    locked = section("System", [{"field": "DoNotCall", "behavior": "Readonly"}], items("CreatedById"))
    phones = section("Phones", items("MobilePhone"), items("Fax"))
    titles = section("Name", items("Name"), items("Title"))
    for reachable in (phones, section("Mail", items("Email"), items("Fax"))):
        added = add_field(layout(locked, titles, reachable), FIELD)
        assert added is not None
        assert added[1] == 2
    without = add_field(layout(titles, locked), FIELD)
    assert without is not None
    assert without[1] == 1


def test_a_section_of_links_takes_no_field() -> None:
    links = section("Links", [{"customLink": "Map"}], style="CustomLinks")
    assert open_sections(layout(links)) == []
    assert add_field(layout(links), FIELD) is None
    assert add_field(layout(links, section("Name", items("Name"))), FIELD, section=0) is None


def test_nothing_else_is_touched() -> None:
    before = layout(section("Name", items("Name", "", "Email"), items("Title")))
    copy = as_text(before)
    added = add_field(before, FIELD, 0, 0)
    assert added is not None
    changed = added[0]
    assert as_text(before) == copy
    assert changed["relatedLists"] == before["relatedLists"]
    assert changed["layoutSections"][0]["layoutColumns"][0] == before["layoutSections"][0]["layoutColumns"][0]


def test_what_is_null_is_the_same_as_what_is_absent_and_gaps_do_not_count() -> None:
    one = layout(section("Name", items("Name")))
    other = layout(section("Name", [{"field": "Name", "behavior": "Edit", "page": None}]))
    assert as_text(one) == as_text(other)
    filled = layout(section("Name", items("Name", "")))
    assert as_text(one) != as_text(filled)
    assert looks_like(one, filled)
    assert not looks_like(one, layout(section("Name", items("Title"))))


columns = st.lists(st.sampled_from(["Name", "Email", "Title", ""]), max_size=4).map(
    lambda fields: items(*fields)
)
sections = st.builds(
    lambda label, left, right: section(label, left, right), st.sampled_from(["A", "B"]), columns, columns
)


@given(
    st.lists(sections, min_size=1, max_size=4),
    st.none() | st.integers(0, 3),
    st.none() | st.integers(-2, 9),
)
def test_whatever_the_layout_everything_that_was_on_it_stays(
    given_sections: list[dict[str, Any]], number: int | None, position: int | None
) -> None:
    before = layout(*given_sections)
    added = add_field(before, FIELD, number, position)
    if number is not None and number >= len(given_sections):
        assert added is None
        return
    assert added is not None
    changed, chosen, column, place = added
    cells = changed["layoutSections"][chosen]["layoutColumns"][column]["layoutItems"]
    assert cells.pop(place) == {"field": FIELD, "behavior": "Edit"}
    assert changed == before


def test_a_field_is_found_with_its_section_and_behaviour() -> None:
    there = layout(
        section("Name", items("Name")), section("Privacy", [{"field": FIELD, "behavior": "Readonly"}])
    )
    place = place_of(there, FIELD)
    assert place is not None
    assert (place.section_number, place.section, place.behavior) == (1, "Privacy", "Readonly")
    assert place_of(there, "Other__c") is None


@pytest.mark.parametrize("metadata", [{}, {"layoutSections": None}, {"layoutSections": [{"label": None}]}])
def test_an_empty_layout_is_no_trouble(metadata: dict[str, Any]) -> None:
    assert place_of(metadata, FIELD) is None
    assert add_field(metadata, FIELD) is None


def test_layouts_that_came_by_different_ways_differ_in_what_is_set_alone() -> None:
    tooling = layout(section("Name", items("Name", "", "Title"), items())) | {
        "headers": [], "feedLayout": None, "showEmailCheckbox": False,
    }  # fmt: skip
    metadata = layout(section("Name", items("Name", "", "Title"), items())) | {"fullName": "Contact-A"}
    metadata["layoutSections"][0]["layoutColumns"][1] = {}
    assert alike(tooling, metadata)
    assert looks_like(tooling, metadata)
    gap = layout(section("Name", items("Name", "Title"), items()))
    assert not alike(tooling, gap)
    assert not alike(tooling, {**metadata, "showEmailCheckbox": True})
    assert not alike(tooling, {**metadata, "relatedLists": []})
