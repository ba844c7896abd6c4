"""Page layouts that this program changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class KeptState(StrEnum):
    """KEPT: the write was about to go out, its end is not known. WRITTEN: it was read back from Salesforce.

    REFUSED: Salesforce said no. PUT_BACK: it was taken back.
    """

    KEPT = "kept"
    WRITTEN = "written"
    REFUSED = "refused"
    PUT_BACK = "put_back"


@dataclass(frozen=True, slots=True)
class KeptLayout:
    """One change of one layout: its Metadata (JSON) as it was, and as it was written or, better, read back.

    `field` is the API name of the added field.
    """

    id: int
    layout_id: str
    object: str
    name: str
    field: str
    original: str
    written: str
    state: KeptState
    kept_at: datetime
