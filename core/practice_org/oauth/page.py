"""The page on which a person signs in to the practice org and lets a program in, in English or Japanese."""

from __future__ import annotations

import html
from collections.abc import Mapping

from core.practice_org.answers import Answer

_TEXTS = {
    "en": {
        "title": "Practice Org: allow access?",
        "intro": "This is the sign-in page of a practice org on this computer. It asks for no password.",
        "user": "User name",
        "asks": "A program on this computer asks to:",
        "api": "read and change the data of this org (api)",
        "refresh_token": "go on without asking you again (refresh_token)",
        "openid": "know who you are (openid)",
        "id": "know who you are (id)",
        "allow": "Allow",
        "deny": "Deny",
        "unknown": "There is no such active user in this org.",
        "refused": "The sign-in cannot begin",
        "back": "Nothing was sent to the program. Close this page, put the app or the program right, and try again.",
    },
    "ja": {
        "title": "練習用組織: アクセスを許可しますか?",
        "intro": "これは、このコンピューター上の練習用組織のログインページです。パスワードは不要です。",
        "user": "ユーザー名",
        "asks": "このコンピューター上のプログラムが、次の許可を求めています。",
        "api": "この組織のデータの参照と変更 (api)",
        "refresh_token": "次回からは確認なしで接続する (refresh_token)",
        "openid": "あなたが誰であるかの確認 (openid)",
        "id": "あなたが誰であるかの確認 (id)",
        "allow": "許可",
        "deny": "拒否",
        "unknown": "この組織に、その名前の有効なユーザーはいません。",
        "refused": "ログインを開始できません",
        "back": "プログラムには何も送られていません。このページを閉じ、アプリまたはプログラムの設定を直してから、"
        "もう一度お試しください。",
    },
}

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;background:#f3f5f8;color:#1d2733;margin:0}
main{max-width:26rem;margin:10vh auto;background:#fff;padding:2rem;border-radius:12px;
box-shadow:0 2px 16px #1d273322}
h1{font-size:1.3rem;margin:0 0 .5rem}label{display:block;margin:1rem 0 .25rem;font-weight:600}
input{width:100%;box-sizing:border-box;font:inherit;padding:.5rem;border:1px solid #8895a7;border-radius:6px}
button{font:inherit;padding:.5rem 1.5rem;border-radius:6px;border:1px solid #1f5fa8;margin:1rem .5rem 0 0;
background:#fff;color:#1f5fa8;cursor:pointer}button.first{background:#1f5fa8;color:#fff}
.wrong{color:#a3201b}code{overflow-wrap:anywhere}
"""

_HEADERS = {
    "Cache-Control": "no-store",
    # See setup_html: the guard must be able to tell our own forms.
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    # Chromium holds the redirect that answers a form against form-action too.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none';"
    " form-action 'self' http://localhost:*",
}


def language_of(headers: Mapping[str, str]) -> str:
    """`ja` where the browser asks for Japanese before English, else `en`."""
    for part in headers.get("accept-language", "").split(","):
        wanted = part.split(";")[0].strip().lower()[:2]
        if wanted in _TEXTS:
            return wanted
    return "en"


def consent(
    language: str, organization: str, username: str, wanted: Mapping[str, str], *, unknown: bool
) -> Answer:
    """The page that asks; `wanted` are the parameters of the request, which its form sends again."""
    texts = _TEXTS[language]
    hidden = "".join(
        f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'
        for name, value in wanted.items()
    )
    asked = "".join(
        f"<li>{html.escape(texts[scope])}</li>" for scope in wanted["scope"].split() if scope in texts
    )
    wrong = f'<p class="wrong" role="alert">{texts["unknown"]}</p>' if unknown else ""
    return _page(
        language,
        texts["title"],
        f"<p>{html.escape(organization)}<br>{texts['intro']}</p>{wrong}"
        f'<form method="post" action="/services/oauth2/authorize">{hidden}'
        f'<label for="username">{texts["user"]}</label>'
        f'<input id="username" name="username" autocomplete="off" value="{html.escape(username)}">'
        f"<p>{texts['asks']}</p><ul>{asked}</ul>"
        f'<button class="first" name="decision" value="allow">{texts["allow"]}</button>'
        f'<button name="decision" value="deny">{texts["deny"]}</button></form>',
    )


def refusal(language: str, error: str, description: str) -> Answer:
    """The page for a request that must not be sent on: whoever made it is not known to the org."""
    texts = _TEXTS[language]
    page = _page(
        language,
        texts["refused"],
        f'<p class="wrong"><code>error={html.escape(error)}&amp;error_description='
        f"{html.escape(description)}</code></p><p>{texts['back']}</p>",
    )
    page.status = 400
    return page


def _page(language: str, title: str, body: str) -> Answer:
    text = (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>'
        f"<body><main><h1>{title}</h1>{body}</main></body></html>"
    )
    return Answer(text.encode(), media_type="text/html;charset=UTF-8", headers=dict(_HEADERS))
