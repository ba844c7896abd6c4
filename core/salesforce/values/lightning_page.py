"""What a Lightning record page shows, out of its FlexiPage metadata.

Components stand in regions. What is inside a component stands in a facet, a region of its own that a property of the
component names: a tab that of its body, a field section that of its columns, a column that of its fields. A visibility
rule on any of them hides all that is inside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from core.salesforce.values.setup_answers import Row, metadata_in, part, rows_in, text
from core.salesforce.values.setup_values import PageField, PagePart, RecordPage

_HIGHLIGHTS = "record_flexipage:dynamicHighlights"
_LAYOUT = "force:detailPanel"


@dataclass(frozen=True, slots=True)
class _Inside:
    """Where one has got to: whether a rule hides it at times, and whether it is in a highlights panel."""

    hidden: bool = False
    highlights: bool = False


def page_in(listed: RecordPage, row: Row) -> RecordPage:
    """A Lightning page with the fields that it shows; raises ProblemError for what has another shape."""
    metadata = metadata_in(row)
    walk = _Walk(rows_in(metadata.get("flexiPageRegions")))
    walk.whole()
    return replace(
        listed,
        object=text(metadata.get("sobjectType")),
        fields=walk.fields,
        shows_layout=walk.shows_layout,
    )


class _Walk:
    """Goes through a page from its regions into the facets; one object for one page."""

    def __init__(self, regions: list[Row]) -> None:
        self._items = {text(region.get("name")): rows_in(region.get("itemInstances")) for region in regions}
        self._entered: set[tuple[str, _Inside]] = set()
        self.fields: dict[str, PageField] = {}
        self.shows_layout = False

    def whole(self) -> None:
        named = {name for items in self._items.values() for item in items for name in self._inner(item)}
        for name in self._items:
            # A facet that nobody names is taken for one that is shown: how it comes in is not known.
            if name not in named:
                self._enter(name, _Inside())

    def _enter(self, name: str, where: _Inside) -> None:
        # Pages that somebody made up could lead round and round.
        if (name, where) in self._entered:
            return
        self._entered.add((name, where))
        for item in self._items[name]:
            if (field := part(item, "fieldInstance")) and not where.highlights:
                self._note(field, where)
            component = part(item, "componentInstance")
            is_layout = text(component.get("componentName")) == _LAYOUT
            self.shows_layout = self.shows_layout or is_layout
            inside = _Inside(
                where.hidden or bool(component.get("visibilityRule")),
                where.highlights or text(component.get("componentName")) == _HIGHLIGHTS,
            )
            for inner in self._inner(item):
                self._enter(inner, inside)

    def _inner(self, item: Row) -> Iterator[str]:
        """The facets that hold what is inside a component."""
        for property_ in rows_in(part(item, "componentInstance").get("componentInstanceProperties")):
            if (value := text(property_.get("value"))) in self._items:
                yield value

    def _note(self, field: Row, where: _Inside) -> None:
        name = text(field.get("fieldItem")).removeprefix("Record.")
        if not name:
            return
        hidden_by = PagePart.FIELD if field.get("visibilityRule") else None
        shown = PageField(PagePart.CONTAINER if where.hidden else hidden_by, _is_read_only(field))
        before = self.fields.get(name)
        # Shown twice, once without a rule, it is shown to everybody.
        self.fields[name] = shown if before is None else min(before, shown, key=_how_little)


def _how_little(shown: PageField) -> tuple[bool, bool]:
    return shown.hidden_by is not None, shown.read_only


def _is_read_only(field: Mapping[str, object]) -> bool:
    return any(
        text(property_.get("name")) == "uiBehavior" and text(property_.get("value")).casefold() == "readonly"
        for property_ in rows_in(field.get("fieldInstanceProperties"))
    )
