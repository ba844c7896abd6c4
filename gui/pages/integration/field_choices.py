"""The two radio buttons for the opt-out field, as Marketo Sales has them, with what hinders either."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtWidgets import QButtonGroup, QWidget

from core.settings import OPT_OUT_FIELD
from core.store.types.fields import OptOutField
from gui import texts
from gui.pages.checklist_link import go_to_checklist
from gui.pages.page import Shell
from gui.theme import TextRole
from gui.widgets.choice import Choice
from gui.widgets.labels import TextLabel, column


class FieldChoices(QWidget):
    """A choice takes effect at once."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell, self._engine = shell, shell.engine
        self._choices = {field: Choice(shell.theme) for field in OptOutField}
        self._group = QButtonGroup(self)
        choices = column(shell.theme, spacing=16)
        for choice in self._choices.values():
            self._group.addButton(choice.button)
            choice.help_asked.connect(lambda: go_to_checklist(self._shell))
            choices.addWidget(choice)
        self._apart = TextLabel(shell.theme, TextRole.SMALL, tone="secondary", wrap=True)
        self._apart.hide()
        apart = column(shell.theme, margins=(34, 0, 0, 0))
        apart.addWidget(self._apart)
        choices.addLayout(apart)
        self._group.buttonClicked.connect(self._choose)
        self.setLayout(choices)

    def retranslate(self) -> None:
        """Put every text in place."""
        for field, choice in self._choices.items():
            choice.set_texts(*self._called(field))

    def _called(self, field: OptOutField) -> tuple[str, str]:
        """The words of a radio button, and what is told of it."""
        match field:
            case OptOutField.SALESFORCE:
                return (
                    self.tr("Sync to Salesforce Opt Out field"),
                    self.tr("Selected by default. Updates only the Salesforce Email Opt Out field."),
                )
            case OptOutField.MARKETO_SALES:
                return (
                    self.tr("Sync to Marketo Sales Opt Out field"),
                    self.tr(
                        "Choose this to keep sales and marketing unsubscribes apart. Reads and updates only the "
                        "Marketo Sales Opt Out field, which comes with the Marketo Sales Insight package."
                    ),
                )
        assert_never(field)

    def refresh(self) -> None:
        """Put every value in place."""
        self._choices[self._engine.settings.opt_out_field].button.setChecked(True)
        self._show_availability()
        self._show_marketing_only()

    def _show_marketing_only(self) -> None:
        """With the sales field chosen, say how many people the other box alone keeps from marketing mail."""
        apart = self._engine.settings.opt_out_field.keeps_sales_apart
        self._apart.setVisible(apart and bool(self._apart.text()))
        if apart:
            people = self._engine.store.people
            self._shell.bridge.call(self, people.opted_out_of_marketing_only, self._tell_marketing_only)

    def _tell_marketing_only(self, count: int) -> None:
        self._apart.setText(
            self.tr(
                "People who are opted out of marketing mail only, as last read: {count}. Email Opt Out is ticked in "
                "Salesforce; they are not unsubscribed here, and sales may write to them."
            ).format(count=texts.number(count))
        )
        self._apart.setVisible(self._engine.settings.opt_out_field.keeps_sales_apart)

    def _show_availability(self) -> None:
        """Say why a field cannot be chosen, once the org has been looked at; the chosen one stays choosable."""
        shape = self._engine.connection.state().shape
        chosen = self._engine.settings.opt_out_field
        for field, choice in self._choices.items():
            missing = shape.missing(field) if shape is not None else []
            everywhere = len(missing) == 2
            reason = ""
            if everywhere and field.api_names:
                reason = self.tr("This field is hidden from the connected user, or read-only.")
            elif everywhere:
                reason = self.tr(
                    "Your org does not show this field to the connected user: install the Marketo Sales Insight "
                    "package, or make the field visible and editable."
                )
            way_out = self.tr("Open the checklist")
            if field is not chosen:
                choice.set_reason(reason, way_out)
                continue
            choice.set_reason("")
            if missing and not everywhere:
                reason = self.tr(
                    "On {object} records this field is hidden from the connected user, or read-only."
                ).format(object=texts.word(missing[0]))
            choice.set_warning(reason, way_out)

    def _choose(self) -> None:
        chosen = next(field for field, choice in self._choices.items() if choice.button.isChecked())
        self._shell.bridge.call(
            self,
            lambda: self._engine.settings.set(OPT_OUT_FIELD, chosen),
            lambda _: None,
            lambda _problem: self.refresh(),
            in_turn=True,
        )
