"""Reads a scenario (see faults.py for the vocabulary) and brings the org into that state."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Any

from core.practice_org.answers import Answer
from core.practice_org.errors import RecordError
from core.practice_org.http.calls import Call, Routes
from core.practice_org.ids import full_id, make_id
from core.practice_org.org.app_access import AppAccess
from core.practice_org.org.licences import LICENCES
from core.practice_org.org.named_faults import (
    LIMITS,
    RECORD_TROUBLES,
    REQUEST_TROUBLES,
    RecordTrouble,
    RequestTrouble,
    TriggerLimit,
)
from core.practice_org.org.oauth_settings import OAuthSettings
from core.practice_org.org.org import LateSave, Org
from core.practice_org.org.schema import Encryption, Sharing
from core.practice_org.rest.actions import COLLEAGUE, Colleague, commit_late_saves
from core.practice_org.rest.query import plan_of
from core.practice_org.scenarios.integration_user import user_named
from core.practice_org.scenarios.ready_made import SCENARIOS
from core.practice_org.scenarios.setup_part import (
    SETUP_KEYS,
    begin_anew,
    change_setup,
    secure_for_all,
    setup_report,
    with_fields,
)
from core.practice_org.scenarios.terms import known, object_named, wrong

routes = Routes()

_OPTIONS = {
    "package": "package",
    "package_namespace": "namespace",
    "package_field": "package_field",
    "person_accounts": "person_accounts",
    "person_contact_writes": "person_contact_writes",
    "edit_converted_leads": "edit_converted_leads",
    "tooling_saves_layouts": "tooling_saves_layouts",
    "encrypted_email": "encrypted_email",
    "lead_assignment_rule": "lead_assignment_rule",
    "newer_release": "newer_release",
    "app_access": "app_access",
    "licence": "licence",
    "api_integration": "api_integration",
    "leads": "leads",
    "lists_layouts": "lists_layouts",
    "language": "language",
    "unticks": "unticks",
    "individuals": "individuals",
    "history_fields": "history_fields",
    "more_packages": "more_packages",
    "connected_apps": "connected_apps",
}
_ANOTHER_ORG = make_id("00D", 62**6 + 7)


@routes("GET", "/practice/faults")
def faults(call: Call) -> Answer:
    """What is set now."""
    return Answer(report(call.org))


@routes("POST", "/practice/faults")
def set_faults(call: Call) -> Answer:
    """Apply a scenario."""
    done = apply_scenario(call.org, call.json_object())
    return Answer(report(call.org) | {"done": done})


@routes("GET", "/practice/scenarios")
def named_scenarios(_call: Call) -> Answer:
    """The ready-made scenarios: what each is about, and all that it sets."""
    return Answer({name: {"about": about, **content} for name, (about, content) in SCENARIOS.items()})


def named_scenario(name: str) -> Mapping[str, Any]:
    """A ready-made scenario; raises ApiError (400 INVALID_SCENARIO) when there is none of that name."""
    if name not in SCENARIOS:
        raise wrong(f"{name}: no such ready-made scenario; there are {', '.join(SCENARIOS)}")
    return SCENARIOS[name][1]


def report(org: Org) -> dict[str, Any]:
    """Everything that a scenario can set, as it is."""
    return {
        **org.faults.report(),
        "late_saves": org.late_saves_waiting,
        "options": org.options.to_json(),
        "setup": setup_report(org.setup.now),
        "limits": {"daily": org.daily_calls, "used": org.calls_today},
        "bulk": org.bulk.to_json(),
        "oauth": org.oauth.to_json(),
    }


def apply_scenario(org: Org, scenario: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Apply a scenario; the answer is what its actions did.

    Raises ApiError (400 INVALID_SCENARIO) with a sentence for anything that it cannot understand.
    """
    known(scenario, {"scenario", "clear", "org", "actions", "records", "requests"}, "a scenario")
    done: list[dict[str, Any]] = []
    if "scenario" in scenario:
        done += apply_scenario(org, named_scenario(str(scenario["scenario"])))
    try:
        if scenario.get("clear"):
            org.faults.clear()
            org.take_late_saves(all_of_them=True)
            org.oauth = OAuthSettings()
        _set_org(org, scenario.get("org", {}))
        done += [_act(org, action) for action in scenario.get("actions", [])]
        for entry in scenario.get("records", []):
            _mark(org, entry)
        for entry in scenario.get("requests", []):
            _rule(org, entry)
    except RecordError as refusal:
        raise wrong(f"{refusal.code}: {refusal.message}") from None
    except (AttributeError, KeyError, TypeError, ValueError, re.error) as trouble:
        raise wrong(f"Not understood: {type(trouble).__name__}: {trouble}") from None
    return done


