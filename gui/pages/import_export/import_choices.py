"""How a file is read: its encoding, its delimiter, who is unsubscribed by it, and how its dates are meant."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.collect.columns import TreatAs
from core.collect.dates import DateOrder
from core.collect.import_setup import ImportSetup
from core.collect.understanding import Bounces
from gui.theme import TextRole, Theme
from gui.widgets.labels import TextLabel, column, row
from gui.widgets.select import Select

_ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp932": "Shift_JIS (Windows)",
    "cp1252": "Windows-1252",
}
_DELIMITERS = (",", ";", "\t", "|")


class ImportChoices(QWidget):
    """Four lists, and a fifth where the file tells of bounces.

    What the program found out is shown; what the user chose stays chosen until the next file.

    Signals:
        changed: the user has chosen something.
    """

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._boxes: dict[str, tuple[TextLabel, Select]] = {}
        self._chosen: set[str] = set()
        line = row(theme, spacing=16)
        for name in ("treat_as", "bounces", "date_order", "encoding", "delimiter"):
            label, box = TextLabel(theme, TextRole.SMALL, tone="secondary"), Select(theme)
            label.setBuddy(box)
            pair = column(theme, spacing=4)
            pair.addWidget(label)
            pair.addWidget(box)
            whole = QWidget()
            whole.setLayout(pair)
            line.addWidget(whole, 1)
            if name == "bounces":
                self._bounces = whole
                whole.hide()
            box.activated.connect(lambda _, name=name: self._choose(name))
            self._boxes[name] = (label, box)
        self.setLayout(line)

    def retranslate(self) -> None:
        """Put every text in place."""
        labels = {
            "treat_as": self.tr("Who is unsubscribed"),
            "bounces": self.tr("A bounce is"),
            "date_order": self.tr("Dates such as 3/4/2026"),
            "encoding": self.tr("Encoding"),
            "delimiter": self.tr("Delimiter"),
        }
        words: dict[str, dict[str, str]] = {
            "treat_as": {
                "": self.tr("Choose…"),
                TreatAs.COLUMN: self.tr("as the columns say"),
                TreatAs.MARKED: self.tr("those with a date or reason"),
                TreatAs.UNSUBSCRIBES: self.tr("everybody in it"),
                TreatAs.PEOPLE: self.tr("nobody: people only"),
            },
            "bounces": {
                Bounces.NOTE: self.tr("noted, no opt-out"),
                Bounces.OPT_OUT: self.tr("an opt-out"),
            },
            "date_order": {
                DateOrder.UNKNOWN: self.tr("as the column tells"),
                DateOrder.MONTH_FIRST: self.tr("month first"),
                DateOrder.DAY_FIRST: self.tr("day first"),
                DateOrder.YEAR_FIRST: self.tr("year first"),
            },
            "encoding": dict(_ENCODINGS),
            "delimiter": {
                ",": self.tr("Comma"),
                ";": self.tr("Semicolon"),
                "\t": self.tr("Tab"),
                "|": "|",
            },
        }
        for name, (label, box) in self._boxes.items():
            label.setText(labels[name])
            box.setAccessibleName(labels[name])
            kept = box.currentData()
            box.clear()
            for value, text in words[name].items():
                box.addItem(text, str(value))
            box.setCurrentIndex(max(0, box.findData(kept)))

    def forget(self) -> None:
        """Nothing is chosen: another file."""
        self._chosen.clear()
        self._bounces.hide()

    def show_setup(self, setup: ImportSetup) -> None:
        """Show how a file would be read."""
        values = {
            "treat_as": str(setup.treat_as or ""),
            "bounces": str(Bounces.OPT_OUT if setup.understood.bounces_count else Bounces.NOTE),
            "date_order": str(setup.date_order),
            "encoding": setup.shape.encoding,
            "delimiter": setup.shape.delimiter,
        }
        for name, (_, box) in self._boxes.items():
            if box.findData(values[name]) < 0:
                box.addItem(values[name].upper(), values[name])
            box.setCurrentIndex(box.findData(values[name]))

    def ask_about_bounces(self, bounces: int) -> None:
        """Ask what a bounce is, where there are such rows, or that was chosen already."""
        self._bounces.setVisible(bounces > 0 or "bounces" in self._chosen)

    def ask(self) -> None:
        """Have nobody chosen as unsubscribed, and lead there."""
        box = self._boxes["treat_as"][1]
        box.setCurrentIndex(0)
        box.setFocus()

    @property
    def encoding(self) -> str | None:
        """The encoding that was chosen."""
        return self._value("encoding")

    @property
    def delimiter(self) -> str | None:
        """The delimiter that was chosen."""
        return self._value("delimiter")

    @property
    def treat_as(self) -> TreatAs | None:
        """Who was chosen to be unsubscribed."""
        value = self._value("treat_as")
        return TreatAs(value) if value else None

    @property
    def date_order(self) -> DateOrder:
        """The order of dates that was chosen."""
        return DateOrder(self._value("date_order") or DateOrder.UNKNOWN)

    @property
    def bounces(self) -> Bounces | None:
        """What a bounce was chosen to be."""
        value = self._value("bounces")
        return Bounces(value) if value else None

    def _value(self, name: str) -> str | None:
        return str(self._boxes[name][1].currentData()) if name in self._chosen else None

    def _choose(self, name: str) -> None:
        self._chosen.add(name)
        self.changed.emit()
