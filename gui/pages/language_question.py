"""Before the window turns into empty boxes: a question where no font has the letters of a language."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from gui.language import can_be_shown, native_name
from gui.theme import Theme
from gui.widgets.buttons import PrimaryButton
from gui.widgets.dialog import Dialog


class LanguageQuestion(Dialog):
    """Accepted: switch all the same."""

    def __init__(self, theme: Theme, parent: QWidget, code: str) -> None:
        super().__init__(theme, parent)
        self.setMinimumWidth(theme.px(480))
        self.set_texts(
            self.tr("No font here has the letters of {language}").format(language=native_name(code)),
            self.tr("Every text would be a row of empty boxes. Install a font with these letters first."),
        )
        self.close_button.set_text(self.tr("Keep the language"))
        switch = PrimaryButton(theme)
        switch.set_text(self.tr("Switch anyway"))
        switch.clicked.connect(self.accept)
        self.foot.addWidget(switch)


def choose_language(
    theme: Theme, parent: QWidget, code: str, choose: Callable[[], None], leave: Callable[[], None]
) -> None:
    """Call `choose` for a language that can be shown, or that is wanted all the same; else `leave`."""
    if can_be_shown(code):
        choose()
        return
    question = LanguageQuestion(theme, parent, code)
    question.accepted.connect(choose)
    question.rejected.connect(leave)
    question.open()
