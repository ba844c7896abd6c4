"""The checks of one object, or of the org or this computer, as a card of calm rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.checklist.report import GROUP_TITLES
from core.checklist.results import Check, CheckGroup, CheckState
from gui import texts
from gui.icons import Icons
from gui.pages.check_row import LEFT_TO_DO, ON_LAYOUT, CheckRow
from gui.theme import TextRole, Theme
from gui.widgets.card import Card
from gui.widgets.labels import TextLabel, column, rule
from gui.widgets.pill import Pill

Key = tuple[str, str, str, str]


class CheckGroupCard(Card):
    """Rows in the order of the guide, under the names of its parts.

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
        self._lines = column(theme, spacing=16)
        self.add(self._lines)
        self._rows: dict[Key, CheckRow] = {}
        self._order: list[object] = []
        self._decoration: list[QWidget] = []

    def rows(self) -> list[CheckRow]:
        """The rows, from the top."""
        return list(self._rows.values())

    def show_checks(
        self,
        title: str,
        checks: Sequence[Check],
        left_only: bool,
        kept: Collection[str],
    ) -> None:
        """Show these checks, or those of them that leave something to do. `kept`: layouts that can be put back."""
        self.set_texts(title)
        left = [check for check in checks if check.state in LEFT_TO_DO]
        self._show_count(checks, left)
        shown = left if left_only else list(checks)
        keys = [_key(check) for check in shown]
        # Filled before they are in sight: what is shown already is styled and laid out at each step.
        for check, key in zip(shown, keys, strict=True):
            if key not in self._rows:
                self._rows[key] = self._new_row()
            self._rows[key].show_check(check, can_put_back=check.id == ON_LAYOUT and check.subject_id in kept)
        if [(check.group, key) for check, key in zip(shown, keys, strict=True)] != self._order:
            self._lay_out(shown, keys)
        self._retitle(shown)

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

    def _lay_out(self, shown: Sequence[Check], keys: Sequence[Key]) -> None:
        """Put the rows in order, keeping those that are there; headings and rules are cheap and made anew."""
        for one in self._decoration:
            self._lines.removeWidget(one)
            one.hide()
            one.deleteLater()
        self._decoration = []
        for gone in set(self._rows) - set(keys):
            line = self._rows.pop(gone)
            self._lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        before: CheckGroup | None = None
        several = len({check.group for check in shown}) > 1
        self._order = []
        for check, key in zip(shown, keys, strict=True):
            if several and check.group is not before:
                if before is not None:
                    self._decorate(rule())
                self._decorate(TextLabel(self._theme, TextRole.GROUP, tone="secondary"))
            before = check.group
            self._lines.removeWidget(self._rows[key])
            self._lines.addWidget(self._rows[key])
            # At once: a layout shows what it is given only later, and would squeeze it until then.
            self._rows[key].show()
            self._order.append((check.group, key))
        self._rows = {key: self._rows[key] for key in keys}

    def _decorate(self, widget: QWidget) -> None:
        self._decoration.append(widget)
        self._lines.addWidget(widget)
        widget.show()

    def _retitle(self, shown: Sequence[Check]) -> None:
        groups = list(dict.fromkeys(check.group for check in shown))
        headings = [one for one in self._decoration if isinstance(one, TextLabel)]
        for group, heading in zip(groups, headings, strict=False):
            heading.setText(texts.text_of(GROUP_TITLES[group]))

    def _new_row(self) -> CheckRow:
        made = CheckRow(self._theme, self._icons)
        made.picked.connect(self.picked)
        made.help_asked.connect(self.help_asked)
        made.put_back_asked.connect(self.put_back_asked)
        made.inside_asked.connect(self.inside_asked)
        return made


_WORST = (CheckState.TO_DO, CheckState.WARNING, CheckState.COULD_NOT_CHECK)


def _key(check: Check) -> Key:
    return check.id, check.object, check.subject_id or check.subject, str(check.field or "")
