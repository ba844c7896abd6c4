"""A banner: something on the page needs the admin, what it is, and one way to deal with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from gui.icons import Icons
from gui.theme import TextRole, Theme
from gui.widgets.buttons import SecondaryButton
from gui.widgets.labels import TextLabel, column, restyle, row


class Banner(QFrame):
    """`tone` is warning, bad or accent; hidden until it has something to say.

    Signals:
        chosen: the button in it was pressed.
    """

    chosen = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._theme, self._icons, self._tone = theme, icons, "warning"
        self._sign = TextLabel(theme)
        self._sign.setFixedSize(theme.px(20), theme.px(20))
        self._title = TextLabel(theme, TextRole.STRONG, wrap=True)
        self._detail = TextLabel(theme, TextRole.BODY, wrap=True)
        self._button = SecondaryButton(theme)
        self._button.clicked.connect(self.chosen)
        texts = column(theme, spacing=4)
        texts.addWidget(self._title)
        texts.addWidget(self._detail)
        whole = row(theme, spacing=12, margins=(16, 12, 16, 12))
        whole.addWidget(self._sign)
        whole.addLayout(texts, 1)
        whole.addWidget(self._button)
        self.setLayout(whole)
        theme.changed.connect(self._paint)
        self.hide()

    def show_message(self, tone: str, title: str, detail: str = "", button: str = "") -> None:
        """Say something."""
        self._tone = tone
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._button.set_text(button)
        self._button.setVisible(bool(button))
        self.setAccessibleName(f"{title} {detail}".strip())
        self.setProperty("tone", tone)
        restyle(self)
        self._paint()
        self.show()

    def _paint(self) -> None:
        name = "info" if self._tone == "accent" else "warning"
        token = "accent_text" if self._tone == "accent" else self._tone
        ratio = self.devicePixelRatioF()
        self._sign.setPixmap(self._icons.pixmap(name, token, self._theme.px(20), ratio))
