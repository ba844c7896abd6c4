"""What is shown where the window of a data directory cannot open: why, what to do, and the ways on from there."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtWidgets import QFrame, QWidget

from core.connection.org_folders import APP_NAME
from core.messages import Problem
from core.store.begin_anew import LOST
from core.store.trouble import DAMAGED
from gui import texts
from gui.theme import TextRole, Theme
from gui.widgets.buttons import DangerButton, PrimaryButton
from gui.widgets.check_box import CheckBox
from gui.widgets.copy_field import CopyField
from gui.widgets.dialog import Dialog
from gui.widgets.labels import TextLabel, column, row


class WayOn(Enum):
    """What the admin chose."""

    NOTHING = auto()
    AGAIN = auto()
    ANEW = auto()


class StartTrouble(Dialog):
    """Stays until one of the ways on is chosen, which `way_on` says. Closing it is none of them.

    Where the database is lost it offers to begin anew, and names what is lost with that; only a tick beside it lets
    the button be pressed.
    """

    def __init__(self, theme: Theme, problem: Problem, parent: QWidget | None = None) -> None:
        """Above the window `parent`, which stays; without one, nothing else is open."""
        super().__init__(theme, parent)
        self.way_on = WayOn.NOTHING
        self.setMinimumWidth(theme.px(560))
        lost = problem.code in LOST
        self.set_texts(self._title_for(problem), texts.text_of_problem(problem))
        if parent is None:
            self.setWindowTitle(APP_NAME)
        if lost:
            self.add(self._beginning_anew())
        if problem.detail:
            self.add(self._detail(problem))
        self.close_button.set_text(self.tr("Stay here") if parent is not None else self.tr("Close"))
        self.again = PrimaryButton(theme)
        self.again.set_text(self.tr("Try again"))
        self.again.setDefault(True)
        self.again.clicked.connect(lambda: self._choose(WayOn.AGAIN))
        self.foot.addWidget(self.again)
        self.again.setFocus()

    def _title_for(self, problem: Problem) -> str:
        if problem.code == DAMAGED:
            return self.tr("The people database is damaged")
        if problem.code in LOST:
            return self.tr("The people database is not there")
        return self.tr("Unsubscribe Sync cannot open")

    def _beginning_anew(self) -> QFrame:
        theme = self.theme
        frame = QFrame()
        frame.setObjectName("framed")
        inside = column(theme, spacing=8, margins=(16, 12, 16, 12))
        heading = TextLabel(theme, TextRole.STRONG, wrap=True)
        heading.setText(self.tr("If it is lost for good"))
        what = TextLabel(theme, tone="secondary", wrap=True)
        what.setText(
            self.tr(
                "Beginning anew makes an empty database. The people, their unsubscribes with the history that proves "
                "them, the pushes that wait, the settings and the status log are not in it. Whatever is left of the "
                "old files is put aside, and not deleted."
            )
        )
        self.meant = CheckBox(theme)
        self.meant.set_text(self.tr("Go on without them"))
        self.anew = DangerButton(theme)
        self.anew.set_text(self.tr("Begin anew"))
        self.anew.setEnabled(False)
        self.meant.toggled.connect(self.anew.setEnabled)
        self.anew.clicked.connect(lambda: self._choose(WayOn.ANEW))
        for part in (heading, what, self.meant):
            inside.addWidget(part)
        below = row(theme)
        below.addWidget(self.anew)
        below.addStretch(1)
        inside.addLayout(below)
        frame.setLayout(inside)
        return frame

    def _detail(self, problem: Problem) -> CopyField:
        field = CopyField(self.theme)
        field.set_texts(self.tr("Raw text"), self.tr("Copy"), self.tr("Copied"))
        field.set_value(f"{problem.code}: {problem.detail}")
        return field

    def _choose(self, way: WayOn) -> None:
        self.way_on = way
        self.accept()
