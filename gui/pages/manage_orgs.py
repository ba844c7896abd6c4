"""The dialog in which orgs are named, coloured, removed and brought back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from core.connection.org_problems import ACCESS_STAYS, PUSHES_WAIT
from core.connection.orgs import KnownOrg
from core.messages import Problem
from core.remove_org import Removed, remove_org
from core.settings import ORG_COLOUR, ORG_NAME
from gui import texts
from gui.pages.page import Shell
from gui.target import Target
from gui.theme import TextRole
from gui.widgets.buttons import DangerButton, LinkButton, PrimaryButton, SecondaryButton
from gui.widgets.dialog import Dialog
from gui.widgets.labels import TextLabel, column, row, rule
from gui.widgets.org_colours import COLOUR_TOKENS, dot, dot_icon
from gui.widgets.scrolled import scrolled
from gui.widgets.select import Select


class ManageOrgsDialog(Dialog):
    """This window's org with its name and colour, and below it the others.

    Signals:
        add_asked: a place for another org is wanted.
    """

    add_asked = Signal()

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(shell.theme, parent)
        self._shell, self._engine = shell, shell.engine
        theme = shell.theme
        self.setMinimumWidth(theme.px(600))
        self._build_this_org()
        self._outcome = TextLabel(theme, wrap=True)
        self._outcome.hide()
        self.add(self._outcome)
        self.add(rule())
        self._heading = TextLabel(theme, TextRole.HEADING)
        self._add = LinkButton(theme)
        self._add.clicked.connect(self._ask_to_add)
        head = row(theme)
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addWidget(self._add)
        self.add(head)
        self._rows = column(theme, spacing=12)
        inside = QWidget()
        around = column(theme, spacing=0, margins=(0, 0, 8, 0))
        around.addLayout(self._rows)
        around.addStretch(1)
        inside.setLayout(around)
        area = scrolled(inside)
        area.setMinimumHeight(theme.px(160))
        self.add(area, 1)
        self._put_texts()
        self._read()
        self._name.setFocus()

    def _build_this_org(self) -> None:
        theme = self.theme
        self._name = QLineEdit()
        self._name.setText(self._engine.settings.text(ORG_NAME))
        self._name.setMaxLength(40)
        self._colour = Select(theme)
        self._name_label, self._colour_label = TextLabel(theme), TextLabel(theme)
        self._name_label.setBuddy(self._name)
        self._colour_label.setBuddy(self._colour)
        self._save = PrimaryButton(theme)
        self._save.clicked.connect(self._save_now)
        self._name.returnPressed.connect(self._save_now)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(12))
        grid.addWidget(self._name_label, 0, 0)
        grid.addWidget(self._name, 0, 1, 1, 2)
        grid.addWidget(self._colour_label, 1, 0)
        grid.addWidget(self._colour, 1, 1)
        grid.addWidget(self._save, 1, 2)
        grid.setColumnStretch(1, 1)
        self.add(grid)

    def _put_texts(self) -> None:
        here = self._engine.org_here()
        self.set_texts(
            self.tr("Orgs"),
            self.tr(
                "Each org has data of its own: people, unsubscribes, settings and status log. This window works with "
                "the one that is named here."
            ),
        )
        self._name_label.setText(self.tr("Name of this org"))
        self._name.setAccessibleName(self.tr("Name of this org"))
        self._name.setPlaceholderText(here.org.name if here.org else self.tr("As in Salesforce"))
        self._colour_label.setText(self.tr("Its colour"))
        self._colour.setAccessibleName(self.tr("Its colour"))
        words = {
            "red": self.tr("Red"),
            "orange": self.tr("Orange"),
            "green": self.tr("Green"),
            "teal": self.tr("Teal"),
            "blue": self.tr("Blue"),
            "purple": self.tr("Purple"),
            "grey": self.tr("Grey"),
        }
        self._colour.addItem(self.tr("By its kind: red is production, orange a sandbox"), ORG_COLOUR.default)
        for colour in COLOUR_TOKENS:
            self._colour.addItem(dot_icon(self.theme, colour), words[colour], colour)
        self._colour.setCurrentIndex(self._colour.findData(self._engine.settings.text(ORG_COLOUR)))
        self._save.set_text(self.tr("Save"))
        self._heading.setText(self.tr("On this computer"))
        self._add.set_text(self.tr("Add another org…"))
        self.close_button.set_text(self.tr("Close"))

    def tell(self, problem: Problem) -> None:
        """Say what went wrong."""
        self._outcome.say(texts.text_of_problem(problem), "bad")

    # verbs

    def _save_now(self) -> None:
        name, colour = self._name.text(), str(self._colour.currentData())

        def save() -> None:
            self._engine.settings.set(ORG_NAME, name)
            self._engine.settings.set(ORG_COLOUR, colour)

        self._save.setEnabled(False)
        self._shell.bridge.call(self, save, self._saved, self._not_saved)

    def _saved(self, _nothing: object) -> None:
        self._save.setEnabled(True)
        self._outcome.say(self.tr("Saved."), "good")
        self._read()

    def _not_saved(self, problem: Problem) -> None:
        self._save.setEnabled(True)
        self.tell(problem)

    def _ask_to_add(self) -> None:
        self.accept()
        self.add_asked.emit()

    def _read(self) -> None:
        orgs = self._engine.orgs
        self._shell.bridge.call(self, lambda: (orgs.all(), orgs.put_aside()), self._show, self.tell)

    def _show(self, found: tuple[Sequence[KnownOrg], Sequence[KnownOrg]]) -> None:
        known, removed = found
        while (item := self._rows.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()
        for org in known:
            here = org.folder == self._engine.data_dir
            line = OrgRow(self._shell, org, here=here)
            line.switch_asked.connect(self._switch)
            line.remove_asked.connect(self._remove)
            self._rows.addWidget(line)
        for org in removed:
            line = OrgRow(self._shell, org, here=False)
            line.restore_asked.connect(self._restore)
            self._rows.addWidget(line)

    def _switch(self, number: str) -> None:
        self.accept()
        self._shell.switch_to(Target(number))

    def _remove(self, number: str, even_so: bool) -> None:
        engine = self._engine
        self._outcome.say(self.tr("Signing out…"), "secondary")
        self._shell.bridge.call(
            self,
            lambda: remove_org(engine.orgs, number, even_so=even_so),
            self._removed,
            lambda problem: self._not_removed(problem, number),
            apart=True,
        )

    def _removed(self, done: Removed) -> None:
        sentence = self.tr("Removed. Its data is kept in {folder}.").format(folder=str(done.org.folder))
        if done.not_revoked is not None:
            sentence += "\n" + texts.text_of_problem(done.not_revoked)
        self._outcome.say(sentence, "good" if done.not_revoked is None else "warning")
        self._read()

    def _not_removed(self, problem: Problem, number: str) -> None:
        if problem.code not in (PUSHES_WAIT, ACCESS_STAYS):
            self.tell(problem)
            return
        self._outcome.say(texts.text_of(problem.what), "warning")
        for line in self.findChildren(OrgRow):
            if line.number == number:
                line.ask(even_so=True)

    def _restore(self, number: str) -> None:
        self._shell.bridge.call(self, lambda: self._engine.orgs.bring_back(number), self._restored, self.tell)

    def _restored(self, _org: object) -> None:
        self._outcome.say(self.tr("It is on the list again. Switch to it and connect it."), "good")
        self._read()


class OrgRow(QWidget):
    """One org: what it is called, of what kind it is and where, and what can be done with it.

    Signals:
        switch_asked, restore_asked: with its number.
        remove_asked: with its number, and whether it is meant although something hinders it.
    """

    switch_asked = Signal(str)
    restore_asked = Signal(str)
    remove_asked = Signal(str, bool)

    def __init__(self, shell: Shell, org: KnownOrg, *, here: bool) -> None:
        super().__init__()
        theme = shell.theme
        self.number = org.number
        self._even_so = False
        mark = TextLabel(theme)
        mark.setPixmap(dot(theme, org.colour, self.devicePixelRatioF()))
        name = TextLabel(theme, TextRole.STRONG, wrap=True)
        name.setText(org.name or texts.new_org(org.number))
        kind = texts.word(org.kind) if org.readable else self.tr("Its database cannot be read")
        where = str(org.folder) if org.set_aside else (org.org.instance_url if org.org else "")
        about = TextLabel(theme, TextRole.SMALL, tone="secondary", wrap=True, selectable=True)
        about.setText(" · ".join(part for part in (kind, where) if part))
        words = column(theme, spacing=2)
        words.addWidget(name)
        words.addWidget(about)
        line = row(theme, spacing=8)
        line.addWidget(mark)
        line.addLayout(words, 1)
        named = {"org": name.text()}
        if org.set_aside:
            gone = TextLabel(theme, TextRole.SMALL, tone="secondary")
            gone.setText(self.tr("Removed"))
            restore = SecondaryButton(theme)
            restore.set_text(self.tr("Bring back"))
            restore.setAccessibleDescription(name.text())
            restore.clicked.connect(lambda: self.restore_asked.emit(self.number))
            line.addWidget(gone)
            line.addWidget(restore)
        elif here:
            shown = TextLabel(theme, TextRole.SMALL, tone="secondary")
            shown.setText(self.tr("In this window"))
            line.addWidget(shown)
        else:
            switch, remove = SecondaryButton(theme), LinkButton(theme)
            switch.set_text(self.tr("Switch"))
            remove.set_text(self.tr("Remove…"))
            for button in (switch, remove):
                button.setAccessibleDescription(name.text())
            switch.clicked.connect(lambda: self.switch_asked.emit(self.number))
            remove.clicked.connect(lambda: self.ask())
            line.addWidget(remove)
            line.addWidget(switch)
        self._question = self._built_question(shell, named)
        whole = column(theme, spacing=8)
        whole.addLayout(line)
        whole.addWidget(self._question)
        self.setLayout(whole)

    def ask(self, *, even_so: bool = False) -> None:
        """Ask whether to remove it."""
        self._even_so = even_so
        self._really.set_text(self.tr("Remove all the same") if even_so else self.tr("Sign out and remove"))
        self._question.show()
        self._really.setFocus()

    def _built_question(self, shell: Shell, named: dict[str, str]) -> QWidget:
        theme = shell.theme
        sentence = TextLabel(theme, wrap=True)
        sentence.setText(
            self.tr(
                "Removing signs out of {org} and takes it off this list. Its nightly sync and its pushes end; its "
                "people and unsubscribes stay in its folder, and it can be brought back."
            ).format(**named)
        )
        self._really = DangerButton(theme)
        stay = SecondaryButton(theme)
        stay.set_text(self.tr("Keep it"))
        buttons = row(theme, spacing=8)
        buttons.addStretch(1)
        buttons.addWidget(stay)
        buttons.addWidget(self._really)
        inside = column(theme, spacing=8, margins=(24, 0, 0, 8))
        inside.addWidget(sentence)
        inside.addLayout(buttons)
        question = QWidget()
        question.setLayout(inside)
        question.hide()
        stay.clicked.connect(question.hide)
        self._really.clicked.connect(question.hide)
        self._really.clicked.connect(lambda: self.remove_asked.emit(self.number, self._even_so))
        return question
