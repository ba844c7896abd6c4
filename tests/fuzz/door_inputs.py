"""Inputs that nobody would send to a practice org: made from ones that are right by spoiling them in a few places."""

from __future__ import annotations

import gzip
import json
import random
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from core.practice_org.errors import ApiError
from core.practice_org.server.api import Api

_DATA = "/services/data/v66.0"
_METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS", "get", "BREW")

_ONE = "0000000001"
_IDS = (
    "003Pr0000000001IAA", "003Pr0000000001", "00QPr0000000001MAA", "001Pr0000000001IAA", "005Pr0000000001IAA",
    "750Pr0000000001IAA", "00hPr0000000001IAA", "012000000000000AAA", "0r8Pr0000000001AAA-200", "x", "0" * 18,
)  # fmt: skip

_WORDS = (
    "", "x", "null", "'", '"', "\\", "%", "%zz", "%00", "\x00", "\n", "\t", "..", "/", "//", "?", "#", "@{a.b}", "é",
    "山田", "\ud800", "\U0001f600", "\u202e", "-1", "0", "1e999", "NaN", "Infinity", "9" * 40, "2001-13-45",
    "2026-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0000-00-00", "<a>", "]]>", "${x}", "{}", "[]", "a" * 5000,
    "(" * 300, "SELECT", "true", "00D", "\r\nX-Injected: 1", "http://[", "//elsewhere.example",
)  # fmt: skip

_PATHS = (
    "/", "/services/data", f"{_DATA}", f"{_DATA}/sobjects", f"{_DATA}/sobjects/Contact",
    f"{_DATA}/sobjects/Contact/describe", f"{_DATA}/sobjects/Lead/describe/layouts",
    f"{_DATA}/sobjects/Contact/describe/layouts/012000000000000AAA", f"{_DATA}/sobjects/Contact/listviews",
    f"{_DATA}/sobjects/Contact/003Pr0000000001IAA", f"{_DATA}/sobjects/Contact/Email/a@example.com",
    f"{_DATA}/sobjects/Contact/003Pr0000000001IAA/Account", f"{_DATA}/sobjects/Contact/updated",
    f"{_DATA}/sobjects/Contact/deleted", f"{_DATA}/sobjects/Contact/Id", f"{_DATA}/query", f"{_DATA}/queryAll",
    f"{_DATA}/query/0r8Pr0000000001AAA-200", f"{_DATA}/search", f"{_DATA}/limits", f"{_DATA}/limits/recordCount",
    f"{_DATA}/composite", f"{_DATA}/composite/batch", f"{_DATA}/composite/sobjects",
    f"{_DATA}/composite/sobjects/Contact", f"{_DATA}/composite/sobjects/Contact/Email",
    f"{_DATA}/composite/tree/Account", f"{_DATA}/jobs/query", f"{_DATA}/jobs/ingest",
    f"{_DATA}/jobs/ingest/750Pr0000000001IAA", f"{_DATA}/jobs/ingest/750Pr0000000001IAA/batches",
    f"{_DATA}/jobs/ingest/750Pr0000000001IAA/successfulResults", f"{_DATA}/jobs/query/750Pr0000000001IAA/results",
    f"{_DATA}/jobs/query/750Pr0000000001IAA/resultPages", f"{_DATA}/tooling", f"{_DATA}/tooling/query",
    f"{_DATA}/tooling/sobjects/Layout/00hPr0000000001IAA", f"{_DATA}/tooling/composite",
    "/services/oauth2/authorize", "/services/oauth2/token", "/services/oauth2/revoke", "/services/oauth2/userinfo",
    "/services/oauth2/singleaccess", "/secur/frontdoor.jsp", "/id/00DPr0000000001AAA/005Pr0000000001IAA",
    "/services/Soap/m/66.0", "/services/Soap/u/66.0", "/services/Soap/c/64.0", "/services/async/66.0/job",
    "/lightning/setup/SetupOneHome/home", "/lightning/setup/ObjectManager/Contact/PageLayouts/view",
    "/lightning/setup/ObjectManager/Contact/PageLayouts/00hPr0000000001IAA/view",
    "/lightning/setup/ObjectManager/Contact/FieldsAndRelationships/HasOptedOutOfEmail/view",
    "/lightning/setup/ObjectManager/Contact/LightningPages/0M0Pr0000000001IAA/view",
    "/lightning/setup/LeadSettings/home", "/lightning/setup/DuplicateRules/home",
    "/lightning/setup/ImportedPackage/home", "/lightning/setup/PracticeScenarios/home",
    "/lightning/setup/EnhancedProfiles/home", "/lightning/setup/ManageUsers/home",
    "/lightning/r/Contact/003Pr0000000001IAA/view", "/003Pr0000000001IAA", "/practice/calls", "/practice/faults",
    "/practice/scenarios", "/practice/oauth", "/practice/oauth/keys", "/favicon.ico",
    "/.well-known/openid-configuration",
)  # fmt: skip

