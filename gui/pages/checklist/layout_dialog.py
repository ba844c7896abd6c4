"""Do it for me: puts the opt-out field on one page layout, after showing what would change, and takes it back."""

from __future__ import annotations

import threading

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QProgressBar, QWidget

from core.checklist.layout_plan import LayoutPlan, LayoutSectionView
from core.checklist.layout_problems import LAYOUT_CHANGED
from core.checklist.layout_ways import LayoutApi
from core.checklist.org_words import OrgWords
from core.checklist.results import Check
from core.messages import Problem
from core.salesforce.people.describe_org import field_named
from core.store.types.fields import OptOutField
from gui import texts
from gui.pages.checklist.layout_for_whom import ForWhom
from gui.pages.page import Shell
from gui.theme import TextRole
from gui.widgets.buttons import PrimaryButton, SecondaryButton
from gui.widgets.dialog import Dialog
from gui.widgets.labels import TextLabel, column
from gui.widgets.layout_picture import LayoutPicture
from gui.widgets.scrolled import scrolled
from gui.widgets.select import Select


class LayoutDialog(Dialog):
    """Reads the layout, shows the change, and makes it only when told to.

    Signals:
        changed: the layout is another one in Salesforce now.
    """

    changed = Signal()

    def __init__(self, shell: Shell, parent: QWidget, check: Check) -> None:
        super().__init__(shell.theme, parent)
        self._shell, self._check = shell, check
        self._layouts = shell.engine.checklist.layouts
        self._field = check.field or OptOutField.SALESFORCE
        self._plan: LayoutPlan | None = None
        self._stop = threading.Event()
        self._is_writing = False
        self._overtaken = ""
        theme = shell.theme
        self.resize(theme.px(720), theme.px(560))
        self._section, self._position = Select(theme), Select(theme)
        self._section_label, self._position_label = TextLabel(theme), TextLabel(theme)
        self._now_label, self._then_label = (TextLabel(theme, TextRole.STRONG) for _ in range(2))
        self._now, self._then = LayoutPicture(theme), LayoutPicture(theme)
        self._others = TextLabel(theme, TextRole.SMALL, tone="secondary", wrap=True)
        self._way = TextLabel(theme, TextRole.SMALL, tone="secondary", wrap=True)
        self._way.hide()
        self._for_whom = ForWhom(theme)
        self._busy = QProgressBar()
        self._busy.setTextVisible(False)
        self._busy.setFixedHeight(theme.px(6))
        self._busy.setRange(0, 0)
        self._outcome = TextLabel(theme, wrap=True, selectable=True)
        self._put_back = SecondaryButton(theme)
        self._put_back.clicked.connect(self._take_back)
        self._put_back.hide()
        self._add = PrimaryButton(theme)
        self._add.clicked.connect(self._apply)
        self.foot.insertWidget(0, self._put_back)
        self.foot.addWidget(self._add)
        self._lay_out()
        self._put_texts()
        self._section.activated.connect(lambda _: self._ask(self._section.currentData(), None))
        self._position.activated.connect(
            lambda _: self._ask(self._section.currentData(), self._position.currentData())
        )
        self._ask(None, None)

    def _lay_out(self) -> None:
        theme = self.theme
        choices = QGridLayout()
        choices.setHorizontalSpacing(theme.px(16))
        choices.setVerticalSpacing(theme.px(4))
        for place, (label, select) in enumerate(
            ((self._section_label, self._section), (self._position_label, self._position))
        ):
            label.setBuddy(select)
            choices.addWidget(label, 0, place)
            choices.addWidget(select, 1, place)
            choices.setColumnStretch(place, 1)
        pictures = QGridLayout()
        pictures.setHorizontalSpacing(theme.px(24))
        pictures.setVerticalSpacing(theme.px(8))
        for place, (label, picture) in enumerate(
            ((self._now_label, self._now), (self._then_label, self._then))
        ):
            pictures.addWidget(label, 0, place)
            pictures.addWidget(picture, 1, place, Qt.AlignmentFlag.AlignTop)
            pictures.setColumnStretch(place, 1)
        inside = QWidget()
        lines = column(theme, spacing=16, margins=(0, 0, 4, 0))
        lines.addLayout(pictures)
        lines.addWidget(self._others)
        lines.addStretch(1)
        inside.setLayout(lines)
        area = scrolled(inside)
        self._form = QWidget()
        form = column(theme, spacing=16)
        form.addLayout(choices)
        form.addWidget(area, 1)
        form.addWidget(self._for_whom)
        form.addWidget(self._way)
        self._form.setLayout(form)
        self.add(self._form, 1)
        self.add(self._busy)
        self.add(self._outcome)

    def _put_texts(self) -> None:
        self.set_texts(
            self.tr("Put {field} on {layout}").format(
                field=_called(self._shell, self._check, self._field), layout=self._check.subject
            ),
            self.tr(
                "Nothing is written before you say so. The layout as it is now is kept here, so that it can be put "
                "back. Then Salesforce is read again, to be sure."
            ),
        )
        self._section_label.setText(self.tr("Section"))
        self._position_label.setText(self.tr("Position"))
        self._section.setAccessibleName(self.tr("Section"))
        self._position.setAccessibleName(self.tr("Position"))
        self._now_label.setText(self.tr("Now"))
        self._then_label.setText(self.tr("Afterwards"))
        self._put_back.set_text(self.tr("Put the original back"))
        self._add.set_text(self.tr("Add the field"))
        self.close_button.set_text(self.tr("Cancel"))

    # the plan

    def _ask(self, section: int | None, position: int | None) -> None:
        layout_id, field, stop = self._check.subject_id, self._field, self._stop
        self._wait(self.tr("Reading the layout…"))
        self._shell.bridge.call(
            self,
            lambda: self._layouts.plan_add(layout_id, field, section, position, stop=stop),
            self._show_plan,
            self._refused,
            apart=True,
        )

    def _show_plan(self, plan: LayoutPlan) -> None:
        self._plan = plan
        self._wait("")
        self._section.clear()
        for number, label in plan.sections:
            self._section.addItem(label or self.tr("A section without a name"), number)
        self._section.setCurrentIndex(self._section.findData(plan.section_number))
        before = plan.before[plan.section_number]
        after = plan.after[plan.section_number]
        cells = before.columns[plan.column]
        self._position.clear()
        for place in range(len(cells) + 1):
            if place == 0:
                words = self.tr("On top of column {column}")
            elif cells[place - 1].field:
                words = self.tr("Column {column}, below {field}")
            else:
                words = self.tr("Column {column}, below a gap")
            field = plan.called(cells[place - 1].field) if place else ""
            self._position.addItem(words.format(column=texts.number(plan.column + 1), field=field), place)
        self._position.setCurrentIndex(self._position.findData(plan.position))
        self._picture(self._now, self.tr("Now"), before, plan, "")
        self._picture(self._then, self.tr("Afterwards"), after, plan, plan.called(plan.field_name))
        others = len(plan.before) - 1
        self._others.setText(
            self.tr("The other %Ln sections of the layout stay as they are.", "", others)
            if others
            else self.tr("This is the only section of the layout.")
        )
        self._way.setText(
            self.tr(
                "It is written through the Metadata API, because the Tooling API does not save layouts for the "
                "connected user."
            )
        )
        self._way.setVisible(plan.way is LayoutApi.METADATA)
        self._for_whom.show_plan(plan)
        self._add.setFocus()
        if self._overtaken:
            self._outcome.say(self._overtaken, "warning")
            self._overtaken = ""

    def _picture(
        self, picture: LayoutPicture, title: str, section: LayoutSectionView, plan: LayoutPlan, new: str
    ) -> None:
        columns = [[plan.called(cell.field) for cell in one] for one in section.columns]
        fields = ", ".join(name for one in columns for name in one if name)
        picture.show_columns(columns, new, f"{title}, {section.label}: {fields}")

    # doing

    def _apply(self) -> None:
        plan, stop = self._plan, self._stop
        if plan is None:
            return
        self._wait(self.tr("Writing the layout and reading it back…"))
        self._is_writing = True
        self._shell.bridge.call(
            self,
            lambda: self._layouts.apply(plan, stop=stop),
            lambda way: self._applied(plan, way),
            self._refused,
            apart=True,
        )

    def _applied(self, plan: LayoutPlan, way: LayoutApi) -> None:
        if way is LayoutApi.TOOLING:
            sentence = self.tr(
                "{field} is on {layout}, in the section {section}. Salesforce was read again: everything else is "
                "where it was. The original is kept here."
            )
        else:
            sentence = self.tr(
                "{field} is on {layout}, in the section {section}, written through the Metadata API. Salesforce was "
                "read again: everything else is where it was. The original is kept here."
            )
        self._way.hide()
        self._finish(
            sentence.format(
                field=_called(self._shell, self._check, self._field),
                layout=plan.layout_name,
                section=plan.section or self.tr("A section without a name"),
            )
        )
        self._put_back.show()

    def _take_back(self) -> None:
        layout_id, stop = self._check.subject_id, self._stop
        self._wait(self.tr("Putting the original back and reading it…"))
        self._is_writing = True
        self._shell.bridge.call(
            self,
            lambda: self._layouts.put_back(layout_id, stop=stop),
            lambda _: self._taken_back(),
            self._refused,
            apart=True,
        )

    def _taken_back(self) -> None:
        self._finish(self.tr("{layout} is as it was before.").format(layout=self._check.subject))
        self._put_back.hide()

    def _finish(self, sentence: str) -> None:
        self._wait("")
        self._is_writing = False
        self._section.setEnabled(False)
        self._position.setEnabled(False)
        self._add.hide()
        self.close_button.set_text(self.tr("Close"))
        self.close_button.setFocus()
        self._outcome.say(sentence, "good")
        self.changed.emit()

    def _refused(self, problem: Problem) -> None:
        was_writing, self._is_writing = self._is_writing, False
        self._wait("")
        sentence = f"{texts.text_of_problem(problem)} ({problem.code})"
        if problem.code == LAYOUT_CHANGED and self._plan is not None:
            # Somebody else was at the layout: show what adding the field means now.
            self._overtaken = sentence
            self._ask(None, None)
            return
        self._outcome.say(sentence, "bad")
        if self._plan is None:
            self._form.hide()
            self._add.hide()
            self.close_button.set_text(self.tr("Close"))
        elif was_writing:
            self.changed.emit()

    def _wait(self, doing: str) -> None:
        """While something is under way nothing else can be asked for, and a write is not walked away from."""
        waiting = bool(doing)
        self._busy.setVisible(waiting)
        self._busy.setAccessibleName(doing)
        self._form.setEnabled(not waiting)
        self._add.setEnabled(not waiting and self._plan is not None)
        self._put_back.setEnabled(not waiting)
        self._outcome.say(doing, "secondary")

    def reject(self) -> None:
        if not self._is_writing:
            self._stop.set()
            super().reject()


