"""One check as a row: how it ended, what was found, what to do, and the ways to do it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QWidget

from core.checklist.headings import heading_of
from core.checklist.report import STATES
from core.checklist.results import Cause, Check, CheckState
from gui import texts
from gui.icons import Icons
from gui.plain import set_tip
from gui.theme import TextRole, Theme
from gui.web import open_page
from gui.widgets.buttons import LinkButton
from gui.widgets.check_sign import TONES, CheckSign
from gui.widgets.choice import Choice
from gui.widgets.flow import FlowLayout
from gui.widgets.labels import TextLabel, column, row

LEFT_TO_DO = frozenset({CheckState.TO_DO, CheckState.WARNING, CheckState.COULD_NOT_CHECK})
"""The states that leave the admin something to do."""


ON_LAYOUT = "on_layout"
"""The check of one layout, which this program can put right itself."""


class _More(QWidget):
    """What to do about a check, and the ways to do it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.fix = TextLabel(theme, wrap=True)
        self.open, self.inside, self.help, self.put_back, self.copy, self.follows = (
            LinkButton(theme) for _ in range(6)
        )
        self.following = TextLabel(theme, tone="secondary", wrap=True)
        self.following.hide()
        links = FlowLayout(theme, spacing=16)
        for button in (self.open, self.inside, self.help, self.put_back, self.copy, self.follows):
            # Before it is in the layout, so that what is not offered is never laid out.
            button.hide()
            links.addWidget(button)
        lines = column(theme, spacing=4)
        self.fix.setContentsMargins(theme.px(2), 0, 0, 0)
        self.choices = column(theme, spacing=8)
        lines.addWidget(self.fix)
        lines.addLayout(self.choices)
        lines.addLayout(links)
        lines.addWidget(self.following)
        self.setLayout(lines)