def _ids(org: Org, given: Any) -> list[str]:
    """Ids from a list, one id, or a query that selects Id."""
    if isinstance(given, str) and not given.lower().lstrip().startswith("select"):
        given = [given]
    if isinstance(given, str):
        plan = plan_of(org, given, include_deleted=True)
        return [row[0] for row in org.database.reader().execute(*plan.statement('t0."Id"'))]
    found = []
    for text in given:
        identifier = full_id(str(text))
        if identifier is None:
            raise wrong(f"{text} is no record id")
        found.append(identifier)
    return found


def _mark(org: Org, entry: Mapping[str, Any]) -> None:
    known(entry, {"ids", "refuse", "times", "code", "message", "fields", "status"}, "records")
    name = entry.get("refuse", "")
    if name is None:
        org.faults.mark(_ids(org, entry["ids"]), None, None)
        return
    if name and name not in RECORD_TROUBLES:
        raise wrong(f"{name}: no such trouble of a record; there are {', '.join(RECORD_TROUBLES)}")
    code, message, fields = RECORD_TROUBLES[name] if name else (entry["code"], "", ())
    trouble = RecordTrouble(
        entry.get("code", code),
        entry.get("message", message),
        tuple(entry.get("fields", fields)),
        int(entry.get("status", 0)),
    )
    org.faults.mark(_ids(org, entry["ids"]), trouble, entry.get("times"))


def _rule(org: Org, entry: Mapping[str, Any]) -> None:
    answer = {"status", "code", "message", "retry_after", "seconds", "applied"}
    known(entry, {"do", "method", "path", "nth", "times", *answer}, "requests")
    name = entry["do"]
    if name not in REQUEST_TROUBLES and not (name == "answer" and "status" in entry):
        raise wrong(f"{name}: no such trouble of a call; there are {', '.join(REQUEST_TROUBLES)} and answer")
    trouble = RequestTrouble(
        name=name,
        status=int(entry.get("status", 0)),
        code=str(entry.get("code", "")),
        message=str(entry.get("message", "")),
        retry_after=entry.get("retry_after"),
        seconds=float(entry.get("seconds", 0)),
        applied=bool(entry.get("applied", name in ("drop_after", "truncate"))),
    )
    method = entry.get("method")
    org.faults.rule(
        trouble,
        method=str(method).upper() if method else None,
        path=entry.get("path"),
        nth=int(entry.get("nth", 1)),
        times=int(entry.get("times", 1)),
    )


# the org


