"""A card that shows only its head until it is opened."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget

from gui.theme import Theme
from gui.widgets.buttons import SecondaryButton
from gui.widgets.card import Card
from gui.widgets.labels import column


class FoldingCard(Card):
    """For what is seldom wanted. A button at the right of the head opens and closes it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._inside = QWidget()
        self._parts = column(theme, spacing=16)
        self._inside.setLayout(self._parts)
        self._inside.hide()
        self.body.addWidget(self._inside)
        self._button = SecondaryButton(theme)
        self._button.clicked.connect(lambda: self.set_open(not self.is_open))
        self.add_in_corner(self._button)
        self._words = ("", "")

    @property
    def is_open(self) -> bool:
        """Whether all of it is shown."""
        return not self._inside.isHidden()

    def set_open(self, is_open: bool) -> None:
        """Show all of it, or only the head."""
        self._inside.setVisible(is_open)
        self._name_button()

    def set_foldable(self, is_foldable: bool) -> None:
        """Let it fold away, which it then does, or stay open for good; nothing happens when it is so already."""
        if is_foldable == self._button.isHidden():
            self._button.setVisible(is_foldable)
            self.set_open(not is_foldable)

    def set_button_texts(self, open_: str, close: str) -> None:
        """What the button says while the card is closed, and while it is open."""
        self._words = (open_, close)
        self._name_button()

    def add(self, part: QWidget | QLayout) -> None:
        """Put something into the part that folds away."""
        if isinstance(part, QWidget):
            self._parts.addWidget(part)
        else:
            self._parts.addLayout(part)

    def _name_button(self) -> None:
        self._button.set_text(self._words[1] if self.is_open else self._words[0])
        self._button.setAccessibleDescription(self.accessibleName())
