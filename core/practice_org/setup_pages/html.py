"""How the setup pages of the org look: one frame around all of them, plain HTML forms, no scripts, light and dark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote

from core.practice_org.answers import Answer
from core.practice_org.http.calls import Call
from core.practice_org.oauth.page import language_of
from core.practice_org.setup_pages.japanese import in_japanese, said

OBJECTS = ("Contact", "Lead", "Account")

_STYLE = """
:root{color-scheme:light dark;--page:#f3f4f7;--card:#fff;--line:#dfe3ea;--text:#1f2430;--soft:#5c6470;--link:#0d5fc2;
--wash:#e6f0fd;--good:#0b5a40;--goodwash:#e3f5ec;--bad:#b3212c;--badwash:#fdeaea}
@media(prefers-color-scheme:dark){:root{--page:#1c1d20;--card:#26282c;--line:#3a3d43;--text:#f0f1f3;--soft:#a9afb8;
--link:#86bdff;--wash:#1d3350;--good:#6fd3a8;--goodwash:#16332a;--bad:#ff8f96;--badwash:#3b2124}}
*{box-sizing:border-box}
body{font:14px/1.5 system-ui,sans-serif;background:var(--page);color:var(--text);margin:0}
a{color:var(--link);text-decoration:none}a:hover,a:focus-visible{text-decoration:underline}
header{background:var(--card);border-bottom:1px solid var(--line);padding:12px 24px;display:flex;gap:16px;
align-items:baseline;flex-wrap:wrap}
header strong{font-size:16px}header span{color:var(--soft)}header form{margin-left:auto}
.frame{display:grid;grid-template-columns:216px minmax(0,1fr);gap:24px;max-width:1200px;padding:24px}
nav a{display:block;padding:6px 12px;border-radius:6px;color:var(--text)}
nav a.here{background:var(--wash);color:var(--link);font-weight:600}
nav h2{font-size:12px;color:var(--soft);margin:16px 12px 4px;font-weight:600}
nav h2:first-child{margin-top:0}nav a.under{padding-left:28px}
.tabs{display:flex;gap:4px;flex-wrap:wrap;margin:0 0 16px}
.tabs a{padding:6px 12px;border-radius:6px;color:var(--text)}
.tabs a.here{background:var(--wash);color:var(--link);font-weight:600}
h1{font-size:20px;margin:0 0 4px}h2.card-title{font-size:15px;margin:0 0 8px}
.lead{color:var(--soft);margin:0 0 16px;max-width:70ch}
.card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:16px;margin:0 0 16px;
overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:8px 12px 8px 0;border-bottom:1px solid var(--line);vertical-align:middle}
th{color:var(--soft);font-weight:600;font-size:12px}
thead th{padding-top:0}tbody tr:last-child>*{border-bottom:0;padding-bottom:0}
.facts th{width:32%;font-size:14px;font-weight:400}.facts tr:first-child>*{padding-top:0}
form p:first-child{margin-top:0}form p:last-child{margin-bottom:0}
td.tick,th.tick{text-align:center;width:112px}
code{font:13px ui-monospace,monospace;overflow-wrap:anywhere}
select,input[type=text]{font:inherit;padding:5px 8px;border:1px solid var(--soft);border-radius:6px;max-width:100%;
background:var(--card);color:var(--text)}
input[type=checkbox]{width:16px;height:16px}
button{font:inherit;padding:6px 16px;border-radius:6px;border:1px solid var(--link);background:var(--card);
color:var(--link);cursor:pointer}
button.first{background:#0d5fc2;border-color:#0d5fc2;color:#fff}button.small{padding:3px 10px}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.row{display:flex;gap:12px;align-items:end;flex-wrap:wrap}.row label{display:block;font-size:12px;color:var(--soft)}
.note{border-radius:8px;padding:10px 16px;margin:0 0 16px;background:var(--goodwash);color:var(--good)}
.note.bad{background:var(--badwash);color:var(--bad)}
.soft{color:var(--soft)}.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(300px,1fr));gap:0 24px}
@media(max-width:760px){.frame{grid-template-columns:1fr;padding:16px}}
"""

_HEADERS = {
    "Cache-Control": "no-store",
    # With no-referrer browsers would name the origin of our own forms as "null", which the guard lets nobody pass with.
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none';"
    " form-action 'self'",
}

_NAVIGATION = (
    (
        "Objects and fields",
        (("Object Manager", "ObjectManager/home"), ("Lead Settings", "LeadSettings/home")),
    ),
    ("Users", (("Users", "ManageUsers/home"), ("Profiles", "EnhancedProfiles/home"))),
    ("Data", (("Duplicate Rules", "DuplicateRules/home"),)),
    (
        "Apps",
        (
            ("Installed Packages", "ImportedPackage/home"),
            ("External Client App", "ManageExternalClientApplication/home"),
        ),
    ),
    ("Company", (("Company Information", "CompanyProfileInfo/home"),)),
    ("Practice", (("Scenarios", "PracticeScenarios/home"),)),
)
_TABS = (
    ("Fields & Relationships", "FieldsAndRelationships"),
    ("Page Layouts", "PageLayouts"),
    ("Lightning Record Pages", "LightningPages"),
    ("Record Types", "RecordTypes"),
    ("Validation Rules", "ValidationRules"),
    ("Triggers and Flows", "ApexTriggers"),
)

Cell = str


def text(content: object) -> str:
    """Anything as text inside HTML."""
    return escape(str(content), quote=True)


def setup_path(rest: str) -> str:
    """The path of a setup page."""
    return f"/lightning/setup/{rest}"


def object_path(object_name: str, tab: str, component: str = "") -> str:
    """The path of a page of the Object Manager."""
    middle = f"/{quote(component, safe='')}" if component else ""
    return setup_path(f"ObjectManager/{object_name}/{tab}{middle}/view")


def link(path: str, label: object) -> str:
    """A link."""
    return f'<a href="{text(path)}">{text(label)}</a>'


def table(
    heads: Sequence[str], rows: Iterable[Sequence[Cell]], *, ticks: int = 0, nothing: str = "None."
) -> str:
    """A table of cells that are HTML already; the last `ticks` columns hold checkboxes."""

    def line(tag: str, cells: Sequence[Cell]) -> str:
        narrow = len(cells) - ticks
        marked = (
            f"<{tag}{' class=tick' if number >= narrow else ''}>{cell}</{tag}>"
            for number, cell in enumerate(cells)
        )
        return f"<tr>{''.join(marked)}</tr>"

    body = "".join(line("td", row) for row in rows)
    if not body:
        return f'<p class="soft">{text(nothing)}</p>'
    return f"<table><thead>{line('th', [text(head) for head in heads])}</thead><tbody>{body}</tbody></table>"


def facts(pairs: Iterable[tuple[str, Cell]]) -> str:
    """What is known of one thing: pairs of a name and a cell that is HTML already."""
    rows = "".join(f'<tr><th scope="row">{text(name)}</th><td>{cell}</td></tr>' for name, cell in pairs)
    return f'<table class="facts"><tbody>{rows}</tbody></table>'


def card(content: str, title: str = "") -> str:
    """One card of a page."""
    head = f'<h2 class="card-title">{text(title)}</h2>' if title else ""
    return f'<section class="card">{head}{content}</section>'


def form(content: str) -> str:
    """A form that is sent to the page's own address."""
    return f'<form method="post">{content}</form>'


def button(
    label: str, value: str = "save", *, first: bool = False, small: bool = False, about: str = ""
) -> str:
    """A button that sends its form as `do`; `about` says what it is about, where the label alone does not."""
    kind = " ".join(name for name, wanted in (("first", first), ("small", small)) if wanted)
    spoken = f' aria-label="{text(label)} {text(about)}"' if about else ""
    return f'<button name="do" value="{text(value)}" class="{kind}"{spoken}>{text(label)}</button>'


def checkbox(name: str, label: str, *, checked: bool) -> str:
    """A checkbox without visible words, for a cell whose row and column say what it means."""
    mark = " checked" if checked else ""
    return f'<input type="checkbox" name="{text(name)}" value="1" aria-label="{text(label)}"{mark}>'


def choice(name: str, label: str, options: Iterable[tuple[str, str]], chosen: str = "") -> str:
    """A list to choose from: pairs of value and words."""
    listed = "".join(
        f'<option value="{text(value)}"{" selected" if value == chosen else ""}>{text(words)}</option>'
        for value, words in options
    )
    return f'<select name="{text(name)}" aria-label="{text(label)}">{listed}</select>'


def page(
    call: Call,
    title: str,
    about: str,
    content: str,
    *,
    object_name: str = "",
    tab: str = "",
    status: int = 200,
) -> Answer:
    """A whole page; with an object it has the tabs of the Object Manager."""
    organization = call.org.identity.organization_name
    saved = '<p class="note" role="status">Your changes are saved.</p>' if "saved" in call.parameters else ""
    body = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<title>{text(title)} – {text(organization)}</title><meta name="viewport" content="width=device-width">'
        f"<style>{_STYLE}</style></head><body><header><strong>{link(setup_path('SetupOneHome/home'), 'Setup')}</strong>"
        f"<span>{text(organization)} – a practice org on this computer, with invented people</span>"
        f"{_quick_find(call.parameters.get('q', ''))}</header>"
        f'<div class="frame">{_navigation(call.path, object_name)}<main>{_tabs(object_name, tab)}'
        f'<h1>{text(title)}</h1><p class="lead">{text(about)}</p>{saved}{content}</main></div></body></html>'
    )
    if language_of(call.headers) == "ja":
        body = in_japanese(body)
    return Answer(body.encode(), status=status, media_type="text/html;charset=UTF-8", headers=dict(_HEADERS))


