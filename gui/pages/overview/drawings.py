"""What each plot shows, in words and numbers: the same for the picture, the table behind it, the CSV and the reader."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from core.attention.figures import Figures, PeopleState, Step, Wait, duration
from core.store.types.figures import CallsOf
from core.store.types.people import Source
from core.store.types.runs import Night
from gui import texts

Value = int | None


class Kind(Enum):
    """How it is drawn: bars on top of each other; lines of times, from seconds to days; bars to the right."""

    STACKED = auto()
    TIMES = auto()
    ACROSS = auto()


@dataclass(frozen=True, slots=True)
class Series:
    """One thing that is drawn, in a colour of the palette; a value for each row, None where there is none."""

    name: str
    token: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A plot: `rows` name what stands side by side, in full, and `ticks` in short, where there is room.

    `summary` says what is seen in it in one sentence; `limit` is a line across it, with its name.
    """

    kind: Kind
    title: str
    summary: str
    head: str
    rows: tuple[str, ...]
    ticks: tuple[str, ...]
    series: tuple[Series, ...]
    words: Callable[[int], str] = texts.number
    limit: tuple[str, int] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be seen in it."""
        return not any(value for one in self.series for value in one.values)

    def shown(self, value: Value) -> str:
        """A value in words."""
        return "" if value is None else self.words(value)

    def row_text(self, at: int) -> str:
        """All values of one row, in words."""
        values = [(one.name, one.values[at]) for one in self.series if one.values[at]]
        said = " · ".join(
            f"{name} {self.shown(value)}" if name else self.shown(value) for name, value in values
        )
        return f"{self.rows[at]}: {said or _nothing()}"

    def table(self) -> Iterator[list[str]]:
        """The head, and then each row, in words."""
        yield [self.head, *(one.name or self.title for one in self.series)]
        for at, name in enumerate(self.rows):
            yield [name, *(self.shown(one.values[at]) for one in self.series)]

    def as_csv(self) -> str:
        """The same as CSV; numbers as they are, times in seconds."""
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([self.head, *(one.name or self.title for one in self.series)])
        for at, name in enumerate(self.rows):
            values = (one.values[at] for one in self.series)
            writer.writerow([name, *("" if value is None else value for value in values)])
        return stream.getvalue()


def opt_outs(figures: Figures) -> Drawing:
    """Unsubscribes by where they came from."""
    titles = {
        Step.DAY: QCoreApplication.translate("Drawings", "Opt-outs per day"),
        Step.WEEK: QCoreApplication.translate("Drawings", "Opt-outs per week"),
        Step.MONTH: QCoreApplication.translate("Drawings", "Opt-outs per month"),
    }
    most = max(
        ((sum(values), at) for at, values in enumerate(zip(*figures.unsubscribed.values(), strict=True))),
        default=(0, 0),
    )
    summary = QCoreApplication.translate("Drawings", "None in this time.")
    if figures.opt_outs:
        summary = QCoreApplication.translate("Drawings", "{count} in all, at most {most} ({when}).").format(
            count=texts.number(figures.opt_outs), most=texts.number(most[0]), when=_row(figures, most[1])
        )
    return Drawing(
        Kind.STACKED,
        titles[figures.step],
        summary,
        _head(figures.step),
        _rows(figures),
        _ticks(figures),
        tuple(
            Series(texts.word(source) if source else _unknown(), _SOURCES[source], values)
            for source, values in figures.unsubscribed.items()
        ),
    )


def waits(figures: Figures) -> Drawing:
    """From collected to confirmed in Salesforce."""
    summary = QCoreApplication.translate("Drawings", "No opt-out was confirmed in this time.")
    if figures.wait is not None:
        summary = QCoreApplication.translate(
            "Drawings", "{count} confirmed: half of them within {median}, the slowest after {longest}."
        ).format(
            count=texts.number(figures.wait.opt_outs),
            median=time_text(figures.wait.median_s),
            longest=time_text(figures.wait.longest_s),
        )

    def of(value: Callable[[Wait], int]) -> tuple[Value, ...]:
        return tuple(None if wait is None else value(wait) for wait in figures.waits)

    return Drawing(
        Kind.TIMES,
        QCoreApplication.translate("Drawings", "From collected to confirmed in Salesforce"),
        summary,
        _head(figures.step),
        _rows(figures),
        _ticks(figures),
        (
            Series(
                QCoreApplication.translate("Drawings", "Longest"), "warning", of(lambda wait: wait.longest_s)
            ),
            Series(
                QCoreApplication.translate("Drawings", "Median"), "accent", of(lambda wait: wait.median_s)
            ),
        ),
        words=time_text,
    )


def calls(figures: Figures) -> Drawing:
    """API calls of a day, or of the busiest day of a longer step, against what the org allows."""
    budget = figures.budget
    busiest = max((sum(values) for values in zip(*figures.calls.values(), strict=True)), default=0)
    summary = QCoreApplication.translate("Drawings", "At most {most} on one day.").format(
        most=texts.number(busiest)
    )
    if budget is not None:
        summary = QCoreApplication.translate(
            "Drawings", "At most {most} on one day, of {budget} that a day allows."
        ).format(most=texts.number(busiest), budget=texts.number(budget))
    title = (
        QCoreApplication.translate("Drawings", "API calls per day")
        if figures.step is Step.DAY
        else QCoreApplication.translate("Drawings", "API calls on the busiest day")
    )
    return Drawing(
        Kind.STACKED,
        title,
        summary,
        _head(figures.step),
        _rows(figures),
        _ticks(figures),
        tuple(Series(texts.word(of), _CALLS[of], values) for of, values in figures.calls.items()),
        limit=None
        if budget is None
        else (QCoreApplication.translate("Drawings", "Allowed, less the reserve"), budget),
    )


def people(figures: Figures) -> Drawing:
    """How everybody stands now."""
    states = tuple(PeopleState)
    total = sum(figures.people.values())
    waiting = figures.people[PeopleState.TO_OPT_OUT] + figures.people[PeopleState.TO_UNSUBSCRIBE]
    summary = QCoreApplication.translate(
        "Drawings", "{total} in all; {waiting} wait for the next sync."
    ).format(total=texts.number(total), waiting=texts.number(waiting))
    return Drawing(
        Kind.ACROSS,
        QCoreApplication.translate("Drawings", "People"),
        summary,
        QCoreApplication.translate("Drawings", "State"),
        tuple(texts.word(state) for state in states),
        tuple(texts.word(state) for state in states),
        (Series("", "accent", tuple(figures.people[state] for state in states)),),
    )


def time_text(seconds: int) -> str:
    """How long something took."""
    return texts.text_of(duration(seconds))


_SOURCES: dict[Source | None, str] = {
    Source.SALESFORCE_SYNC: "accent",
    Source.MANUAL: "purple",
    Source.CLICKED_LINK: "teal",
    Source.BOUNCE: "warning",
    Source.CSV_IMPORT: "control",
    None: "secondary",
}
_CALLS = {CallsOf.SYNC: "accent", CallsOf.PUSH: "purple", CallsOf.LOAD: "control", CallsOf.LOOK: "teal"}


def _nothing() -> str:
    return QCoreApplication.translate("Drawings", "nothing")


def _unknown() -> str:
    return QCoreApplication.translate("Drawings", "Unknown")


def _head(step: Step) -> str:
    return {
        Step.DAY: QCoreApplication.translate("Drawings", "Day"),
        Step.WEEK: QCoreApplication.translate("Drawings", "Week from"),
        Step.MONTH: QCoreApplication.translate("Drawings", "Month"),
    }[step]


def _row(figures: Figures, at: int) -> str:
    start = figures.starts[at]
    if figures.step is Step.DAY:
        return texts.date_of(start)
    if figures.step is Step.MONTH:
        return _month_of(start)
    return QCoreApplication.translate("Drawings", "week from {day}").format(day=texts.date_of(start))


def _rows(figures: Figures) -> tuple[str, ...]:
    if figures.step is Step.MONTH:
        return tuple(_month_of(start) for start in figures.starts)
    return tuple(texts.date_of(start) for start in figures.starts)


def _ticks(figures: Figures) -> tuple[str, ...]:
    if figures.step is Step.MONTH:
        return tuple(_month_of(start) for start in figures.starts)
    return tuple(texts.day_of(start) for start in figures.starts)


def _month_of(start: date) -> str:
    return QCoreApplication.translate("Drawings", "{month} {year}").format(
        month=texts.month(start), year=start.year
    )


def nights_table(nights: Sequence[Night], zone: str) -> list[list[str]]:
    """The nights, newest first, under a head."""
    head = [
        QCoreApplication.translate("Drawings", "Planned for"),
        QCoreApplication.translate("Drawings", "What became of it"),
        QCoreApplication.translate("Drawings", "Why"),
    ]
    return [
        head,
        *(
            [
                texts.night(night.planned_for, zone),
                texts.word(night.state),
                texts.text_of(night.why) if night.why is not None else "",
            ]
            for night in nights
        ),
    ]


def nights_csv(nights: Sequence[Night]) -> str:
    """The nights as CSV, times as ISO 8601."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(nights_table((), "")[0])
    for night in nights:
        why = texts.text_of(night.why) if night.why is not None else ""
        writer.writerow([night.planned_for.isoformat(), texts.word(night.state), why])
    return stream.getvalue()
