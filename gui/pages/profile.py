"""My Account > Profile and language: the language of the window, and whether it is light or dark."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QGridLayout

from core.settings import APPEARANCE, LANGUAGE, Setting
from gui.language import ENGLISH, JAPANESE, SYSTEM, native_name
from gui.pages.language_question import choose_language
from gui.pages.page import CardPage, Shell
from gui.theme import Appearance
from gui.widgets.buttons import SecondaryButton
from gui.widgets.card import Card
from gui.widgets.labels import TextLabel
from gui.widgets.select import Select


class ProfilePage(CardPage):
    """Both choices take effect at once and are kept."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        theme = self.theme
        self._card = Card(theme)
        self._language_label, self._appearance_label = TextLabel(theme), TextLabel(theme)
        self._language, self._appearance = Select(theme), Select(theme)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(24))
        grid.setVerticalSpacing(theme.px(16))
        for line, (label, box) in enumerate(
            ((self._language_label, self._language), (self._appearance_label, self._appearance))
        ):
            label.setBuddy(box)
            box.setMinimumWidth(theme.px(240))
            grid.addWidget(label, line, 0)
            grid.addWidget(box, line, 1)
        grid.setColumnStretch(2, 1)
        self._card.add(grid)
        self.cards.addWidget(self._card)
        self._user_card = Card(theme)
        self.cards.addWidget(self._user_card)
        self._assistant = Card(theme)
        self._open_assistant = SecondaryButton(theme)
        self._open_assistant.clicked.connect(lambda: shell.go_to("assistant"))
        self._assistant.add_in_corner(self._open_assistant)
        self.cards.addWidget(self._assistant)
        for code in (SYSTEM, ENGLISH, JAPANESE):
            self._language.addItem("", code)
        for appearance in Appearance:
            self._appearance.addItem("", appearance)
        self._language.activated.connect(self._choose_language)
        self._appearance.activated.connect(self._choose_appearance)
        shell.bridge.settings_changed.connect(self.refresh_soon)

    def retranslate(self) -> None:
        self._card.set_texts(self.tr("Language and appearance"))
        self._language_label.setText(self.tr("Language"))
        self._appearance_label.setText(self.tr("Appearance"))
        self._language.setAccessibleName(self.tr("Language"))
        self._appearance.setAccessibleName(self.tr("Appearance"))
        # A language is named in itself, so that one can find back from any other.
        for index, name in enumerate((self.tr("As the system"), native_name(ENGLISH), native_name(JAPANESE))):
            self._language.setItemText(index, name)
        for index, name in enumerate((self.tr("As the system"), self.tr("Light"), self.tr("Dark"))):
            self._appearance.setItemText(index, name)
        self._user_card.set_texts(
            self.tr("Your name in the history"),
            self.tr(
                "What you add, remove or re-subscribe here is kept in the history under the name {name}, "
                "the name of your account on this computer."
            ).format(name=self.engine.who),
        )

        self._assistant.set_texts(
            self.tr("Set-up assistant"),
            self.tr(
                "Leads from the language through the sign-in to a first preview and the nightly sync, and goes on "
                "where it was left."
            ),
        )
        self._open_assistant.set_text(self.tr("Open the assistant"))

    def refresh(self) -> None:
        self._show(self._language, LANGUAGE)
        self._show(self._appearance, APPEARANCE)

    def _show(self, box: QComboBox, setting: Setting) -> None:
        box.setCurrentIndex(max(0, box.findData(self.engine.settings.text(setting))))

    def _choose_language(self) -> None:
        code = str(self._language.currentData())

        def choose() -> None:
            self.change(LANGUAGE, code)
            self.shell.language.choose(code)

        choose_language(self.theme, self, code, choose, self.refresh)

    def _choose_appearance(self) -> None:
        appearance = Appearance(str(self._appearance.currentData()))
        self.change(APPEARANCE, appearance)
        self.theme.set_appearance(appearance)
