"""What only SQLite understands stands in one place, so that a store on another database knows what to bring."""

from __future__ import annotations

import ast
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import core.store
from core.store.sqlite import AMONG, EACH, Scratch, listed
from core.store.store import Store

FOLDER = Path(core.store.__file__).parent
WORDS = re.compile(
    r"json_each|json_group|json_extract|\bNOT INDEXED\b|\bINDEXED BY\b|\bPRAGMA\b|\bquick_check\b"
    r"|\bVACUUM\b|sqlite_master|\biif\s*\(|\binstr\s*\(|\bINSERT OR\b|\bREPLACE INTO\b|\bGLOB\b"
    r"|\blast_insert_rowid\b|\bchanges\(\)"
)
SEARCH = re.compile(r"\bfts5\b|\bperson_search\b|\browid\b|\bMATCH\b", re.IGNORECASE)


def sayings(path: Path) -> list[str]:
    """Every text in a source that is no docstring."""
    tree = ast.parse(path.read_text("utf-8"))
    said_alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said_alone
    ]


def modules_with(words: re.Pattern[str]) -> set[str]:
    return {
        path.relative_to(FOLDER).as_posix()
        for path in FOLDER.rglob("*.py")
        if "migrations" not in path.parts and any(map(words.search, sayings(path)))
    }


def test_words_of_sqlite_stand_in_one_module() -> None:
    assert modules_with(WORDS) == {"sqlite.py"}


def test_words_of_the_full_text_index_stand_with_it() -> None:
    assert modules_with(SEARCH) == {"search_index.py"}


def test_one_parameter_stands_for_any_number_of_values(store: Store) -> None:
    many = range(40_000)  # more than SQLite takes parameters
    assert store.database.rows(
        f"SELECT count(*) FROM {EACH} WHERE value {AMONG}", (listed(many), listed(many))
    ) == [(40_000,)]
    assert store.database.rows(f"SELECT 1 WHERE 'a' {AMONG}", (listed(()),)) == []
    assert store.database.rows(f"SELECT key, value FROM {EACH}", (listed(["b", "é"]),)) == [
        (0, "b"),
        (1, "é"),
    ]


def test_the_newest_text_of_a_key_is_found_and_unknown_keys_have_none() -> None:
    with closing(Scratch()) as scratch:
        scratch.keep({f"key {number}": "old" for number in range(2000)})
        scratch.keep({"key 1": "new"})
        assert scratch.known(["key 1", "key 2", "another's"]) == {"key 1": "new", "key 2": "old"}
        assert len(scratch.known(f"key {number}" for number in range(5000))) == 2000


def test_nothing_is_left_of_it_once_it_is_closed() -> None:
    scratch = Scratch()
    scratch.keep({"key": "text"})
    scratch.close()
    with pytest.raises(sqlite3.ProgrammingError):
        scratch.known(["key"])
    with closing(Scratch()) as another:
        assert another.known(["key"]) == {}
