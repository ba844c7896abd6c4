"""One entry of the status log in full: what, to which record, why, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from core.store.types.log import LogEntry
from gui import texts
from gui.models.log_model import TONES, level_text
from gui.pages.checklist_link import ChecklistLink, entry_concerns_field
from gui.pages.page import Shell
from gui.theme import TextRole
from gui.widgets.buttons import LinkButton, SecondaryButton
from gui.widgets.labels import TextLabel, column, row
from gui.widgets.record_link import RecordLink, record_address
from gui.widgets.scrolled import scrolled


class LogDetail(QFrame):
    """Hidden until an entry is chosen.

    Signals:
        run_asked: all entries of the sync with this number are wanted.
        left: Escape, or Close.
    """

    run_asked = Signal(object)
    left = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("card")
        self._shell = shell
        self._entry: LogEntry | None = None
        theme = shell.theme
        self._level = TextLabel(theme, TextRole.STRONG)
        self._org_state = TextLabel(theme, tone="secondary")
        self._run = LinkButton(theme)
        self._run.clicked.connect(self._ask_run)
        self._checklist = ChecklistLink(shell)
        self.copy_button = SecondaryButton(theme)
        self.copy_button.clicked.connect(self.copy)
        self._close = LinkButton(theme)
        self._close.clicked.connect(self.left)
        head = row(theme, spacing=12)
        head.addWidget(self._level)
        head.addWidget(self._org_state)
        head.addWidget(self._run)
        head.addStretch(1)
        head.addWidget(self._checklist)
        head.addWidget(self.copy_button)
        head.addWidget(self._close)
        self._message = TextLabel(theme, TextRole.HEADING, wrap=True, selectable=True)
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(theme.px(24))
        self._lines.setVerticalSpacing(theme.px(8))
        self._lines.setColumnStretch(1, 1)
        self._names = [TextLabel(theme, tone="secondary") for _ in range(5)]
        self._email, self._code, self._detail, self._fix = (
            TextLabel(theme, wrap=True, selectable=True) for _ in range(4)
        )
        self._record = RecordLink(theme)
        # What to do comes before the raw words: it must be in sight without scrolling.
        self._values = (self._email, self._record, self._fix, self._code, self._detail)
        for place, (name, value) in enumerate(zip(self._names, self._values, strict=True)):
            self._lines.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
            self._lines.addWidget(value, place, 1)
        # A link has room around it for its focus; the text is to stand in line with the others.
        self._names[1].setContentsMargins(0, theme.px(4), 0, 0)
        for label in (self._email, self._code, self._detail, self._fix):
            label.setContentsMargins(theme.px(2), 0, 0, 0)
        self._lines.setAlignment(self._record, Qt.AlignmentFlag.AlignLeft)
        inside = QWidget()
        texts_below = column(theme, spacing=12)
        texts_below.addWidget(self._message)
        texts_below.addLayout(self._lines)
        texts_below.addStretch(1)
        inside.setLayout(texts_below)
        self._area = scrolled(inside, "onCard")
        self._area.setObjectName("onCard")
        whole = column(theme, spacing=8, margins=(24, 12, 16, 12))
        whole.addLayout(head)
        whole.addWidget(self._area, 1)
        self.setLayout(whole)
        self.hide()

    def retranslate(self) -> None:
        """Put every text in place."""
        self.copy_button.set_text(self.tr("Copy details"))
        self._checklist.retranslate()
        self._close.set_text(self.tr("Close"))
        self.setAccessibleName(self.tr("The chosen entry"))
        for label, name in zip(self._names, self._line_names(), strict=True):
            label.setText(name)
        self.show_entry(self._entry)

    def show_entry(self, entry: LogEntry | None) -> None:
        """Show an entry, or nothing at all."""
        self._entry = entry
        self.setVisible(entry is not None)
        if entry is None:
            return
        self._level.setText(level_text(entry.level))
        self._level.set_tone(TONES[entry.level])
        self._org_state.setText(f"{texts.word(entry.kind)} · {self._moment(entry)}")
        self._run.setVisible(entry.run_id is not None)
        self._run.set_text(self.tr("All of this sync"))
        self._checklist.setVisible(entry_concerns_field(entry))
        self._message.setText(texts.text_of(entry.message))
        self._email.setText(entry.email)
        self._record.set_record(entry.salesforce_id, self._shell.engine.connection.state().org)
        self._code.setText(entry.code)
        self._detail.setText(entry.detail)
        self._fix.setText(texts.text_of(entry.fix) if entry.fix else "")
        for name, value, text in zip(self._names, self._values, self._line_texts(entry), strict=True):
            name.setVisible(bool(text))
            value.setVisible(bool(text))
        self._area.verticalScrollBar().setValue(0)

    def copy(self) -> None:
        """Put everything that is known of the entry on the clipboard, as text."""
        if self._entry is not None:
            QGuiApplication.clipboard().setText(self._as_text(self._entry))

    def _as_text(self, entry: LogEntry) -> str:
        org = self._shell.engine.connection.state().org
        lines = [
            f"{self._moment(entry)} · {texts.word(entry.level)} · {texts.word(entry.kind)}",
            texts.text_of(entry.message),
        ]
        for name, text in zip(self._line_names(), self._line_texts(entry), strict=True):
            if text:
                lines.append(f"{name}: {text}")
        if entry.salesforce_id and org is not None:
            lines.append(record_address(org, entry.salesforce_id))
        return "\n".join(lines)

    def _line_names(self) -> tuple[str, ...]:
        return (
            self.tr("Address"),
            self.tr("Salesforce ID"),
            self.tr("What to do"),
            self.tr("Code"),
            self.tr("Details"),
        )

    def _line_texts(self, entry: LogEntry) -> tuple[str, ...]:
        fix = texts.text_of(entry.fix) if entry.fix else ""
        return (entry.email, entry.salesforce_id, fix, entry.code, entry.detail)

    def _moment(self, entry: LogEntry) -> str:
        return f"{texts.to_the_second(entry.at)} {texts.zone_name(entry.at.astimezone())}"

    def _ask_run(self) -> None:
        if self._entry is not None:
            self.run_asked.emit(self._entry.run_id)
