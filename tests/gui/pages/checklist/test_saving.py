"""The PDF for the change ticket: white paper, whatever the theme of the window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QTextDocument

from core.checklist.report import report_html
from core.checklist.results import Check, Checklist, CheckState
from core.messages import Message
from core.store.types.fields import OptOutField
from gui.pages.checklist.saving import pdf_of
from gui.theme import Appearance, Theme
from tests.gui.pages.conftest import ORG

FOUND = Checklist(
    datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
    ORG,
    tuple(
        Check(
            "calls_left",
            "",
            Message("Calls"),
            Message("Few."),
            state=CheckState.WARNING,
            link=f"https://acme/{n}",
        )
        for n in range(60)
    ),
    dict.fromkeys(OptOutField, True),
)


@pytest.fixture
def page(theme: Theme) -> Iterator[str]:
    theme.set_appearance(Appearance.DARK)
    yield report_html(FOUND, "ann")
    theme.set_appearance(Appearance.LIGHT)


def test_links_can_be_read_on_paper_while_the_window_is_dark(page: str) -> None:
    document = QTextDocument()
    document.setHtml(page)
    colours = set()
    block = document.begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            form = fragments.fragment().charFormat()
            if form.isAnchor():
                colours.add(form.foreground().color().name())
            fragments += 1
        block = block.next()
    assert colours == {"#0d5fc2"}


def test_a_long_list_goes_on_on_further_pages(page: str) -> None:
    content = pdf_of(page, "Checklist")
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")
    assert content.count(b"/Type /Page\n") > 1
