"""The nightly sync on this computer: when it runs, and whether also while the program is closed."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, available_timezones

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit

from core.messages import Problem
from core.settings import NIGHTLY_TIME, NIGHTLY_WEEKDAYS, NIGHTLY_ZONE, Setting
from core.settings.accepted import WEEKDAYS
from core.sync.os_schedule.night_run import NightRunState
from gui import texts
from gui.pages.page import Shell
from gui.theme import TextRole
from gui.widgets.buttons import LinkButton
from gui.widgets.card import Card
from gui.widgets.check_box import CheckBox
from gui.widgets.flow import FlowLayout
from gui.widgets.labels import TextLabel, column, restyle, row, rule
from gui.widgets.select import SearchSelect
from gui.widgets.switch import Switch

_SETTINGS = (NIGHTLY_TIME, NIGHTLY_ZONE, NIGHTLY_WEEKDAYS)


class NightRunCard(Card):
    """Time, zone and days, with Marketo Sales' own as the default, and the switch for the closed program."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme)
        self._shell, self._engine = shell, shell.engine
        self._build_schedule()
        self.add(rule())
        self._build_switch()
        self._state: NightRunState | None = None
        self._problem: Problem | None = None
        shell.bridge.settings_changed.connect(self._ask)
        shell.bridge.run_finished.connect(self._ask)
        shell.bridge.call(self, _zones, self._offer_zones)

    def _build_schedule(self) -> None:
        theme = self._shell.theme
        self._time = QLineEdit()
        self._time.setFixedWidth(theme.px(88))
        self._time.setMaxLength(5)
        self._time.editingFinished.connect(self._change_time)
        self._time.textEdited.connect(lambda _: self._say_wrong(""))
        self._zone = SearchSelect(theme)
        self._zone.setMaxVisibleItems(16)
        # It is filled after it is first shown: by itself it would stay as wide as its first name.
        self._zone.setMinimumWidth(theme.px(248))
        self._zone.activated.connect(self._change_zone)
        self._days = [CheckBox(theme) for _ in WEEKDAYS]
        for box in self._days:
            box.clicked.connect(self._change_days)
        days = FlowLayout(theme, spacing=16, evenly=True)
        for box in self._days:
            days.addWidget(box)
        self._labels = [TextLabel(theme) for _ in range(3)]
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(24))
        grid.setVerticalSpacing(theme.px(12))
        for line, label in enumerate(self._labels):
            # In line with the first of what stands beside it, which may go on in the next line.
            label.setMinimumHeight(theme.px(36 if line < 2 else 32))
            grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
        left = Qt.AlignmentFlag.AlignLeft
        grid.addWidget(self._time, 0, 1, left)
        grid.addWidget(self._zone, 1, 1, left)
        grid.addLayout(days, 2, 1)
        grid.setColumnStretch(1, 1)
        self.add(grid)
        self._wrong = TextLabel(theme, tone="bad", wrap=True)
        self._wrong.hide()
        self.add(self._wrong)
        self._own = TextLabel(theme, tone="secondary", wrap=True)
        self._reset = LinkButton(theme)
        self._reset.clicked.connect(self._go_back)
        foot = row(theme, spacing=16)
        foot.addWidget(self._own, 1)
        foot.addWidget(self._reset)
        self.add(foot)

    def _build_switch(self) -> None:
        theme = self._shell.theme
        self._switch_title = TextLabel(theme, TextRole.STRONG, wrap=True)
        self._switch_state = TextLabel(theme, tone="secondary", wrap=True)
        self._switch_problem = TextLabel(theme, tone="bad", wrap=True, selectable=True)
        self._switch_problem.hide()
        self._switch = Switch(theme)
        self._switch.setEnabled(False)
        self._switch.clicked.connect(self._flip)
        words = column(theme, spacing=4)
        for label in (self._switch_title, self._switch_state, self._switch_problem):
            words.addWidget(label)
        whole = row(theme, spacing=24)
        whole.addLayout(words, 1)
        whole.addWidget(self._switch, 0, Qt.AlignmentFlag.AlignTop)
        self.add(whole)

    # texts and values

    def retranslate(self) -> None:
        """Put every text in place."""
        self.set_texts(
            self.tr("Nightly sync on this computer"),
            self.tr("When it runs. A night that is missed, because the computer was off, is caught up once."),
        )
        names = (self.tr("Time of day"), self.tr("Time zone"), self.tr("Days"))
        for label, name in zip(self._labels, names, strict=True):
            label.setText(name)
        self._time.setAccessibleName(names[0])
        self._zone.setAccessibleName(names[1])
        locale = QLocale()
        for number, box in enumerate(self._days, 1):
            box.setText(locale.dayName(number, QLocale.FormatType.ShortFormat))
            box.setAccessibleName(locale.dayName(number, QLocale.FormatType.LongFormat))
        self._reset.set_text(self.tr("Restore Marketo Sales default"))
        self._switch_title.setText(self.tr("Also when the program is closed"))
        self._switch.setAccessibleName(self.tr("Also when the program is closed"))
        self._show_state()

    def refresh(self) -> None:
        """Put every value in place."""
        settings = self._engine.settings
        if not self._time.hasFocus():
            self._time.setText(settings.text(NIGHTLY_TIME))
        self._show_zone(settings.text(NIGHTLY_ZONE))
        days = settings.text(NIGHTLY_WEEKDAYS).split(",")
        for name, box in zip(WEEKDAYS, self._days, strict=True):
            box.setChecked(name in days)
        own = all(settings.text(setting) == setting.default for setting in _SETTINGS)
        self._own.setText(
            self.tr("This is the Marketo Sales default: every day at 8:00 pm Pacific.")
            if own
            else self.tr("The Marketo Sales default is every day at 8:00 pm Pacific.")
        )
        self._reset.setVisible(not own)
        if self._state is None:
            self._ask()

    def _offer_zones(self, zones: list[tuple[str, str]]) -> None:
        chosen = self._engine.settings.text(NIGHTLY_ZONE)
        self._zone.clear()
        for label, zone in zones:
            self._zone.addItem(label, zone)
        self._show_zone(chosen)

    def _show_zone(self, zone: str) -> None:
        if self._zone.findData(zone) < 0:
            self._zone.addItem(zone_label(zone, datetime.now(UTC)), zone)
        if not self._zone.is_typed_into:
            self._zone.setCurrentIndex(self._zone.findData(zone))

    def _ask(self, _event: object = None) -> None:
        """Ask the system how the entry stands; it answers beside this thread."""
        self._shell.bridge.call(self, self._engine.night_run.state, self._told)

    def _told(self, state: NightRunState) -> None:
        self._state = state
        self._show_state()

    def _show_state(self) -> None:
        state = self._state
        if state is None:
            self._switch_state.setText(self.tr("Asking this computer…"))
            return
        on = state.entry.installed
        self._switch.setChecked(on)
        self._switch.setEnabled(on or state.why_not is None)
        self._switch_state.setText(self._words(state))
        self._switch.setAccessibleDescription(self._switch_state.text())

    def _words(self, state: NightRunState) -> str:
        if not state.entry.installed:
            if state.why_not is not None:
                return texts.text_of(state.why_not)
            return self.tr(
                "Off: while the program is closed no sync runs, and it catches up when it is opened."
            )
        if not self._engine.settings.nightly_sync:
            words = [
                self.tr("On, but the nightly sync is off: until that is switched on, above, no night is due.")
            ]
        else:
            words = [self.tr("On: this computer starts the sync by itself when a night is due.")]
        if state.why_not is not None:
            words.append(texts.text_of(state.why_not))
        elif state.entry.note is not None:
            words.append(texts.text_of(state.entry.note))
        if state.entry.last_code is not None:
            words.append(self._last(state))
        return " ".join(words)

    def _last(self, state: NightRunState) -> str:
        at = state.entry.last_run_at
        good = state.entry.last_code in (0, 1, 3)  # 3: held for a yes, which the Integration page asks for
        if at is None:
            return (
                self.tr("It last ran well.") if good else self.tr("It last failed; the status log says why.")
            )
        when = texts.day_and_time(at)
        if good:
            return self.tr("It last ran well, on {time}.").format(time=when)
        return self.tr("It last failed, on {time}; the status log says why.").format(time=when)

    # verbs

    def _change_time(self) -> None:
        self._change(NIGHTLY_TIME, self._time.text().strip())

    def _change_zone(self) -> None:
        self._change(NIGHTLY_ZONE, str(self._zone.currentData()))

    def _change_days(self) -> None:
        chosen = [name for name, box in zip(WEEKDAYS, self._days, strict=True) if box.isChecked()]
        if not chosen:
            self.refresh()
            self._say_wrong(self.tr("At least one day is needed; to sync no day, turn the nightly sync off."))
            return
        self._change(NIGHTLY_WEEKDAYS, ",".join(chosen))

    def _change(self, setting: Setting, text: str) -> None:
        if text == self._engine.settings.text(setting):
            self._say_wrong("")
            return
        self._shell.bridge.call(
            self,
            lambda: self._engine.settings.set(setting, text),
            lambda _: self._say_wrong(""),
            lambda problem: self._say_wrong(texts.text_of(problem.fix)),
            in_turn=True,
        )

    def _say_wrong(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        self._time.setProperty("wrong", bool(sentence) and self._time.text() != self._kept_time())
        restyle(self._time)

    def _kept_time(self) -> str:
        return self._engine.settings.text(NIGHTLY_TIME)

    def _go_back(self) -> None:
        def all_three() -> None:
            for setting in _SETTINGS:
                self._engine.settings.set(setting, setting.default)

        self._time.setText(NIGHTLY_TIME.default)
        self._shell.bridge.call(
            self, all_three, lambda _: self.refresh(), lambda _: self.refresh(), in_turn=True
        )

    def _flip(self) -> None:
        on = self._switch.isChecked()
        verb = self._engine.night_run.switch_on if on else self._engine.night_run.switch_off
        self._switch.setEnabled(False)
        self._switch_problem.hide()
        self._switch_state.setText(self.tr("Asking this computer…"))
        self._shell.bridge.call(self, verb, self._flipped, self._not_flipped)

    def _flipped(self, _result: object) -> None:
        self._ask()

    def _not_flipped(self, problem: Problem) -> None:
        self._switch_problem.setText(f"{texts.text_of_problem(problem)} {problem.detail}".strip())
        self._switch_problem.show()
        self._ask()


def _zones() -> list[tuple[str, str]]:
    """The time zones of the world's places, and UTC, each with what it is called on screen, in that order.

    The old names and the bare offsets beside them are left out.
    """
    places = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
    now = datetime.now(UTC)
    zones = (zone for zone in available_timezones() if zone.startswith(places) or zone == "UTC")
    return sorted((zone_label(zone, now), zone) for zone in zones)


def zone_label(zone: str, now: datetime) -> str:
    """A time zone as people look for it: the city first, then where it is, its letters and how far from UTC now."""
    region, _, city = zone.rpartition("/")
    there = now.astimezone(ZoneInfo(zone))
    letters = there.tzname() or ""
    offset = there.strftime("%z")
    far = f"UTC{offset[0].replace('-', '−')}{offset[1:3]}:{offset[3:5]}"
    known = "Pacific Time" if zone == texts.PACIFIC else region.replace("_", " ").replace("/", ", ")
    place = ", ".join(part for part in (city.replace("_", " "), known) if part)
    return f"{place} ({letters}, {far})" if letters.isalpha() and letters != "UTC" else f"{place} ({far})"