class CheckRow(QWidget):
    """It can be filled anew, so that its buttons keep the keyboard when the org is checked again.

    Signals:
        picked: the admin picked one of several checkboxes; carries the check and the API name.
        help_asked: do it for me; carries the check.
        put_back_asked: put the original back; carries the check.
        inside_asked: open the page of this program where it is put right; carries the check.
    """

    picked = Signal(object, str)
    help_asked = Signal(object)
    put_back_asked = Signal(object)
    inside_asked = Signal(object)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self.check: Check | None = None
        self._sign = CheckSign(theme, icons)
        self._title = TextLabel(theme, TextRole.STRONG, wrap=True)
        self._state = TextLabel(theme)
        self._what = TextLabel(theme, wrap=True)
        self._lines = column(theme, spacing=4)
        head = row(theme, spacing=16)
        head.addWidget(self._title, 1)
        head.addWidget(self._state, 0, Qt.AlignmentFlag.AlignTop)
        self._lines.addLayout(head)
        self._lines.addWidget(self._what)
        # A link has room around it for its focus; the texts are to stand in line with it.
        for label in (self._title, self._what):
            label.setContentsMargins(theme.px(2), 0, 0, 0)
        whole = row(theme, spacing=12)
        whole.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(self._lines, 1)
        self.setLayout(whole)
        # Most checks are done and need no more than that: the rest is made when it is first needed.
        self._more: _More | None = None
        self._group: QButtonGroup | None = None
        self._offered: dict[Choice, str] = {}
        self._shown: tuple[Check, bool, tuple[Check, ...], str] | None = None
        self._follows: tuple[Check, ...] = ()

    def show_check(
        self, check: Check, *, can_put_back: bool = False, follows: tuple[Check, ...] = ()
    ) -> bool:
        """Show a check; with the way back where a change of this program is kept, and what fails only because of it.

        False: it was shown already.
        """
        wanted = (check, can_put_back, follows, QLocale().name())
        if wanted == self._shown:
            return False
        self._shown = wanted
        self._follows = follows
        self.check = check
        left = check.state in LEFT_TO_DO
        title, what = texts.text_of(heading_of(check)), texts.text_of(check.what)
        self._sign.show_state(check.state)
        self._title.setText(title)
        self._state.setText(texts.text_of(STATES[check.state]))
        self._state.set_tone(TONES[check.state])
        self._what.setText(what)
        self._what.set_tone("" if left else "secondary")
        self.setAccessibleName(f"{title}: {texts.text_of(STATES[check.state])}. {what}")
        if self._more is None and (left or can_put_back or check.choices):
            self._more = self._make_more()
        if self._more is not None:
            self._show_more(self._more, check, left, can_put_back)
        return True

    def stops(self) -> list[QWidget]:
        """What the Tab key can stop at, in the order in which it is read."""
        more = self._more
        if more is None:
            return []
        return [
            *(choice.button for choice in self._offered),
            more.open,
            more.inside,
            more.help,
            more.put_back,
            more.copy,
            more.follows,
        ]

    def _make_more(self) -> _More:
        more = _More(self._theme)
        more.open.clicked.connect(self.open_page)
        more.inside.clicked.connect(lambda: self.inside_asked.emit(self.check))
        more.help.clicked.connect(lambda: self.help_asked.emit(self.check))
        more.put_back.clicked.connect(lambda: self.put_back_asked.emit(self.check))
        more.copy.clicked.connect(self.copy)
        more.follows.clicked.connect(self._unfold)
        self._lines.addWidget(more)
        return more

    def _show_more(self, more: _More, check: Check, left: bool, can_put_back: bool) -> None:
        left = left or bool(check.choices)
        more.setVisible(left or can_put_back)
        more.fix.setText(texts.text_of(check.fix) if check.fix and left else "")
        more.fix.setVisible(bool(more.fix.text()))
        inside = self._inside_text(check.id) if left else ""
        for button, text, shown in (
            (more.open, self.tr("Open in Salesforce"), bool(check.link)),
            (more.inside, inside, bool(inside)),
            (more.help, self.tr("Do it for me…"), check.id == ON_LAYOUT and check.cause is Cause.MISSING),
            (more.put_back, self.tr("Put the original back…"), can_put_back),
            (more.copy, self.tr("Copy details"), left),
        ):
            button.set_text(text)
            button.setAccessibleDescription(self._title.text())
            button.setVisible(shown)
        self._show_following(more, unfolded=not more.following.isHidden())
        set_tip(more.open, check.link)
        self._offer(more, check)

    def _unfold(self) -> None:
        if self._more is not None:
            self._show_following(self._more, unfolded=self._more.following.isHidden())

    def _show_following(self, more: _More, *, unfolded: bool) -> None:
        """What fails only because this does, folded until it is asked for."""
        unfolded = unfolded and bool(self._follows)
        sign = "▾" if unfolded else "▸"
        text = self.tr("%Ln more checks wait for this", "", len(self._follows))
        more.follows.set_text(f"{sign} {text}" if self._follows else "")
        more.follows.setAccessibleName(text)
        more.follows.setVisible(bool(self._follows))
        lines = [f"{texts.text_of(heading_of(one))}: {texts.text_of(one.what)}" for one in self._follows]
        more.following.setText("\n".join(lines))
        more.following.setVisible(unfolded)

    def _inside_text(self, check_id: str) -> str:
        """What the way to the page of this program is called, for checks that are put right here."""
        return {
            "signed_in": self.tr("Salesforce settings"),
            "people_here": self.tr("Load people"),
            "people_matched": self.tr("Show who cannot sync"),
            "nightly_sync": self.tr("Integration settings"),
            "night_run": self.tr("Integration settings"),
            "keyring": self.tr("Salesforce settings"),
        }.get(check_id, "")

    def _offer(self, more: _More, check: Check) -> None:
        """Radio buttons for the checkboxes among which the admin picks, made anew only when they are others."""
        if tuple(self._offered.values()) != tuple(name for name, _ in check.choices):
            for choice in self._offered:
                more.choices.removeWidget(choice)
                choice.hide()
                choice.deleteLater()
            self._offered = {}
            self._group = QButtonGroup(self)
            self._group.buttonClicked.connect(self._pick)
            for name, label in check.choices:
                choice = Choice(self._theme)
                choice.set_texts(label, name)
                self._group.addButton(choice.button)
                more.choices.addWidget(choice)
                # A screen reader goes by the order of siblings, and reads what can be picked before the links.
                choice.stackUnder(more.open)
                self._offered[choice] = name
        if self._group is not None:
            # Where none counts yet, none is to look picked.
            self._group.setExclusive(False)
            for choice, name in self._offered.items():
                choice.button.setChecked(name == check.choice)
            self._group.setExclusive(True)

    def _pick(self) -> None:
        picked = next(name for choice, name in self._offered.items() if choice.button.isChecked())
        if self.check is not None:
            self.picked.emit(self.check, picked)

    def open_page(self) -> None:
        """Open the page in the org where this is put right."""
        if self.check is not None and self.check.link:
            open_page(self.check.link)

    def copy(self) -> None:
        """Put everything that is known of the check on the clipboard, as text."""
        if self.check is not None:
            QGuiApplication.clipboard().setText(check_text(self.check))


def check_text(check: Check) -> str:
    """A check as text for a clipboard: what, how it ended, what to do, where, and the raw words."""
    about = [check.object and texts.word(check.object), check.subject, check.subject_id]
    lines = [
        f"{texts.text_of(heading_of(check))}: {texts.text_of(STATES[check.state])}",
        " · ".join(part for part in about if part),
        texts.text_of(check.what),
        texts.text_of(check.fix) if check.fix else "",
        check.permission,
        check.link,
        check.detail,
    ]
    return "\n".join(line for line in lines if line)
