"""An integration with a user of its own that unticks Email Opt Out, as a foreign sync with old data does."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from core.practice_org.ids import make_id
from core.practice_org.org.database import FOLDED
from core.practice_org.org.org import Org
from core.practice_org.scenarios.parts import OBJECTS, OPT_OUT, Scenario

NAME = "Legacy CRM Integration"


def user_named(org: Org, connection: sqlite3.Connection, name: str) -> str:
    """The ID of the user with this full name, who is made where there is none."""
    first, _, last = name.rpartition(" ")
    found = connection.execute(
        'SELECT "Id" FROM "User" WHERE trim(coalesce("FirstName", \'\') || \' \' || "LastName") = ?', (name,)
    ).fetchone()
    if found is not None:
        return str(found[0])
    [serial] = connection.execute('SELECT max(serial) + 1 FROM "User"').fetchone()
    username = f"{name.lower().replace(' ', '.')}@practice.example"
    now, admin = org.now(), make_id("005", 1)
    row = {
        "serial": serial, "Id": make_id("005", serial), "Username": username, "Username" + FOLDED: username,
        "FirstName": first, "LastName": last, "LastName" + FOLDED: last.casefold(), "Email": username,
        "Alias": "integr", "IsActive": 1, "TimeZoneSidKey": "GMT", "LocaleSidKey": "en_US",
        "LanguageLocaleKey": "en_US", "EmailEncodingKey": "UTF-8", "UserType": "Standard",
        "ProfileId": make_id("00e", 1), "CreatedDate": now, "CreatedById": admin, "LastModifiedDate": now,
        "LastModifiedById": admin, "SystemModstamp": now,
    }  # fmt: skip
    names = ", ".join(f'"{column}"' for column in row)
    connection.execute(
        f'INSERT INTO "User" ({names}) VALUES ({", ".join("?" * len(row))})', list(row.values())
    )
    return str(row["Id"])


UNTICKING: Mapping[str, tuple[str, Scenario]] = {
    "integration-unticks": (
        "An integration with a user of its own unticks Email Opt Out on every live contact and lead that has it",
        {
            "actions": [
                {
                    "do": "update",
                    "ids": f"SELECT Id FROM {name} WHERE {OPT_OUT} = true AND IsDeleted = false{live}",
                    "set": {OPT_OUT: False},
                    "by": NAME,
                }
                for name, live in zip(OBJECTS, ("", " AND IsConverted = false"), strict=True)
            ]
        },
    ),
}
