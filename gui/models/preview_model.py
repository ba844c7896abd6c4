"""The table of what would become of each address of a pasted list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject

from core.collect.collector import ByHandPreview
from core.store.types.records import LinkedRecord
from gui import texts
from gui.engine_bridge import EngineBridge
from gui.models.paged_table import Column, PagedTable, RowSource
from gui.theme import Theme


def record_name(record: LinkedRecord) -> str:
    """How a record is called in a list: what it is, its name, or its ID where the name is not known."""
    return f"{texts.word(record.object)} {record.name or record.id}"


def verdict(preview: ByHandPreview) -> str:
    """What would become of an address, as a sign and words."""
    if preview.problem is not None:
        return f"× {texts.text_of(preview.problem.what)}"
    if preview.already:
        return QCoreApplication.translate("PreviewModel", "○ Unsubscribed already")
    return QCoreApplication.translate("PreviewModel", "✓ Will be unsubscribed")


def fan_out(preview: ByHandPreview) -> str:
    """How many and which Salesforce records will be opted out with an address."""
    if preview.problem is not None or preview.already:
        return ""
    if not preview.records:
        return QCoreApplication.translate("PreviewModel", "None known yet; the push looks for them")
    names = ", ".join(record_name(record) for record in preview.records)
    return f"{texts.number(len(preview.records))}: {names}"


def _tone(preview: ByHandPreview) -> str:
    if preview.problem is not None:
        return "bad"
    return "secondary" if preview.already else "good"


class PreviewModel(PagedTable[ByHandPreview]):
    """A list of previews, shown as any other table."""

    def __init__(self, bridge: EngineBridge, theme: Theme, parent: QObject) -> None:
        columns = (
            Column[ByHandPreview](
                lambda: QCoreApplication.translate("PreviewModel", "Address"),
                lambda preview: preview.address or preview.text,
                200,
            ),
            Column[ByHandPreview](
                lambda: QCoreApplication.translate("PreviewModel", "What happens"), verdict, 236, tone=_tone
            ),
            Column[ByHandPreview](
                lambda: QCoreApplication.translate("PreviewModel", "Opted out in Salesforce"), fan_out
            ),
        )
        super().__init__(bridge, theme, columns, id, parent)

    def show_previews(self, previews: Sequence[ByHandPreview]) -> None:
        """Show these, from the first one."""
        places = {id(preview): place for place, preview in enumerate(previews)}

        def fetch(after: ByHandPreview | None, limit: int) -> list[ByHandPreview]:
            start = 0 if after is None else places[id(after)] + 1
            return list(previews[start : start + limit])

        self.show(RowSource(fetch, lambda: len(previews)))
