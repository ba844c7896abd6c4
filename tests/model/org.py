"""The other side as a colleague works on it: the practice org's control surface and its REST API, over one line."""

from __future__ import annotations

import http.client
import json
import ssl
from typing import Any
from urllib.parse import quote

from tests.helpers.practice import PracticeOrg
from tests.model.truth import API_NAME, FIELDS

_COLUMNS = ", ".join(["Id", "Email", "IsDeleted", "MasterRecordId", *API_NAME.values()])
_QUERIES = (
    f"SELECT {_COLUMNS} FROM Contact",
    f"SELECT {_COLUMNS}, IsConverted, ConvertedContactId FROM Lead",
)
Boxes = dict[str, tuple[bool, bool]]


class OrgRefusedError(Exception):
    """The model itself asked for what cannot be: a mistake of the model, never of the program."""


class Org:
    """One practice org, emptied for each example. None of its calls passes through the program's session."""

    def __init__(self, practice: PracticeOrg) -> None:
        self._practice = practice
        self._tls = ssl.create_default_context(cafile=str(practice.line["ca_file"]))
        self._person_accounts = False
        self._line: http.client.HTTPSConnection | None = None

    def environment(self, token: str) -> dict[str, str]:
        """What leads an engine here; its authority is among those of the system (`driver.bench`)."""
        return {
            "UNSUBSCRIBE_SYNC_INSTANCE_URL": self._practice.url,
            "UNSUBSCRIBE_SYNC_ACCESS_TOKEN": token,
        }

    def new_token(self) -> str:
        """An access token of its own, by which an engine's calls are told from another's."""
        return str(self._call("POST", "/practice/tokens", {})["access_token"])

    def empty(self) -> None:
        """No records and no troubles, as in a new org."""
        purge = [{"do": "purge", "ids": f"SELECT Id FROM {name}"} for name in ("Contact", "Lead", "Account")]
        wanted: dict[str, Any] = {
            "limits": {"daily": 1_000_000_000, "used": 0},
            "clock_ahead_s": 0,
            "short_pages": None,
        }
        if self._person_accounts:
            wanted["person_accounts"] = self._person_accounts = False
        self._call("POST", "/practice/faults", {"clear": True, "org": wanted, "actions": purge})

    @property
    def has_person_accounts(self) -> bool:
        return self._person_accounts

    def with_person_accounts(self) -> None:
        """Let people be Accounts, until the org is emptied."""
        self._person_accounts = True
        self.set(org={"person_accounts": True})

    def act(self, do: str, **more: Any) -> dict[str, Any]:
        """A colleague's act; raises OrgRefusedError with Salesforce's words where it refuses."""
        done: dict[str, Any] = self._call("POST", "/practice/faults", {"actions": [{"do": do, **more}]})[
            "done"
        ][0]
        return done

    def acts(self, actions: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Many acts in one go."""
        done: list[dict[str, Any]] = self._call("POST", "/practice/faults", {"actions": actions})["done"]
        return done

    def set(self, **scenario: Any) -> None:
        """Troubles and options; see core.practice_org.org.injected_faults."""
        self._call("POST", "/practice/faults", scenario)

    def boxes(self) -> Boxes:
        """Both boxes of every record, deleted ones too."""
        parts = [
            {
                "method": "GET",
                "url": f"/services/data/v66.0/queryAll?q={quote(soql)}",
                "referenceId": f"part{number}",
            }
            for number, soql in enumerate(_QUERIES)
        ]
        answer = self._call(
            "POST", "/services/data/v66.0/composite", {"allOrNone": False, "compositeRequest": parts}
        )
        return {
            row["Id"]: (bool(row[API_NAME[FIELDS[0]]]), bool(row[API_NAME[FIELDS[1]]]))
            for part in answer["compositeResponse"]
            for row in self._all_rows(part["body"])
        }

    def _all_rows(self, page: dict[str, Any]) -> list[dict[str, Any]]:
        rows = list(page["records"])
        while not page["done"]:
            page = self._call("GET", page["nextRecordsUrl"], None)
            rows += page["records"]
        return rows

    def close(self) -> None:
        if self._line is not None:
            self._line.close()

    def _call(self, method: str, path: str, content: Any) -> Any:
        if self._line is None:
            host = self._practice.url.removeprefix("https://")
            self._line = http.client.HTTPSConnection(host, context=self._tls, timeout=300)
        headers = {
            "Authorization": f"Bearer {self._practice.token}",
            "Content-Type": "application/json",
        }
        body = None if content is None else json.dumps(content)
        try:
            self._line.request(method, path, body=body, headers=headers)
            answer = self._line.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException):
            self._line.close()
            raise
        if answer.status >= 300:
            raise OrgRefusedError(f"{answer.status}: {text[:300].decode('utf-8', 'replace')}")
        return json.loads(text) if text else None
