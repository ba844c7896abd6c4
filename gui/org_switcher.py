"""Which org this is, by name, word and colour, and the menu that leads to another one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from core.connection.orgs import KnownOrg, OrgKind
from core.messages import Problem
from gui import texts
from gui.pages.page import Shell
from gui.plain import set_tip
from gui.target import PRACTICE, Target
from gui.theme import TextRole
from gui.widgets.buttons import MenuButton
from gui.widgets.labels import restyle
from gui.widgets.org_colours import dot_icon
from gui.widgets.painting import drop_down_arrow

if TYPE_CHECKING:
    from gui.pages.manage_orgs import ManageOrgsDialog

_LONGEST = 240


class ColouredBar(QWidget):
    """The bar on top, with an edge in the colour of the org."""

    def __init__(self) -> None:
        super().__init__()
        # Else a subclass of QWidget has no background of the style sheet.
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def set_colour(self, colour: str) -> None:
        """One of the setting org_colour, but not "auto"."""
        self.setProperty("colour", colour)
        restyle(self)


class OrgSwitcher(MenuButton):
    """Says which org this window works with; its menu opens the others.

    Signals:
        colour_changed: the org has this colour now.
    """

    colour_changed = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme)
        self._shell, self._engine, self._theme = shell, shell.engine, shell.theme
        self._orgs: Sequence[KnownOrg] = ()
        self.colour = ""
        self.menu_of_orgs = QMenu(self)
        self.clicked.connect(self._open)
        bridge = shell.bridge
        for signal in (bridge.connection_changed, bridge.settings_changed, bridge.changed_elsewhere):
            signal.connect(self.refresh)
        self._theme.changed.connect(self.update)
        self.refresh()

    def refresh(self, _event: object = None) -> None:
        """Put name, kind and colour in place, and ask which others there are."""
        here = self._engine.org_here()
        name, kind = name_of(here), texts.word(here.kind)
        shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, self._theme.px(_LONGEST))
        # What nobody has connected is said beside it already.
        one = name == kind or here.kind is OrgKind.UNKNOWN
        self.setText(_plain(shown if one else self.tr("{org} · {kind}").format(org=shown, kind=kind)))
        set_tip(self, name if one else self.tr("{org} · {kind}").format(org=name, kind=kind))
        self.setAccessibleName(self.tr("Org: {org}, {kind}").format(org=name, kind=kind))
        self.setAccessibleDescription(self.tr("Switch to another org"))
        if here.colour != self.colour:
            self.colour = here.colour
            self.setProperty("colour", here.colour)
            restyle(self)
            self.colour_changed.emit(here.colour)
        self._shell.bridge.call(self, self._engine.orgs.all, self._found)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        drop_down_arrow(self, self._theme)

    def _found(self, orgs: Sequence[KnownOrg]) -> None:
        self._orgs = orgs

    def _open(self) -> None:
        self._fill()
        menu = self.menu_of_orgs
        menu.setMinimumWidth(self.width())
        right = self.width() - max(self.width(), menu.sizeHint().width())
        menu.popup(self.mapToGlobal(QPoint(right, self.height() + self._theme.px(4))))
        menu.setActiveAction(next(action for action in menu.actions() if action.property("here")))

    def _fill(self) -> None:
        theme, menu = self._theme, self.menu_of_orgs
        menu.clear()
        for org in self._orgs:
            name = menu.fontMetrics().elidedText(
                name_of(org), Qt.TextElideMode.ElideRight, theme.px(_LONGEST)
            )
            kind = texts.word(org.kind)
            text = name if name == kind else self.tr("{org} · {kind}").format(org=name, kind=kind)
            self._offer(text, org.colour, Target(org.number), here=org.folder == self._engine.data_dir)
        menu.addSeparator()
        self._offer(self.tr("Practice org"), "blue", PRACTICE, here=self._engine.is_practice)
        menu.addSeparator()
        menu.addAction(self.tr("Add another org…"), self._add)
        menu.addAction(self.tr("Manage orgs…"), self._manage)

    def _offer(self, text: str, colour: str, target: Target, *, here: bool) -> None:
        # Right of it, where other programs have the key: a mark would take the place of the colour.
        action = self.menu_of_orgs.addAction(
            dot_icon(self._theme, colour), _plain(text) + ("\t✓" if here else "")
        )
        action.setFont(self._theme.font(TextRole.STRONG if here else TextRole.BODY))
        action.setProperty("here", here)
        action.triggered.connect(lambda: self._go(target))

    def _go(self, target: Target) -> None:
        self._shell.switch_to(target)

    def _add(self) -> None:
        engine = self._engine
        self._shell.bridge.call(
            self, lambda: engine.orgs.add(engine.store.org_state), self._added, self._refused
        )

    def _added(self, org: KnownOrg) -> None:
        self._go(Target(org.number, page="salesforce"))

    def _refused(self, problem: Problem) -> None:
        dialog = self._dialog()
        dialog.tell(problem)
        dialog.open()

    def _manage(self) -> None:
        self._dialog().open()

    def _dialog(self) -> ManageOrgsDialog:
        from gui.pages.manage_orgs import ManageOrgsDialog

        dialog = ManageOrgsDialog(self._shell, self.window())
        dialog.add_asked.connect(self._add)
        return dialog


def name_of(org: KnownOrg) -> str:
    """What an org is called on the screen; one that nobody has connected has no name of its own yet."""
    if org.kind is OrgKind.PRACTICE and (org.org is None or org.name == org.org.name):
        return texts.word(org.kind)
    return org.name or texts.new_org(org.number)


def _plain(text: str) -> str:
    """A name as it is, where an ampersand would be taken for the mark of a key."""
    return text.replace("&", "&&")
