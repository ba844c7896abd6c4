"""The head of the checklist: is the org ready for the selected field, why not, when that was looked at."""

from __future__ import annotations

from PySide6.QtCore import Signal

from core.checklist.consequences import cause_of
from core.checklist.results import Cause, Check, Checklist, CheckState
from core.store.types.fields import OptOutField
from gui import texts
from gui.pages.checklist.check_row import LEFT_TO_DO
from gui.pages.page import Shell
from gui.plain import set_tip
from gui.theme import TextRole
from gui.widgets.buttons import PrimaryButton, SecondaryButton
from gui.widgets.card import Card
from gui.widgets.labels import TextLabel, column, row
from gui.widgets.pill import Pill
from gui.widgets.progress import ProgressRow

_NAMED = 3


class ChecklistSummary(Card):
    """A verdict, its reasons, and the buttons that ask anew and save.

    Signals:
        check_asked, cancel_asked, save_asked: the buttons.
    """

    check_asked = Signal()
    cancel_asked = Signal()
    save_asked = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme)
        theme = shell.theme
        self._pill = Pill(theme)
        self.add_in_corner(self._pill)
        self._verdict = TextLabel(theme, TextRole.STRONG, wrap=True)
        self._why = TextLabel(theme, wrap=True, selectable=True)
        self._other = TextLabel(theme, tone="secondary", wrap=True)
        self._when = TextLabel(theme, TextRole.SMALL, tone="secondary", wrap=True)
        lines = column(theme, spacing=4)
        for label in (self._verdict, self._why, self._other, self._when):
            lines.addWidget(label)
        self.add(lines)
        self._save = SecondaryButton(theme)
        self._save.clicked.connect(self.save_asked)
        self.check_button = PrimaryButton(theme)
        self.check_button.clicked.connect(self.check_asked)
        foot = row(theme, spacing=8)
        foot.addStretch(1)
        foot.addWidget(self._save)
        foot.addWidget(self.check_button)
        self.add(foot)
        self.progress = ProgressRow(theme)
        self.progress.cancelled.connect(self.cancel_asked)
        self.progress.hide()
        self.add(self.progress)
        self._outcome = TextLabel(theme, wrap=True, selectable=True)
        self._outcome.hide()
        self.add(self._outcome)

    def retranslate(self) -> None:
        """Put every text in place."""
        set_tip(self.check_button, "F5")
        self._save.set_text(self.tr("Save…"))
        set_tip(self._save, self.tr("Save the result as a PDF or an HTML page, for the change ticket"))
        self.progress.cancel_button.set_text(self.tr("Cancel"))

    def show_result(self, result: Checklist | None, field: OptOutField) -> None:
        """Show a result for the selected field; None: nobody has looked yet."""
        name = texts.word(field)
        self.set_texts(self.tr("Is Salesforce ready?"))
        self.check_button.set_text(self.tr("Check again") if result else self.tr("Check now"))
        self._save.setVisible(result is not None)
        if result is None:
            self._pill.set_state(self.tr("Not checked yet"), "neutral")
            self._verdict.setText(
                self.tr("Nobody has looked yet whether {field} can be kept in step.").format(field=name)
            )
            self._why.setText(
                self.tr(
                    "The check reads what your org says of the field, the page layouts and the permissions. It "
                    "takes a few seconds and changes no opt-out."
                )
            )
            self._other.hide()
            self._when.setText("")
            return
        ready = result.ready.get(field, False)
        if result.failed_since is not None:
            # Of what was found earlier nothing may sound as if it were so now.
            self._pill.set_state(self.tr("As of {day}").format(day=texts.day(result.checked_at)), "neutral")
            words = (
                self.tr("{field} could be kept in step when this was looked at.")
                if ready
                else self.tr("{field} could not be kept in step when this was looked at.")
            )
            self._verdict.setText(words.format(field=name))
        elif ready:
            self._pill.set_state(self.tr("Ready"), "good")
            self._verdict.setText(self.tr("{field} can be kept in step.").format(field=name))
        elif result.problem is not None:
            self._pill.set_state(self.tr("Could not be checked"), "warning")
            self._verdict.setText(texts.text_of(result.problem.what))
        else:
            self._pill.set_state(self.tr("Not ready"), "bad")
            self._verdict.setText(self.tr("{field} cannot be kept in step yet.").format(field=name))
        self._why.setText(self._reasons(result, field, ready))
        self._why.setVisible(bool(self._why.text()))
        self._show_other(result, field)
        self._when.setText(self._counted(result))

    def _reasons(self, result: Checklist, field: OptOutField, ready: bool) -> str:
        if result.problem is not None and not ready:
            return texts.text_of(result.problem.fix)
        hindering = _hindering(result, field)
        if ready:
            if result.failed_since is not None:
                return ""
            left = sum(check.state in LEFT_TO_DO for check in result.checks)
            alone = next((one for one in result.checks if one.cause is Cause.LEFT_OUT), None)
            if alone is not None:
                return texts.text_of(alone.what)
            if not left:
                return self.tr("Everything on the list is done.")
            return self.tr(
                "Syncs work. What is still listed below concerns what people see, or could not be looked at."
            )
        lines = [texts.text_of(check.what) for check in hindering[:_NAMED]]
        if len(hindering) > _NAMED:
            more = texts.number(len(hindering) - _NAMED)
            lines.append(self.tr("And {count} more, listed below.").format(count=more))
        return "\n".join(lines)

    def _show_other(self, result: Checklist, field: OptOutField) -> None:
        """The other radio button, so that whoever thinks of changing over knows beforehand."""
        other = field.other
        known = other in result.ready and result.problem is None and result.failed_since is None
        self._other.setVisible(known)
        words = (
            self.tr("{field}, the other choice: ready.")
            if result.ready.get(other)
            else self.tr("{field}, the other choice: not ready.")
        )
        self._other.setText(words.format(field=texts.word(other)))

    def _counted(self, result: Checklist) -> str:
        parts = [self.tr("Checked {time}").format(time=texts.date_and_time(result.checked_at))]
        for state, words in (
            (CheckState.DONE, self.tr("{count} done")),
            (CheckState.TO_DO, self.tr("{count} to do")),
            (CheckState.WARNING, self.tr("{count} to look at")),
            (CheckState.COULD_NOT_CHECK, self.tr("{count} not checked")),
        ):
            # As the rows below: what fails only because another check does is told with that one.
            count = sum(
                check.state is state and cause_of(check, result.checks) is None for check in result.checks
            )
            if count:
                parts.append(words.format(count=texts.number(count)))
        return " · ".join(parts)

    # work

    def show_work(self, doing: str, done: int, total: int | None) -> None:
        """Say how far the check is."""
        self.check_button.setEnabled(False)
        count = ""
        if total:
            count = self.tr("{done} of {total}").format(done=texts.number(done), total=texts.number(total))
        self.progress.set_progress(doing, count, done, total)
        self.progress.show()

    def end_work(self) -> None:
        """The check has ended, whatever came of it."""
        self.progress.hide()
        self.check_button.setEnabled(True)

    def say(self, sentence: str, tone: str = "secondary") -> None:
        """One sentence below the buttons; an empty one takes it away."""
        self._outcome.say(sentence, tone)


def _hindering(result: Checklist, field: OptOutField) -> list[Check]:
    """The checks that say why syncs of a field do not work; that a hidden field cannot be written goes without."""
    left = [check for check in result.checks if check.state is CheckState.TO_DO]
    hidden = [check for check in left if check.field is field and check.id.endswith("_visible")]
    objects = {check.object for check in hidden}
    locked = [
        check
        for check in left
        if check.field is field and check.id.endswith("_writable") and check.object not in objects
    ]
    refused = [check for check in left if check.field is field and check.id in _SAVED]
    return [check for check in left if check.id in _NEEDED] + hidden + locked + refused


_SAVED = frozenset({"dry_write", "ticks_stay"})
_NEEDED = frozenset({"signed_in", "app_approved", "api_enabled", "object_editable"})
