"""What to list of the people: search field, source, days, state in Salesforce, everybody or the unsubscribed."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QLocale, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from core.store.types.people import PeopleFilter, SideState, Source
from gui import texts
from gui.pages.page import Shell
from gui.plain import set_tip
from gui.widgets.buttons import LinkButton
from gui.widgets.date_field import DateField
from gui.widgets.labels import TextLabel, column, row
from gui.widgets.search_field import SearchField
from gui.widgets.select import Select
from gui.widgets.switch import Switch

_DEBOUNCE_MS = 120
_ANY, _CANNOT_SYNC, _CLEARED = "", "cannot_sync", "cleared"
_TODAY, _WEEK, _MONTH, _YEAR, _CHOSEN = "today", "week", "month", "year", "chosen"
_DAYS_BACK = {_TODAY: 0, _WEEK: 6, _MONTH: 29}


class PeopleFilters(QWidget):
    """Gives the filter that the fields stand for.

    Signals:
        changed: the filter is another one now; typing is waited for a moment.
    """

    changed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        theme = shell.theme
        self.search = SearchField(theme)
        self._source, self._when, self._state = Select(theme), Select(theme), Select(theme)
        self._since, self._until = DateField(theme), DateField(theme)
        self._since_label, self._until_label = TextLabel(theme), TextLabel(theme)
        self._since_label.setBuddy(self._since)
        self._until_label.setBuddy(self._until)
        self._everybody = Switch(theme)
        self._everybody_label = TextLabel(theme)
        self._everybody_label.setBuddy(self._everybody)
        self._clear = LinkButton(theme)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_DEBOUNCE_MS)
        self._fill()
        self._lay_out(shell)
        self._typing.timeout.connect(self.changed)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        for box in (self._source, self._state):
            box.currentIndexChanged.connect(self._tell)
        self._when.currentIndexChanged.connect(self._show_days)
        for field in (self._since, self._until):
            field.dateChanged.connect(self._tell)
        self._everybody.toggled.connect(self._tell)
        self._clear.clicked.connect(self.reset)

    def _fill(self) -> None:
        for value in (_ANY, *Source):
            self._source.addItem("", value)
        for value in (_ANY, *SideState, _CANNOT_SYNC, _CLEARED):
            self._state.addItem("", value)
        for value in (_ANY, _TODAY, _WEEK, _MONTH, _YEAR, _CHOSEN):
            self._when.addItem("", value)
        today = QDate.currentDate()
        self._since.setDate(today.addMonths(-1))
        self._until.setDate(today)

    def _lay_out(self, shell: Shell) -> None:
        theme = shell.theme
        choices = row(theme, spacing=8)
        for box in (self._source, self._when, self._state):
            choices.addWidget(box, 1)
        choices.addSpacing(theme.px(8))
        choices.addWidget(self._everybody)
        choices.addWidget(self._everybody_label)
        self._days = QWidget()
        days = row(theme, spacing=8)
        for widget in (self._since_label, self._since, self._until_label, self._until):
            days.addWidget(widget)
        days.addStretch(1)
        self._days.setLayout(days)
        self._days.hide()
        whole = column(theme, spacing=8)
        whole.addLayout(choices)
        whole.addWidget(self._days)
        self.setLayout(whole)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WindowShortcut)
        find.activated.connect(self._to_search)

    @property
    def clear_button(self) -> LinkButton:
        """Takes every filter away; the page shows it where there is one."""
        return self._clear

    def in_order(self) -> tuple[QWidget, ...]:
        """The fields in the order in which Tab goes through them."""
        days = (self._since, self._until)
        return (self.search, self._source, self._when, self._state, self._everybody, *days, self._clear)

    # texts

    def retranslate(self) -> None:
        """Put every text in place."""
        self.search.setPlaceholderText(self.tr("Search address, name or company"))
        self.search.setAccessibleName(self.tr("Search people"))
        set_tip(self.search, self.tr("Ctrl+F"))
        with QSignalBlocker(self._source), QSignalBlocker(self._state), QSignalBlocker(self._when):
            _name(self._source, [self.tr("Any source"), *(texts.word(source) for source in Source)])
            states = [texts.word(state) for state in SideState]
            rest = [self.tr("Cannot sync"), self.tr("Cleared by somebody in Salesforce")]
            _name(self._state, [self.tr("Any state in Salesforce"), *states, *rest])
            whens = (
                self.tr("Any time"),
                self.tr("Today"),
                self.tr("Last 7 days"),
                self.tr("Last 30 days"),
                self.tr("This year"),
                self.tr("Between two days…"),
            )
            _name(self._when, list(whens))
        self._source.setAccessibleName(self.tr("Source"))
        self._when.setAccessibleName(self.tr("Unsubscribed when"))
        self._state.setAccessibleName(self.tr("State in Salesforce"))
        self._since_label.setText(self.tr("Unsubscribed from"))
        self._until_label.setText(self.tr("to"))
        for field in (self._since, self._until):
            field.setLocale(QLocale())
            field.setDisplayFormat(texts.date_form())
        self._since.setAccessibleName(self.tr("Unsubscribed from"))
        self._until.setAccessibleName(self.tr("Unsubscribed until"))
        self._everybody_label.setText(self.tr("All people"))
        self._everybody.setAccessibleName(self.tr("All people"))
        set_tip(self._everybody, self.tr("List people who are not unsubscribed as well"))
        self._clear.set_text(self.tr("Clear filters"))

    # values

    def wanted(self) -> PeopleFilter:
        """The filter that the fields stand for."""
        state, source = str(self._state.currentData()), str(self._source.currentData())
        since, until = self._bounds()
        return PeopleFilter(
            text=self.search.text(),
            unsubscribed_only=not self._everybody.isChecked(),
            sources=frozenset({Source(source)}) if source else frozenset(),
            since=since,
            until=until,
            in_salesforce=SideState(state) if state not in (_ANY, _CANNOT_SYNC, _CLEARED) else None,
            not_syncable=state == _CANNOT_SYNC,
            cleared=state == _CLEARED,
        )

    def is_narrowed(self) -> bool:
        """Whether anything but the first look of the page is asked for."""
        return self.wanted() != PeopleFilter()

    def show_not_syncable(self) -> None:
        """Everybody who is unsubscribed and cannot be synced."""
        self._show(_CANNOT_SYNC)

    def show_cleared(self) -> None:
        """Everybody whose box somebody unticked in Salesforce."""
        self._show(_CLEARED)

    def _show(self, state: str) -> None:
        with QSignalBlocker(self):
            self.reset()
            self._state.setCurrentIndex(self._state.findData(state))
        self.changed.emit()

    def reset(self) -> None:
        """List all who are unsubscribed."""
        with QSignalBlocker(self):
            self.search.clear()
            for box in (self._source, self._state, self._when):
                box.setCurrentIndex(0)
            self._everybody.setChecked(False)
        self._tell()

    def _bounds(self) -> tuple[datetime | None, datetime | None]:
        when, today = str(self._when.currentData()), QDate.currentDate()
        if when == _CHOSEN:
            first, last = sorted((self._since.date(), self._until.date()), key=QDate.toJulianDay)
            return _begin_of(first), _begin_of(last.addDays(1))
        if when == _YEAR:
            return _begin_of(QDate(today.year(), 1, 1)), None
        return (_begin_of(today.addDays(-_DAYS_BACK[when])), None) if when in _DAYS_BACK else (None, None)

    def _show_days(self) -> None:
        self._days.setVisible(self._when.currentData() == _CHOSEN)
        self._tell()

    def _tell(self, _value: object = None) -> None:
        self._typing.stop()
        self.changed.emit()

    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()


def _name(box: Select, names: list[str]) -> None:
    for place, name in enumerate(names):
        box.setItemText(place, name)


def _begin_of(day: QDate) -> datetime:
    """The moment at which a day begins here."""
    return datetime(day.year(), day.month(), day.day()).astimezone()
