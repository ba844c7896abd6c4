"""The checks of one object, or of the org or this computer, as a card of calm rows."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from core.checklist.consequences import cause_of
from core.checklist.report import GROUP_TITLES
from core.checklist.results import Check, CheckGroup, CheckState
from gui import texts
from gui.icons import Icons
from gui.pages.checklist.check_row import LEFT_TO_DO, ON_LAYOUT, CheckRow
from gui.theme import TextRole, Theme
from gui.widgets.card import Card
from gui.widgets.labels import TextLabel, rule
from gui.widgets.pill import Pill
from gui.widgets.row_stack import RowStack

Key = tuple[str, str, str, str]

_LONGEST_S = 0.012


@dataclass(frozen=True, slots=True)
class _Line:
    """A check that is to have a row, or the name of a part that is to stand above its rows."""

    key: Key
    check: Check | None = None
    heading: CheckGroup | None = None
    is_shown: bool = True
    can_put_back: bool = False
    follows: tuple[Check, ...] = ()


class CheckGroupCard(Card):
    """Rows under the names of their parts: what is to do before what is done, else in the order of the guide.

    What fails only because another check does is told with that one.

    An org can have hundreds of page layouts: `show_checks` takes in what is to be shown, and `fill` puts it in place
    some rows at a time, so that the window stays awake between.

    Signals: those of CheckRow.
    """

    picked = Signal(object, str)
    help_asked = Signal(object)
    put_back_asked = Signal(object)
    inside_asked = Signal(object)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme)
        self._icons = icons
        self._pill = Pill(theme)
        self.add_in_corner(self._pill)
        self._stack = RowStack(theme)
        self.add(self._stack)
        self._rows: dict[Key, CheckRow] = {}
        self._headings: dict[CheckGroup, TextLabel] = {}
        self._rules: dict[CheckGroup, QFrame] = {}
        self._coming: list[_Line] = []
        self._at = 0
        self._headed = False
        self._stop: QWidget | None = None

    def rows(self) -> list[CheckRow]:
        """The rows that are there, from the top."""
        return [one for one in self._stack.widgets() if isinstance(one, CheckRow)]

    def show_checks(
        self, title: str, checks: Sequence[Check], left_only: bool, kept: Collection[str]
    ) -> None:
        """Take in these checks, to show them all or those that leave something to do; `fill` does the rest.

        `kept`: layouts that can be put back.
        """
        self.set_texts(title)
        following = _following(checks)
        checks = _by_urgency(
            [check for check in checks if not any(check in some for some in following.values())]
        )
        left = [check for check in checks if check.state in LEFT_TO_DO]
        self._show_count(checks, left)
        shown = left if left_only else list(checks)
        several = len({check.group for check in shown}) > 1
        with_heading = {check.group for check in shown} if several else set()
        self._coming, self._at, self._stop, self._headed = [], 0, None, False
        before: CheckGroup | None = None
        for check in checks:
            if check.group is not before and check.group in with_heading:
                self._coming.append(_Line(("", "", "", check.group), heading=check.group))
            before = check.group
            is_shown = not left_only or check.state in LEFT_TO_DO
            can_put_back = check.id == ON_LAYOUT and check.subject_id in kept
            follows = tuple(following.get(_key(check), ()))
            self._coming.append(_Line(_key(check), check, None, is_shown, can_put_back, follows))
        self._drop(with_heading)

    def _show_count(self, checks: Sequence[Check], left: Sequence[Check]) -> None:
        worst = next((state for state in _WORST if any(check.state is state for check in checks)), None)
        if worst is None:
            self._pill.set_state(self.tr("All done"), "good")
        else:
            count = sum(check.state is worst for check in left)
            words = {
                CheckState.TO_DO: self.tr("{count} to do"),
                CheckState.WARNING: self.tr("{count} to look at"),
                CheckState.COULD_NOT_CHECK: self.tr("{count} not checked"),
            }
            tones = {CheckState.TO_DO: "bad", CheckState.WARNING: "warning"}
            self._pill.set_state(words[worst].format(count=texts.number(count)), tones.get(worst, "neutral"))

    def _drop(self, with_heading: Collection[CheckGroup]) -> None:
        """Take away what is not among what comes; rows that are only not wanted now stay, out of sight."""
        keys = {line.key for line in self._coming}
        gone: list[QWidget] = [self._rows.pop(key) for key in list(self._rows) if key not in keys]
        first = next((line.heading for line in self._coming if line.heading is not None), None)
        gone += [self._headings.pop(group) for group in list(self._headings) if group not in with_heading]
        below = set(with_heading) - {first}
        gone += [self._rules.pop(group) for group in list(self._rules) if group not in below]
        hidden = {line.key for line in self._coming if not line.is_shown}
        for one in gone:
            self._stack.take(one)
            one.hide()
            one.deleteLater()
        for key in hidden & set(self._rows):
            self._rows[key].hide()
        self._stack.arrange()

    def fill(self, most: int, after: QWidget | None = None) -> bool:
        """Make, fill or move the next rows, at most so many; True when all are in their places.

        Fewer where they take long, for a slow computer is to stay awake as well; one at least. `after` is where the
        Tab key comes from into the first row.
        """
        done, end = 0, time.perf_counter() + _LONGEST_S
        if self._at == 0:
            self._stop = after
        while self._coming and done < most and (not done or time.perf_counter() < end):
            line = self._coming.pop(0)
            if line.heading is not None:
                self._put_heading(line.heading)
            elif line.check is not None:
                done += self._put_row(line, line.check)
        self._stack.arrange()
        return not self._coming

    @property
    def last_stop(self) -> QWidget | None:
        """Where the Tab key leaves for what comes after this card."""
        return self._stop

    def _put_heading(self, group: CheckGroup) -> None:
        if self._headed:
            if group not in self._rules:
                self._rules[group] = rule()
            self._put(self._rules[group])
        self._headed = True
        if group not in self._headings:
            self._headings[group] = TextLabel(self._theme, TextRole.GROUP, tone="secondary")
        self._headings[group].setText(texts.text_of(GROUP_TITLES[group]))
        self._put(self._headings[group])

    def _put_row(self, line: _Line, check: Check) -> bool:
        """Whether there was something to do."""
        row = self._rows.get(line.key)
        if row is None and not line.is_shown:
            return False
        worked = row is None
        if row is None:
            row = self._rows[line.key] = self._new_row()
        # Filled before it is in sight: what is shown already is styled and laid out at each step.
        if line.is_shown:
            worked = row.show_check(check, can_put_back=line.can_put_back, follows=line.follows) or worked
        worked = self._put(row, shown=line.is_shown) or worked
        for stop in row.stops():
            if worked and self._stop is not None:
                QWidget.setTabOrder(self._stop, stop)
            self._stop = stop
        return worked

    def _put(self, widget: QWidget, *, shown: bool = True) -> bool:
        """Give a widget the next place; whether it was not there, or not in sight."""
        place, self._at = self._at, self._at + 1
        moved = self._stack.put(place, widget)
        appears = shown and widget.isHidden()
        if appears:
            widget.show()
        return moved or appears

    def _new_row(self) -> CheckRow:
        made = CheckRow(self._theme, self._icons)
        made.hide()
        made.picked.connect(self.picked)
        made.help_asked.connect(self.help_asked)
        made.put_back_asked.connect(self.put_back_asked)
        made.inside_asked.connect(self.inside_asked)
        return made


_WORST = (CheckState.TO_DO, CheckState.WARNING, CheckState.COULD_NOT_CHECK)


_ORDER = (*_WORST, CheckState.DONE, CheckState.NOT_NEEDED)


def _following(checks: Sequence[Check]) -> dict[Key, list[Check]]:
    """By the row of a check, those that fail only because it does."""
    following: dict[Key, list[Check]] = {}
    for check in checks:
        if (cause := cause_of(check, checks)) is not None:
            following.setdefault(_key(cause), []).append(check)
    return following


def _by_urgency(checks: Sequence[Check]) -> list[Check]:
    """What is to do first: parts by the worst that is in them, and within each part its checks."""
    worst: dict[CheckGroup, int] = {}
    for check in checks:
        place = _ORDER.index(check.state)
        worst[check.group] = min(place, worst.get(check.group, place))
    parts = list(worst)
    return sorted(
        checks,
        key=lambda one: (worst[one.group], parts.index(one.group), _ORDER.index(one.state)),
    )


def _key(check: Check) -> Key:
    return check.id, check.object, check.subject_id or check.subject, str(check.field or "")
