"""Admin Settings > Alarms: how the admin hears, away from this window, that something needs them."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from core.messages import Problem
from core.settings import Setting
from core.settings.alarms import (
    ALARMS_DESKTOP,
    ALARMS_HEARTBEAT,
    ALARMS_NAME_PEOPLE,
    ALARMS_QUIET_FROM,
    ALARMS_QUIET_TO,
)
from core.store.types.alarms import DESKTOP, EMAIL, HEARTBEAT
from gui import texts
from gui.pages.alarms.chat_card import ChatCard
from gui.pages.alarms.mail_card import MailCard
from gui.pages.alarms.trial import Trial
from gui.pages.page import CardPage, Shell
from gui.widgets.card import Card
from gui.widgets.labels import TextLabel, restyle, row
from gui.widgets.switch import Switch


class AlarmsPage(CardPage):
    """One card for each way; what is chosen counts at once, but for e-mail, which is kept as a whole."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        theme = self.theme
        self._desktop_card, self._desktop = Card(theme), Switch(theme)
        self._desktop.clicked.connect(lambda on: self.change(ALARMS_DESKTOP, "on" if on else "off"))
        self._desktop_card.add_in_corner(self._desktop)
        self._desktop_trial = Trial(shell, lambda: DESKTOP)
        self._desktop_card.add(self._desktop_trial)
        self._mail = MailCard(shell)
        self._chat = ChatCard(shell)
        self._heartbeat_card = Card(theme)
        self._heartbeat = SettingField(shell, ALARMS_HEARTBEAT)
        self._heartbeat_card.add(self._heartbeat.line)
        self._heartbeat_card.add(self._heartbeat.wrong)
        self._heartbeat_trial = Trial(shell, lambda: HEARTBEAT)
        self._heartbeat_card.add(self._heartbeat_trial)
        self._quiet_card = Card(theme)
        self._quiet_from = SettingField(shell, ALARMS_QUIET_FROM, width=96)
        self._quiet_to = SettingField(shell, ALARMS_QUIET_TO, width=96)
        hours = row(theme, spacing=24)
        for field in (self._quiet_from, self._quiet_to):
            hours.addLayout(field.line)
        hours.addStretch(1)
        self._quiet_card.add(hours)
        for field in (self._quiet_from, self._quiet_to):
            self._quiet_card.add(field.wrong)
        self._people_card, self._people = Card(theme), Switch(theme)
        self._people.clicked.connect(lambda on: self.change(ALARMS_NAME_PEOPLE, "on" if on else "off"))
        self._people_card.add_in_corner(self._people)
        for card in (
            self._desktop_card,
            self._mail,
            self._chat,
            self._heartbeat_card,
            self._quiet_card,
            self._people_card,
        ):
            self.cards.addWidget(card)
        for signal in (
            shell.bridge.settings_changed,
            shell.bridge.alarms_changed,
            shell.bridge.changed_elsewhere,
        ):
            signal.connect(self.refresh_soon)

    def retranslate(self) -> None:
        self._desktop_card.set_texts(
            self.tr("Desktop"),
            self.tr(
                "One notification when something needs you, and one when it is over. They come while this window or "
                "its icon in the tray is there."
            ),
        )
        self._desktop.setAccessibleName(self.tr("Alarms on the desktop"))
        self._desktop_trial.retranslate(self.tr("Desktop"))
        self._mail.retranslate()
        self._chat.retranslate()
        self._heartbeat_card.set_texts(
            self.tr("Heartbeat"),
            self.tr(
                "An address that is called after each night that was done. A service that waits for the call tells you "
                "when it does not come, be it that this computer is dead."
            ),
        )
        self._heartbeat.name(self.tr("Address"), "https://…")
        self._heartbeat_trial.retranslate(self.tr("Heartbeat"))
        self._quiet_card.set_texts(
            self.tr("Quiet hours"),
            self.tr(
                "In these hours, by the clock of this computer, nothing is told; what came up is told together when "
                "they end. Both empty: never quiet. Commands of the scheduler heed them only while this program runs."
            ),
        )
        self._quiet_from.name(self.tr("From"), "22:00")
        self._quiet_to.name(self.tr("To"), "07:00")
        self._people_card.set_texts(
            self.tr("Addresses of people in alarms"),
            self.tr(
                "Off: an alarm says how many and why, and names nobody. On: it may name the addresses that it is "
                "about, to whoever reads your chat or mail."
            ),
        )
        self._people.setAccessibleName(self.tr("Addresses of people in alarms"))

    def refresh(self) -> None:
        settings = self.engine.settings
        self._desktop.setChecked(settings.text(ALARMS_DESKTOP) == "on")
        self._people.setChecked(settings.text(ALARMS_NAME_PEOPLE) == "on")
        self._desktop_trial.button.set_hindrance(
            "" if self._desktop.isChecked() else self.tr("Switch the notifications on first.")
        )
        problems: dict[str, Problem | None] = {
            way.channel: way.state.problem for way in self.engine.alarms.states()
        }
        self._mail.refresh(problems.get(EMAIL))
        self._chat.refresh(problems)
        for field in (self._heartbeat, self._quiet_from, self._quiet_to):
            field.refresh()
        self._heartbeat_trial.button.set_hindrance(
            "" if HEARTBEAT in problems else self.tr("Enter an address first.")
        )
        self._heartbeat_trial.show_standing(problems.get(HEARTBEAT))


class SettingField:
    """A field for one setting that is text: kept when it is left, with what is wrong below it."""

    def __init__(self, shell: Shell, setting: Setting, *, width: int = 0) -> None:
        self._shell, self._setting = shell, setting
        theme = shell.theme
        self._label, self.field = TextLabel(theme), QLineEdit()
        self._label.setBuddy(self.field)
        if width:
            self.field.setFixedWidth(theme.px(width))
        self.field.editingFinished.connect(self._change)
        self.line = row(theme, spacing=16)
        self.line.addWidget(self._label)
        self.line.addWidget(self.field, 0 if width else 1)
        self.wrong = TextLabel(theme, tone="bad", wrap=True)
        self.wrong.hide()

    def name(self, text: str, example: str) -> None:
        """Put the texts in place."""
        self._label.setText(text)
        self.field.setAccessibleName(text)
        self.field.setPlaceholderText(example)

    def refresh(self) -> None:
        """Put the value in place, unless somebody is writing another."""
        if not self.field.hasFocus() and self.wrong.isHidden():
            self.field.setText(self._shell.engine.settings.text(self._setting))

    def _change(self) -> None:
        text = self.field.text().strip()
        if text == self._shell.engine.settings.text(self._setting):
            self._say_wrong("")
            return
        self._shell.bridge.call(
            self.field,
            lambda: self._shell.engine.settings.set(self._setting, text),
            lambda _: self._say_wrong(""),
            lambda problem: self._say_wrong(texts.text_of(problem.fix)),
            in_turn=True,
        )

    def _say_wrong(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        self.field.setAccessibleDescription(sentence)
        self.field.setProperty("wrong", bool(sentence))
        restyle(self.field)