def _quick_find(wanted: str) -> str:
    return (
        f'<form method="get" action="{setup_path("SetupOneHome/home")}" role="search"><input type="text" name="q"'
        f' placeholder="Quick Find" aria-label="Quick Find" value="{text(wanted)}"></form>'
    )


def found(wanted: str) -> list[tuple[str, str]]:
    """What Quick Find finds: path and name of every page with the words in its name."""
    pages = [(setup_path(rest), label) for _, entries in _NAVIGATION for label, rest in entries]
    pages += [(object_path(name, tab), f"{name}: {label}") for name in OBJECTS for label, tab in _TABS]
    words = wanted.casefold().split()
    return [
        (path, label)
        for path, label in pages
        if all(word in f"{label} {said(label)}".casefold() for word in words)
    ]


def _navigation(path: str, object_name: str) -> str:
    parts = []
    for heading, entries in _NAVIGATION:
        parts.append(f"<h2>{heading}</h2>")
        for label, rest in entries:
            parts.append(_entry(setup_path(rest), label, here=path.rstrip("/") == setup_path(rest)))
            if rest.startswith("ObjectManager"):
                fields = "FieldsAndRelationships"
                parts += [
                    _entry(object_path(name, fields), name, here=name == object_name, kind="under")
                    for name in OBJECTS
                ]
    return f'<nav aria-label="Setup">{"".join(parts)}</nav>'


