"""The dialog for the one act that can clear an opt-out: deliberate, with a reason, with consent on record."""

from __future__ import annotations

import threading

from PySide6.QtWidgets import QButtonGroup, QWidget

from core.messages import Problem
from core.sync.resubscribe import REACHES_MARKETO_ENGAGE, UNDONE_BY_NEXT_SYNC, ResubscribePreview
from core.sync.sending.clearing_recorder import ResubscribeReport
from gui import texts
from gui.models.preview_model import record_name
from gui.pages.page import Shell
from gui.theme import TextRole
from gui.widgets.banner import Banner
from gui.widgets.buttons import DangerButton
from gui.widgets.check_box import CheckBox
from gui.widgets.choice import Choice
from gui.widgets.dialog import Dialog
from gui.widgets.labels import TextLabel, column
from gui.widgets.reason import ReasonFields
from gui.widgets.scrolled import scrolled


class ResubscribeDialog(Dialog):
    """Says what each choice means before it is made, and what came of it afterwards."""

    def __init__(self, shell: Shell, parent: QWidget, email: str) -> None:
        super().__init__(shell.theme, parent)
        self._shell, self._email = shell, email
        theme = shell.theme
        self.resize(theme.px(620), theme.px(660))
        self._stop = threading.Event()
        self._preview: ResubscribePreview | None = None
        self._caution = Banner(theme, shell.icons)
        self._reason = ReasonFields(theme)
        self._here, self._both = Choice(theme), Choice(theme)
        self._records = TextLabel(theme, TextRole.SMALL, wrap=True, selectable=True)
        self._others = TextLabel(theme, TextRole.SMALL, tone="warning", wrap=True)
        self._other_box = CheckBox(theme)
        self._other_records = TextLabel(theme, TextRole.SMALL, wrap=True, selectable=True)
        self._engage = TextLabel(theme, TextRole.SMALL, tone="warning", wrap=True)
        self._consent = CheckBox(theme)
        self._outcome = TextLabel(theme, wrap=True, selectable=True)
        self._outcome.hide()
        self._confirm = DangerButton(theme)
        self._confirm.setEnabled(False)
        self.foot.addWidget(self._confirm)
        self._lay_out()
        self._put_texts()
        self._group.buttonClicked.connect(self._weigh)
        self._reason.changed.connect(self._weigh)
        self._consent.toggled.connect(self._weigh)
        self._other_box.toggled.connect(self._weigh)
        self._confirm.clicked.connect(self._do)
        self._reason.setFocus()
        shell.bridge.call(
            self,
            lambda: shell.engine.resubscribe.preview(email),
            self._show_preview,
            self._refused,
            apart=True,
        )

    def _lay_out(self) -> None:
        theme = self.theme
        self._group = QButtonGroup(self)
        for choice in (self._here, self._both):
            self._group.addButton(choice.button)
        choices = column(theme, spacing=12)
        choices.addWidget(self._here)
        choices.addWidget(self._both)
        told = column(theme, spacing=4, margins=(34, 0, 0, 0))
        told.addWidget(self._records)
        told.addWidget(self._others)
        told.addWidget(self._other_box)
        told.addWidget(self._other_records)
        told.addWidget(self._engage)
        choices.addLayout(told)
        inside = QWidget()
        lines = column(theme, spacing=16, margins=(0, 0, 2, 0))
        lines.addWidget(self._caution)
        lines.addWidget(self._reason)
        lines.addLayout(choices)
        lines.addWidget(self._consent)
        lines.addStretch(1)
        inside.setLayout(lines)
        self._form = scrolled(inside)
        self.add(self._form, 1)
        self.add(self._outcome)

    def _put_texts(self) -> None:
        self.set_texts(
            self.tr("Re-subscribe {email}").format(email=self._email),
            self.tr(
                "Marketo Sales calls this Remove Unsubscribe. What you do here is kept in the history of the person, "
                "with the reason and your name."
            ),
        )
        self._caution.show_message(
            "warning",
            self.tr("Their consent must be on record"),
            self.tr(
                "Whoever mails a person who has unsubscribed needs proof that the person agreed to it again."
            ),
        )
        self._reason.set_texts(
            self.tr("Reason"),
            self.tr("Note"),
            self.tr("When, how, and where it is filed"),
            self.tr("Choose a reason"),
            (
                self.tr("The person asked in writing"),
                self.tr("The person asked by phone"),
                self.tr("Unsubscribed by mistake"),
                self.tr("Other"),
            ),
        )
        self._here.set_texts(self.tr("Only here"), self.tr("Looking at what is known of Salesforce…"))
        self._both.set_texts(
            self.tr("Both sides"),
            self.tr(
                "The unsubscribe here ends, and the records in Salesforce are cleared and read back. Where one of them "
                "refuses, all is taken back."
            ),
        )
        self._consent.set_text(self.tr("I have this person's consent on record"))
        self.close_button.set_text(self.tr("Cancel"))
        self._confirm.set_text(self.tr("Re-subscribe"))

    # weighing

    def _show_preview(self, preview: ResubscribePreview) -> None:
        self._preview = preview
        ticked = len(preview.ticked)  # what stays on records that are gone counts no longer
        self._here.set_texts(
            self.tr("Only here"),
            self.tr(
                "Salesforce is still ticked, on {count} of the records below: removed only here, the next sync "
                "unsubscribes this person again."
            ).format(count=texts.number(ticked))
            if ticked
            else self.tr(
                "As last seen, Salesforce is not opted out. Where it is, the next sync unsubscribes again."
            ),
        )
        field = texts.word(preview.field)
        lines = [
            self.tr("{field} will be unticked: {record}, {id}").format(
                field=field, record=record_name(one), id=one.id
            )
            for one in preview.ticked
        ]
        lines += [
            self.tr("{field} stays ticked and counts no longer: {record}, {id} ({state})").format(
                field=field, record=record_name(one), id=one.id, state=texts.word(one.state)
            )
            for one in preview.immovable
        ]
        lines = lines or [self.tr("No record is known to be ticked; each is read again before.")]
        self._records.setText("\n".join(lines))
        self._show_other_box(preview)
        self._others.setVisible(bool(preview.others))
        self._others.setText(
            self.tr(
                "These records belong to other unsubscribed people as well, so the next sync opts them out "
                "again: {people}"
            ).format(people=", ".join(preview.others))
        )
        self._weigh()

    def _show_other_box(self, preview: ResubscribePreview) -> None:
        other = texts.word(preview.other_field)
        self._other_box.set_text(self.tr("Clear {field} as well").format(field=other))
        meant = [
            self.tr("{field} is ticked: {record}, {id}").format(
                field=other, record=record_name(one), id=one.id
            )
            for one in preview.other_ticked
        ] or [self.tr("{field} is ticked on no known record.").format(field=other)]
        meant.append(
            self.tr(
                "Without this choice it stays as it is: it says whether another kind of mail may be sent."
            )
        )
        self._other_records.setText("\n".join(meant))
        self._engage.setText(texts.text_of(REACHES_MARKETO_ENGAGE))

    def _weigh(self, _value: object = None) -> None:
        """What still lacks keeps the button grey; the button says so to those who ask it."""
        both = self._both.button.isChecked()
        self._other_box.setEnabled(both)
        if not both:
            self._other_box.setChecked(False)
        fields = {self._preview.field} if self._preview is not None else set()
        if self._preview is not None and self._other_box.isChecked():
            fields.add(self._preview.other_field)
        self._engage.setVisible(both and any(field.reaches_marketo_engage for field in fields))
        lacks = ""
        if self._preview is None:
            lacks = self.tr("Wait until the records are known")
        elif not self._reason.text():
            lacks = self.tr("Write a note") if self._reason.is_other() else self.tr("Choose a reason")
        elif self._group.checkedButton() is None:
            lacks = self.tr("Choose one or both sides")
        elif not self._consent.isChecked():
            lacks = self.tr("Confirm that consent is on record")
        self._confirm.set_hindrance(lacks)

    # doing

    def _do(self) -> None:
        engine, email, reason = self._shell.engine, self._email, self._reason.text()
        both, stop = self._both.button.isChecked(), self._stop
        both_boxes = self._other_box.isChecked()
        self._form.setEnabled(False)
        self._confirm.setEnabled(False)
        self._outcome.say(
            self.tr("Clearing in Salesforce…") if both else self.tr("Re-subscribing…"), "secondary"
        )
        self._shell.bridge.call(
            self,
            lambda: engine.resubscribe.resubscribe(
                email, reason=reason, who=engine.who, both_sides=both, both_boxes=both_boxes, stop=stop
            ),
            self._done,
            self._refused,
            apart=True,
        )

    def _done(self, report: ResubscribeReport) -> None:
        lines = []
        for box in report.boxes:
            field = texts.word(box.field)
            lines += [
                self.tr("{field} unticked: {record}").format(field=field, record=_named(report, record_id))
                for record_id in box.cleared
            ]
            lines += [
                self.tr("Salesforce refused {field} of {record} ({code}): {problem}").format(
                    field=field,
                    record=_named(report, record_id),
                    code=problem.code,
                    problem=texts.text_of_problem(problem),
                )
                for record_id, problem in box.refused
            ]
        if report.brought_back:
            lines.append(
                self.tr("Taken back, and opted out again: {records}").format(
                    records=", ".join(report.brought_back)
                )
            )
        if report.ended:
            lines.append(self.tr("{email} is re-subscribed here.").format(email=report.email))
            if report.still_ticked:
                lines.append(texts.text_of(UNDONE_BY_NEXT_SYNC))
        elif report.refused:
            lines.append(self.tr("{email} stays unsubscribed here.").format(email=report.email))
        self._form.hide()
        self._confirm.hide()
        self.close_button.set_text(self.tr("Close"))
        self.close_button.setFocus()
        bad, half = any(box.refused for box in report.boxes), bool(report.still_ticked)
        self._outcome.say("\n".join(lines), "bad" if bad else "warning" if half else "good")
        self.adjustSize()

    def _refused(self, problem: Problem) -> None:
        self._form.setEnabled(True)
        self._weigh()
        self._outcome.say(f"{texts.text_of_problem(problem)} ({problem.code})", "bad")

    def reject(self) -> None:
        # A call on its way is ended; what it has not reached stays unsubscribed, which is the safe side.
        self._stop.set()
        super().reject()


def _named(report: ResubscribeReport, record_id: str) -> str:
    record = report.records.get(record_id)
    return f"{record_name(record)}, {record_id}" if record is not None else record_id
