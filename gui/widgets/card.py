"""A card: title, one sentence, a control at the right, and below it whatever belongs to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from gui.theme import TextRole, Theme
from gui.widgets.labels import TextLabel, column, row


class Card(QFrame):
    """A white surface with a thin border. `body` takes what is below the head, 16 pixels apart."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        self._title = TextLabel(theme, TextRole.HEADING)
        self._title.hide()
        self._beside = row(theme, spacing=8)
        self._sentence = TextLabel(theme, TextRole.BODY, tone="secondary", wrap=True)
        self._sentence.hide()
        head = self._head = row(theme, spacing=8)
        head.addWidget(self._title)
        head.addLayout(self._beside)
        self._corner = row(theme, spacing=12)
        head.addStretch(1)
        head.addLayout(self._corner)
        self.body = column(theme, spacing=16, margins=(24, 20, 24, 20))
        above = column(theme, spacing=8)
        above.addLayout(head)
        above.addWidget(self._sentence)
        self.body.addLayout(above)
        self.setLayout(self.body)

    def set_texts(self, title: str, sentence: str = "") -> None:
        """The heading, and the sentence under it."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.setAccessibleName(title)

    def wrap_title(self) -> None:
        """Let a long title go on in a second line, instead of keeping the card wide."""
        self._title.setWordWrap(True)
        # Far more than the empty room beside it, which would make it wrap early.
        self._head.setStretchFactor(self._title, 100)

    def add_beside_title(self, widget: QWidget) -> None:
        """Put something small right of the title, such as a date."""
        self._beside.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_in_corner(self, widget: QWidget) -> None:
        """Put a control at the right of the head."""
        self._corner.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def add(self, part: QWidget | QLayout) -> None:
        """Put something below what is there."""
        if isinstance(part, QWidget):
            self.body.addWidget(part)
        else:
            self.body.addLayout(part)
