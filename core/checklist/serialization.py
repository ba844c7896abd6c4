"""A checklist as a text for the database, and back: sentences stay templates, so that they read in any language."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from core.checklist.org_words import OrgWords
from core.checklist.results import GROUP_OF, Cause, Check, Checklist, CheckState, FailedCheck
from core.messages import Message, Problem
from core.store.types.fields import OptOutField
from core.store.types.orgs import Org


def to_text(checklist: Checklist) -> str:
    """What `from_text` reads back."""
    return json.dumps(
        {
            "checked_at": checklist.checked_at.isoformat(),
            "checks": [_check_to_json(check) for check in checklist.checks],
            "ready": {field.value: ready for field, ready in checklist.ready.items()},
            "problem": checklist.problem.to_json() if checklist.problem else None,
            "failed_since": _failed_to_json(checklist.failed_since),
            "words": asdict(checklist.words),
        },
        ensure_ascii=False,
    )


def from_text(text: str, org: Org | None) -> Checklist | None:
    """The checklist that was kept; None for one of another version, which is as good as none."""
    try:
        stored = json.loads(text)
        return Checklist(
            datetime.fromisoformat(stored["checked_at"]),
            org,
            tuple(_check_from_json(entry) for entry in stored["checks"] if entry["id"] in GROUP_OF),
            {OptOutField(name): bool(ready) for name, ready in stored["ready"].items()},
            Problem.from_json(stored["problem"]) if stored["problem"] else None,
            _failed_from_json(stored.get("failed_since")),
            OrgWords(**stored.get("words", {})),
        )
    except (KeyError, ValueError, TypeError):
        return None


def _failed_to_json(failed: FailedCheck | None) -> dict[str, str] | None:
    return {"at": failed.at.isoformat(), "problem": failed.problem.to_json()} if failed else None


def _failed_from_json(stored: dict[str, str] | None) -> FailedCheck | None:
    if stored is None:
        return None
    return FailedCheck(datetime.fromisoformat(stored["at"]), Problem.from_json(stored["problem"]))


def _check_to_json(check: Check) -> dict[str, Any]:
    return {
        "id": check.id,
        "object": check.object,
        "state": check.state,
        "title": check.title.to_json(),
        "what": check.what.to_json(),
        "fix": check.fix.to_json() if check.fix else None,
        "link": check.link,
        "subject": check.subject,
        "subject_id": check.subject_id,
        "detail": check.detail,
        "field": check.field,
        "cause": check.cause,
        "permission": check.permission,
        "choices": check.choices,
        "choice": check.choice,
        "refused": check.refused,
    }


def _check_from_json(stored: dict[str, Any]) -> Check:
    return Check(
        id=stored["id"],
        object=stored["object"],
        state=CheckState(stored["state"]),
        title=Message.from_json(stored["title"]),
        what=Message.from_json(stored["what"]),
        fix=Message.from_json(stored["fix"]) if stored["fix"] else None,
        link=stored["link"],
        subject=stored["subject"],
        subject_id=stored["subject_id"],
        detail=stored["detail"],
        field=OptOutField(stored["field"]) if stored["field"] else None,
        cause=Cause(stored["cause"]) if stored["cause"] else None,
        permission=stored["permission"],
        choices=tuple((name, label) for name, label in stored["choices"]),
        choice=stored.get("choice", ""),
        refused=tuple(stored.get("refused", ())),
    )