_SOQL = (
    "SELECT Id, Email, Account.Name FROM Contact WHERE Email != null AND HasOptedOutOfEmail = true LIMIT 5",
    "SELECT COUNT(Id) n, LeadSource FROM Lead GROUP BY LeadSource HAVING COUNT(Id) > 1 ORDER BY COUNT(Id)",
    "SELECT Id FROM Contact WHERE SystemModstamp >= 2026-01-01T00:00:00Z AND CreatedDate = LAST_N_DAYS:30",
    "SELECT Name, (SELECT LastName FROM Contacts WHERE Email LIKE 'a%' LIMIT 2) FROM Account OFFSET 1",
    "SELECT FIELDS(ALL) FROM Lead WHERE Id IN ('00QPr0000000001MAA') LIMIT 200",
    "SELECT Id FROM Contact WHERE Id IN (SELECT ConvertedContactId FROM Lead WHERE IsConverted = true)",
    "SELECT Id FROM Lead WHERE NOT (Email = 'a\\'b' OR (Company IN ('x', 'y') AND AnnualRevenue < 1.5))",
    "SELECT CALENDAR_YEAR(CreatedDate), SUM(AnnualRevenue) FROM Lead GROUP BY CALENDAR_YEAR(CreatedDate)",
    "SELECT toLabel(Status), FORMAT(CreatedDate) FROM Lead ORDER BY Email DESC NULLS LAST",
    "SELECT Id, FullName, Metadata FROM Layout WHERE Id = '00hPr0000000001IAA'",
    "SELECT PermissionsApiEnabled FROM UserPermissionAccess",
)
_TOKENS = (
    "SELECT", "FROM", "WHERE", "AND", "OR", "NOT", "NOT " * 400,
    "OR Id = null " * 1200, "IN", "LIKE", "(", ")", ",", "'", "''", "=", "<=", "null", "TRUE",
    "LIMIT", "OFFSET", "GROUP BY", "ORDER BY", "HAVING", "COUNT()", "Id", "Contact", "Account.Owner.Name", ".",
    "LAST_N_DAYS:99999999999", "NEXT_N_YEARS:9999999", "TODAY", "99999999999999999999999", "1e400", "-", "\\", "\\u00",
    "2026-99-99", "2026-02-31T25:00:00Z", "TYPEOF", "USING SCOPE", "%", "_", ":", "\x00", "\ud800", "山田", "((((",
)  # fmt: skip

