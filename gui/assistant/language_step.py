"""The first step: the language."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup

from core.settings import LANGUAGE
from gui.assistant.step import Step
from gui.language import ENGLISH, JAPANESE, SYSTEM, native_name
from gui.pages.language_question import choose_language
from gui.pages.page import Shell
from gui.widgets.card import Card
from gui.widgets.choice import Choice

_LANGUAGES = (SYSTEM, ENGLISH, JAPANESE)


class LanguageStep(Step):
    """A choice takes effect at once."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        card = Card(self.theme)
        self._choices = {code: Choice(self.theme) for code in _LANGUAGES}
        self._group = QButtonGroup(self)
        for choice in self._choices.values():
            self._group.addButton(choice.button)
            card.add(choice)
        self._group.buttonClicked.connect(self._choose)
        self.cards.addWidget(card)
        shell.bridge.settings_changed.connect(self.refresh_soon)

    def retranslate(self) -> None:
        self.set_texts(
            self.tr("In which language do you want to work?"),
            self.tr("It can be changed at any time, at the top of the window."),
        )
        # A language is named and explained in itself, so that one finds it whatever is shown now.
        words = {
            SYSTEM: (
                self.tr("As the system"),
                self.tr("The language of this computer, where it is one of these."),
            ),
            ENGLISH: (native_name(ENGLISH), "Screens, messages and the status log in English."),
            JAPANESE: (native_name(JAPANESE), "画面、メッセージ、ステータスログを日本語で表示します。"),
        }
        for code, (title, explanation) in words.items():
            self._choices[code].set_texts(title, explanation)

    def refresh(self) -> None:
        self._choices[self.engine.settings.text(LANGUAGE)].button.setChecked(True)

    def _choose(self) -> None:
        code = next(code for code, choice in self._choices.items() if choice.button.isChecked())

        def choose() -> None:
            self.change(LANGUAGE, code)
            self.shell.language.choose(code)

        choose_language(self.theme, self, code, choose, self.refresh)
