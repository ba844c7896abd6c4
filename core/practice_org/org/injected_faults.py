"""Troubles on demand: one JSON vocabulary, for `POST /practice/faults` and for a file given with `--scenario`.

A scenario is one JSON object; every part may be left out. `scenario`, the name of a ready-made one (scenarios.py),
comes first, then `clear`, `org`, `actions`, `records`, `requests`. Where records are asked for, a list of ids will
do, or a SOQL query that selects Id (deleted records are found too), so that a file can be written before the org
exists.

    {"clear": true}
        forgets record marks, call rules, short pages, locator expiry, how sign-in behaves and saves that wait
        to commit

    {"records": [{"ids": [...] or "SELECT Id ...", "refuse": NAME, "times": 2}]}
        the records refuse saves, `times` times or for ever; NAME is a key of troubles.RECORD_TROUBLES:
        locked, validation, trigger, approval, no_edit_right, read_only_record, no_right_on_related,
        required_field, too_long, duplicate_rule (passes with Sforce-Duplicate-Rule-Header allowSave=true),
        lookup_filter, integrity, maintenance, security_policy, field_hidden, unknown;
        "code", "message" and "fields" say anything else: {"ids": [...], "code": "X", "message": "my text"}.
        "status": 500 makes the record refuse the whole call it is in. "refuse": null takes the mark off again

    {"requests": [{"do": NAME, "method": "PATCH", "path": "composite/sobjects", "nth": 3, "times": 1}]}
        API calls of this method (any) whose path and query match this regular expression (any) meet
        trouble: from the `nth` on (first), `times` times (1; 0 is for ever). NAME is expired_session,
        daily_limit (stays until org.limits says otherwise, and /limits agrees), concurrent_limit,
        maintenance_page (503 with HTML), unavailable (503; "retry_after": seconds), unknown (500),
        query_timeout, api_disabled, api_disabled_for_user, no_access, stall ("seconds" before the true
        answer), drop_before, drop_after (the write is applied, the answer lost), truncate (half a body), or
        answer with "status", "code", "message". "applied": true serves the call before refusing it

    {"org": {
        "setup": "fresh",                       options and setup as the org was made with them; comes before the rest
        "security": {"Contact.HasOptedOutOfEmail": "hidden" | "read_only" | "full"},   by name or by label; for
                                                all profiles
        "package": true | false, "package_namespace": "acme", "package_field": true | false,
        "extra_fields": [{"object": "Lead", "name": "Opt__c", "label": "Marketo Sales Opt Out",
                          "kind": "boolean" | "string" | ..., "required": true}],
        "profiles": [{"profile": "Sales User" | "*", "permissions": {"ApiEnabled": false, "ViewSetup": true,
                      "CustomizeApplication": false, "ModifyMetadata": true, "ViewAllData": false,
                      "ModifyAllData": false},
                      "objects": {"Contact": "modify_all" | "view_all" | "edit" | "read" | "none"},
                      "security": {as above, for it alone}}],
        "sharing": {"Contact": "private" | "read" | "edit"},   organization-wide defaults: of what others own, a user
                                                without "View All" sees, or with "read" changes, nothing
        "users": [{"username": "...", "profile": "Sales User"}],
        "permission_sets": [{"label": "...", "security": {as above}, "users": ["mina.kato@practice.example"]}],
        "layouts": [{"object": "Contact", "layout": "Contact Layout" | "*", "field": name or label,
                     "behavior": "edit" | "required" | "read_only" | "absent", "section": "...",
                     "namespace": "acme"}],     with a namespace the layout belongs to a managed package
        "new_layouts": [{"object": "Lead", "name": "...", "like": "Lead Layout", "namespace": "acme",
                         "profiles": ["*"], "record_type": "Event Lead"}],
        "record_types": [{"object": "Lead", "name": "Event Lead", "active": true}],
        "pages": [{"object": "Contact", "page": "Contact_Record_Page", "dynamic_forms": true,
                   "fields": ["Phone", "Email"], "namespace": "acme", "highlights": ["Phone"],
                   "read_only": ["Phone"], "hidden_in": "field" | "column" | "section" | "tab" | null,
                   "layout_too": true}],        Lightning record pages; a visibility rule hides that part from some
        "validation_rules": [{"object": "Lead", "name": "...", "field": "Phone", "message": "...",
                              "active": true, "when": "empty" | "changed" | "ticked"}],    a record whose field is
                                                empty is not saved; or one whose field the save changes, or ticks
        "automations": [{"kind": "trigger" | "flow", "object": "Lead", "name": "...", "field": "Phone",
                         "message": "...", "when": as above, "active": true, "handler": true, "namespace": "acme"}],
                                                with a message it stops the save; with a handler its text names no field
        "duplicate_rules": [{"object": "Lead", "name": "...", "active": true, "blocks_edit": true}],
        "person_accounts": true | false, "person_contact_writes": "accept" | "refuse",
        "edit_converted_leads": true | false,
        "tooling_saves_layouts": true | false,  false: only the Metadata API saves page layouts
        "encrypted_email": "none" | "probabilistic" | "case_sensitive" | "case_insensitive",
                                                Shield Platform Encryption of the addresses of people
        "lead_assignment_rule": true | false,   an active rule gives each saved lead to another user, unless the
                                                call says Sforce-Auto-Assign: FALSE
        "newer_release": true | false,          page layouts have members that a release of Salesforce added
        "app_access": "approved" | "user_not_approved" | "blocked" | "not_installed",   of the app of all programs
        "licence": "Salesforce" | "Salesforce Platform" | "Salesforce Integration", "api_integration": true | false,
                                                of the connected user, and its permission set licence
        "leads": true | false,                  false: an org without Leads
        "lists_layouts": true | false,          false: the user gets to see no page layout, and no refusal either
        "language": "en_US" | "ja",             of the org and its users: labels, and what Setup calls data types
        "unticks": ["Contact", "Lead"],         a trigger takes ticks that come through the API away again
        "short_pages": 137,                     rows in a page of a query or bulk query at most; null ends it
        "expire_locators_after": 1,             this many uses work, then every locator there is has expired
        "repeat_pages": true | false,           the next page of a query is always the second one
        "trigger_limit": {"most": 20, "limit": "cpu" | "soql" | "dml" | "rows" | "heap"} | null,
                                                a trigger exceeds this limit of Apex when more records than that
                                                are saved at once: every one of them is refused
        "limits": {"daily": 5000, "used": 4990},
        "clock_ahead_s": 86400,                 the org's clock, stamps and Date headers alike, against this computer's
        "organization": {"id": "00D...", "another" or "refreshed", "name": "...", "is_sandbox": true, "type": "..."},
        "bulk": {"delay_ms": 500, "header_on_every_page": true, "charset": true, "fail_after_batches": 1,
                 "fail_queries": "text", "largest_upload": 150000000, "gzip": true,
                 "daily_query_jobs": 10000, "daily_batches": 15000},
        "oauth": {"access_token_seconds": 7200 | null, "code_seconds": 600, "rotate_refresh_tokens": true,
                  "require_secret": true, "require_pkce": false, "run_as": false, "approved": false,
                  "scopes": ["api"], "callback_urls": [...], "clock_skew_seconds": 600,
                  "moved_to": "https://localhost:8443" | null,      the address that a token answer names
                  "tells_organization": false,              whether answers and tokens say which org they are for
                  "refuse": NAME | null,            what every call of the token endpoint meets
                  "refuse_authorize": NAME | null}  what the sign-in page sends back to the program
        }}
        NAME is a key of oauth_settings.REFUSALS: expired, expired_code, authentication_failure, inactive_user,
        inactive_org, ip_restricted, login_hours, not_approved, not_admin_approved, access_denied, app_blocked,
        cross_org, busy, rate_limit, server_error, unavailable. A token lives as the setting says at its issue

    {"actions": [
        {"do": "update", "ids": ..., "set": {...},          as a colleague would; not an API call
         "by": "Legacy CRM Integration"},                   or as another user, who is made where there is none
        {"do": "update_late", "ids": ..., "set": {...}, "after_calls": 2}   stamped now, visible only later
        {"do": "commit"}                                    whatever is waiting becomes visible now
        {"do": "create", "object": "Contact", "set": {...}},
        {"do": "delete", "ids": ...}, {"do": "undelete", "ids": ...}, {"do": "purge", "ids": ...},
        {"do": "merge", "master": ID, "losers": ..., "set": {...}},
        {"do": "convert", "ids": ..., "contact": ID},       without contact, one is made of the lead
        {"do": "person_accounts", "ids": ...},              Contacts become person accounts
        {"do": "expire_tokens"},                            every access token
        {"do": "revoke_refresh_tokens"},                    with their access tokens
        {"do": "end_sign_ins"}]}                            both, but for the token that was printed at the start

The answer to the POST, like that to `GET /practice/faults`, is what is set now; `done` lists what the actions
did, with the ids of what they made. A scenario that cannot be understood changes nothing it had not reached
and is answered with 400 and a sentence.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from core.practice_org.org.named_faults import RecordTrouble, RequestTrouble, TriggerLimit


@dataclass(slots=True)
class _Mark:
    trouble: RecordTrouble
    left: int | None


@dataclass(slots=True)
class _Rule:
    trouble: RequestTrouble
    method: str | None
    path: re.Pattern[str] | None
    nth: int
    times: int
    seen: int = 0

    def meets(self, method: str, target: str) -> bool:
        if self.method and self.method != method:
            return False
        if self.path and not self.path.search(target):
            return False
        self.seen += 1
        return self.seen >= self.nth and not self.spent_before()

    def spent_before(self) -> bool:
        return bool(self.times) and self.seen >= self.nth + self.times

    def spent(self) -> bool:
        return bool(self.times) and self.seen >= self.nth + self.times - 1


class InjectedFaults:
    """What shall go wrong, in memory only: a restart forgets it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.clear()

    def clear(self) -> None:
        """Let nothing go wrong any more."""
        with self._lock:
            self._marks: dict[str, _Mark] = {}
            self._rules: list[_Rule] = []
            self._short_pages: int | None = None
            self._locator_uses: int | None = None
            self.repeats_pages = False
            self.trigger_limit: TriggerLimit | None = None

    # setting

    def mark(self, ids: Iterable[str], trouble: RecordTrouble | None, times: int | None) -> None:
        """Let records refuse their saves, `times` times or for ever; None takes the marks off."""
        with self._lock:
            for identifier in ids:
                self._marks.pop(identifier, None)
                if trouble is not None:
                    self._marks[identifier] = _Mark(trouble, times)

    def rule(
        self, trouble: RequestTrouble, *, method: str | None, path: str | None, nth: int, times: int
    ) -> None:
        """Let calls meet trouble; raises re.error for a path that is no regular expression."""
        pattern = re.compile(path) if path else None
        with self._lock:
            self._rules.append(_Rule(trouble, method, pattern, nth, times))

    def shorten_pages(self, most: int | None) -> None:
        """Answer at most this many rows in a page of a query; None ends it."""
        with self._lock:
            self._short_pages = most

    def expire_locators_after(self, uses: int | None) -> None:
        """Let every locator there is expire after this many further uses; None ends it."""
        with self._lock:
            self._locator_uses = uses

    # asking

    def page_size(self, asked: int) -> int:
        """Rows to answer in a page for which the client asked `asked`."""
        with self._lock:
            return asked if self._short_pages is None else min(asked, self._short_pages)

    def locators_expire_now(self) -> bool:
        """Count one use of a locator; true when all of them are to expire with it, which happens once."""
        with self._lock:
            if self._locator_uses is None:
                return False
            self._locator_uses -= 1
            if self._locator_uses >= 0:
                return False
            self._locator_uses = None
            return True

    def refuse_write(self, record_id: str, *, duplicates_allowed: bool = False) -> None:
        """Raise RecordError, or ApiError for its whole call, when this record is marked to refuse a save."""
        with self._lock:
            mark = self._marks.get(record_id)
            if mark is None or (duplicates_allowed and mark.trouble.code == "DUPLICATES_DETECTED"):
                return
            if mark.left is not None:
                mark.left -= 1
                if mark.left <= 0:
                    del self._marks[record_id]
        raise mark.trouble.refusal(record_id)

    def refuse_together(self, count: int) -> None:
        """Raise RecordError when a trigger cannot do so many records at once."""
        limit = self.trigger_limit
        if limit is not None and count > limit.most:
            raise limit.refusal()

    def trouble_for(self, method: str, target: str) -> RequestTrouble | None:
        """The trouble that a call meets, if any; `target` is its path with the query."""
        with self._lock:
            for rule in self._rules:
                if rule.meets(method, target):
                    if rule.spent():
                        self._rules.remove(rule)
                    return rule.trouble
        return None

    def report(self) -> dict[str, Any]:
        """What is set now, as JSON."""
        with self._lock:
            return {
                "records": [
                    {"id": key, "code": mark.trouble.code, "message": mark.trouble.message, "left": mark.left}
                    for key, mark in self._marks.items()
                ],
                "requests": [
                    {
                        "do": rule.trouble.name,
                        "method": rule.method,
                        "path": rule.path.pattern if rule.path else None,
                        "nth": rule.nth,
                        "times": rule.times,
                        "seen": rule.seen,
                    }
                    for rule in self._rules
                ],
                "short_pages": self._short_pages,
                "expire_locators_after": self._locator_uses,
                "repeat_pages": self.repeats_pages,
                "trigger_limit": asdict(self.trigger_limit) if self.trigger_limit else None,
            }