def _tabs(object_name: str, tab: str) -> str:
    if not object_name:
        return ""
    entries = (_entry(object_path(object_name, name), label, here=name == tab) for label, name in _TABS)
    return f'<div class="tabs" role="navigation" aria-label="{text(object_name)}">{"".join(entries)}</div>'


def _entry(path: str, label: str, *, here: bool, kind: str = "") -> str:
    marks = " ".join(word for word in (kind, "here" if here else "") if word)
    current = ' aria-current="page"' if here else ""
    return f'<a href="{text(path)}" class="{marks}"{current}>{text(label)}</a>'


def saved(call: Call) -> Answer:
    """Back to the page whose form was sent, which then says that it is saved."""
    return Answer(
        None, status=303, headers={"Location": f"{quote(call.path)}?saved=1", "Cache-Control": "no-store"}
    )


def moved(path: str) -> Answer:
    """To the page that shows the same at another address."""
    return Answer(None, status=302, headers={"Location": path, "Cache-Control": "no-store"})


def nothing_here(call: Call) -> Answer:
    """The page for an address, or a component, that this org does not have."""
    return page(
        call,
        "There is nothing here",
        "This practice org has no such page, or no such thing in its setup.",
        card(link(setup_path("SetupOneHome/home"), "Go to the beginning of Setup")),
        status=404,
    )
