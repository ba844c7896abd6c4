"""The command line speaks the language that was chosen for the window; JSON stays English for scripts."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from core.cli import language
from core.cli.language import in_columns, phrase, speak, word, words
from core.connection.state import ConnectionState
from core.messages import Message
from core.sync.resubscribe import UNDONE_BY_NEXT_SYNC
from tests.core.cli.test_commands import Command

NOBODY = ("resubscribe", "nobody@example.com", "--reason", "signed a form")
ENGLISH_SENTENCE = "Nobody here has the address nobody@example.com."
JAPANESE_SENTENCE = "nobody@example.com というアドレスの人物はいません。"


@pytest.fixture
def alone(tmp_path: Path) -> Command:
    return Command(tmp_path, {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring", "LC_ALL": "C.UTF-8"})


def test_a_command_speaks_the_chosen_language_and_english_again_when_that_is_chosen(alone: Command) -> None:
    assert ENGLISH_SENTENCE in alone(*NOBODY)[2]
    assert alone("settings", "language", "ja")[0] == 0
    code, _, err = alone(*NOBODY)
    assert code == 2
    assert JAPANESE_SENTENCE in err
    assert alone("settings", "language", "en")[0] == 0
    assert ENGLISH_SENTENCE in alone(*NOBODY)[2]


def test_without_a_choice_it_speaks_the_language_of_the_system(alone: Command) -> None:
    alone.environment["LC_ALL"] = "ja_JP.UTF-8"
    assert JAPANESE_SENTENCE in alone(*NOBODY)[2]


def test_json_stays_english_whatever_is_spoken(alone: Command) -> None:
    alone("settings", "language", "ja")
    document = alone.json(*NOBODY, code=2)
    assert document["error"]["what"] == ENGLISH_SENTENCE
    assert not any(ord(letter) > 0x7F for letter in str(alone.json("checklist", code=2)))


def test_words_of_the_core_and_their_values_are_translated() -> None:
    try:
        speak("ja")
        assert words(UNDONE_BY_NEXT_SYNC) != UNDONE_BY_NEXT_SYNC.template
        assert word(ConnectionState.NOT_CONNECTED) != "not connected"
        assert words(Message("Not in any translation: {count}", {"count": 1000})) == (
            "Not in any translation: 1,000"
        )
        assert phrase("No such sentence, {count}", count=1000) == "No such sentence, 1,000"
    finally:
        speak("en")
    assert word(ConnectionState.NOT_CONNECTED) == "not connected"


@pytest.mark.parametrize(
    ("named", "spoken"),
    [
        ("ja_JP.UTF-8", "ja"),
        ("en_US.UTF-8", "en"),
        ("de_DE.UTF-8", "en"),
        ("C", "en"),
        ("Japanese_Japan", "ja"),
    ],
)
def test_the_language_of_the_system_is_known_by_its_name(
    monkeypatch: pytest.MonkeyPatch, named: str, spoken: str
) -> None:
    monkeypatch.setenv("LC_ALL", named)
    try:
        speak("system")
        assert language._code == spoken
    finally:
        speak("en")


def test_columns_stand_below_each_other_in_japanese_too() -> None:
    assert in_columns("Pushes", "1") == "Pushes          1"
    assert in_columns("プッシュ", "1") == "プッシュ        1"


def _letters_in(argument: ast.expr) -> str:
    """What a sentence says by itself, whatever is filled in."""
    parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
    return "".join(
        part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )


def test_no_command_says_a_sentence_past_the_translations() -> None:
    sayers = {"say", "note", "phrase", "confirm", "secret_from_standard_input", "Mistyped", "BadParameter"}
    past = []
    for path in Path(language.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in sayers and re.search("[A-Za-z]{2}", _letters_in(node.args[0])):
                past.append(f"{path.name}:{node.lineno}")
    assert past == []
