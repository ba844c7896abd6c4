"""What the status log says of a connection that is made, and ended."""

from __future__ import annotations

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message

TIED = Message(NOOP("core", "From now on this data belongs to the Salesforce org {name} ({id})."))
MOVED = Message(
    NOOP(
        "core",
        "The org has moved from {before} to {after}. The new address belongs to the same org and is used from now on.",
    )
)
ALLOWED = Message(
    NOOP("core", "{host}, which is not a host of Salesforce, may be given the access to this org.")
)
CONNECTED = Message(NOOP("core", "Connected to {name} as {user}."))
TRUSTED = Message(
    NOOP("core", "The CA file {after}, given when connecting, is trusted from now on in place of {before}.")
)
DISCONNECTED = Message(NOOP("core", "Disconnected from Salesforce; the access was removed from the keyring."))
