"""States and outcomes have one word each, on the screens and on the command line."""

from __future__ import annotations

from enum import StrEnum

import pytest

from core.connection.state import ConnectionState
from core.store.import_batches import BatchState
from core.store.types.fields import OptOutField
from core.store.types.people import HistoryKind, NotSyncableReason, SideState, Source
from core.store.types.plans import Side
from core.store.types.pushes import PushState
from core.store.types.records import LinkOrigin, RecordState
from core.store.types.runs import NightState, RunKind, RunOutcome, RunStep
from core.support.words import english_word

KINDS: tuple[type[StrEnum], ...] = (
    ConnectionState,
    BatchState,
    Side,
    OptOutField,
    HistoryKind,
    NotSyncableReason,
    SideState,
    Source,
    PushState,
    LinkOrigin,
    RecordState,
    NightState,
    RunKind,
    RunOutcome,
    RunStep,
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_state_has_a_word(kind: type[StrEnum]) -> None:
    assert [member for member in kind if english_word(member) is None] == []


def test_a_plan_says_where_in_the_words_of_the_field() -> None:
    assert [english_word(side) for side in Side] == ["Unsubscribe here", "Opt out in Salesforce"]


def test_a_text_that_only_looks_like_a_state_has_no_word() -> None:
    assert english_word("done") is None
    assert english_word("Done, Inc.") is None
