"""The brake: how much a sync may change without a yes, with both limits and what each is for."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit

from core.messages import counted_people
from core.settings import BRAKE_NUMBER, BRAKE_SHARE, Setting
from core.sync.run.brake import FEW, Limits
from gui import texts
from gui.pages.page import Shell
from gui.widgets.card import Card
from gui.widgets.labels import TextLabel, restyle, row

_SETTINGS = (BRAKE_NUMBER, BRAKE_SHARE)
_DIGITS = QRegularExpression("[0-9]{0,9}")


class BrakeCard(Card):
    """Both limits, to be read and changed, and how many changes they allow here now."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme)
        self._shell, self._engine = shell, shell.engine
        theme = shell.theme
        self._labels = {setting.key: TextLabel(theme, wrap=True) for setting in _SETTINGS}
        self._purposes = {setting.key: TextLabel(theme, tone="secondary", wrap=True) for setting in _SETTINGS}
        self._fields = {setting.key: QLineEdit() for setting in _SETTINGS}
        for setting in _SETTINGS:
            field = self._fields[setting.key]
            field.setFixedWidth(theme.px(104))
            field.setValidator(QRegularExpressionValidator(_DIGITS, field))
            field.editingFinished.connect(lambda setting=setting: self._change(setting))
            self._labels[setting.key].setBuddy(field)
            beside = row(theme, spacing=24)
            beside.addWidget(self._labels[setting.key], 1)
            beside.addWidget(field)
            self.add(beside)
            self.add(self._purposes[setting.key])
        self._wrong = TextLabel(theme, tone="bad", wrap=True)
        self._wrong.hide()
        self.add(self._wrong)
        self._here = TextLabel(theme, tone="secondary", wrap=True)
        self.add(self._here)

    # texts and values

    def retranslate(self) -> None:
        """Put every text in place."""
        self.set_texts(
            self.tr("Brake"),
            self.tr(
                "A sync that would change more waits for your approval before it writes. The smaller limit counts."
            ),
        )
        names = (self.tr("Most changes"), self.tr("Most changes, in percent of all people"))
        purposes = (
            self.tr("A sync that would change more people and records than this waits."),
            self.tr(
                "A sync that would change more than this share of all people, and more than {few}, waits."
            ).format(few=texts.number(FEW)),
        )
        for setting, name, purpose in zip(_SETTINGS, names, purposes, strict=True):
            self._labels[setting.key].setText(name)
            self._purposes[setting.key].setText(purpose)
            self._fields[setting.key].setAccessibleName(name)
            self._fields[setting.key].setAccessibleDescription(self._purposes[setting.key].text())

    def refresh(self) -> None:
        """Put every value in place."""
        for setting in _SETTINGS:
            field = self._fields[setting.key]
            if not field.hasFocus():
                field.setText(self._engine.settings.text(setting))
        # Counting people takes a while where there are many.
        self._shell.bridge.call(self, lambda: self._engine.totals().people, self._show_here)

    def _show_here(self, people: int) -> None:
        settings = self._engine.settings
        limits = Limits(settings.number(BRAKE_NUMBER), settings.number(BRAKE_SHARE), first_run_waits=False)
        self._here.setText(
            self.tr(
                "With {people} here, up to %Ln changes need no approval.", "", limits.allowed(people)
            ).format(people=texts.text_of(counted_people(people)))
        )

    # verbs

    def _change(self, setting: Setting) -> None:
        text = self._fields[setting.key].text().strip()
        if text == self._engine.settings.text(setting):
            self._say_wrong(setting, "")
            return
        self._shell.bridge.call(
            self,
            lambda: self._engine.settings.set(setting, text),
            lambda _: self._say_wrong(setting, ""),
            lambda problem: self._say_wrong(setting, texts.text_of(problem.fix)),
            in_turn=True,
        )

    def _say_wrong(self, setting: Setting, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        self._fields[setting.key].setProperty("wrong", bool(sentence))
        restyle(self._fields[setting.key])
