"""The setup page of the app by which programs sign in: what it is, and whether the org lets it in."""

from __future__ import annotations

from core.practice_org.answers import Answer
from core.practice_org.http.calls import Call, Routes
from core.practice_org.org.app_access import AppAccess
from core.practice_org.setup_pages.html import (
    button,
    card,
    choice,
    facts,
    form,
    moved,
    nothing_here,
    page,
    saved,
    setup_path,
    text,
)

routes = Routes()

_PATH = "ManageExternalClientApplication/home"
_STATES = (
    (AppAccess.APPROVED.value, "Let in: all users may self-authorize"),
    (AppAccess.USER_NOT_APPROVED.value, "Admin approved users only, and this one is not"),
    (AppAccess.BLOCKED.value, "Blocked"),
    (AppAccess.NOT_INSTALLED.value, "Not installed"),
)


@routes("GET", "/lightning/setup/ConnectedAppsUsage/home")
def usage(_call: Call) -> Answer:
    """Where Salesforce lists the apps that were used, to block and to install them: here all of it is one page."""
    return moved(setup_path(_PATH))


@routes("GET", "/lightning/setup/ManageExternalClientApplication/home")
def client_app(call: Call) -> Answer:
    """The one app with which programs sign in."""
    settings = call.org.oauth
    rows = [
        ("App", "Practice App"),
        ("Consumer Key", f"<code>{text(call.org.identity.client_id)}</code>"),
        ("Consumer Secret", f"<code>{text(call.org.grants.client_secret())}</code>"),
        ("Callback URLs", "<br>".join(f"<code>{text(url)}</code>" for url in settings.callback_urls)),
        ("OAuth Scopes", text(", ".join(settings.scopes))),
        ("Require PKCE", "Yes" if settings.require_pkce else "No"),
        ("Require secret for Web Server Flow", "Yes" if settings.require_secret else "No"),
    ]
    policies = choice("access", "Permitted Users", _STATES, call.org.options.app_access)
    policies += f"<p>{button('Save', first=True)}</p>"
    return page(
        call,
        "External Client App Manager",
        "In an org of your own you make an app here; the practice org has one already.",
        card(facts(rows)) + card(form(policies), "App Policies"),
    )


@routes("POST", "/lightning/setup/ManageExternalClientApplication/home")
def save_client_app(call: Call) -> Answer:
    """Let the app in, or close it out."""
    wanted = call.form().get("access", "")
    if wanted not in list(AppAccess):
        return nothing_here(call)
    call.org.change_options(app_access=wanted)
    return saved(call)
