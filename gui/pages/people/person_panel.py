"""One person: who it is, the unsubscribe, the records in Salesforce, the history, the pushes."""

from __future__ import annotations

import logging

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.connection.state import ConnectionState
from core.deadlines.standing import Standing
from core.messages import Problem
from core.salesforce.people.org_extras import Individual
from core.store.people_list import PersonCard
from gui import texts
from gui.pages.page import Shell
from gui.pages.people.person_parts import Parts
from gui.plain import set_tip
from gui.theme import TextRole
from gui.web import open_page
from gui.widgets.buttons import SecondaryButton
from gui.widgets.labels import TextLabel, column, rule
from gui.widgets.pill import Pill
from gui.widgets.state_view import StateView

log = logging.getLogger(__name__)


class PersonPanel(QFrame):
    """Shows one person at a time, or that nobody is chosen. Reads beside the GUI thread.

    Signals:
        resubscribe_asked, unsubscribe_asked: with the address, from the button of the same name.
        tick_asked, leave_asked: with the ID of a record whose box somebody unticked.
        left: Esc was pressed, so that the keyboard goes back to the list.
    """

    left = Signal()

    resubscribe_asked = Signal(str)
    unsubscribe_asked = Signal(str)
    tick_asked = Signal(str)
    leave_asked = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("card")
        self._shell, self._theme = shell, shell.theme
        self._person_id: int | None = None
        self._card: PersonCard | None = None
        self._deadline: Standing | None = None
        self._individuals: tuple[Individual, ...] = ()
        self._nobody = StateView(self._theme, shell.icons)
        self._area = QScrollArea()
        self._area.setObjectName("panel")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nobody)
        self._stack.addWidget(self._area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(self._stack)

    # texts and values

    def retranslate(self) -> None:
        """Put every text in place."""
        self._nobody.show_state(
            "people",
            self.tr("No one selected"),
            self.tr("Choose a person in the list to see the records, the history and the pushes."),
        )
        if self._card is not None:
            self._build(self._card)

    @property
    def person_id(self) -> int | None:
        """Who is shown."""
        return self._person_id

    def show_person(self, person_id: int | None) -> None:
        """Show somebody; with nobody to show it leaves its room to the list."""
        if person_id != self._person_id:
            self._person_id, self._card, self._individuals = person_id, None, ()
        self.setVisible(person_id is not None)
        if person_id is None:
            self._stack.setCurrentWidget(self._nobody)
        else:
            self.refresh()

    def refresh(self) -> None:
        """Read the person who is shown again."""
        person_id = self._person_id
        if person_id is None:
            return
        engine = self._shell.engine

        def arrived(found: tuple[PersonCard | None, Standing | None]) -> None:
            if person_id == self._person_id:
                self._take(*found)

        def failed(problem: Problem) -> None:
            if person_id == self._person_id:
                self._nobody.show_state("warning", texts.text_of(problem.what), texts.text_of(problem.fix))
                self._stack.setCurrentWidget(self._nobody)

        def read() -> tuple[PersonCard | None, Standing | None]:
            return (
                engine.people.person(person_id, engine.settings.opt_out_field),
                engine.deadlines.of_person(person_id),
            )

        self._shell.bridge.call(self, read, arrived, failed)

    def focus_content(self) -> None:
        """Take the keyboard; the arrow keys scroll, Tab goes from link to link."""
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _take(self, card: PersonCard | None, deadline: Standing | None) -> None:
        if card is None:
            self._person_id = None
            self._stack.setCurrentWidget(self._nobody)
            return
        # Built anew only when something is different: it would take the keyboard away from its buttons.
        if (card, deadline) != (self._card, self._deadline):
            same = self._card is not None
            self._card, self._deadline = card, deadline
            self._build(card, keep_place=same)
            self._ask_for_individuals(card.row.id)
        self._stack.setCurrentWidget(self._area)

    def _ask_for_individuals(self, person_id: int) -> None:
        """Ask the org, where it can be reached now; the rest of the person never waits for that."""
        engine = self._shell.engine
        if engine.connection.state().state is not ConnectionState.CONNECTED:
            return

        def arrived(found: list[Individual]) -> None:
            if person_id == self._person_id and tuple(found) != self._individuals and self._card is not None:
                self._individuals = tuple(found)
                self._build(self._card)

        self._shell.bridge.call(
            self, lambda: engine.individuals.of(person_id), arrived, self._not_told, apart=True
        )

    def _not_told(self, problem: Problem) -> None:
        """Nothing is shown of what could not be asked: the next look at the person asks again."""
        log.info("the Individual of a person could not be read: %s", problem.code)

    def _build(self, card: PersonCard, *, keep_place: bool = True) -> None:
        place = self._area.verticalScrollBar().value() if keep_place else 0
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self._area.isAncestorOf(focused)
        inside = QWidget()
        inside.setObjectName("panelInside")
        body = column(self._theme, spacing=16, margins=(20, 16, 16, 20))
        body.addWidget(self._head(card))
        parts = Parts(self._shell, self._open_record)
        built = [
            parts.unsubscribe(card, self._deadline),
            parts.records(card),
            parts.history(card),
            parts.pushes(card),
        ]
        if card.cleared:
            built.insert(1, parts.cleared(card, self.tick_asked.emit, self.leave_asked.emit))
        if self._individuals:
            built.insert(2 + bool(card.cleared), parts.individuals(self._individuals))
        for part in built:
            body.addWidget(rule())
            body.addWidget(part)
        # A stretch and not an alignment at the top, which gives wrapped texts too little height.
        body.addStretch(1)
        inside.setLayout(body)
        self._area.setWidget(inside)
        self._area.setAccessibleName(self.tr("Details of {person}").format(person=_name(card)))
        self._area.verticalScrollBar().setValue(place)
        if had_focus:
            self.focus_content()

    def _head(self, card: PersonCard) -> QWidget:
        theme, row = self._theme, card.row
        head = QWidget()
        lines = column(theme, spacing=4)
        if row.name:
            name = TextLabel(theme, TextRole.HEADING, wrap=True, selectable=True)
            name.setText(row.name)
            lines.addWidget(name)
        lines.addWidget(self._address(row.email, TextRole.BODY if row.name else TextRole.HEADING))
        about = " · ".join(text for text in (card.title, row.company) if text)
        if about:
            work = TextLabel(theme, TextRole.SMALL, tone="secondary", wrap=True)
            work.setText(about)
            lines.addWidget(work)
        pill = Pill(theme)
        out = row.unsubscribed_at is not None
        pill.set_state(
            self.tr("Unsubscribed") if out else self.tr("Not unsubscribed"), "warning" if out else "neutral"
        )
        button = SecondaryButton(theme)
        button.set_text(self.tr("Re-subscribe…") if out else self.tr("Unsubscribe…"))
        asked = self.resubscribe_asked if out else self.unsubscribe_asked
        button.clicked.connect(lambda: asked.emit(row.email))
        lines.addSpacing(theme.px(6))
        lines.addWidget(pill, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addSpacing(theme.px(6))
        lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if out:
            known_as = TextLabel(theme, TextRole.SMALL, tone="secondary", wrap=True)
            known_as.setText(self.tr("In Marketo Sales: Remove Unsubscribe"))
            lines.addWidget(known_as)
        head.setLayout(lines)
        return head

    def _address(self, email: str, role: TextRole) -> QLineEdit:
        """An address, which breaks nowhere: to be read and copied however long it is."""
        line = QLineEdit(email)
        line.setObjectName("plain")
        line.setReadOnly(True)
        line.setFont(self._theme.font(role))
        line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        line.setAccessibleName(self.tr("Address"))
        set_tip(line, email)
        line.setCursorPosition(0)
        return line

    def _open_record(self, record_id: str) -> None:
        org = self._shell.engine.connection.state().org
        if org is not None:
            open_page(f"{org.browser_url}/{record_id}")


def _name(card: PersonCard) -> str:
    return card.row.name or card.row.email
