"""Files, addresses and dates as nobody would write them, made by chance from a seed, as many as one has time for.

    python -m tests.fuzz.lists [--inputs N] [--seed S] [--only files|addresses|dates]

Says how many came to what, the slowest one, and how much memory was needed.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from core.collect.address_check import check_address
from core.collect.columns import check_mapping, recognise_columns
from core.collect.csv_file import inspect, rows_of
from core.collect.dates import ORDERS, DateOrder, date_of
from core.collect.import_rows import RowReader
from core.collect.import_work import learn
from core.collect.list_words import list_words
from core.collect.understanding import Chosen, understand
from core.messages import ProblemError
from tests.benchmarks.csv_import import peak_mb

NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
_HEADERS = (
    "email", "Email Address", "メール", "Unsubscribed", "Opted in", "status", "UNSUB_TIME", "Opt-out reason",
    "created", "配信停止", "Abgemeldet", "name", "company", "tags", "", "Unsubscribe Date", "Bounced",
    "\ufeffemail", "Newsletter", "id",
)  # fmt: skip
_CELLS = (
    "a@x.com", "b@x.com;", "<c@x.com>", "nobody", "", "true", "no", "WAHR", "unsubscribed", "cleaned",
    "inactive", "N/A", "-", "2024-11-05", "3/4/2026", "13/4/26", "45601", "1730801472", "令和6年11月5日",
    "Tue, 5 Nov 2024 10:11:12 -0800", "配信停止", "\"", "'", "=1+1", "\x00", "\ufffd", "\u202e", "😀", "a\x0ab",
    "0x1F", "1e999", "x" * 300, "9" * 400, "é" * 40,
)  # fmt: skip
_ADDRESS_PARTS = (
    "a", "ann.lee", "@", "x.com", "例え.jp", ".", ";", ",", "<", ">", "(", ")", "[", "]", "\"", "'", "‘", "’",
    "“", "”", "mailto:", " ", "\u200b", "\ufeff", "\xa0", "＠", "。", "?subject=x", "xn--bcher-kva", "\x00",
    "\ud800", "%40", "«", "`", "\\", "😀", "ß", "..",
)  # fmt: skip
_DATES = (
    "2024-11-05 10:11:12", "3/4/2026 2:15 PM", "13.4.26", "45601.5", "1730801472123", "令和6年11月5日 午後3時",
    "2024年11月5日(火)", "Tue, 5 Nov 2024 10:11:12 -0800", "20241105T101112Z", "5. November 2024 10:11 Uhr",
    "mar. 5 nov. 2024", "2024-11-05 10:11 PST",
)  # fmt: skip
_DATE_PARTS = (
    "2024", "24", "11", "05", "5", "31", "-", "/", ".", ":", " ", "T", "Z", "+09:00", "-0800", "Nov",
    "November", "märz", "Tue", ",", "PST", "JST", "am", "PM", "年", "月", "日", "令和", "元", "午後", "時",
    "分", "秒", "1730801472", "45601", "GMT", "(", ")", "Uhr", "de", "0", "99", "America/Los_Angeles", "mar.",
    "9999999999999999999", "th",
)  # fmt: skip


def a_file(chance: random.Random) -> bytes:
    """Bytes that are more or less a CSV file."""
    delimiter = chance.choice([",", ";", "\t", "|"])
    width = chance.randint(1, 6)
    header = [chance.choice(_HEADERS) for _ in range(width)]
    if chance.random() < 0.7:
        header[chance.randrange(width)] = "email"
    widths = [
        chance.choice([width, width, width, chance.randint(0, 9)]) for _ in range(chance.randint(0, 12))
    ]
    rows = [header, *([_cell(chance) for _ in range(cells)] for cells in widths)]
    text = chance.choice(["\n", "\r\n", "\r"]).join(delimiter.join(row) for row in rows)
    data = text.encode(chance.choice(["utf-8", "utf-8-sig", "utf-16", "cp932", "latin-1"]), "replace")
    for _ in range(chance.choice([0, 0, 0, 1, 5, 50])):  # and then something happened to it
        at = chance.randrange(len(data) + 1)
        data = (
            data[:at]
            + bytes(chance.randrange(256) for _ in range(chance.randint(0, 4)))
            + data[at + chance.randint(0, 3) :]
        )
    return data


def _cell(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.6:
        return chance.choice(_CELLS)
    if kind < 0.7:
        return chance.choice(list(list_words().cells))
    if kind < 0.8:
        return a_date(chance)
    return an_address(chance) if kind < 0.9 else f'"{chance.choice(_CELLS)}"'


def an_address(chance: random.Random) -> str:
    """Letters that are more or less an address."""
    parts = [chance.choice(_ADDRESS_PARTS) for _ in range(chance.randint(0, 9))]
    if chance.random() < 0.5:
        parts.insert(chance.randint(0, len(parts)), f"a{chance.randint(0, 9)}@x.com")
    if chance.random() < 0.01:
        parts = parts * chance.randint(1, 3000)
    return "".join(parts)


def a_date(chance: random.Random) -> str:
    """Letters that are more or less a date."""
    if chance.random() < 0.6:
        text = chance.choice(_DATES)
        for _ in range(chance.randint(0, 3)):
            at = chance.randrange(len(text) + 1)
            text = text[:at] + chance.choice(["", *_DATE_PARTS]) + text[at + chance.randint(0, 3) :]
        return text
    parts = [chance.choice(_DATE_PARTS) for _ in range(chance.randint(1, 9))]
    return "".join(parts * (chance.randint(1, 2000) if chance.random() < 0.005 else 1))


def try_file(chance: random.Random, path: Path) -> str:
    """Read a file to its end without a database; what came of it, in a word."""
    path.write_bytes(a_file(chance))
    try:
        shape = inspect(path)
        mapping = recognise_columns(shape.headers, shape.first_rows)
        check_mapping(mapping, shape.headers, path.name)
        learned = learn(shape, mapping, NOW, None, lambda: None)
        understood = understand(shape.headers, mapping, learned, path.name, Chosen())
    except ProblemError as error:
        return _told(error)
    if understood.doubt is not None:
        return _told(ProblemError(understood.doubt))
    reader, outcomes = RowReader(shape.headers, understood, now=NOW), Counter[str]()
    with rows_of(shape) as rows:
        for row in rows:
            try:
                read = reader.read(row)
            except ProblemError as error:
                outcomes[_told(error)] += 1
            else:
                if read.said.basis is not None:
                    read.said.basis.counted(1).english()
                at = read.said.at
                if at is not None and not 1970 <= at.year <= NOW.year + 1:
                    raise AssertionError(f"a date of the year {at.year} was taken")
    return str(understood.treat_as)


def try_address(chance: random.Random, _path: Path) -> str:
    """Clean and check an address; one that is valid is valid again as it came out, and compares as it does."""
    try:
        address = check_address(an_address(chance))
    except ProblemError as error:
        return _told(error)
    again = check_address(address.text)
    if again.key != address.key:
        raise AssertionError(f"{address.text!r} is not the same address twice")
    return "valid"


def try_date(chance: random.Random, _path: Path) -> str:
    """Read a date in every order."""
    text, told = a_date(chance), "no date"
    for order in (DateOrder.UNKNOWN, *ORDERS):
        try:
            moment = date_of(text, order, UTC)
        except ProblemError as error:
            _told(error)
        else:
            told = "a date"
            if moment.tzinfo is not UTC or moment.year < 1970:
                raise AssertionError(f"{text!r} was taken for {moment}")
    return told


def _told(error: ProblemError) -> str:
    """The code of a problem that is told in one sentence of bounded length."""
    sentence = error.problem.english()
    if not sentence or "\n" in error.problem.what.template or len(sentence) > 1500:
        raise AssertionError(f"{error.problem.code} is not told in a sentence")
    return error.problem.code


TRIES: dict[str, Callable[[random.Random, Path], str]] = {
    "files": try_file,
    "addresses": try_address,
    "dates": try_date,
}


def fuzz(kind: str, inputs: int, seed: int) -> tuple[Counter[str], float]:
    """Try so many inputs of a kind; gives what came of them, and the processor seconds of the slowest.

    Raises AssertionError with the seed for one that should not have come to that.
    """
    outcomes, slowest = Counter[str](), 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        for number in range(seed, seed + inputs):
            begun = time.process_time()
            try:
                outcomes[TRIES[kind](random.Random(number), path)] += 1
            except Exception as error:
                raise AssertionError(f"{kind}, seed {number}: {error!r}") from error
            slowest = max(slowest, time.process_time() - begun)
    return outcomes, slowest


def main() -> None:
    """Try many."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=TRIES)
    given = parser.parse_args()
    for kind in [given.only] if given.only else TRIES:
        begun = time.process_time()
        outcomes, slowest = fuzz(kind, given.inputs, given.seed)
        took = time.process_time() - begun
        told = ", ".join(f"{name}: {count:,}" for name, count in outcomes.most_common(12))
        print(  # noqa: T201
            f"{kind}: {given.inputs:,} inputs in {took:.0f} s of processor time, the slowest {slowest * 1000:.0f} ms, "
            f"peak memory {peak_mb():.0f} MB. {told}",
            flush=True,
        )


if __name__ == "__main__":
    main()
