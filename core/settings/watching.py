"""The settings of what is watched in Salesforce: boxes that others untick, and opt-outs between the nights."""

from __future__ import annotations

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message
from core.settings.accepted import Accepted, Value, one_of, whole_number
from core.settings.setting import Setting

OFF = "off"
FEWEST_MINUTES, MOST_MINUTES = 5, 60
_MINUTES = whole_number(FEWEST_MINUTES, MOST_MINUTES)


def _value(text: str) -> Value:
    return text if text == OFF else int(text)


CLEARED_BOXES = Setting(
    "cleared_boxes",
    "tick_again",
    one_of("tick_again", "ask"),
    NOOP(
        "core",
        "What becomes of a box that somebody unticked in Salesforce though the person is unsubscribed here: tick it "
        "again, or ask first.",
    ),
)
LOOK_EVERY = Setting(
    "look_every_minutes",
    OFF,
    Accepted(
        lambda text: text == OFF or _MINUTES.test(text),
        Message(
            NOOP("core", "It accepts off, or a number of minutes from {lowest} to {highest}."),
            {"lowest": FEWEST_MINUTES, "highest": MOST_MINUTES},
        ),
        value=_value,
    ),
    NOOP(
        "core",
        "Also look every so many minutes, between the nights, whether somebody was opted out in Salesforce; needs the "
        "nightly sync to be on.",
    ),
)
