"""What every dialog is: a title, a sentence, a body, and its buttons at the right of the foot."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QLayout, QWidget

from gui.theme import TextRole, Theme
from gui.widgets.buttons import SecondaryButton
from gui.widgets.labels import TextLabel, column, row


class Dialog(QDialog):
    """Modal to its window, if it has one, and gone when closed.

    `body` takes the content; Esc and `close_button` close it.
    """

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(
            Qt.WindowModality.ApplicationModal if parent is None else Qt.WindowModality.WindowModal
        )
        self.theme = theme
        self._title = TextLabel(theme, TextRole.TITLE, wrap=True)
        self._sentence = TextLabel(theme, tone="secondary", wrap=True)
        self.body: QBoxLayout = column(theme, spacing=16)
        self.foot: QBoxLayout = row(theme, spacing=8)
        self.foot.addStretch(1)
        self.close_button = SecondaryButton(theme)
        self.close_button.clicked.connect(self.reject)
        self.foot.addWidget(self.close_button)
        above = column(theme, spacing=8)
        above.addWidget(self._title)
        above.addWidget(self._sentence)
        whole = column(theme, spacing=16, margins=(24, 20, 24, 20))
        whole.addLayout(above)
        whole.addLayout(self.body, 1)
        whole.addLayout(self.foot)
        self.setLayout(whole)

    def set_texts(self, title: str, sentence: str = "") -> None:
        """The title, in the dialog and of its window, and the sentence below it."""
        self._title.setText(title)
        self.setWindowTitle(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def showEvent(self, event: QShowEvent) -> None:
        # A dialog is as high as its texts are at their widest: where they wrap, the last lines would be cut off.
        layout = self.layout()
        if layout is not None:
            wanted = QSize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))
            # With large text it may be larger than a small screen, and its buttons would be out of reach.
            self.resize(wanted.boundedTo(self.screen().availableSize()))
        super().showEvent(event)

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Put something below what is there."""
        if isinstance(part, QWidget):
            self.body.addWidget(part, stretch)
        else:
            self.body.addLayout(part, stretch)