def _set_org(org: Org, given: Mapping[str, Any]) -> None:
    others = {
        "security",
        "extra_fields",
        "short_pages",
        "expire_locators_after",
        "repeat_pages",
        "trigger_limit",
        "limits",
        "organization",
        "bulk",
        "oauth",
        "clock_ahead_s",
        "sharing",
    }
    known(given, {*_OPTIONS, *others, *SETUP_KEYS}, "org")
    if "setup" in given:
        begin_anew(org, given["setup"])
    encryption = given.get("encrypted_email", Encryption.NONE.value)
    if encryption not in list(Encryption):
        raise wrong(f"{encryption}: no such encryption; there are {', '.join(Encryption)}")
    access = given.get("app_access", AppAccess.APPROVED.value)
    if access not in list(AppAccess):
        raise wrong(f"{access}: no such state of the app; there are {', '.join(AppAccess)}")
    licence = given.get("licence", LICENCES[0])
    if licence not in LICENCES:
        raise wrong(f"{licence}: no such licence; there are {', '.join(LICENCES)}")
    changes = {_OPTIONS[name]: value for name, value in given.items() if name in _OPTIONS}
    if "extra_fields" in given:
        changes["extra_fields"] = with_fields(org, given["extra_fields"])
    if "sharing" in given:
        changes["sharing"] = org.options.sharing | {
            object_named(org, name).name: Sharing(default).value for name, default in given["sharing"].items()
        }
    if changes:
        org.change_options(**changes)
    if "security" in given:
        secure_for_all(org, given["security"])
    change_setup(org, given)
    if "short_pages" in given:
        org.faults.shorten_pages(given["short_pages"])
    if "expire_locators_after" in given:
        org.faults.expire_locators_after(given["expire_locators_after"])
    if "clock_ahead_s" in given:
        org.clock_ahead_ms = round(float(given["clock_ahead_s"]) * 1000)
    if "repeat_pages" in given:
        org.faults.repeats_pages = bool(given["repeat_pages"])
    if "trigger_limit" in given:
        _limit_triggers(org, given["trigger_limit"])
    limits = given.get("limits", {})
    org.daily_calls = int(limits.get("daily", org.daily_calls))
    if "used" in limits:
        org.set_calls_today(int(limits["used"]))
    if "organization" in given:
        _set_organization(org, given["organization"])
    if "bulk" in given:
        org.change_bulk(**given["bulk"])
    if "oauth" in given:
        org.change_oauth(**given["oauth"])


def _limit_triggers(org: Org, given: Mapping[str, Any] | None) -> None:
    if given is None:
        org.faults.trigger_limit = None
        return
    known(given, {"most", "limit"}, "trigger_limit")
    limit = str(given.get("limit", "cpu"))
    if limit not in LIMITS:
        raise wrong(f"{limit}: no such limit; there are {', '.join(LIMITS)}")
    org.faults.trigger_limit = TriggerLimit(int(given["most"]), limit)


def _set_organization(org: Org, given: Mapping[str, Any]) -> None:
    known(given, {"id", "name", "is_sandbox", "type"}, "organization")
    identity = org.database.setting("identity")
    identifier = given.get("id", identity["organization_id"])
    if identifier == "refreshed":
        digest = hashlib.sha256(identity["organization_id"].encode()).digest()
        identifier = make_id("00D", 62**6 + int.from_bytes(digest[:4], "big"))
    identity["organization_id"] = _ANOTHER_ORG if identifier == "another" else _ids(org, identifier)[0]
    identity["organization_name"] = given.get("name", identity["organization_name"])
    with org.database.writing() as connection:
        connection.execute(
            'UPDATE "Organization" SET "Id" = ?, "Name" = ?, "IsSandbox" = coalesce(?, "IsSandbox"),'
            ' "OrganizationType" = coalesce(?, "OrganizationType"), "SystemModstamp" = ?',
            (
                identity["organization_id"],
                identity["organization_name"],
                given.get("is_sandbox"),
                given.get("type"),
                org.now(),
            ),
        )
        org.database.store_setting("identity", identity)


# actions

Done = dict[str, Any]


def _act(org: Org, action: Mapping[str, Any]) -> Done:
    name = action["do"]
    if name not in _ACTIONS:
        raise wrong(f"{name}: no such action; there are {', '.join(_ACTIONS)}")
    keys, function = _ACTIONS[name]
    known(action, {"do", *keys}, f"the action {name}")
    return {"do": name, **function(org, action)}


