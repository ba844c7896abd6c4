"""The table of people: its columns, and where its rows come from."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from core.engine import Engine
from core.messages import QT_TRANSLATE_NOOP
from core.store.types.people import HistoryKind, PeopleFilter, PeopleSort, PersonRow, SideState
from gui import texts
from gui.engine_bridge import EngineBridge
from gui.models.paged_table import Column, PagedTable, RowSource
from gui.theme import Theme

ADDRESS, NAME, COMPANY, UNSUBSCRIBED, SOURCE, IN_SALESFORCE, PUSHES = range(7)

# Each state has its own sign, so that it is told apart without colour.
_SIGNS = {
    SideState.OPTED_OUT: "✓",
    SideState.PARTLY: "!",
    SideState.NOT_OPTED_OUT: "○",
    SideState.UNKNOWN: "?",
    SideState.NONE: "–",
}
_TITLES = (
    QT_TRANSLATE_NOOP("PeopleModel", "Address"),
    QT_TRANSLATE_NOOP("PeopleModel", "Name"),
    QT_TRANSLATE_NOOP("PeopleModel", "Company"),
    QT_TRANSLATE_NOOP("PeopleModel", "Unsubscribed"),
    QT_TRANSLATE_NOOP("PeopleModel", "Source"),
    QT_TRANSLATE_NOOP("PeopleModel", "In Salesforce"),
    QT_TRANSLATE_NOOP("PeopleModel", "Pushes"),
)


def unsubscribed(row: PersonRow) -> str:
    """The day of the unsubscribe; of one whose mail came back and who has not opted out, that alone."""
    if row.unsubscribed_at is not None:
        return texts.day(row.unsubscribed_at)
    return texts.word(HistoryKind.BOUNCED) if row.bounced else ""


def standing(row: PersonRow) -> str:
    """How a person stands in Salesforce, as a sign and words; why they cannot be synced where that is so."""
    if row.not_syncable is not None:
        return f"{_SIGNS[SideState.NONE]} {texts.word(row.not_syncable)}"
    return f"{_SIGNS[row.in_salesforce]} {texts.word(row.in_salesforce)}"


def standings() -> list[str]:
    """Every state in Salesforce as `standing` words it, reasons apart."""
    return [f"{sign} {texts.word(state)}" for state, sign in _SIGNS.items()]


def standing_tone(row: PersonRow) -> str:
    """The colour of the palette that goes with `standing`; none where nothing is to be said."""
    if row.not_syncable is not None or row.in_salesforce is SideState.PARTLY:
        return "warning"
    if row.in_salesforce is SideState.OPTED_OUT:
        return "good"
    behind = row.in_salesforce is SideState.NOT_OPTED_OUT and row.unsubscribed_at is not None
    return "warning" if behind else "secondary"


def open_pushes(row: PersonRow) -> str:
    """How many pushes of a person are on their way or held up; empty when there are none."""
    parts = []
    if row.parked_pushes:
        parts.append(
            QCoreApplication.translate("PeopleModel", "{count} parked").format(
                count=texts.number(row.parked_pushes)
            )
        )
    if row.waiting_pushes:
        parts.append(
            QCoreApplication.translate("PeopleModel", "{count} waiting").format(
                count=texts.number(row.waiting_pushes)
            )
        )
    return ", ".join(parts)


def _title(place: int) -> str:
    return QCoreApplication.translate("PeopleModel", _TITLES[place])


class PeopleModel(PagedTable[PersonRow]):
    """The people whom a filter means, in an order."""

    def __init__(self, bridge: EngineBridge, theme: Theme, parent: QObject) -> None:
        columns = (
            Column[PersonRow](lambda: _title(ADDRESS), lambda row: row.email),
            Column[PersonRow](lambda: _title(NAME), lambda row: row.name, 104),
            Column[PersonRow](lambda: _title(COMPANY), lambda row: row.company, 120),
            Column[PersonRow](
                lambda: _title(UNSUBSCRIBED),
                unsubscribed,
                112,
            ),
            Column[PersonRow](
                lambda: _title(SOURCE), lambda row: texts.word(row.source) if row.source else "", 124
            ),
            Column[PersonRow](lambda: _title(IN_SALESFORCE), standing, 120, tone=standing_tone),
            Column[PersonRow](
                lambda: _title(PUSHES),
                open_pushes,
                96,
                tone=lambda row: "warning" if row.parked_pushes else "secondary",
            ),
        )
        super().__init__(bridge, theme, columns, lambda row: row.id, parent)

    def show_people(self, engine: Engine, wanted: PeopleFilter, sort: PeopleSort) -> None:
        """List these people from the first one."""

        def fetch(after: PersonRow | None, limit: int) -> list[PersonRow]:
            return engine.people.page(wanted, sort, engine.settings.opt_out_field, after=after, limit=limit)

        def count() -> int:
            return engine.people.count(wanted, engine.settings.opt_out_field)

        self.show(RowSource(fetch, count))
