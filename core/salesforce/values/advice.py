"""What to do, in sentences that explain more than one error, and the shape of an explanation."""

from __future__ import annotations

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Category

Words = tuple[Category, str, str, bool]
"""Category, what is happening, what to do, whether trying again can help."""

CHECK_FIELD = NOOP(
    "core",
    "Open the checklist: it tells the cause and leads to the field in Salesforce Setup. Most often it is there that "
    "Set Field-Level Security wants Visible ticked and Read-Only cleared; save, then try again.",
)
ON_THE_RECORD = NOOP(
    "core", "Open the record in Salesforce, put right what is named there, then retry the push."
)
EXEMPT_OR_MEND = NOOP(
    "core",
    "If the rule is about the opt-out field itself, exempt the connected user from it, for example by a custom "
    "permission that its formula asks for; else open the record and put right what is named there. Then retry the "
    "push.",
)
EXEMPT = NOOP(
    "core",
    "The rule is about the opt-out field itself, so that mending the record does not help: exempt the connected user "
    "from the rule, for example by a custom permission that its formula asks for, then retry the push.",
)
SHOW_DEVELOPER = NOOP("core", "Show the raw text to your Salesforce developer, then retry the push.")
BY_ITSELF = NOOP("core", "Nothing to do: it is tried again by itself.")
WITH_FEWER = NOOP(
    "core",
    "It is tried again with fewer records at once. If a record fails alone as well, show the raw text to your "
    "Salesforce developer.",
)
REPORT = NOOP("core", "Report it to the makers of this program, with the raw text.")
SIGN_IN_AGAIN = NOOP("core", "Connect to Salesforce again on the Salesforce page of the settings.")
