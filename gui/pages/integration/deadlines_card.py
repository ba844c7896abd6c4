"""Deadlines: by which rule opt-outs have to be in Salesforce, which are open, and the report of a period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QFileDialog, QLineEdit

from core.deadlines.business_days import countries
from core.deadlines.rules import RULES, Counts
from core.deadlines.standing import FROM_WHEN, NO_ADVICE, DeadlineState, DeadlineSummary, Report, Telling
from core.messages import Problem
from core.settings import Setting
from core.settings.deadlines import DEADLINE_COUNTRY, DEADLINE_DAYS, DEADLINE_RULE
from core.store.types.deadlines import DeadlineRule
from gui import texts
from gui.pages.page import Shell
from gui.theme import TextRole
from gui.widgets.buttons import SecondaryButton
from gui.widgets.card import Card
from gui.widgets.date_field import DateField
from gui.widgets.labels import TextLabel, row, rule
from gui.widgets.select import SearchSelect, Select

_TELLING = Telling(texts.text_of, texts.word, texts.date_and_time)


class DeadlinesCard(Card):
    """The rule with what it needs, how the open opt-outs stand, and a report as CSV or PDF."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.theme)
        self._shell, self._engine = shell, shell.engine
        self._codes: Sequence[str] = ()
        self._asked_for_codes = False
        self._filled_for: tuple[str, int] | None = None
        theme = shell.theme
        self._rule_label, self._rule = TextLabel(theme), Select(theme)
        self._rule.activated.connect(lambda _: self._change(DEADLINE_RULE, str(self._rule.currentData())))
        self._country_label, self._country = TextLabel(theme), SearchSelect(theme)
        self._country.activated.connect(
            lambda _: self._change(DEADLINE_COUNTRY, str(self._country.currentData()))
        )
        self._days_label, self._days = TextLabel(theme), QLineEdit()
        self._days.setFixedWidth(theme.px(104))
        self._days.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,2}"), self._days))
        self._days.editingFinished.connect(lambda: self._change(DEADLINE_DAYS, self._days.text().strip()))
        for label, control in (
            (self._rule_label, self._rule),
            (self._country_label, self._country),
            (self._days_label, self._days),
        ):
            label.setBuddy(control)
            if isinstance(control, Select):
                control.setMinimumWidth(theme.px(320))
            line = row(theme, spacing=24)
            line.addWidget(label, 1)
            line.addWidget(control)
            self.add(line)
        self._wrong = TextLabel(theme, tone="bad", wrap=True)
        self._wrong.hide()
        self.add(self._wrong)
        self.add(rule())
        self._open = TextLabel(theme, TextRole.STRONG, wrap=True)
        self._oldest = TextLabel(theme, tone="secondary", wrap=True)
        self.add(self._open)
        self.add(self._oldest)
        self.add(rule())
        self._build_report()
        self._about = TextLabel(theme, TextRole.SMALL, tone="secondary", wrap=True)
        self.add(self._about)

    def _build_report(self) -> None:
        theme = self._shell.theme
        self._from_label, self._from = TextLabel(theme), DateField(theme)
        self._to_label, self._to = TextLabel(theme), DateField(theme)
        today = QDate.currentDate()
        self._from.setDate(today.addYears(-1))
        self._to.setDate(today)
        self._save = SecondaryButton(theme)
        self._save.clicked.connect(self._choose)
        line = row(theme, spacing=12)
        for label, field in ((self._from_label, self._from), (self._to_label, self._to)):
            label.setBuddy(field)
            line.addWidget(label)
            line.addWidget(field)
        line.addStretch(1)
        line.addWidget(self._save)
        self.add(line)
        self._outcome = TextLabel(theme, wrap=True)
        self._outcome.hide()
        self.add(self._outcome)

    # texts and values

    def retranslate(self) -> None:
        """Put every text in place."""
        self.set_texts(
            self.tr("Deadlines"),
            self.tr("Until when an opt-out that was collected has to be in Salesforce."),
        )
        self._rule_label.setText(self.tr("Rule"))
        self._country_label.setText(self.tr("Business days of"))
        self._days_label.setText(self.tr("Days that “without undue delay” stands for"))
        for label, named in (
            (self._rule_label, self._rule),
            (self._country_label, self._country),
            (self._days_label, self._days),
        ):
            named.setAccessibleName(label.text())
        self._from_label.setText(self.tr("Collected from"))
        self._to_label.setText(self.tr("to"))
        self._from.setAccessibleName(self.tr("First day of the report"))
        self._to.setAccessibleName(self.tr("Last day of the report"))
        for field in (self._from, self._to):
            field.setDisplayFormat(texts.date_form())
        self._save.set_text(self.tr("Save report…"))
        self._about.setText(f"{texts.text_of(FROM_WHEN)} {texts.text_of(NO_ADVICE)}")
        self._rule.clear()
        for one in DeadlineRule:
            self._rule.addItem(texts.word(one), str(one))
        self._filled_for = None

    def refresh(self) -> None:
        """Put every value in place."""
        settings = self._engine.settings
        chosen = DeadlineRule(settings.text(DEADLINE_RULE))
        counts = RULES[chosen].counts
        self._rule.setCurrentIndex(self._rule.findData(str(chosen)))
        by_country = counts is Counts.BUSINESS_DAYS
        self._country_label.setVisible(by_country)
        self._country.setVisible(by_country)
        self._days_label.setVisible(counts is Counts.CALENDAR_DAYS)
        self._days.setVisible(counts is Counts.CALENDAR_DAYS)
        if not self._days.hasFocus():
            self._days.setText(settings.text(DEADLINE_DAYS))
        if by_country and not self._asked_for_codes:
            self._asked_for_codes = True
            self._shell.bridge.call(self, countries, self._take_codes)
        elif not self._country.is_typed_into:
            self._fill_countries()
        self._shell.bridge.call(self, self._engine.deadlines.summary, self._show)

    def _take_codes(self, codes: list[str]) -> None:
        self._codes = codes
        self._fill_countries()

    def _fill_countries(self) -> None:
        settings = self._engine.settings
        own = RULES[DeadlineRule(settings.text(DEADLINE_RULE))].country
        if self._filled_for != (own, len(self._codes)):
            self._filled_for = own, len(self._codes)
            self._country.clear()
            self._country.addItem(self.tr("The rule's own: {country}").format(country=own), "")
            for name, code in sorted((f"{_name(code)} ({code})", code) for code in self._codes):
                self._country.addItem(name, code)
        chosen = settings.text(DEADLINE_COUNTRY)
        if self._country.findData(chosen) < 0:
            self._country.addItem(chosen, chosen)
        self._country.setCurrentIndex(self._country.findData(chosen))

    def _show(self, summary: DeadlineSummary) -> None:
        if summary.oldest is None or summary.due is None:
            self._open.setText(self.tr("Every opt-out that was collected is confirmed."))
            self._open.set_tone("")
            self._oldest.hide()
            return
        parts = [self.tr("%Ln not confirmed yet", "", summary.open)]
        if summary.near:
            parts.append(self.tr("%Ln due soon", "", summary.near))
        if summary.passed:
            parts.append(self.tr("%Ln past the deadline", "", summary.passed))
        self._open.setText(" · ".join(parts))
        self._open.set_tone("bad" if summary.passed else "warning" if summary.near else "")
        self._oldest.setText(
            self.tr("The oldest was collected {time}; due by {due}.").format(
                time=texts.date_and_time(summary.oldest), due=texts.date_and_time(summary.due)
            )
        )
        self._oldest.show()

    # verbs

    def _change(self, setting: Setting, text: str) -> None:
        settings = self._engine.settings
        if text == settings.text(setting):
            self._say_wrong("")
            return
        self._shell.bridge.call(
            self,
            lambda: settings.set(setting, text),
            lambda _: self._say_wrong(""),
            lambda problem: self._say_wrong(texts.text_of_problem(problem)),
            in_turn=True,
        )

    def _say_wrong(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))

    def _choose(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save report"),
            "opt-outs-and-deadlines.pdf",
            f"{self.tr('PDF file')} (*.pdf);;{self.tr('Table')} (*.csv)",
        )
        if path:
            self.save_to(Path(path))

    def save_to(self, path: Path) -> None:
        """Write the report beside the GUI thread; the ending of the name says as what."""
        since, until = _midnight(self._from.date()), _midnight(self._to.date(), 1)
        as_csv = path.suffix.lower() == ".csv"
        self._save.setEnabled(False)
        self._outcome.say(self.tr("Saving…"), "secondary")
        self._shell.bridge.call(
            self,
            lambda: self._engine.deadlines.report(
                since, until, csv=path if as_csv else None, pdf=None if as_csv else path, telling=_TELLING
            ),
            lambda report: self._saved(report, path),
            self._failed,
            apart=True,
        )

    def _saved(self, report: Report, path: Path) -> None:
        self._save.setEnabled(True)
        late = report.counts[DeadlineState.LATE] + report.counts[DeadlineState.PASSED]
        written = self.tr("%Ln opt-outs written to {path}.", "", report.total).format(path=str(path))
        found = self.tr("%Ln not in time.", "", late) if late else self.tr("None was too late.")
        self._outcome.say(f"{written} {found}", "warning" if late else "good")

    def _failed(self, problem: Problem) -> None:
        self._save.setEnabled(True)
        self._outcome.say(texts.text_of_problem(problem), "bad")


def _name(code: str) -> str:
    """What a country is called, as far as Qt knows it."""
    return QLocale.territoryToString(QLocale.codeToTerritory(code))


def _midnight(day: QDate, later: int = 0) -> datetime:
    """When a day, or one so many days later, begins on this computer."""
    at = datetime(day.year(), day.month(), day.day()) + timedelta(days=later)
    return at.astimezone().astimezone(UTC)
