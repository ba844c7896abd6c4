"""Which checkbox is the packaged one, where an object has several that could be it: the admin's choice."""

from __future__ import annotations

import re
from collections.abc import Mapping

from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message
from core.settings import Setting, Settings
from core.settings.accepted import Accepted

_API_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def _is_api_name(text: str) -> bool:
    return not text or bool(_API_NAME.fullmatch(text))


MARKETO_SALES_FIELDS: Mapping[str, Setting] = {
    name: Setting(
        f"marketo_sales_field.{name}",
        "",
        Accepted(
            _is_api_name,
            Message(NOOP("core", "It accepts the API name of a checkbox, such as mkto_si__Opt_Out__c.")),
        ),
        NOOP("core", "The checkbox that stands for Marketo Sales Opt Out; empty: it is found by its label."),
    )
    for name in ("Contact", "Lead", "Account")
}
"""One setting per object; empty while nobody had to choose."""


def chosen_fields(settings: Settings) -> dict[str, str]:
    """The choices that were made, as SalesforceOrg.describe takes them."""
    texts = {name: settings.text(setting) for name, setting in MARKETO_SALES_FIELDS.items()}
    return {name: text for name, text in texts.items() if text}