_JSON: tuple[Any, ...] = (
    {"LastName": "A", "Email": "a@example.com", "HasOptedOutOfEmail": True, "AccountId": "001Pr0000000001IAA"},
    {"HasOptedOutOfEmail": True, "Birthdate": "2001-02-03", "EmailBouncedDate": "2026-01-01T00:00:00Z"},
    {"allOrNone": False, "records": [{"attributes": {"type": "Contact"}, "id": "003Pr0000000001IAA", "Title": "x"}]},
    {"ids": ["003Pr0000000001IAA"], "fields": ["Id", "Email"]},
    {"records": [{"attributes": {"type": "Account", "referenceId": "r1"}, "Name": "N",
                  "Contacts": {"records": [{"attributes": {"type": "Contact", "referenceId": "r2"},
                                            "LastName": "L"}]}}]},
    {"allOrNone": True, "compositeRequest": [
        {"method": "POST", "url": f"{_DATA}/sobjects/Lead", "referenceId": "a",
         "body": {"LastName": "L", "Company": "C", "AnnualRevenue": 1.5, "NumberOfEmployees": 3},
         "httpHeaders": {"If-Match": "x"}},
        {"method": "GET", "url": f"{_DATA}/sobjects/Lead/@{{a.id}}", "referenceId": "b"}]},
    {"haltOnError": True, "batchRequests": [{"method": "PATCH", "url": "v66.0/sobjects/Contact/003Pr0000000001IAA",
                                             "richInput": {"Title": "x"}}]},
    {"operation": "query", "query": "SELECT Id FROM Contact", "columnDelimiter": "COMMA", "lineEnding": "LF"},
    {"object": "Contact", "operation": "upsert", "externalIdFieldName": "Id", "contentType": "CSV"},
    {"state": "UploadComplete"},
    {"Metadata": {"layoutSections": [{"label": "L", "style": "OneColumn", "layoutColumns": [
        {"layoutItems": [{"field": "Email", "behavior": "Edit"}]}]}]}},
    {"org": {"security": {"Contact.HasOptedOutOfEmail": "full"}, "limits": {"daily": 100000, "used": 1}}},
    {"actions": [{"do": "update", "ids": ["003Pr0000000001IAA"], "set": {"Title": "x"}}]},
    {"actions": [{"do": "merge", "master": "003Pr0000000001IAA", "losers": ["003Pr0000000002IAA"]}]},
    {"records": [{"ids": "SELECT Id FROM Contact LIMIT 1", "refuse": "locked", "times": 1}]},
    {"pem": "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"},
)  # fmt: skip
_FITTING = (
    ("composite/tree", 4), ("composite/sobjects/Contact", 3), ("composite/sobjects", 2), ("composite/batch", 6),
    ("tooling/composite", 5), ("composite", 5), ("tooling", 10), ("jobs/query", 7), ("jobs/ingest/750", 9),
    ("jobs/ingest", 8), ("oauth/keys", 15), ("sobjects", 0),
)  # fmt: skip
"""What paths hold, and the number in `_JSON` of a body that they read; faults read the last five."""
_ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 10**30, -(2**63) - 1, 1e308, float("nan"), float("inf"), [], {}, [[]], [None],
    {"a": 1}, {"attributes": None}, "", *_WORDS,
)  # fmt: skip

_FORMS: tuple[dict[str, str], ...] = (
    {"grant_type": "refresh_token", "refresh_token": "x", "client_id": "x"},
    {"grant_type": "authorization_code", "code": "x", "redirect_uri": "x", "code_verifier": "x"},
    {"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": "a.b.c"},
    {"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": "eyJhbGciOiJSUzI1NiJ9.e30.AA"},
    {
        "response_type": "code",
        "client_id": "x",
        "redirect_uri": "http://localhost:1717/OauthRedirect",
        "scope": "api",
    },
    {"token": "x", "decision": "allow", "username": "x"},
    {"do": "save", "visible-1": "1", "converted": "1", "layout": "x", "section": "0", "field": "Email"},
)

_SOAP = (
    '<?xml version="1.0"?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"'
    ' xmlns:m="http://soap.sforce.com/2006/04/metadata"><e:Header><m:SessionHeader><m:sessionId>TOKEN</m:sessionId>'
    "</m:SessionHeader></e:Header><e:Body><m:readMetadata><m:type>Layout</m:type>"
    "<m:fullNames>Contact-Contact Layout</m:fullNames></m:readMetadata></e:Body></e:Envelope>",
    '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"'
    ' xmlns:m="http://soap.sforce.com/2006/04/metadata"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><e:Header><m:SessionHeader><m:sessionId>TOKEN'
    "</m:sessionId></m:SessionHeader></e:Header><e:Body><m:updateMetadata>"
    '<m:metadata xsi:type="m:Layout"><m:fullName>Contact-Contact Layout</m:fullName><m:layoutSections>'
    "<m:customLabel>false</m:customLabel><m:style>OneColumn</m:style><m:layoutColumns><m:layoutItems>"
    "<m:behavior>Edit</m:behavior><m:field>Email</m:field></m:layoutItems></m:layoutColumns></m:layoutSections>"
    "</m:metadata></m:updateMetadata></e:Body></e:Envelope>",
    '<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Body>'
    '<n1:login xmlns:n1="urn:partner.soap.sforce.com"><n1:username>u</n1:username><n1:password>p</n1:password>'
    "</n1:login></env:Body></env:Envelope>",
)
_XML_PIECES = (
    "<a>",
    "</a>",
    "<!DOCTYPE x>",
    "<![CDATA[",
    "]]>",
    "&amp;",
    "&x;",
    "&#0;",
    "&#xd800;",
    "<?x?>",
    "\x00",
)

_HEADERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("authorization", ("Bearer TOKEN", "OAuth TOKEN", "Bearer x", "Basic eA==", "Basic %%", "")),
    ("content-type", ("application/json", "application/json; charset=utf-8", "text/csv", "text/xml", "x", "",
                      "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=b",
                      'multipart/form-data; boundary="')),
    ("accept-encoding", ("gzip", "identity", "br")),
    ("content-encoding", ("gzip", "deflate")),
    ("sforce-query-options", ("batchSize=200", "batchSize=" + "9" * 400, "batchSize=-1")),
    ("if-modified-since", ("Mon, 30 Nov 2026 02:00:00 GMT", "Mon, 99 Nov 99999 02:00:00 GMT", "x", "0")),
    ("if-unmodified-since", ("Mon, 30 Nov 2026 02:00:00 GMT", "Mon, 01 Jan 0000 00:00:00 -9999", "x")),
    ("sforce-duplicate-rule-header", ("allowSave=true", "x")),
    ("host", ("127.0.0.1:1", "[", "", "a" * 300, "\u00e9")),
    ("origin", ("null", "https://127.0.0.1:1", "http://[")),
    ("accept-language", ("ja", "en", "x;q=z,,", "ja" * 300)),
    ("soapaction", ('""', "x")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Knock:
    """One request."""

    method: str
    path: str
    query: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


class Spoiler:
    """Makes inputs; the same number makes the same ones."""

    def __init__(self, seed: int, token: str) -> None:
        self._random = random.Random(seed)
        self._token = token
        self._rate = 0.0
        api = Api()
        self._methods = {path: [m for m in _METHODS[:5] if _finds(api, m, path)] for path in _PATHS}

    def knock(self) -> Knock:
        """The next input."""
        dice = self._random
        path = dice.choice(_PATHS)
        known = self._methods[path]
        method = dice.choice(known if known and dice.random() < 0.9 else _METHODS)
        if dice.random() < 0.25:
            path = self._spoiled_path(path)
        headers = self._headers()
        body = b""
        if method not in ("GET", "HEAD", "get") or dice.random() < 0.05:
            body, kind = self._body(path)
            if kind and dice.random() < 0.9:
                headers["content-type"] = kind
            if headers.get("content-encoding") == "gzip" and dice.random() < 0.7:
                body = gzip.compress(body, 1)
        # Other records than the first, which an input may have deleted.
        number = str(dice.randint(1, 9))
        path, body = (
            path.replace(_ONE, _ONE[:-1] + number),
            body.replace(_ONE.encode(), f"{_ONE[:-1]}{number}".encode()),
        )
        return Knock(method, path, self._query(path), tuple(headers.items()), body)

    def _headers(self) -> dict[str, str]:
        dice = self._random
        headers = {"host": "127.0.0.1:1", "authorization": f"Bearer {self._token}"}
        for name, values in _HEADERS:
            if dice.random() < 0.04:
                headers[name] = dice.choice((*values, dice.choice(_WORDS)))
        return {name: value.replace("TOKEN", self._token) for name, value in headers.items()}

    def _spoiled_path(self, path: str) -> str:
        dice = self._random
        parts = path.split("/")
        for _ in range(dice.randint(1, 2)):
            place = dice.randrange(len(parts))
            piece = dice.choice((*_WORDS, *_IDS))
            parts[place] = piece if dice.random() < 0.6 else parts[place] + piece
        if dice.random() < 0.2:
            parts.insert(dice.randrange(len(parts) + 1), dice.choice(_WORDS))
        return "/".join(parts)

    def _query(self, path: str) -> str:
        dice = self._random
        if dice.random() < 0.1:
            return dice.choice(
                ("&&&", "=", "q", "%", "q=%zz", "a=b;c=d", "_HttpMethod=PATCH", "_HttpMethod=")
            )
        given: dict[str, str] = {}
        if "query" in path and "jobs" not in path and dice.random() < 0.9:
            given[dice.choice(("q", "q", "q", "explain"))] = self._soql()
            if dice.random() < 0.1:
                given["columns"] = dice.choice(("true", "false", "x"))
        elif "search" in path:
            given["q"] = self._spoiled_text("FIND {Smith} IN ALL FIELDS RETURNING Contact(Id, Name LIMIT 5)")
        elif dice.random() < 0.25:
            name = dice.choice(
                (
                    "fields",
                    "ids",
                    "start",
                    "end",
                    "locator",
                    "maxRecords",
                    "sObjects",
                    "otp",
                    "startURL",
                    "q",
                    "x",
                )
            )
            given[name] = dice.choice((*_WORDS, *_IDS))
        return urlencode(given, errors="surrogatepass")

    def _soql(self) -> str:
        dice = self._random
        text = dice.choice(_SOQL)
        if dice.random() < 0.15:
            return self._spoiled_text(text)
        parts = text.split(" ")
        for _ in range(dice.randint(0, 3)):
            place = dice.randrange(len(parts))
            match dice.randrange(4):
                case 0:
                    parts[place] = dice.choice(_TOKENS)
                case 1:
                    parts.insert(place, dice.choice(_TOKENS))
                case 2:
                    parts.pop(place)
                    parts = parts or ["SELECT"]
                case _:
                    parts[place:place] = parts[: dice.randrange(len(parts)) + 1]
        return " ".join(parts)

    def _spoiled_text(self, text: str) -> str:
        dice = self._random
        for _ in range(dice.randint(1, 3)):
            start = dice.randrange(len(text) + 1)
            text = text[:start] + dice.choice(_WORDS) + text[start + dice.randrange(8) :]
        return text

    def _body(self, path: str) -> tuple[bytes, str]:
        dice = self._random
        if dice.random() < 0.04:
            deep = dice.choice(("[", '{"a":')) * dice.choice((50, 500, 50_000))
            return dice.choice((b"", b"\xff\xfe", b"{", deep.encode(), b"null", b'"x"')), "application/json"
        if "Soap" in path:
            return self._soap(), "text/xml"
        if "batches" in path or "async" in path:
            text = self._spoiled_text('Id,Title\n003Pr0000000001IAA,"x"\n')
            return text.encode("utf-8", "surrogatepass"), "text/csv"
        if "oauth2" in path or "lightning" in path:
            form = dict(dice.choice(_FORMS))
            for name in list(form):
                if dice.random() < 0.3:
                    form[name] = dice.choice(_WORDS)
            return urlencode(form, errors="surrogatepass").encode(), "application/x-www-form-urlencoded"
        self._rate = dice.choice((0.0, 0.02, 0.1))
        return json.dumps(self._json(self._fitting(path))).encode(), "application/json"

    def _fitting(self, path: str) -> Any:
        dice = self._random
        if dice.random() < 0.1:
            return dice.choice(_JSON)
        if "faults" in path:
            return dice.choice(_JSON[11:15])
        number = next((number for part, number in _FITTING if part in path), 0)
        return _JSON[number + dice.randrange(2)] if number == 0 else _JSON[number]

    def _soap(self) -> bytes:
        dice = self._random
        text = dice.choice(_SOAP).replace("TOKEN", self._token if dice.random() < 0.9 else "x")
        for _ in range(dice.randint(0, 3)):
            start = dice.randrange(len(text))
            piece = dice.choice((*_XML_PIECES, *_WORDS))
            text = text[:start] + piece + text[start + dice.randrange(12) :]
        if dice.random() < 0.02:
            text = text.replace("<m:readMetadata>", "<m:readMetadata>" + "<m:a>" * 20_000)
        return text.encode("utf-8", "surrogatepass")

    def _json(self, value: Any) -> Any:
        """The value with a leaf or a branch replaced here and there."""
        dice = self._random
        if dice.random() < self._rate:
            return dice.choice(_ODD)
        if isinstance(value, dict):
            changed = {
                key: self._json(inner) for key, inner in value.items() if dice.random() > self._rate / 2
            }
            if dice.random() < self._rate:
                changed[dice.choice(_WORDS)] = dice.choice(_ODD)
            return changed
        if isinstance(value, list):
            copies = dice.choice((0, 2, 30)) if dice.random() < self._rate else 1
            return [self._json(inner) for inner in value * copies]
        if isinstance(value, str) and dice.random() < self._rate:
            return self._spoiled_text(value)
        return value


def _finds(api: Api, method: str, path: str) -> bool:
    try:
        api.find(method, path)
    except ApiError:
        return False
    return True
