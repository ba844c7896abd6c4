"""The pages of the window: what each is called for `go_to`, where it stands in the left column, and how it is made.

A page is loaded and made when it is first shown, because the window is to be there at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.pages.page import Page, Shell


@dataclass(frozen=True, slots=True)
class Entry:
    """A page, its name for `go_to`, and the group of the left column it stands in; none: other pages lead there."""

    name: str
    group: str
    make: Callable[[Shell], Page]


def _overview(shell: Shell) -> Page:
    from gui.pages.overview.page import OverviewPage

    return OverviewPage(shell)


def _profile(shell: Shell) -> Page:
    from gui.pages.profile import ProfilePage

    return ProfilePage(shell)


def _unsubscribes(shell: Shell) -> Page:
    from gui.pages.unsubscribes import UnsubscribesPage

    return UnsubscribesPage(shell)


def _salesforce(shell: Shell) -> Page:
    from gui.pages.salesforce.page import SalesforcePage

    return SalesforcePage(shell)


def _status_log(shell: Shell) -> Page:
    from gui.pages.status_log.page import StatusLogPage

    return StatusLogPage(shell)


def _alarms(shell: Shell) -> Page:
    from gui.pages.alarms.page import AlarmsPage

    return AlarmsPage(shell)


def _diagnostics(shell: Shell) -> Page:
    from gui.pages.diagnostics.page import DiagnosticsPage

    return DiagnosticsPage(shell)


def _preview(shell: Shell) -> Page:
    from gui.pages.preview import PreviewPage

    return PreviewPage(shell)


def _assistant(shell: Shell) -> Page:
    from gui.assistant.page import AssistantPage

    return AssistantPage(shell)


HOME, MY_ACCOUNT, ADMIN_SETTINGS = "home", "my_account", "admin_settings"
ENTRIES = (
    Entry("overview", HOME, _overview),
    Entry("profile", MY_ACCOUNT, _profile),
    Entry("unsubscribes", ADMIN_SETTINGS, _unsubscribes),
    Entry("salesforce", ADMIN_SETTINGS, _salesforce),
    Entry("status_log", ADMIN_SETTINGS, _status_log),
    Entry("alarms", ADMIN_SETTINGS, _alarms),
    Entry("diagnostics", ADMIN_SETTINGS, _diagnostics),
    Entry("preview", "", _preview),
    Entry("assistant", "", _assistant),
)

LED_TO_BY = {"assistant": "profile"}
"""The screens that lead to pages without an entry; that of the others is Unsubscribes."""
