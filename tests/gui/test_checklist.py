"""The Checklist tab, driven as an admin would, with a real practice org that is brought into each state."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from core.checklist.results import CheckState
from core.connection.chosen_fields import MARKETO_SALES_FIELDS
from core.engine import Engine
from core.settings import OPT_OUT_FIELD
from core.store.types.fields import OptOutField
from gui.assistant.page import AssistantPage
from gui.language import ENGLISH, JAPANESE, Language
from gui.main_window import MainWindow
from gui.pages.checklist.check_row import CheckRow
from gui.pages.checklist.guide import LAYOUT_STEPS
from gui.pages.checklist.guide_step import StepRow
from gui.pages.checklist.layout_dialog import LayoutDialog, PutBackDialog
from gui.pages.checklist.page import ChecklistTab
from gui.theme import Theme
from gui.widgets.layout_picture import LayoutPicture
from tests.gui.conftest import OpenWindow
from tests.gui.pages.conftest import Browser, browser
from tests.helpers.driving import choose, controls, named, says
from tests.helpers.practice import PracticeOrg

SLOW_MS = 30_000
# Dialogs, on a platform without windows.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

__all__ = ["browser"]


def tab_of(window: MainWindow) -> ChecklistTab:
    window.go_to("unsubscribes", "checklist")
    found = window.findChild(ChecklistTab)
    assert isinstance(found, ChecklistTab)
    return found


@pytest.fixture
def tab(window: MainWindow, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot) -> ChecklistTab:
    """The tab, after the look that it takes by itself the first time."""
    begin(practice_org, "ready")
    engine.check_connection()
    opened = tab_of(window)
    qtbot.waitUntil(lambda: _ended(opened, None), timeout=SLOW_MS)
    return opened


def begin(org: PracticeOrg, scenario: str) -> None:
    org.control("faults", {"clear": True, "scenario": scenario})


def put_right(org: PracticeOrg, **setup: object) -> None:
    org.control("faults", {"org": setup})


def press(within: QWidget, name: str, qtbot: QtBot) -> None:
    """Click a button, once it is in its place: rows are laid out anew with each result."""
    qtbot.waitUntil(lambda: named(within, name).isVisible() and named(within, name).height() > 10)
    qtbot.mouseClick(named(within, name), Qt.MouseButton.LeftButton)


def turn(within: QWidget, name: str, qtbot: QtBot) -> None:
    """Click one of several ways to look; like a radio button, only the chosen one is a stop of the Tab key."""
    button = next(b for b in within.findChildren(QAbstractButton) if b.accessibleName() == name)
    qtbot.waitUntil(lambda: button.isVisible() and button.height() > 10)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def check(tab: ChecklistTab, qtbot: QtBot) -> None:
    """Press the button, and wait for the end."""
    before = tab.engine.checklist.last()
    press(tab, "Check again" if before else "Check now", qtbot)
    qtbot.waitUntil(lambda: _ended(tab, before), timeout=SLOW_MS)


def _ended(tab: ChecklistTab, before: object) -> bool:
    return tab.engine.checklist.last() != before and not tab.is_checking and not tab.is_filling


def rows(tab: QWidget, id: str, object: str = "") -> list[CheckRow]:
    """The rows in sight that are about a check."""
    return [
        row
        for row in tab.findChildren(CheckRow)
        if row.isVisible() and row.check is not None and (row.check.id, row.check.object) == (id, object)
    ]


def shown(row: QWidget, name: str) -> bool:
    return any(b.accessibleName() == name and b.isVisible() for b in row.findChildren(QAbstractButton))


def step(tab: QWidget, step_id: str) -> StepRow:
    return next(row for row in tab.findChildren(StepRow) if row.step_id == step_id and row.isVisible())


# what was found


def test_a_rule_that_refuses_opt_outs_is_named_as_the_reason(
    tab: ChecklistTab, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    begin(practice_org, "required-field")
    check(tab, qtbot)
    assert says(tab, "Email Opt Out cannot be kept in step yet.")
    assert says(tab, "The record lacks a value that Salesforce now requires.")
    begin(practice_org, "ready")


def test_the_first_time_it_looks_by_itself_and_never_again(
    window: MainWindow, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    begin(practice_org, "ready")
    tab = tab_of(window)
    assert says(tab, "Is the opt out field really there?"), "nobody knows yet whether the org can be reached"
    assert not rows(tab, "signed_in")
    engine.check_connection()
    qtbot.waitUntil(lambda: _ended(tab, None), timeout=SLOW_MS)
    first = engine.checklist.last()
    window.go_to("profile")
    window.go_to("unsubscribes", "checklist")
    assert not tab.is_checking
    assert engine.checklist.last() == first
    assert says(tab, "Email Opt Out can be kept in step.")
    assert says(tab, "Marketo Sales Opt Out, the other choice: ready.")
    assert not says(tab, "Is the opt out field really there?")
    assert rows(tab, "signed_in")[0].check is not None


def test_a_hidden_field_is_named_for_each_object_and_checked_again_after_the_remedy(
    tab: ChecklistTab, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    begin(practice_org, "field-hidden")
    check(tab, qtbot)
    assert says(tab, "Email Opt Out cannot be kept in step yet.")
    for object_ in ("Contact", "Lead"):
        [row] = rows(tab, "email_opt_out_visible", object_)
        assert says(row, "To do")
        assert says(row, "Set Field-Level Security")
        assert says(row, f"Email Opt Out on {object_} is not visible"), "the title says what was found"
        assert not says(row, f"Email Opt Out on {object_} is visible")
        assert not rows(tab, "email_opt_out_writable", object_), "it cannot be written because it is hidden"
        assert not says(row, "cannot be written on")
        more = next(b for b in row.findChildren(QAbstractButton) if b.text().startswith("▸"))
        more.click()
        assert says(row, f"Email Opt Out cannot be written on {object_} records before it can be seen.")
    first = next(row for row in tab.findChildren(CheckRow) if row.check and row.check.object == "Contact")
    assert first.check is not None
    assert first.check.state is CheckState.TO_DO, "what is to do comes first"
    put_right(practice_org, setup="fresh")
    check(tab, qtbot)
    assert says(tab, "Email Opt Out can be kept in step.")
    [row] = rows(tab, "email_opt_out_visible", "Lead")
    assert says(row, "Done")
    assert not says(row, "Set Field-Level Security")


def test_only_what_is_left_to_do_can_be_shown(
    tab: ChecklistTab, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    begin(practice_org, "field-hidden-on-lead")
    check(tab, qtbot)
    assert rows(tab, "signed_in")
    press(tab, "Only what is left to do", qtbot)
    qtbot.waitUntil(lambda: not tab.is_filling)
    assert not rows(tab, "signed_in")
    assert not rows(tab, "email_opt_out_visible", "Contact")
    assert rows(tab, "email_opt_out_visible", "Lead")
    left = [row.check for row in tab.findChildren(CheckRow) if row.isVisible() and row.check is not None]
    assert CheckState.DONE not in {one.state for one in left}


def test_a_row_opens_the_very_page_in_the_org_and_copies_what_is_known(
    tab: ChecklistTab, practice_org: PracticeOrg, browser: Browser, qtbot: QtBot
) -> None:
    begin(practice_org, "layouts-missing")
    check(tab, qtbot)
    row = rows(tab, "on_layout", "Contact")[0]
    assert row.check is not None
    press(row, "Open in Salesforce", qtbot)
    [opened] = browser.opened
    assert opened.startswith(practice_org.url)
    assert row.check.subject_id in opened
    press(row, "Copy details", qtbot)
    copied = QGuiApplication.clipboard().text()
    assert row.check.subject in copied
    assert "To do" in copied
    assert opened in copied


def test_a_missing_permission_is_named_where_nothing_could_be_checked(
    tab: ChecklistTab, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    begin(practice_org, "no-view-setup")
    check(tab, qtbot)
    [row] = rows(tab, "on_layout", "Contact")
    assert says(row, "Could not be checked")
    assert says(row, "View Setup and Configuration")
    assert not shown(row, "Do it for me…")


def test_of_two_fields_with_the_label_the_admin_picks_one_and_it_is_remembered(
    tab: ChecklistTab, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    begin(practice_org, "two-candidates")
    check(tab, qtbot)
    [row] = [
        one
        for one in rows(tab, "marketo_sales_opt_out_visible", "Contact")
        if one.check is not None and one.check.choices
    ]
    assert row.check is not None
    before = engine.checklist.last()
    dots = [b for b in row.findChildren(QAbstractButton) if b.isCheckable()]
    assert len(dots) == len(row.check.choices) == 2
    dots[0].click()
    qtbot.waitUntil(lambda: _ended(tab, before), timeout=SLOW_MS)
    again = engine.checklist.last()
    assert again is not None
    found = again.of("marketo_sales_opt_out_visible", "Contact")
    assert found is not None
    assert found.state is CheckState.DONE
    lead = again.of("marketo_sales_opt_out_visible", "Lead")
    assert lead is not None
    assert lead.state is not CheckState.DONE
    dots = [b for b in row.findChildren(QAbstractButton) if b.isCheckable()]
    assert [dot.isChecked() for dot in dots] == [True, False]
    dots[1].click()
    qtbot.waitUntil(lambda: _ended(tab, again), timeout=SLOW_MS)
    assert engine.settings.text(MARKETO_SALES_FIELDS["Contact"]) == found.choices[1][0], "one can think again"
    assert [dot.isChecked() for dot in dots] == [False, True]


def test_a_check_can_be_cancelled_and_what_was_found_before_stands(
    tab: ChecklistTab, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    begin(practice_org, "ready")
    check(tab, qtbot)
    before = engine.checklist.last()
    practice_org.control("faults", {"requests": [{"do": "stall", "seconds": 20, "path": "tooling"}]})
    press(tab, "Check again", qtbot)
    qtbot.waitUntil(lambda: named(tab, "Cancel").isVisible())
    press(tab, "Cancel", qtbot)
    qtbot.waitUntil(lambda: says(tab, "Cancelled."), timeout=SLOW_MS)
    assert engine.checklist.last() == before
    assert named(tab, "Check again").isEnabled()
    begin(practice_org, "ready")


def test_a_field_that_was_fine_yesterday_and_is_hidden_today_raises_an_alarm_by_name(
    tab: ChecklistTab, engine: Engine, practice_org: PracticeOrg, window: MainWindow, qtbot: QtBot
) -> None:
    begin(practice_org, "ready")
    check(tab, qtbot)
    assert not says(tab, "Something was changed in Salesforce")
    begin(practice_org, "field-hidden-on-lead")
    check(tab, qtbot)
    qtbot.waitUntil(lambda: says(tab, "Something was changed in Salesforce"))
    assert says(tab, "Email Opt Out on Lead was writable on")
    window.go_to("unsubscribes", "integration")
    qtbot.waitUntil(lambda: says(window, "Something was changed in Salesforce"))
    window.go_to("unsubscribes", "checklist")
    begin(practice_org, "ready")
    check(tab, qtbot)
    qtbot.waitUntil(lambda: not says(tab, "Something was changed in Salesforce"))


# the guide


def test_a_step_ticked_by_hand_is_marked_so_and_remembered(
    tab: ChecklistTab, open_window: OpenWindow, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    begin(practice_org, "layouts-missing")
    check(tab, qtbot)
    turn(tab, "Show: Step-by-step guide", qtbot)
    one = step(tab, "quick_find")
    assert not says(one, "Ticked by hand")
    press(one, "I have done this", qtbot)
    qtbot.waitUntil(lambda: says(one, "Ticked by hand: nothing was looked at"))
    other = tab_of(open_window())
    other.open_with("guide")
    assert says(step(other, "quick_find"), "Ticked by hand")
    assert not says(step(other, "drag"), "Ticked by hand")
    press(step(other, "quick_find"), "I have done this", qtbot)
    qtbot.waitUntil(lambda: not says(step(other, "quick_find"), "Ticked by hand"))
    assert engine.checklist.steps.ticked() == ()


def test_a_tick_counts_for_one_object_only(
    tab: ChecklistTab, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    begin(practice_org, "layouts-missing")
    check(tab, qtbot)
    tab.open_with("guide")
    press(step(tab, "setup"), "I have done this", qtbot)
    qtbot.waitUntil(lambda: says(step(tab, "setup"), "Ticked by hand"))
    turn(tab, "Object: Lead", qtbot)
    assert says(tab, "Put Email Opt Out on the page layout of Lead")
    assert not says(step(tab, "setup"), "Ticked by hand")


def test_the_check_itself_marks_the_steps_whose_outcome_it_saw(
    tab: ChecklistTab, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    begin(practice_org, "layouts-missing")
    check(tab, qtbot)
    tab.open_with("guide")
    assert says(step(tab, "security_visible"), "Done, as the check saw")
    assert not says(step(tab, "save"), "Done, as the check saw")
    begin(practice_org, "ready")
    check(tab, qtbot)
    for step_id in LAYOUT_STEPS:
        assert says(step(tab, step_id), "Done, as the check saw")
    assert not shown(step(tab, "save"), "I have done this")


def test_lightning_and_classic_show_other_clicks_and_open_the_page(
    tab: ChecklistTab, practice_org: PracticeOrg, browser: Browser, qtbot: QtBot
) -> None:
    begin(practice_org, "layouts-missing")
    check(tab, qtbot)
    tab.open_with("guide")
    assert says(step(tab, "setup"), "Click the gear at the top right")
    turn(tab, "How your Salesforce looks: Classic", qtbot)
    assert says(step(tab, "setup"), "Click your name at the top right")
    assert "your name" in step(tab, "setup").drawing.accessibleName()
    press(step(tab, "drag"), "Open in Salesforce", qtbot)
    turn(tab, "How your Salesforce looks: Lightning", qtbot)
    press(step(tab, "drag"), "Open in Salesforce", qtbot)
    classic, lightning = browser.opened
    assert "/layouteditor/layoutEditor.apexp?type=Contact&lid=00h" in classic
    assert "/ObjectManager/Contact/PageLayouts/00h" in lightning


def test_every_control_in_sight_has_a_name(
    tab: ChecklistTab, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    begin(practice_org, "all-bad")
    check(tab, qtbot)
    for view in ("checks", "guide"):
        tab.open_with(view)
        qtbot.wait(50)
        seen = [control for control in controls(tab) if control.isVisible()]
        assert len(seen) > 10
        assert [control for control in seen if not control.accessibleName()] == []


def test_nothing_is_cut_off_in_the_narrow_column_of_the_assistant(
    window: MainWindow,
    engine: Engine,
    practice_org: PracticeOrg,
    language: Language,
    theme: Theme,
    qtbot: QtBot,
) -> None:
    begin(practice_org, "all-bad")
    engine.checklist.check(threading.Event())
    # The smallest window of the design; smaller ones are for screens that have no more.
    window.resize(theme.px(860), theme.px(560))
    window.go_to("assistant", "checklist")
    assistant = window.findChild(AssistantPage)
    assert isinstance(assistant, AssistantPage)
    tab = assistant.findChild(ChecklistTab)
    assert isinstance(tab, ChecklistTab)
    area = tab.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    qtbot.waitUntil(tab.isVisible)
    for code in (ENGLISH, JAPANESE):
        language.choose(code)
        for view in ("checks", "guide"):
            tab.open_with(view)
            qtbot.waitUntil(lambda: not tab.is_filling)
            qtbot.wait(50)
            assert area.widget().width() == area.viewport().width()
    one = step(tab, "save")
    beside = next(label for label in one.findChildren(QLabel) if label.isVisible() and label.text())
    assert beside.mapTo(one, beside.rect().topLeft()).y() >= one.drawing.geometry().bottom()


# do it for me


def layout_dialog(tab: ChecklistTab, qtbot: QtBot) -> LayoutDialog:
    press(rows(tab, "on_layout", "Contact")[0], "Do it for me…", qtbot)
    qtbot.waitUntil(lambda: tab.findChild(LayoutDialog) is not None)
    found = tab.findChild(LayoutDialog)
    assert isinstance(found, LayoutDialog)
    qtbot.waitUntil(lambda: named(found, "Add the field").isEnabled(), timeout=SLOW_MS)
    return found


def on_layout(org: PracticeOrg, layout_id: str) -> dict[str, str]:
    """The section of each field of a layout, as the org has it."""
    metadata = org.call("GET", f"tooling/sobjects/Layout/{layout_id}").json()["Metadata"]
    return {
        item["field"]: section["label"]
        for section in metadata["layoutSections"]
        for column in section["layoutColumns"]
        for item in column["layoutItems"]
        if item.get("field")
    }


def test_the_program_puts_the_field_on_a_layout_and_takes_it_back(
    tab: ChecklistTab, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    begin(practice_org, "layouts-missing")
    check(tab, qtbot)
    row = rows(tab, "on_layout", "Contact")[0]
    assert row.check is not None
    layout_id = row.check.subject_id
    before = on_layout(practice_org, layout_id)
    assert "HasOptedOutOfEmail" not in before
    dialog = layout_dialog(tab, qtbot)
    now, then = dialog.findChildren(LayoutPicture)
    assert "HasOptedOutOfEmail" not in now.accessibleName()
    assert "HasOptedOutOfEmail" in then.accessibleName()
    assert on_layout(practice_org, layout_id) == before
    last = tab.engine.checklist.last()
    press(dialog, "Add the field", qtbot)
    qtbot.waitUntil(lambda: says(dialog, "Salesforce was read again"), timeout=SLOW_MS)
    assert set(on_layout(practice_org, layout_id)) == {*before, "HasOptedOutOfEmail"}
    press(dialog, "Close", qtbot)
    qtbot.waitUntil(lambda: _ended(tab, last), timeout=SLOW_MS)
    again = next(one for one in rows(tab, "on_layout", "Contact") if _is_about(one, layout_id))
    assert says(again, "Done")
    last = tab.engine.checklist.last()
    press(again, "Put the original back…", qtbot)
    back = tab.findChild(PutBackDialog)
    assert isinstance(back, PutBackDialog)
    press(back, "Put the original back", qtbot)
    qtbot.waitUntil(lambda: says(back, "is as it was before."), timeout=SLOW_MS)
    assert on_layout(practice_org, layout_id) == before
    press(back, "Close", qtbot)
    qtbot.waitUntil(lambda: _ended(tab, last), timeout=SLOW_MS)


def _is_about(row: CheckRow, layout_id: str) -> bool:
    return row.check is not None and row.check.subject_id == layout_id


def test_another_section_can_be_chosen_before_anything_is_written(
    tab: ChecklistTab, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    begin(practice_org, "layouts-missing")
    check(tab, qtbot)
    row = rows(tab, "on_layout", "Contact")[0]
    assert row.check is not None
    layout_id = row.check.subject_id
    dialog = layout_dialog(tab, qtbot)
    section = next(label for label in on_layout(practice_org, layout_id).values() if label.startswith("Addr"))
    choose(dialog, "Section", section)
    qtbot.waitUntil(lambda: named(dialog, "Add the field").isEnabled(), timeout=SLOW_MS)
    then = dialog.findChildren(LayoutPicture)[1]
    assert section in then.accessibleName()
    last = tab.engine.checklist.last()
    press(dialog, "Add the field", qtbot)
    qtbot.waitUntil(lambda: says(dialog, "Salesforce was read again"), timeout=SLOW_MS)
    assert on_layout(practice_org, layout_id)["HasOptedOutOfEmail"] == section
    press(dialog, "Close", qtbot)
    qtbot.waitUntil(lambda: _ended(tab, last), timeout=SLOW_MS)


def test_a_layout_that_somebody_changed_meanwhile_is_shown_anew_and_not_written(
    tab: ChecklistTab, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    begin(practice_org, "layouts-missing")
    check(tab, qtbot)
    row = rows(tab, "on_layout", "Contact")[0]
    assert row.check is not None
    dialog = layout_dialog(tab, qtbot)
    put_right(
        practice_org,
        layouts=[{"object": "Contact", "layout": row.check.subject, "field": "Fax", "behavior": "read_only"}],
    )
    press(dialog, "Add the field", qtbot)
    qtbot.waitUntil(lambda: says(dialog, "LAYOUT_CHANGED"), timeout=SLOW_MS)
    assert "HasOptedOutOfEmail" not in on_layout(practice_org, row.check.subject_id)
    qtbot.waitUntil(lambda: named(dialog, "Add the field").isEnabled())
    last = tab.engine.checklist.last()
    press(dialog, "Add the field", qtbot)
    qtbot.waitUntil(lambda: says(dialog, "Salesforce was read again"), timeout=SLOW_MS)
    assert "HasOptedOutOfEmail" in on_layout(practice_org, row.check.subject_id)
    press(dialog, "Close", qtbot)
    qtbot.waitUntil(lambda: _ended(tab, last), timeout=SLOW_MS)


def allow_layouts(org: PracticeOrg, **rights: bool) -> None:
    put_right(org, profiles=[{"profile": "System Administrator", "permissions": rights}])


def test_without_the_permissions_the_refusal_names_them_and_nothing_is_written(
    tab: ChecklistTab, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    begin(practice_org, "layouts-missing")
    check(tab, qtbot)
    row = rows(tab, "on_layout", "Contact")[0]
    assert row.check is not None
    before = on_layout(practice_org, row.check.subject_id)
    dialog = layout_dialog(tab, qtbot)
    allow_layouts(practice_org, CustomizeApplication=False, ModifyMetadata=False)
    last = tab.engine.checklist.last()
    press(dialog, "Add the field", qtbot)
    qtbot.waitUntil(lambda: says(dialog, "Customize Application"), timeout=SLOW_MS)
    assert says(dialog, "Modify Metadata Through Metadata API Functions")
    allow_layouts(practice_org, CustomizeApplication=True, ModifyMetadata=True)
    assert on_layout(practice_org, row.check.subject_id) == before
    dialog.reject()
    qtbot.waitUntil(lambda: _ended(tab, last), timeout=SLOW_MS)


def test_where_tooling_does_not_save_the_dialog_says_that_the_metadata_api_does(
    tab: ChecklistTab, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    begin(practice_org, "layouts-missing")
    allow_layouts(practice_org, CustomizeApplication=False)
    check(tab, qtbot)
    row = rows(tab, "on_layout", "Contact")[0]
    assert row.check is not None
    before = on_layout(practice_org, row.check.subject_id)
    dialog = layout_dialog(tab, qtbot)
    assert says(dialog, "because the Tooling API does not save layouts for the connected user")
    last = tab.engine.checklist.last()
    press(dialog, "Add the field", qtbot)
    qtbot.waitUntil(lambda: says(dialog, "Salesforce was read again"), timeout=SLOW_MS)
    assert says(dialog, ", written through the Metadata API")
    assert "HasOptedOutOfEmail" in on_layout(practice_org, row.check.subject_id)
    press(dialog, "Put the original back", qtbot)
    qtbot.waitUntil(lambda: says(dialog, "is as it was before"), timeout=SLOW_MS)
    assert on_layout(practice_org, row.check.subject_id) == before
    allow_layouts(practice_org, CustomizeApplication=True)
    press(dialog, "Close", qtbot)
    qtbot.waitUntil(lambda: _ended(tab, last), timeout=SLOW_MS)


def test_a_layout_of_a_package_is_left_alone_and_says_so(
    tab: ChecklistTab, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    begin(practice_org, "layouts-missing")
    put_right(practice_org, layouts=[{"object": "Contact", "layout": "Contact Layout", "namespace": "acme"}])
    check(tab, qtbot)
    found = {row.check.subject: row for row in rows(tab, "on_layout", "Contact") if row.check}
    [managed] = [
        row for name, row in found.items() if name.endswith("Contact Layout") and "Partner" not in name
    ]
    assert says(managed, "belongs to a package, so this program leaves it alone")
    assert not shown(managed, "Do it for me…")
    assert shown(found["Contact (Sales) Layout"], "Do it for me…")


# saving, other states


def test_what_was_found_is_saved_as_a_page_and_as_a_pdf(
    tab: ChecklistTab, practice_org: PracticeOrg, tmp_path: Path, language: Language, qtbot: QtBot
) -> None:
    begin(practice_org, "field-hidden-on-lead")
    check(tab, qtbot)
    tab.save_to(tmp_path / "found.html")
    qtbot.waitUntil(lambda: says(tab, "found.html is written."))
    page = (tmp_path / "found.html").read_text(encoding="utf-8-sig")
    assert "Email Opt Out on Lead" in page
    language.choose(JAPANESE)
    tab.save_to(tmp_path / "found.pdf")
    qtbot.waitUntil(lambda: (tmp_path / "found.pdf").exists() and says(tab, "found.pdf"))
    assert (tmp_path / "found.pdf").read_bytes().startswith(b"%PDF-")
    tab.save_to(tmp_path / "found-ja.html")
    qtbot.waitUntil(lambda: says(tab, "found-ja.html"))
    assert 'lang="ja"' in (tmp_path / "found-ja.html").read_text(encoding="utf-8-sig")


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(
    tab: ChecklistTab, practice_org: PracticeOrg, tmp_path: Path, qtbot: QtBot
) -> None:
    begin(practice_org, "ready")
    check(tab, qtbot)
    for name in ("found.pdf", "found.html"):
        tab.save_to(tmp_path / "nowhere" / name)
        qtbot.waitUntil(lambda name=name: says(tab, f"“{name}” was not written"))  # type: ignore[misc]


def test_the_marketo_sales_field_is_judged_when_it_is_the_selected_one(
    tab: ChecklistTab, engine: Engine, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    begin(practice_org, "package-missing")
    engine.settings.set(OPT_OUT_FIELD, OptOutField.MARKETO_SALES)
    check(tab, qtbot)
    assert says(tab, "Marketo Sales Opt Out cannot be kept in step yet.")
    assert says(tab, "Email Opt Out, the other choice: ready.")


def test_an_org_that_does_not_answer_leaves_everything_unchecked_and_says_why(
    tab: ChecklistTab, practice_org: PracticeOrg, qtbot: QtBot
) -> None:
    begin(practice_org, "no-api")
    check(tab, qtbot)
    assert says(tab, "Email Opt Out cannot be kept in step yet.") or says(tab, "API")
    states = {row.check.state for row in rows(tab, "email_opt_out_visible", "Lead") if row.check}
    assert CheckState.DONE not in states
    begin(practice_org, "ready")
