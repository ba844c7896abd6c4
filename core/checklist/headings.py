"""What stands above a check: what is so where it is done, what was found where it is not, else what it is about."""

from __future__ import annotations

from collections.abc import Mapping

from core.checklist.results import Check, CheckState
from core.messages import QT_TRANSLATE_NOOP as NOOP
from core.messages import Message


def heading_of(check: Check) -> Message:
    """The title of a check as it ended; never that something is so beside the sign that it is not."""
    found, about = _OTHERWISE.get(check.title.template, ("", ""))
    if check.state is CheckState.DONE or not found:
        return check.title
    return Message(found if check.state is CheckState.TO_DO else about, check.title.values)


_OTHERWISE: Mapping[str, tuple[str, str]] = {
    "Signed in to Salesforce": (
        NOOP("core", "Not signed in to Salesforce"),
        NOOP("core", "Signing in to Salesforce"),
    ),
    "The connected user may use the API": (
        NOOP("core", "The connected user may not use the API"),
        NOOP("core", "Use of the API by the connected user"),
    ),
    "The app is approved in the org": (
        NOOP("core", "The app is not approved in the org"),
        NOOP("core", "Approval of the app in the org"),
    ),
    "API calls left for a sync": (
        NOOP("core", "Too few API calls left for a sync"),
        NOOP("core", "API calls left for a sync"),
    ),
    "The Marketo Sales Insight package is installed": (
        NOOP("core", "The Marketo Sales Insight package is not installed"),
        NOOP("core", "The Marketo Sales Insight package"),
    ),
    "{field} on {object} is visible": (
        NOOP("core", "{field} on {object} is not visible"),
        NOOP("core", "Visibility of {field} on {object}"),
    ),
    "{field} on {object} can be written": (
        NOOP("core", "{field} on {object} cannot be written"),
        NOOP("core", "Writing {field} on {object}"),
    ),
    "{object} records may be edited": (
        NOOP("core", "{object} records may not be edited"),
        NOOP("core", "Editing {object} records"),
    ),
    "The connected user sees every {object} record": (
        NOOP("core", "The connected user does not see every {object} record"),
        NOOP("core", "Which {object} records the connected user sees"),
    ),
    "{field} is on the page layouts of {object}": (
        NOOP("core", "{field} is missing from page layouts of {object}"),
        NOOP("core", "{field} on the page layouts of {object}"),
    ),
    "{field} is on the page layout {layout}": (
        NOOP("core", "{field} is missing from the page layout {layout}"),
        NOOP("core", "{field} on the page layout {layout}"),
    ),
    "The connected user sees {field} on {object} pages": (
        NOOP("core", "The connected user does not see {field} on {object} pages"),
        NOOP("core", "{field} on the {object} pages of the connected user"),
    ),
    "{field} is on the Lightning page {page}": (
        NOOP("core", "{field} is missing from the Lightning page {page}"),
        NOOP("core", "{field} on the Lightning page {page}"),
    ),
    "Salesforce takes an opt-out on {object}": (
        NOOP("core", "Salesforce refuses an opt-out on {object}"),
        NOOP("core", "Saving an opt-out on {object}"),
    ),
    "Opt-outs stay set on {object}": (
        NOOP("core", "Opt-outs do not stay set on {object}"),
        NOOP("core", "Whether opt-outs stay set on {object}"),
    ),
    "Converted Leads are followed to their Contact": (
        NOOP("core", "Converted Leads are not followed to their Contact"),
        NOOP("core", "Following converted Leads to their Contact"),
    ),
    "People are here": (NOOP("core", "Nobody is here yet"), NOOP("core", "People here")),
    "People have a Salesforce ID": (
        NOOP("core", "People have no Salesforce ID"),
        NOOP("core", "People without a Salesforce ID"),
    ),
    "The nightly sync is on": (NOOP("core", "The nightly sync is off"), NOOP("core", "The nightly sync")),
    "The nightly sync runs while this program is closed": (
        NOOP("core", "The nightly sync does not run while this program is closed"),
        NOOP("core", "The nightly sync while this program is closed"),
    ),
    "The keyring of this computer keeps the sign-in": (
        NOOP("core", "The keyring of this computer does not keep the sign-in"),
        NOOP("core", "The keyring of this computer"),
    ),
    "The clock of this computer is right": (
        NOOP("core", "The clock of this computer is wrong"),
        NOOP("core", "The clock of this computer"),
    ),
}
"""By the title of a check that is done: what was found where it is to do, and what it is about in every other case."""