def _update(org: Org, action: Mapping[str, Any]) -> Done:
    ids = _ids(org, action["ids"])
    with org.database.writing() as connection:
        by = user_named(org, connection, action["by"]) if "by" in action else COLLEAGUE
        Colleague(org, connection, by).update(ids, action["set"])
    return {"ids": ids}


def _update_late(org: Org, action: Mapping[str, Any]) -> Done:
    ids = _ids(org, action["ids"])
    now = org.now()
    # Without a number of calls it waits until somebody says commit.
    due = org.calls_made + int(action["after_calls"]) if "after_calls" in action else 1 << 62
    org.save_later([LateSave(identifier, action["set"], now, due) for identifier in ids])
    return {"ids": ids}


def _commit(org: Org, _action: Mapping[str, Any]) -> Done:
    return {"saves": commit_late_saves(org, all_of_them=True)}


def _create(org: Org, action: Mapping[str, Any]) -> Done:
    sobject = org.schema.object(action["object"])
    if sobject is None:
        raise wrong(f"{action['object']}: no such object")
    with org.database.writing() as connection:
        return {"ids": [Colleague(org, connection).writer.insert(sobject, action["set"])]}


def _with_ids(verb: str) -> Callable[[Org, Mapping[str, Any]], Done]:
    def act(org: Org, action: Mapping[str, Any]) -> Done:
        ids = _ids(org, action["ids"])
        with org.database.writing() as connection:
            made = getattr(Colleague(org, connection), verb)(ids)
        return {"ids": ids} | ({"accounts": made} if made else {})

    return act


def _merge(org: Org, action: Mapping[str, Any]) -> Done:
    [master] = _ids(org, action["master"])
    losers = _ids(org, action["losers"])
    with org.database.writing() as connection:
        Colleague(org, connection).merge(master, losers, action.get("set", {}))
    return {"ids": [master, *losers]}


def _convert(org: Org, action: Mapping[str, Any]) -> Done:
    ids = _ids(org, action["ids"])
    contact = action.get("contact")
    with org.database.writing() as connection:
        colleague = Colleague(org, connection)
        contacts = [colleague.convert(lead, _ids(org, contact)[0] if contact else None) for lead in ids]
    return {"ids": ids, "contacts": contacts}


def _person_accounts(org: Org, action: Mapping[str, Any]) -> Done:
    if not org.options.person_accounts:
        raise wrong("person_accounts must be switched on in org first")
    return _with_ids("make_person_accounts")(org, action)


def _expire_tokens(org: Org, _action: Mapping[str, Any]) -> Done:
    return {"expired": org.expire_sessions()}


def _revoke_refresh_tokens(org: Org, _action: Mapping[str, Any]) -> Done:
    return {"revoked": org.grants.revoke_refresh_tokens()}


def _end_sign_ins(org: Org, _action: Mapping[str, Any]) -> Done:
    """As a refresh of a sandbox does; the token that was printed at the start stays, for whoever watches the org."""
    kept = org.database.setting("access_token") or ""
    return {"expired": org.expire_sessions(besides=kept), "revoked": org.grants.revoke_refresh_tokens()}


_ACTIONS: dict[str, tuple[set[str], Callable[[Org, Mapping[str, Any]], Done]]] = {
    "update": ({"ids", "set", "by"}, _update),
    "update_late": ({"ids", "set", "after_calls"}, _update_late),
    "commit": (set(), _commit),
    "create": ({"object", "set"}, _create),
    "delete": ({"ids"}, _with_ids("delete")),
    "undelete": ({"ids"}, _with_ids("undelete")),
    "purge": ({"ids"}, _with_ids("purge")),
    "merge": ({"master", "losers", "set"}, _merge),
    "convert": ({"ids", "contact"}, _convert),
    "person_accounts": ({"ids"}, _person_accounts),
    "expire_tokens": (set(), _expire_tokens),
    "revoke_refresh_tokens": (set(), _revoke_refresh_tokens),
    "end_sign_ins": (set(), _end_sign_ins),
}
