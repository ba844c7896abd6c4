"""The parts of a person's panel: unsubscribe, records in Salesforce, history, pushes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.deadlines.standing import DeadlineState, Standing, sentence
from core.salesforce.people.org_extras import Individual
from core.store.people_list import PersonCard
from core.store.types.cleared import ClearedBox, ClearedStanding
from core.store.types.fields import OptOutField
from core.store.types.people import HistoryEvent, HistoryKind, Source
from core.store.types.pushes import PushState, QueuedPush
from core.store.types.records import LinkedRecord, RecordState
from gui import texts
from gui.pages.checklist_link import ChecklistLink, concerns_field
from gui.pages.page import Shell
from gui.plain import set_tip
from gui.theme import TextRole
from gui.widgets.buttons import LinkButton
from gui.widgets.labels import TextLabel, column, row
from gui.widgets.pill import Pill

_RECORD_TONES = {RecordState.ACTIVE: "good", RecordState.UNSEEN: "neutral"}
_PUSH_TONES = {
    PushState.WAITING: "accent",
    PushState.SENDING: "accent",
    PushState.DONE: "good",
    PushState.PARKED: "bad",
    PushState.GIVEN_UP: "neutral",
    PushState.REFUSED: "bad",
    PushState.UNANSWERED: "warning",
}

_CLOCK_TONES = {DeadlineState.NEAR: "warning", DeadlineState.PASSED: "bad", DeadlineState.LATE: "warning"}


class Parts(QObject):
    """Builds the parts; `open_record` opens a record of Salesforce in the browser by its ID."""

    def __init__(self, shell: Shell, open_record: Callable[[str], None]) -> None:
        super().__init__()
        self._shell, self._theme, self._open_record = shell, shell.theme, open_record

    def unsubscribe(self, card: PersonCard, deadline: Standing | None) -> QWidget:
        """When, where from and why, its clock, and why the person cannot be synced."""
        person = card.row
        part, lines = self._part(self.tr("Unsubscribe"))
        if person.unsubscribed_at is None:
            lines.addWidget(self._small(self.tr("This person is not unsubscribed.")))
            if person.bounced:
                bounced = self.tr("Bounced: mail to this address came back. That is no opt-out by itself.")
                lines.addWidget(self._text(bounced))
        else:
            box, facts = self._box()
            when, source = texts.date_and_time(person.unsubscribed_at), person.source
            ticked_by = _ticked_by(card)
            if ticked_by is None:
                facts.addWidget(self._text(self.tr("Date: {time}").format(time=when)))
            elif ticked_by:
                facts.addWidget(
                    self._text(
                        self.tr("Date: {time}, ticked in Salesforce by {who}").format(
                            time=when, who=ticked_by
                        )
                    )
                )
            else:
                facts.addWidget(self._text(self.tr("First seen in Salesforce: {time}").format(time=when)))
                facts.addWidget(
                    self._small(
                        self.tr(
                            "The box may have been ticked earlier: the org keeps no field history that tells when."
                        )
                    )
                )
            reason = person.reason or self.tr("none given")
            facts.addWidget(self._text(self.tr("Details: {reason}").format(reason=reason)))
            if source is not None:
                facts.addWidget(self._text(self.tr("Source: {source}").format(source=texts.word(source))))
            if deadline is not None:
                clock = TextLabel(self._theme, tone=_CLOCK_TONES.get(deadline.state, "secondary"), wrap=True)
                clock.setText(texts.text_of(sentence(deadline, texts.date_and_time)))
                facts.addWidget(clock)
            lines.addWidget(box)
        if person.not_syncable is not None:
            why = TextLabel(self._theme, TextRole.SMALL, tone="warning", wrap=True)
            why.setText(self.tr("! Cannot sync: {reason}").format(reason=texts.word(person.not_syncable)))
            lines.addWidget(why)
        return part

    def records(self, card: PersonCard) -> QWidget:
        """Each linked record with both checkboxes as last seen, its state, and why it belongs."""
        part, lines = self._part(self.tr("Salesforce records"))
        if not card.records:
            lines.addWidget(
                self._small(
                    self.tr("No Contact or Lead with this address is known that the connected user can see.")
                )
            )
        for record in card.records:
            lines.addWidget(self._record(record))
        return part

    def individuals(self, individuals: Sequence[Individual]) -> QWidget:
        """What the person wants done with their data, as Salesforce's Individual says; only shown, never written."""
        part, lines = self._part(self.tr("Individual in Salesforce"))
        extras = {
            self.tr("Don't Process"): any(one.dont_process for one in individuals),
            self.tr("Don't Market"): any(one.dont_market for one in individuals),
            self.tr("Forget this Individual"): any(one.forget for one in individuals),
        }
        for name, ticked in extras.items():
            lines.addWidget(self._text(self._checkbox(name, ticked)))
        lines.addWidget(self._small(self.tr("Only shown here: this program never writes to it.")))
        return part

    def history(self, card: PersonCard) -> QWidget:
        """What happened, newest first: date, details and source, as Marketo Sales lists them."""
        part, lines = self._part(self.tr("Unsubscribe History"))
        if not card.history:
            lines.addWidget(self._small(self.tr("Nothing has happened yet.")))
        for event in card.history:
            lines.addWidget(self._event(event))
        return part

    def pushes(self, card: PersonCard) -> QWidget:
        """Each push with its answer, newest first."""
        part, lines = self._part(self.tr("Pushes"))
        if not card.pushes:
            lines.addWidget(self._small(self.tr("Nothing was pushed for this person.")))
        for push in card.pushes:
            lines.addWidget(self._push(push))
        return part

    def cleared(
        self, card: PersonCard, tick_again: Callable[[str], None], leave: Callable[[str], None]
    ) -> QWidget:
        """Each box that somebody unticked: who and when, and what becomes of it."""
        part, lines = self._part(self.tr("Unticked in Salesforce by somebody"))
        for one in card.cleared:
            box, facts = self._box()
            name = " ".join(text for text in (texts.word(one.object), one.name) if text)
            facts.addWidget(
                self._text(
                    self.tr("{field} on {object}").format(field=texts.word(one.field.label), object=name)
                )
            )
            facts.addWidget(self._text(self._who_unticked(one)))
            if one.times > 1:
                facts.addWidget(self._small(self.tr("%Ln times so far", "", one.times)))
            state = TextLabel(
                self._theme,
                tone="warning" if one.standing is ClearedStanding.WAITS else "secondary",
                wrap=True,
            )
            state.setText(texts.word(one.standing))
            facts.addWidget(state)
            if one.reason:
                facts.addWidget(
                    self._small(
                        self.tr("Left by {who}: {reason}").format(who=one.decided_by, reason=one.reason)
                    )
                )
            facts.addWidget(self._decisions(one, tick_again, leave))
            lines.addWidget(box)
        return part

    # pieces

    def _who_unticked(self, one: ClearedBox) -> str:
        when = texts.date_and_time(one.cleared_at or one.noticed_at)
        if not one.who:
            return self.tr("Noticed {time}; Salesforce did not tell who it was.").format(time=when)
        if one.certain:
            return self.tr("{who}, {time}").format(who=one.who, time=when)
        return self.tr("{who} changed the record last, {time}").format(who=one.who, time=when)

    def _decisions(
        self, one: ClearedBox, tick_again: Callable[[str], None], leave: Callable[[str], None]
    ) -> QWidget:
        buttons = QWidget()
        parts = row(self._theme, spacing=12)
        verbs = {
            self.tr("Tick again"): (
                tick_again,
                one.standing in (ClearedStanding.WAITS, ClearedStanding.LEFT),
            ),
            self.tr("Leave…"): (leave, one.standing is ClearedStanding.WAITS),
        }
        for name, (verb, is_there) in verbs.items():
            if is_there:
                button = LinkButton(self._theme)
                button.set_text(name)
                button.setAccessibleDescription(one.record_id)
                button.clicked.connect(lambda _checked=False, verb=verb: verb(one.record_id))
                parts.addWidget(button)
        parts.addStretch(1)
        buttons.setLayout(parts)
        buttons.setVisible(any(is_there for _, is_there in verbs.values()))
        return buttons

    def _record(self, record: LinkedRecord) -> QWidget:
        box, lines = self._box()
        name = " ".join(text for text in (texts.word(record.object), record.name) if text)
        link = LinkButton(self._theme)
        link.set_text(name if record.name else f"{name} {record.id}")
        link.setAccessibleDescription(self.tr("Open {id} in Salesforce").format(id=record.id))
        set_tip(link, link.accessibleDescription())
        link.clicked.connect(lambda: self._open_record(record.id))
        pill = Pill(self._theme)
        pill.set_state(texts.word(record.state), _RECORD_TONES.get(record.state, "warning"))
        head = row(self._theme, spacing=8)
        head.addWidget(link, 1)
        head.addWidget(pill, 0, Qt.AlignmentFlag.AlignRight)
        lines.addLayout(head)
        for field in OptOutField:
            lines.addWidget(self._text(self._checkbox(texts.word(field.label), record.ticked(field))))
        because = self.tr("Belongs here: {why}").format(why=texts.word(record.origin))
        lines.addWidget(self._small(because))
        if record.successor_id:
            lines.addWidget(
                self._small(self.tr("Its place was taken by {id}").format(id=record.successor_id))
            )
        seen = (
            self.tr("Last seen {time}").format(time=texts.date_and_time(record.seen_at))
            if record.seen_at
            else self.tr("Never read yet")
        )
        lines.addWidget(self._small(seen))
        return box

    def _checkbox(self, name: str, ticked: bool | None) -> str:
        if ticked is None:
            return self.tr("? {field}: not known").format(field=name)
        if ticked:
            return self.tr("☑ {field}: ticked").format(field=name)
        return self.tr("☐ {field}: not ticked").format(field=name)

    def _event(self, event: HistoryEvent) -> QWidget:
        box, lines = self._box()
        when = texts.date_and_time(event.at)
        first_seen = _is_first_seen(event)
        lines.addWidget(self._small(self.tr("first seen {time}").format(time=when) if first_seen else when))
        what = TextLabel(self._theme, TextRole.STRONG, wrap=True)
        what.setText(texts.word(event.what))
        lines.addWidget(what)
        if event.reason:
            lines.addWidget(self._text(self.tr("Details: {reason}").format(reason=event.reason)))
        if event.source:
            lines.addWidget(self._small(self.tr("Source: {source}").format(source=texts.word(event.source))))
        if event.who:
            lines.addWidget(self._small(self.tr("by {who}").format(who=event.who)))
        if event.salesforce_id:
            lines.addWidget(self._record_link(event.salesforce_id))
        return box

    def _push(self, push: QueuedPush) -> QWidget:
        box, lines = self._box()
        what = TextLabel(self._theme, TextRole.STRONG, wrap=True)
        what.setText(
            self.tr("{field} on {object}").format(
                field=texts.word(push.field), object=texts.word(push.object or "")
            )
            if push.salesforce_id
            else self.tr("Look for records of this address")
        )
        pill = Pill(self._theme)
        pill.set_state(texts.word(push.state), _PUSH_TONES[push.state])
        head = row(self._theme, spacing=8)
        head.addWidget(what, 1)
        head.addWidget(pill, 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(head)
        if push.salesforce_id:
            lines.addWidget(self._record_link(push.salesforce_id))
        when = (
            self.tr("Answered {time}").format(time=texts.date_and_time(push.answered_at))
            if push.answered_at
            else self.tr("Queued {time}").format(time=texts.date_and_time(push.queued_at))
        )
        tries = self.tr("attempts: {count}").format(count=texts.number(push.attempts))
        lines.addWidget(self._small(f"{when} · {tries}"))
        if push.problem is not None:
            lines.addWidget(self._text(texts.text_of(push.problem.what)))
            lines.addWidget(self._text(texts.text_of(push.problem.fix)))
            lines.addWidget(self._small(push.problem.code))
            if push.state is PushState.PARKED and concerns_field(push.problem.code):
                way_out = ChecklistLink(self._shell)
                way_out.retranslate()
                lines.addWidget(way_out)
        return box

    def _record_link(self, record_id: str) -> QWidget:
        link = LinkButton(self._theme)
        link.set_text(record_id)
        link.setAccessibleDescription(self.tr("Open {id} in Salesforce").format(id=record_id))
        set_tip(link, link.accessibleDescription())
        link.setFont(self._theme.font(TextRole.SMALL))
        link.clicked.connect(lambda: self._open_record(record_id))
        return link

    def _part(self, title: str) -> tuple[QWidget, QVBoxLayout]:
        part = QWidget()
        lines = column(self._theme, spacing=12)
        heading = TextLabel(self._theme, TextRole.GROUP, tone="secondary")
        heading.setText(title.upper())
        lines.addWidget(heading)
        part.setLayout(lines)
        part.setAccessibleName(title)
        return part, lines

    def _box(self) -> tuple[QWidget, QVBoxLayout]:
        box = QWidget()
        lines = column(self._theme, spacing=2)
        box.setLayout(lines)
        return box, lines

    def _text(self, text: str) -> TextLabel:
        label = TextLabel(self._theme, wrap=True, selectable=True)
        label.setText(text)
        return label

    def _small(self, text: str) -> TextLabel:
        label = TextLabel(self._theme, TextRole.SMALL, tone="secondary", wrap=True, selectable=True)
        label.setText(text)
        return label


def _is_first_seen(event: HistoryEvent) -> bool:
    """Whether an event tells of a tick in Salesforce of which nobody knows when it was made."""
    from_there = event.source is Source.SALESFORCE_SYNC and event.what is HistoryKind.UNSUBSCRIBED
    return from_there and not event.who


def _ticked_by(card: PersonCard) -> str | None:
    """Who ticked the box by which a person was unsubscribed, empty where nobody knows; None for any other source."""
    if card.row.source is not Source.SALESFORCE_SYNC:
        return None
    standing = next((event for event in card.history if event.what is HistoryKind.UNSUBSCRIBED), None)
    return standing.who if standing is not None else ""
