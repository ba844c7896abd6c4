"""The table of whom a taking back would concern, and why not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from core.sync.take_back.judging import Judged, Verdict
from gui import texts
from gui.engine_bridge import EngineBridge
from gui.models.paged_table import Column, PagedTable, RowSource
from gui.theme import Theme


class TakeBackModel(PagedTable[Judged]):
    """People, what would be done with each, and why they are left."""

    def __init__(self, bridge: EngineBridge, theme: Theme, parent: QObject) -> None:
        columns = (
            Column[Judged](lambda: self.tr("Address"), lambda one: one.person.email, 200),
            Column[Judged](lambda: self.tr("What happens"), self._what, 224, tone=_tone),
            Column[Judged](
                lambda: self.tr("Why"), lambda one: texts.text_of(one.why) if one.why is not None else ""
            ),
        )
        super().__init__(bridge, theme, columns, key=lambda one: one.person.id, parent=parent)

    def show_people(self, people: Sequence[Judged]) -> None:
        """Show these, from the first one."""
        places = {one.person.id: place for place, one in enumerate(people)}

        def fetch(after: Judged | None, limit: int) -> list[Judged]:
            start = 0 if after is None else places[after.person.id] + 1
            return list(people[start : start + limit])

        self.show(RowSource(fetch, lambda: len(people)))

    def _what(self, one: Judged) -> str:
        boxes = len(one.clear)
        match one.verdict:
            case Verdict.TAKE_BACK | Verdict.FINISH:
                if boxes:
                    return self.tr("✓ Re-subscribe, clear %Ln boxes", "", boxes)
                return self.tr("✓ Re-subscribe")
            case Verdict.BOXES:
                return self.tr("✓ Clear %Ln boxes", "", boxes)
            case Verdict.DONE:
                return self.tr("○ Taken back before")
            case Verdict.LEAVE:
                return self.tr("○ Stays as it is")


def _tone(one: Judged) -> str:
    return "good" if one.verdict in (Verdict.TAKE_BACK, Verdict.FINISH, Verdict.BOXES) else "secondary"
