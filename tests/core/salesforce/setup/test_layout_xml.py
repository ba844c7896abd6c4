"""Page layouts in XML and back: nothing is lost on the way, whatever stands in them."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.salesforce.setup.layout_xml import METADATA, layout_from, layout_to

# What XML can carry; a carriage return would come back as a line end.
TEXTS = st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cn")), min_size=1, max_size=12)
ITEMS = st.one_of(
    st.fixed_dictionaries({"field": TEXTS, "behavior": st.sampled_from(["Edit", "Required", "Readonly"])}),
    st.just({"emptySpace": True}),
    st.fixed_dictionaries({"page": TEXTS, "height": st.integers(0, 900), "width": st.just("50%")}),
)
COLUMNS = st.lists(ITEMS, max_size=3).map(lambda items: {"layoutItems": items} if items else {})
SECTIONS = st.fixed_dictionaries(
    {
        "label": TEXTS,
        "customLabel": st.booleans(),
        "layoutColumns": st.lists(COLUMNS, min_size=1, max_size=2),
        "style": st.just("TwoColumnsTopToBottom"),
    }
)
LAYOUTS = st.fixed_dictionaries(
    {"fullName": TEXTS, "layoutSections": st.lists(SECTIONS, min_size=1, max_size=3)},
    optional={
        "excludeButtons": st.lists(TEXTS, min_size=1, max_size=3),
        "relatedLists": st.lists(
            st.fixed_dictionaries({"fields": st.lists(TEXTS, min_size=1), "relatedList": TEXTS}), min_size=1
        ),
        "quickActionList": st.just({"quickActionListItems": [{"quickActionName": "Case.Log"}]}),
        "showEmailCheckbox": st.booleans(),
    },
)


def parsed(xml: str) -> ElementTree.Element:
    return ElementTree.fromstring(f'<records xmlns="{METADATA}">{xml}</records>')


@given(LAYOUTS)
def test_a_layout_comes_back_as_it_went(layout: dict[str, Any]) -> None:
    assert layout_from(parsed(layout_to(layout))) == layout


@given(LAYOUTS)
def test_members_go_out_in_the_order_that_salesforce_wants(layout: dict[str, Any]) -> None:
    root = parsed(layout_to(layout))
    assert root[0].tag == f"{{{METADATA}}}fullName"
    for element in root.iter():
        names = [child.tag for child in element if child.tag != f"{{{METADATA}}}fullName"]
        assert names == sorted(names)


def test_what_is_not_set_is_left_out() -> None:
    layout = {"fullName": "A-B", "headers": [], "feedLayout": None, "showEmailCheckbox": False}
    assert layout_to(layout) == "<fullName>A-B</fullName><showEmailCheckbox>false</showEmailCheckbox>"


@pytest.mark.parametrize(
    "xml", ["", "<fullName/>", "<layoutSections/>", '<fullName xmlns="urn:x">A</fullName>']
)
def test_what_is_no_layout_is_refused(xml: str) -> None:
    with pytest.raises(ValueError, match="name"):
        layout_from(parsed(xml))
