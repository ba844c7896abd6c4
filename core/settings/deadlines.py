"""The settings of the deadline clock: the rule, and what it counts."""

from __future__ import annotations

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.settings.accepted import COUNTRY, one_of, whole_number
from core.settings.setting import Setting
from core.store.types.deadlines import DeadlineRule

DEADLINE_RULE = Setting(
    "deadline_rule",
    DeadlineRule.CAN_SPAM,
    one_of(*DeadlineRule),
    NOOP(
        "core",
        "By which rule an opt-out has to be in Salesforce in time: of mailbox providers 2 days, CAN-SPAM and CASL 10 "
        "business days, Australia 5, GDPR deadline_days.",
    ),
)
DEADLINE_COUNTRY = Setting(
    "deadline_country",
    "",
    COUNTRY,
    NOOP("core", "Whose business days count; empty: of the rule's own country (US, CA or AU)."),
)
DEADLINE_DAYS = Setting(
    "deadline_days",
    "3",
    whole_number(1, 60),
    NOOP("core", "The days that “without undue delay” of the GDPR stands for here."),
)

DEADLINE_SETTINGS = (DEADLINE_RULE, DEADLINE_COUNTRY, DEADLINE_DAYS)
