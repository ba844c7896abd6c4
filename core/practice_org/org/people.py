"""Rows of lifelike people for a new org: names of many countries, shared and missing addresses, converted leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any

from core.practice_org.ids import make_id
from core.practice_org.org import names
from core.practice_org.org.database import FOLDED
from core.practice_org.org.objects import PACKAGED_COLUMN

THREE_YEARS_MS = 3 * 365 * 24 * 3600 * 1000

NO_ADDRESS = 0.02
SHARED_ADDRESS = 0.03
JAPANESE = 0.12
VERY_LONG = 0.004
CONVERTED = 0.05
NO_ACCOUNT = 0.03
ALSO_PACKAGED = 0.35
ONLY_PACKAGED = 0.02

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SeededContact:
    """What is remembered of a contact so that leads and merged records can refer to it."""

    id: str
    account_id: str | None
    first: str
    last: str
    email: str | None


class People:
    """Makes the rows; every choice comes from `random`, so the same seed makes the same people."""

    def __init__(
        self,
        random: Random,
        *,
        base: int,
        owners: Sequence[str],
        record_types: Sequence[str],
        accounts: int,
        package: bool,
    ) -> None:
        self._random = random
        self._base = base
        self._owners = owners
        self._record_types = record_types
        self._account_ids = accounts
        self._package = package
        self._addresses: list[str] = []

    def account_rows(self) -> Iterator[Row]:
        """The companies, every one with a name of its own."""
        for serial in range(1, self._account_ids + 1):
            company = self._pick(names.COMPANIES)
            name = f"{company} {serial}"
            city, state, postal_code, country = self._pick(names.CITIES)
            yield {
                "serial": serial, "Id": make_id("001", serial), "Name": name, "Name" + FOLDED: name.casefold(),
                "BillingCity": city, "BillingState": state, "BillingPostalCode": postal_code,
                "BillingCountry": country, "OwnerId": self._pick(self._owners),
            } | self._stamps()  # fmt: skip

    def contact_rows(
        self, opted_out: Sequence[int], known: list[SeededContact], *, extras: bool
    ) -> Iterator[Row]:
        """One contact per flag, then (with `extras`) deleted and merged ones; `known` collects some of them."""
        for serial, flag in enumerate(opted_out, 1):
            row = self._contact(serial, flag)
            if len(known) < 16 or serial % 16 == 0:
                known.append(_remembered(row))
            yield row
        if extras:
            yield from self._gone(len(opted_out), "003", self._contact, known[:2])

    def lead_rows(
        self, opted_out: Sequence[int], known: Sequence[SeededContact], *, extras: bool
    ) -> Iterator[Row]:
        """One lead per flag, some of them converted to contacts of `known`; then deleted and merged ones."""
        survivors: list[SeededContact] = []
        for serial, flag in enumerate(opted_out, 1):
            row = self._lead(serial, flag)
            # The third always, so that an org of twenty has a converted lead too.
            converted = self._random.random() < CONVERTED or serial == 3
            if known and extras and converted:
                self._convert(row, self._pick(known))
            elif len(survivors) < 2:
                survivors.append(_remembered(row))
            yield row
        if extras:
            yield from self._gone(len(opted_out), "00Q", self._lead, survivors)

    # one person

    def _pick(self, choices: Sequence[Any]) -> Any:
        return choices[int(self._random.random() * len(choices))]

    def _name(self) -> tuple[str, str, str]:
        """Given name, family name, and both as they stand in an address."""
        chance = self._random.random()
        if chance < JAPANESE:
            given, family = self._pick(names.JAPANESE_GIVEN), self._pick(names.JAPANESE_FAMILY)
        else:
            given, family = self._pick(names.GIVEN), self._pick(names.FAMILY)
            if chance > 1 - VERY_LONG:
                return given[0], self._pick(names.LONG_FAMILY), given[1] + ".long"
        return given[0], family[0], f"{given[1]}.{family[1]}"

    def _address(self, stem: str, prefix: str, serial: int) -> str | None:
        chance = self._random.random()
        if chance < NO_ADDRESS:
            return None
        if chance < NO_ADDRESS + SHARED_ADDRESS and self._addresses:
            return self._in_other_letters(self._pick(self._addresses))
        tag = "+news" if chance > 0.99 else ""
        kind = "c" if prefix == "003" else "l"
        address = f"{stem}{tag}.{kind}{serial}@{self._pick(names.DOMAINS)}"
        if len(self._addresses) < 256:
            self._addresses.append(address)
        else:
            self._addresses[serial & 255] = address
        return address

    def _in_other_letters(self, address: str) -> str:
        choice = self._random.random()
        if choice < 0.4:
            return address.upper()
        return address.title() if choice < 0.8 else address

    def _stamps(self) -> Row:
        random = self._random.random
        created = self._base - int(random() * THREE_YEARS_MS)
        modified = created + int(random() * (self._base - created))
        return {
            "CreatedDate": created, "CreatedById": self._owners[0], "LastModifiedDate": modified,
            "LastModifiedById": self._owners[0], "SystemModstamp": modified,
        }  # fmt: skip

    def _packaged(self, opted_out: int) -> int:
        share = ALSO_PACKAGED if opted_out else ONLY_PACKAGED
        ticked = self._random.random() < share
        return int(ticked and self._package)

    def _person(self, prefix: str, serial: int, opted_out: int) -> Row:
        given, family, stem = self._name()
        email = self._address(stem, prefix, serial)
        return {
            "serial": serial, "Id": make_id(prefix, serial), "IsDeleted": 0, "MasterRecordId": None,
            "FirstName": given, "LastName": family, "LastName" + FOLDED: family.casefold(),
            "Email": email, "Email" + FOLDED: email and email.casefold(), "Title": self._pick(names.TITLES),
            "OwnerId": self._pick(self._owners), "HasOptedOutOfEmail": opted_out,
            PACKAGED_COLUMN: self._packaged(opted_out),
        } | self._stamps()  # fmt: skip

    def _contact(self, serial: int, opted_out: int) -> Row:
        row = self._person("003", serial, opted_out)
        account = int(self._random.random() / (1 - NO_ACCOUNT) * self._account_ids) + 1
        row["AccountId"] = make_id("001", account) if account <= self._account_ids else None
        row["RecordTypeId"] = self._record_types[0 if self._random.random() < 0.8 else 1]
        row["MailingCity"], row["MailingState"], row["MailingPostalCode"], row["MailingCountry"] = self._pick(
            names.CITIES
        )
        return row

    def _lead(self, serial: int, opted_out: int) -> Row:
        row = self._person("00Q", serial, opted_out)
        row["Company"] = self._pick(names.COMPANIES)
        row["City"], row["State"], row["PostalCode"], row["Country"] = self._pick(names.CITIES)
        row["Status"] = "Open - Not Contacted" if self._random.random() < 0.6 else "Working - Contacted"
        row["IsConverted"] = 0
        row["ConvertedDate"] = row["ConvertedAccountId"] = row["ConvertedContactId"] = None
        return row

    def _convert(self, row: Row, contact: SeededContact) -> None:
        day = datetime.fromtimestamp(row["LastModifiedDate"] / 1000, UTC).date()
        row |= {
            "FirstName": contact.first, "LastName": contact.last, "LastName" + FOLDED: contact.last.casefold(),
            "Email": contact.email, "Email" + FOLDED: contact.email and contact.email.casefold(),
            "Status": "Closed - Converted", "IsConverted": 1, "ConvertedDate": day.isoformat(),
            "ConvertedAccountId": contact.account_id, "ConvertedContactId": contact.id,
        }  # fmt: skip

    def _gone(self, last: int, prefix: str, make: Any, survivors: Sequence[SeededContact]) -> Iterator[Row]:
        """Three deleted records; one merged, opted out, into the first survivor; a chain of two into the second."""
        for serial in range(last + 1, last + 4):
            yield make(serial, serial % 2) | {"IsDeleted": 1}
        serial = last + 3
        chains = zip(survivors, (1, 2), strict=False)
        for survivor, length in chains:
            master = survivor.id
            for _ in range(length):
                serial += 1
                row = make(serial, 1)
                row |= {
                    "IsDeleted": 1, "MasterRecordId": master, "Email": survivor.email,
                    "Email" + FOLDED: survivor.email and survivor.email.casefold(),
                }  # fmt: skip
                master = row["Id"]
                yield row


def _remembered(row: Row) -> SeededContact:
    return SeededContact(row["Id"], row.get("AccountId"), row["FirstName"], row["LastName"], row["Email"])
