"""The settings that have no control of their own: what each is for, its value, and the way back to its default."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from core import settings
from core.messages import Message, Problem
from core.settings import Setting
from core.settings.alarms import ALARM_SETTINGS
from gui import texts
from gui.pages.page import Shell
from gui.theme import TextRole
from gui.widgets.buttons import LinkButton
from gui.widgets.folding_card import FoldingCard
from gui.widgets.labels import TextLabel, column, restyle, row

SHOWN_ELSEWHERE = frozenset(
    setting.key
    for setting in (
        settings.NIGHTLY_SYNC,
        settings.OPT_OUT_FIELD,
        settings.NIGHTLY_TIME,
        settings.NIGHTLY_ZONE,
        settings.NIGHTLY_WEEKDAYS,
        settings.BRAKE_NUMBER,
        settings.BRAKE_SHARE,
        settings.WATCHED_FOLDER,
        settings.WATCHED_FOLDER_SHARED,
        settings.WATCHED_FOLDER_LISTS,
        settings.WATCHED_FOLDER_BOUNCES,
        settings.LANGUAGE,
        settings.APPEARANCE,
        settings.ORG_NAME,
        settings.ORG_COLOUR,
        settings.PROXY,
        settings.PROXY_USER,
        settings.CA_FILE,
        settings.ASSISTANT,
        *ALARM_SETTINGS,
    )
)
"""Settings that another page shows; a new one is shown here until it is named there."""
ADVANCED = tuple(setting for setting in settings.ALL.values() if setting.key not in SHOWN_ELSEWHERE)


class AdvancedCard(FoldingCard):
    """Every setting that no other control shows."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme)
        self._lines = [SettingLine(shell, setting) for setting in ADVANCED]
        for line in self._lines:
            self.add(line)

    def retranslate(self) -> None:
        """Put every text in place."""
        self.set_texts(
            self.tr("Advanced"),
            self.tr("Settings that few need to change."),
        )
        self.set_button_texts(self.tr("Show"), self.tr("Hide"))
        for line in self._lines:
            line.retranslate()

    def refresh(self) -> None:
        """Put every value in place."""
        for line in self._lines:
            line.refresh()


class SettingLine(QWidget):
    """One setting: its purpose, a field for its value, what it accepts, its default, and the way back to that."""

    def __init__(self, shell: Shell, setting: Setting) -> None:
        super().__init__()
        theme = shell.theme
        self._shell, self._setting = shell, setting
        self._purpose = TextLabel(theme, TextRole.STRONG, wrap=True)
        self._field = QLineEdit()
        self._field.setFixedWidth(theme.px(280))
        self._field.editingFinished.connect(self._change)
        self._purpose.setBuddy(self._field)
        self._back = LinkButton(theme)
        self._back.clicked.connect(self._unset)
        self._about = TextLabel(theme, TextRole.SMALL, tone="secondary", wrap=True)
        self._wrong = TextLabel(theme, tone="bad", wrap=True)
        self._wrong.hide()
        beside = row(theme, spacing=12)
        beside.addWidget(self._field)
        beside.addWidget(self._back)
        beside.addStretch(1)
        parts = column(theme, spacing=6)
        parts.addWidget(self._purpose)
        parts.addLayout(beside)
        parts.addWidget(self._wrong)
        parts.addWidget(self._about)
        self.setLayout(parts)

    def retranslate(self) -> None:
        """Put every text in place."""
        purpose = texts.text_of(Message(self._setting.purpose))
        default = self.tr("Default: {value}.").format(value=self._setting.default)
        about = f"{texts.text_of(self._setting.accepted.words)} " + (
            default if self._setting.default else self.tr("Default: nothing.")
        )
        self._purpose.setText(purpose)
        self._about.setText(f"{self._setting.key}: {about}")
        self._field.setAccessibleName(purpose)
        self._field.setAccessibleDescription(about)
        self._back.set_text(self.tr("Back to the default"))
        self._back.setAccessibleDescription(purpose)

    def refresh(self) -> None:
        """Put the value in place, unless somebody is writing another."""
        kept = self._shell.engine.settings
        if not self._field.hasFocus() and self._wrong.isHidden():
            self._field.setText(kept.text(self._setting))
        self._back.setVisible(not kept.is_default(self._setting))

    # verbs

    def _change(self) -> None:
        kept, setting, text = self._shell.engine.settings, self._setting, self._field.text().strip()
        if text == kept.text(setting):
            self._say_wrong("")
            return
        self._shell.bridge.call(
            self, lambda: kept.set(setting, text), lambda _: self._changed(), self._refused, in_turn=True
        )

    def _unset(self) -> None:
        kept, setting = self._shell.engine.settings, self._setting
        # The button goes away with the click; whoever works with keys stays at the setting.
        self._field.setFocus()
        self._field.setText(setting.default)
        self._shell.bridge.call(
            self, lambda: kept.unset(setting), lambda _: self._changed(), self._refused, in_turn=True
        )

    def _changed(self) -> None:
        self._say_wrong("")
        self.refresh()

    def _refused(self, problem: Problem) -> None:
        self._say_wrong(texts.text_of_problem(problem))

    def _say_wrong(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        self._field.setProperty("wrong", bool(sentence))
        restyle(self._field)
