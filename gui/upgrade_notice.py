"""What is shown while a large database of an earlier version is opened: no window is there yet that could say it."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Qt, Signal

from core.connection.org_folders import APP_NAME
from core.engine import Engine
from core.engine_options import EngineOptions
from core.store.upgrade import UPGRADING, takes_long
from gui import texts
from gui.theme import Theme
from gui.widgets.dialog import Dialog
from gui.widgets.progress import ProgressRow


def opened(options: EngineOptions, theme: Theme) -> Engine:
    """The engine for these options. While its database is brought up to date, a notice says so. Raises as Engine."""
    if not takes_long(options.data_dir):
        return Engine(options)
    opening = _Opening(options)
    notice = UpgradeNotice(theme)
    opening.done.connect(notice.accept, Qt.ConnectionType.QueuedConnection)
    opening.begin()
    notice.exec()
    return opening.engine()


class UpgradeNotice(Dialog):
    """Stays until the work is done: to be interrupted it would have to begin again."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, None)
        self.setMinimumWidth(theme.px(560))
        self.set_texts(self.tr("One moment: your people are brought up to date"), texts.text_of(UPGRADING))
        self.setWindowTitle(APP_NAME)
        self._row = ProgressRow(theme)
        self._row.cancel_button.hide()
        self._row.set_progress("", "", 0, None)
        self.add(self._row)
        self.close_button.hide()

    def reject(self) -> None:
        """Neither Esc nor closing ends it."""


class _Opening(QObject):
    """Opens an engine beside the GUI thread.

    Signals:
        done: it is there, or there is a reason why it is not.
    """

    done = Signal()

    def __init__(self, options: EngineOptions) -> None:
        super().__init__()
        self._options = options
        self._engine: Engine | None = None
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._open, name="opening", daemon=True)

    def begin(self) -> None:
        self._thread.start()

    def engine(self) -> Engine:
        """What came of it; waits for it."""
        self._thread.join()
        if self._engine is None:
            raise self._error or RuntimeError("the opening was broken off")
        return self._engine

    def _open(self) -> None:
        try:
            self._engine = Engine(self._options)
        except Exception as error:  # noqa: BLE001 - raised again where the engine is asked for
            self._error = error
        self.done.emit()
