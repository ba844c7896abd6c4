"""One step of the guide as a row: a drawing of where to click, what to do, and how the step stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from core.checklist.results import CheckState
from gui import texts
from gui.drawings import Drawing
from gui.pages.checklist.guide_words import CLASSIC, STEPS, Wording
from gui.pages.page import Shell
from gui.plain import set_tip
from gui.theme import TextRole
from gui.web import open_page
from gui.widgets.buttons import LinkButton
from gui.widgets.check_box import CheckBox
from gui.widgets.check_sign import CheckSign
from gui.widgets.labels import TextLabel, column, row

_LEAST_BESIDE = 220
"""How much room the words need beside the drawing; with less they stand below it."""


class StepMark(StrEnum):
    """How a step stands: open, seen as done by the check, or ticked by hand."""

    OPEN = "open"
    SEEN = "seen"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class GuideStep:
    """A step as it stands in the admin's own org."""

    id: str
    mark: StepMark
    link: str
    classic_link: str


class StepRow(QWidget):
    """A drawing, and beside it what to do.

    Signals:
        ticked: the admin ticked the step, or took the tick away; carries its name and which.
    """

    ticked = Signal(str, bool)

    def __init__(self, shell: Shell, step_id: str, number: int) -> None:
        super().__init__()
        theme = self._theme = shell.theme
        self.step_id, self._number, self._link = step_id, number, ""
        self.drawing = Drawing(theme)
        self._title = TextLabel(theme, TextRole.STRONG, wrap=True)
        self._text = TextLabel(theme, wrap=True, selectable=True)
        self._open = LinkButton(theme)
        self._open.clicked.connect(self._open_page)
        self._sign = CheckSign(theme, shell.icons)
        self._state = TextLabel(theme, TextRole.SMALL, wrap=True)
        self.box = CheckBox(theme)
        self.box.clicked.connect(lambda on: self.ticked.emit(self.step_id, on))
        state = row(theme, spacing=8)
        state.addWidget(self._sign)
        state.addWidget(self._state, 1)
        link = row(theme)
        link.addWidget(self._open)
        link.addStretch(1)
        box = row(theme)
        box.addWidget(self.box)
        box.addStretch(1)
        # A link has room around it for its focus; the texts are to stand in line with it.
        for label in (self._title, self._text):
            label.setContentsMargins(theme.px(2), 0, 0, 0)
        state.setContentsMargins(theme.px(2), 0, 0, 0)
        lines = column(theme, spacing=4)
        lines.addWidget(self._title)
        lines.addWidget(self._text)
        lines.addLayout(link)
        lines.addLayout(box)
        lines.addLayout(state)
        lines.addStretch(1)
        self._whole = row(theme, spacing=20)
        self._whole.addWidget(self.drawing, 0, Qt.AlignmentFlag.AlignTop)
        self._whole.addLayout(lines, 1)
        self.setLayout(self._whole)

    def show_step(self, step: GuideStep, style: str, wording: Wording) -> None:
        """Show how the step stands, in the words of an object."""
        words = STEPS[step.id]
        title = self.tr("{number}. {title}").format(
            number=texts.number(self._number), title=words.title_for(wording)
        )
        self._title.setText(title)
        text = words.text_for(style, wording)
        self._text.setText(text)
        self._link = step.classic_link if style == CLASSIC else step.link
        self._open.set_text(self.tr("Open in Salesforce"))
        set_tip(self._open, self._link)
        self._open.setAccessibleDescription(title)
        self._open.setVisible(bool(self._link))
        self.drawing.show_drawing(
            words.drawing_for(style),
            wording.in_drawing(),
            self.tr("Drawing: {text}").format(text=text),
        )
        seen = step.mark is StepMark.SEEN
        by_hand = step.mark is StepMark.BY_HAND
        self.box.set_text(self.tr("I have done this"))
        self.box.setAccessibleDescription(title)
        self.box.setVisible(not seen)
        self.box.setChecked(by_hand)
        if seen:
            self._sign.show_state(CheckState.DONE)
            self._state.setText(self.tr("Done, as the check saw"))
        elif by_hand:
            self._sign.show_ticked_by_hand()
            self._state.setText(self.tr("Ticked by hand: nothing was looked at"))
        self._state.set_tone("good" if seen else "secondary")
        self._sign.setVisible(seen or by_hand)
        self._state.setVisible(seen or by_hand)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < self.drawing.width() + self._theme.px(_LEAST_BESIDE)
        direction = QBoxLayout.Direction
        self._whole.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def _open_page(self) -> None:
        open_page(self._link)
