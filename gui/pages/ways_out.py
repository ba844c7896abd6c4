"""Where the admin turns to with what needs them: one button for each kind of need."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from core.attention.needs import Need, NeedKind
from core.store.types.log import Level
from gui.pages.checklist_link import go_to_checklist
from gui.pages.page import Shell

TONES = {Level.ERROR: "bad", Level.WARNING: "warning", Level.INFO: "accent"}
"""The colours of a banner, and of a sign, for how grave something is."""


def words_for(need: Need) -> str:
    """What the button says."""
    match need.kind:
        case NeedKind.SIGN_IN:
            return QCoreApplication.translate("WaysOut", "Sign in again")
        case NeedKind.CONNECTION:
            return QCoreApplication.translate("WaysOut", "Salesforce settings")
        case NeedKind.SYNC_HELD:
            return QCoreApplication.translate("WaysOut", "Look at it")
        case NeedKind.FIELD_DRIFTED:
            return QCoreApplication.translate("WaysOut", "Open the checklist")
        case NeedKind.PUSHES_PARKED:
            return QCoreApplication.translate("WaysOut", "Open Diagnostics")
        case NeedKind.BOX_CLEARED:
            return QCoreApplication.translate("WaysOut", "Show them")
        case NeedKind.DEADLINE:
            return QCoreApplication.translate("WaysOut", "Open the deadlines")
        case NeedKind.SET_UP:
            return QCoreApplication.translate("WaysOut", "Set-up assistant")
        case _:
            return QCoreApplication.translate("WaysOut", "Open the status log")


def way_out(shell: Shell, need: Need) -> Callable[[], None]:
    """What the button does. What is not known here is told in the status log, as everything is."""
    match need.kind:
        case NeedKind.SIGN_IN | NeedKind.CONNECTION:
            return lambda: shell.go_to("salesforce")
        case NeedKind.SYNC_HELD:
            return lambda: shell.go_to("preview", need.run_id)
        case NeedKind.FIELD_DRIFTED:
            return lambda: go_to_checklist(shell)
        case NeedKind.PUSHES_PARKED:
            return lambda: shell.go_to("diagnostics")
        case NeedKind.BOX_CLEARED:
            return lambda: shell.go_to("unsubscribes", ("people", "cleared"))
        case NeedKind.DEADLINE:
            return lambda: shell.go_to("unsubscribes", "integration")
        case NeedKind.SET_UP:
            return lambda: shell.go_to("assistant")
        case _:
            return lambda: shell.go_to("status_log", need.run_id)
