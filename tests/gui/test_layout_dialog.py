"""Taking a change of a layout back: the question names what would really go."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from core.engine import Engine
from core.settings import OPT_OUT_FIELD
from core.store.types.fields import OptOutField
from gui.main_window import MainWindow
from gui.pages.checklist.layout_dialog import LayoutDialog, PutBackDialog
from gui.widgets.layout_picture import LayoutPicture
from tests.gui.test_checklist import begin, check, rows, tab_of
from tests.helpers.driving import press, says
from tests.helpers.practice import PracticeOrg

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SLOW_MS = 30_000


def test_of_two_changes_the_newest_is_named_and_taken_back_first(
    window: MainWindow, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    begin(practice_org, "layouts-missing")
    engine.check_connection()
    engine.settings.set(OPT_OUT_FIELD, OptOutField.MARKETO_SALES)
    tab = tab_of(window)
    check(tab, qtbot)
    layouts = engine.checklist.layouts
    layout_id = next(
        one.check.subject_id for one in rows(tab, "on_layout", "Contact") if one.check is not None
    )
    for field in (OptOutField.SALESFORCE, OptOutField.MARKETO_SALES):
        layouts.apply(layouts.plan_add(layout_id, field))
    found = next(one.check for one in rows(tab, "on_layout", "Contact") if one.check is not None)
    for name, left in (("Marketo Sales Opt Out", 1), ("Email Opt Out", 0)):
        dialog = PutBackDialog(tab.shell, tab, found)
        dialog.show()
        assert says(dialog, f"before this program added {name}")
        press(dialog, "Put the original back", qtbot)
        qtbot.waitUntil(lambda: says(dialog, "is as it was before."), timeout=SLOW_MS)  # noqa: B023
        assert len(layouts.kept()) == left
        dialog.close()


@pytest.mark.parametrize(
    ("scenario", "words"),
    [
        ("field-hidden-for-sales", "it changes nothing, because field-level security hides Email Opt Out"),
        ("usual", ""),
    ],
)
def test_before_a_field_is_added_it_is_said_for_whom_that_changes_nothing(
    window: MainWindow, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot, scenario: str, words: str
) -> None:
    begin(practice_org, scenario)
    engine.check_connection()
    tab = tab_of(window)
    check(tab, qtbot)
    found = next(
        one.check
        for one in rows(tab, "on_layout", "Contact")
        if one.check is not None and one.check.subject == "Contact (Sales) Layout"
    )
    dialog = LayoutDialog(tab.shell, tab, found)
    dialog.show()
    qtbot.waitUntil(lambda: says(dialog, "of the layout stay"), timeout=SLOW_MS)
    assert says(dialog, "changes nothing") is bool(words)
    pictures = [picture.accessibleName() for picture in dialog.findChildren(LayoutPicture)]
    assert any("Email Opt Out (HasOptedOutOfEmail)" in said for said in pictures), "as the org calls it"
    if words:
        assert says(dialog, words)
        assert says(dialog, "Sales User")
    dialog.close()
