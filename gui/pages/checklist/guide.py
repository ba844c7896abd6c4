"""The guide: the documented steps for each object and those of field-level security, with drawings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.checklist.org_words import OrgWords
from core.store.types.fields import OptOutField
from gui import texts
from gui.pages.checklist.guide_step import GuideStep, StepMark, StepRow
from gui.pages.checklist.guide_words import CLASSIC, LIGHTNING, Wording
from gui.pages.page import Shell
from gui.widgets.card import Card
from gui.widgets.flow import FlowLayout
from gui.widgets.labels import column, rule
from gui.widgets.pill import Pill
from gui.widgets.segments import Segments

OBJECTS = ("Contact", "Lead", "Account")
LAYOUT_STEPS = ("sign_in", "setup", "quick_find", "page_layouts", "edit", "fields", "drag", "save")
SECURITY_STEPS = ("security_fields", "security_field", "security_button", "security_visible", "security_save")


class GuideCard(Card):
    """Some steps, one below the other.

    Signals:
        ticked: as StepRow.
    """

    ticked = Signal(str, bool)

    def __init__(self, shell: Shell, step_ids: Sequence[str]) -> None:
        super().__init__(shell.theme)
        self._shell = shell
        self.wrap_title()
        self.rows: dict[str, StepRow] = {}
        for number, step_id in enumerate(step_ids, 1):
            if number > 1:
                self.add(rule())
            made = StepRow(shell, step_id, number)
            made.ticked.connect(self.ticked)
            self.rows[step_id] = made
            self.add(made)

    def show_steps(self, steps: Sequence[GuideStep], style: str, wording: Wording) -> None:
        """Show those of the steps that belong to this card."""
        for step in steps:
            if step.id in self.rows:
                self.rows[step.id].show_step(step, style, wording)


class ChecklistGuide(QWidget):
    """For one object at a time, in Lightning or in Classic.

    Signals:
        turned: another object is looked at.
        ticked: the admin ticked a step of the object, or took the tick away; carries step, object and which.
    """

    turned = Signal()
    ticked = Signal(str, str, bool)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        theme = shell.theme
        self._head = Card(theme)
        self._progress = Pill(theme)
        self._head.add_in_corner(self._progress)
        self.objects = Segments(theme, *OBJECTS)
        self.objects.chosen.connect(self.turned)
        self.style_choice = Segments(theme, LIGHTNING, CLASSIC)
        self.style_choice.chosen.connect(self._show)
        choices = FlowLayout(theme, spacing=8, last_right=True)
        choices.addWidget(self.objects)
        choices.addWidget(self.style_choice)
        self._head.add(choices)
        self._layout = GuideCard(shell, LAYOUT_STEPS)
        self._security = GuideCard(shell, SECURITY_STEPS)
        whole = column(theme, spacing=16)
        for card in (self._head, self._layout, self._security):
            whole.addWidget(card)
        self._layout.ticked.connect(self._tell)
        self._security.ticked.connect(self._tell)
        self.setLayout(whole)
        self._steps: Sequence[GuideStep] = ()
        self._field = OptOutField.SALESFORCE
        self._words = OrgWords()

    def retranslate(self) -> None:
        """Put every text in place."""
        self.objects.set_texts({name: texts.word(name) for name in OBJECTS}, self.tr("Object"))
        self.style_choice.set_texts(
            {LIGHTNING: self.tr("Lightning"), CLASSIC: self.tr("Classic")},
            self.tr("How your Salesforce looks"),
        )
        self._head.set_texts(
            self.tr("The way there, click by click"),
            self.tr(
                "Once for each object, by a Salesforce administrator. The check marks by itself what it can see; "
                "tick the rest as you go. Each org has ticks of its own."
            ),
        )
        self._show()

    def offer(self, objects: Sequence[str]) -> None:
        """Offer these objects, those of the org."""
        self.objects.show_only(*objects)

    def show_steps(self, steps: Sequence[GuideStep], field: OptOutField, words: OrgWords) -> None:
        """Show how the steps stand for the chosen object; `words` are the org's own."""
        self._steps, self._field, self._words = steps, field, words
        self._show()

    def _show(self, _name: str = "") -> None:
        wording = Wording(self._words, self.objects.current, self._field)
        name, field = texts.shown(wording.object), texts.shown(wording.field)
        self._layout.set_texts(
            self.tr("Put {field} on the page layout of {object}").format(field=field, object=name),
            self.tr("So that people who open a record see the opt-out and can change it."),
        )
        self._security.set_texts(
            self.tr("Make {field} visible and editable").format(field=field),
            self.tr(
                "Field-level security hides the field more often than a layout does: it can be on every layout and "
                "still be missing for the user that this program signs in as."
            ),
        )
        for card in (self._layout, self._security):
            card.show_steps(self._steps, self.style_choice.current, wording)
        done = sum(step.mark is not StepMark.OPEN for step in self._steps)
        self._progress.set_state(
            self.tr("{done} of {total} steps").format(
                done=texts.number(done), total=texts.number(len(self._steps))
            ),
            "good" if self._steps and done == len(self._steps) else "neutral",
        )

    def _tell(self, step_id: str, on: bool) -> None:
        self.ticked.emit(step_id, self.objects.current, on)
