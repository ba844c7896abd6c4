"""What only SQLite understands stands in one place, so that a store on another database knows what to bring."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import core.store
from core.store.sqlite import AMONG, EACH, listed
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
