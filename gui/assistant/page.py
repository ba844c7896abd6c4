"""The set-up assistant: from the language to the nightly sync, step by step; it goes on where it was left."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from core.attention.set_up import ANSWERED
from core.settings import ASSISTANT, ASSISTANT_STEPS
from gui.assistant.field_step import FieldStep
from gui.assistant.language_step import LanguageStep
from gui.assistant.nightly_step import NightlyStep
from gui.assistant.org_step import OrgStep
from gui.assistant.people_step import PeopleStep
from gui.assistant.preview_step import PreviewStep
from gui.assistant.sign_in_step import SignInStep
from gui.assistant.step import Step
from gui.assistant.step_list import StepList
from gui.pages.checklist.page import ChecklistTab
from gui.pages.page import Page, Shell
from gui.plain import set_tip
from gui.theme import TextRole
from gui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from gui.widgets.labels import TextLabel, column, row, rule

_MAKE: Mapping[str, Callable[[Shell], Page]] = dict(
    zip(
        ASSISTANT_STEPS,
        (LanguageStep, OrgStep, SignInStep, FieldStep, ChecklistTab, PeopleStep, PreviewStep, NightlyStep),
        strict=True,
    )
)
FIRST, LAST = ASSISTANT_STEPS[0], ASSISTANT_STEPS[-1]
DONE = "done"


class AssistantPage(Page):
    """Opened with the name of a step, it shows that. Where it is left is kept in the settings.

    It is made when it is first shown: few starts need it, and the window opens the sooner.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._steps: dict[str, Page] = {}
        self._current = ""
        self._words: Mapping[str, str] = {}
        self._undone: list[str] = []

    def _build(self) -> None:
        """Make everything, in the order in which the keyboard goes through it."""
        theme, shell = self.theme, self.shell
        self._list = StepList(shell, ASSISTANT_STEPS)
        self._list.chosen.connect(self._show)
        self._stack = QStackedWidget()
        for name, make in _MAKE.items():
            step = make(shell)
            self._steps[name] = step
            self._stack.addWidget(step)
            if isinstance(step, Step):
                step.changed.connect(self._show_hindrance)
        self._why = TextLabel(theme, TextRole.SMALL, tone="secondary", wrap=True)
        self._later = LinkButton(theme)
        self._later.clicked.connect(self._leave)
        self._back, self._next = SecondaryButton(theme), PrimaryButton(theme)
        self._back.clicked.connect(lambda: self._show(self._neighbour(-1)))
        self._next.clicked.connect(self._go_on)
        buttons = row(theme, spacing=8)
        buttons.addWidget(self._later)
        buttons.addStretch(1)
        buttons.addWidget(self._back)
        buttons.addWidget(self._next)
        foot = column(theme, spacing=8, margins=(0, 12, 8, 16))
        foot.addWidget(self._why)
        foot.addLayout(buttons)
        right = column(theme, spacing=0)
        right.addWidget(self._stack, 1)
        right.addWidget(rule())
        right.addLayout(foot)
        whole = row(theme, spacing=16, margins=(0, 16, 0, 0))
        whole.addWidget(self._list)
        whole.addLayout(right, 1)
        self.setLayout(whole)
        bridge = shell.bridge
        bridge.connection_changed.connect(self._show_hindrance)
        for signal in (
            bridge.connection_changed,
            bridge.settings_changed,
            bridge.checklist_changed,
            bridge.people_changed,
            bridge.load_finished,
            bridge.run_finished,
            bridge.changed_elsewhere,
        ):
            signal.connect(self._look)

    # texts and values

    def retranslate(self) -> None:
        if not self._steps:
            if not self.isVisible():
                return
            self._build()
        words = (
            self.tr("Language"),
            self.tr("Org"),
            self.tr("Sign in"),
            self.tr("Field"),
            self.tr("Checklist"),
            self.tr("People"),
            self.tr("Preview"),
            self.tr("Nightly sync"),
        )
        self._words = dict(zip(ASSISTANT_STEPS, words, strict=True))
        self._list.set_words(self._words, self.tr("done"), self.tr("skipped, not done yet"))
        self._list.setAccessibleName(self.tr("Steps of the assistant"))
        self._later.set_text(self.tr("Continue later"))
        set_tip(
            self._later,
            self.tr("The assistant stays on the page Profile and language, and goes on where it was left."),
        )
        self._back.set_text(self.tr("Back"))
        self._name_next()

    def refresh(self) -> None:
        if not self._current:
            kept = self.engine.settings.text(ASSISTANT)
            self._show(kept if kept in ASSISTANT_STEPS else FIRST)
        self._look()
        self._show_hindrance()

    def open_with(self, argument: object) -> None:
        if not self._steps:
            self._build()
            self.retranslate()
        self._show(str(argument))

    def _show(self, name: str) -> None:
        self._current = name
        self._stack.setCurrentWidget(self._steps[name])
        self._list.show_step(name)
        self._back.setEnabled(name != FIRST)
        self._name_next()
        self._look()
        self._show_hindrance()
        self.change(ASSISTANT, name)

    def _name_next(self) -> None:
        self._next.set_text(self.tr("Finish") if self._current == LAST else self.tr("Next"))

    def _look(self, _event: object = None) -> None:
        """See what is done, beside the GUI thread: counting many people takes a moment."""
        if self.isVisible():
            self.shell.bridge.call(self, self.engine.attention.set_up.done, self._show_done)

    def _show_done(self, done: frozenset[str]) -> None:
        self._list.show_done(done)
        self._undone = [name for name in ASSISTANT_STEPS if name not in done and name not in ANSWERED]
        if self._current == LAST:
            self._show_hindrance()

    def _show_hindrance(self, _event: object = None) -> None:
        """Say why the next step cannot follow yet, and at the end what was left out."""
        step = self._steps.get(self._current)
        if step is None:
            return
        hindrance = step.hindrance() if isinstance(step, Step) else ""
        why = hindrance
        if not why and self._current == LAST and self._undone:
            why = self.tr("Not done yet: {steps}. You can finish all the same, and do it later.").format(
                steps=self.tr(", ").join(self._words[name] for name in self._undone)
            )
        if hindrance and self._next.hasFocus():
            # Qt would pass it on to the next control of the window, which is at the top.
            self._focus_first_of(step)
        self._next.setEnabled(not hindrance)
        self._next.setAccessibleDescription(why)
        self._why.setText(why)
        self._why.setVisible(bool(why))

    @staticmethod
    def _focus_first_of(step: Page) -> None:
        part = step.nextInFocusChain()
        while part is not None and step.isAncestorOf(part):
            if part.isVisible() and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus:
                part.setFocus(Qt.FocusReason.TabFocusReason)
                return
            part = part.nextInFocusChain()

    # verbs

    def _go_on(self) -> None:
        step = self._steps[self._current]
        if isinstance(step, Step) and not step.go_on():
            return
        if self._current == LAST:
            self.change(ASSISTANT, DONE)
            # Opened once more, it begins anew: everything may be different then.
            self._current = ""
            self._is_stale = True
            self.shell.go_to("unsubscribes", "integration")
        else:
            self._show(self._neighbour(1))

    def _neighbour(self, by: int) -> str:
        place = ASSISTANT_STEPS.index(self._current) + by
        return ASSISTANT_STEPS[max(0, min(place, len(ASSISTANT_STEPS) - 1))]

    def _leave(self) -> None:
        self.shell.go_to("unsubscribes", "integration")