class PutBackDialog(Dialog):
    """Asks once more before a layout is written as it was.

    Signals:
        changed: the layout is another one in Salesforce now.
    """

    changed = Signal()

    def __init__(self, shell: Shell, parent: QWidget, check: Check) -> None:
        super().__init__(shell.theme, parent)
        self._shell, self._check = shell, check
        self._is_writing = False
        self.resize(shell.theme.px(520), shell.theme.px(200))
        self.set_texts(
            self.tr("Put {layout} back as it was?").format(layout=check.subject),
            self.tr(
                "The layout is written as it was before this program added {field}, and read again. A change that "
                "somebody made since is noticed and left alone."
            ).format(field=_called(shell, check, _newest(shell, check))),
        )
        self._outcome = TextLabel(shell.theme, wrap=True, selectable=True)
        self._outcome.hide()
        self.add(self._outcome)
        self.body.addStretch(1)
        self.close_button.set_text(self.tr("Cancel"))
        self._do = PrimaryButton(shell.theme)
        self._do.set_text(self.tr("Put the original back"))
        self._do.clicked.connect(self._put_back)
        self.foot.addWidget(self._do)

    def _put_back(self) -> None:
        layout_id, layouts = self._check.subject_id, self._shell.engine.checklist.layouts
        self._is_writing = True
        self._do.setEnabled(False)
        self._outcome.say(self.tr("Putting the original back and reading it…"), "secondary")
        self._shell.bridge.call(
            self, lambda: layouts.put_back(layout_id), lambda _: self._done(), self._refused, apart=True
        )

    def _done(self) -> None:
        self._is_writing = False
        self._do.hide()
        self.close_button.set_text(self.tr("Close"))
        self.close_button.setFocus()
        self._outcome.say(self.tr("{layout} is as it was before.").format(layout=self._check.subject), "good")
        self.changed.emit()

    def _refused(self, problem: Problem) -> None:
        self._is_writing = False
        self._do.setEnabled(True)
        self._outcome.say(f"{texts.text_of_problem(problem)} ({problem.code})", "bad")

    def reject(self) -> None:
        if not self._is_writing:
            super().reject()


def _called(shell: Shell, check: Check, field: OptOutField) -> str:
    """What people call a checkbox: as their org does, with our word beside it where that is another."""
    looked = shell.engine.checklist.last()
    words = looked.words if looked is not None else OrgWords()
    return texts.shown(words.field(check.object, field))


def _newest(shell: Shell, check: Check) -> OptOutField:
    """The checkbox that was added last to the layout of a check: that is what is taken back, whichever row asks."""
    for kept in shell.engine.checklist.layouts.kept():
        if kept.layout_id == check.subject_id:
            return field_named(kept.field)
    return check.field or OptOutField.SALESFORCE
