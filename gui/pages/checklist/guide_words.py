"""The words of the guide: what to do at each step, and what stands on the buttons in its drawings."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import east_asian_width

from PySide6.QtCore import QCoreApplication

from core.checklist.org_words import OrgWords
from core.messages import QT_TRANSLATE_NOOP, OrgWord
from core.store.types.fields import OptOutField
from gui import texts

LIGHTNING, CLASSIC = "lightning", "classic"
_ROOM = 28
"""Letters of a word in a drawing; a wide one, such as a Japanese one, counts twice."""


@dataclass(frozen=True, slots=True)
class StepWords:
    """A step in English: its title, what to do in Lightning and in Classic (None: the same), and its drawings."""

    title: str
    lightning: str
    classic: str | None
    drawings: tuple[str, str]

    def title_for(self, wording: Wording) -> str:
        """The title in the user's language."""
        return wording.fill(self.title)

    def text_for(self, style: str, wording: Wording) -> str:
        """What to do, in the user's language."""
        in_classic = style == CLASSIC and self.classic is not None
        return wording.fill(self.classic or "" if in_classic else self.lightning)

    def drawing_for(self, style: str) -> str:
        """The name of the drawing."""
        return self.drawings[style == CLASSIC]


class Wording:
    """The words for one object and one checkbox: as they stand in the org, in sentences with ours beside them."""

    def __init__(self, words: OrgWords, object: str, field: OptOutField) -> None:
        self._words = words
        self.object, self.field = words.object(object), words.field(object, field)

    def fill(self, text: str) -> str:
        """A sentence of the guide in the user's language."""
        translated = QCoreApplication.translate("guide", text)
        # Unlike a name, what is made of one stands alone: "Contact Information".
        made = {name: self._made(name) for name in _MADE_OF_OBJECT}
        named = {name: texts.shown(self._words.setup(name)) for name in _IN_SENTENCES}
        return translated.format(
            object=texts.shown(self.object), field=texts.shown(self.field), **named, **made
        )

    def in_drawing(self) -> dict[str, str]:
        """Every word that can stand in a drawing: those that the user sees in his org, and nothing beside them."""
        words = {name: self._alone(self._words.setup(name)) for name in _IN_DRAWINGS}
        words |= {name: self._made(name) for name in _MADE_OF_OBJECT}
        words |= {name: QCoreApplication.translate("guide", text) for name, text in _OF_NO_ORG.items()}
        return words | {"object": self._alone(self.object), "field": self._alone(self.field)}

    def _alone(self, word: OrgWord) -> str:
        """The org's word; ours where nobody has told how the org speaks."""
        return _fitting(word.own) if word.own and self._words.language else texts.our_word(word.ours)

    def _made(self, name: str) -> str:
        return self._alone(self._words.setup(name)).format(object=self._alone(self.object))


def _fitting(word: str) -> str:
    """The beginning of a word that is longer than a drawing has room for; an org may call its fields anything."""
    room = _ROOM
    for place, letter in enumerate(word):
        room -= 2 if east_asian_width(letter) in "WF" else 1
        if room < 0:
            return f"{word[:place]}…"
    return word


STEPS = {
    "sign_in": StepWords(
        QT_TRANSLATE_NOOP("guide", "Sign in to Salesforce"),
        QT_TRANSLATE_NOOP("guide", "In your browser, sign in as a Salesforce administrator."),
        None,
        ("sign-in", "sign-in"),
    ),
    "setup": StepWords(
        QT_TRANSLATE_NOOP("guide", "Open {setup}"),
        QT_TRANSLATE_NOOP("guide", "Click the gear at the top right, then {setup}."),
        QT_TRANSLATE_NOOP("guide", "Click your name at the top right, then {setup}."),
        ("setup-lightning", "setup-classic"),
    ),
    "quick_find": StepWords(
        QT_TRANSLATE_NOOP("guide", "Search for {object}"),
        QT_TRANSLATE_NOOP(
            "guide",
            "Open the tab {object_manager}, type {object} into the box {quick_find} and click {object}.",
        ),
        QT_TRANSLATE_NOOP("guide", "Type {object} into the box {quick_find} at the left."),
        ("quick-find-lightning", "quick-find-classic"),
    ),
    "page_layouts": StepWords(
        QT_TRANSLATE_NOOP("guide", "Open {page_layouts}"),
        QT_TRANSLATE_NOOP("guide", "Click {page_layouts} in the column at the left."),
        QT_TRANSLATE_NOOP("guide", "Below {object}, click {page_layouts}."),
        ("page-layouts-lightning", "page-layouts-classic"),
    ),
    "edit": StepWords(
        QT_TRANSLATE_NOOP("guide", "Edit the layout"),
        QT_TRANSLATE_NOOP(
            "guide",
            "Open the menu at the right of the layout that is to show the field, and click {edit}. Where there is no "
            "menu, click the name of the layout.",
        ),
        QT_TRANSLATE_NOOP("guide", "Click {edit}, left of the layout that is to show the field."),
        ("edit-lightning", "edit-classic"),
    ),
    "fields": StepWords(
        QT_TRANSLATE_NOOP("guide", "Choose {fields}"),
        QT_TRANSLATE_NOOP(
            "guide", "In the box on top, choose {fields}. {field} is among those at the right."
        ),
        None,
        ("fields", "fields"),
    ),
    "drag": StepWords(
        QT_TRANSLATE_NOOP("guide", "Drag {field} onto the layout"),
        QT_TRANSLATE_NOOP(
            "guide",
            "Drag it into a section of the layout, below, such as {section}, and let it go.",
        ),
        None,
        ("drag", "drag"),
    ),
    "save": StepWords(
        QT_TRANSLATE_NOOP("guide", "Save"),
        QT_TRANSLATE_NOOP("guide", "Click {save}. Do the same for each further layout that people use."),
        None,
        ("save", "save"),
    ),
    "security_fields": StepWords(
        QT_TRANSLATE_NOOP("guide", "Open the fields of {object}"),
        QT_TRANSLATE_NOOP(
            "guide", "In {object_manager}, open {object} and click {fields_and_relationships}."
        ),
        QT_TRANSLATE_NOOP("guide", "In {setup}, below {object}, click {fields}."),
        ("security-fields-lightning", "security-fields-classic"),
    ),
    "security_field": StepWords(
        QT_TRANSLATE_NOOP("guide", "Open {field}"),
        QT_TRANSLATE_NOOP("guide", "Click {field} in the list."),
        None,
        ("security-field-lightning", "security-field-classic"),
    ),
    "security_button": StepWords(
        QT_TRANSLATE_NOOP("guide", "Open its field-level security"),
        QT_TRANSLATE_NOOP("guide", "Click {set_security}."),
        None,
        ("security-button-lightning", "security-button-classic"),
    ),
    "security_visible": StepWords(
        QT_TRANSLATE_NOOP("guide", "Tick {visible}, clear {read_only}"),
        QT_TRANSLATE_NOOP(
            "guide",
            "In the line of the profile of the user that this program signs in as, tick {visible} and clear "
            "{read_only}.",
        ),
        None,
        ("security-visible", "security-visible"),
    ),
    "security_save": StepWords(
        QT_TRANSLATE_NOOP("guide", "Save the security"),
        QT_TRANSLATE_NOOP("guide", "Click {save}, then check again here."),
        None,
        ("security-save", "security-save"),
    ),
}
"""By the names of the steps, in their order."""

_IN_SENTENCES = (
    *("setup", "object_manager", "quick_find", "page_layouts", "edit", "fields", "save"),
    *("fields_and_relationships", "set_security", "visible", "read_only"),
)
_IN_DRAWINGS = (
    *("log_in", "user_name", "password", "setup", "home", "object_manager", "details", "fields"),
    *("fields_and_relationships", "page_layouts", "edit", "save", "set_security", "security", "profile"),
    *("visible", "read_only"),
)
_MADE_OF_OBJECT = ("layout", "section")
_OF_NO_ORG = {
    "user": QT_TRANSLATE_NOOP("guide", "Your Name"),
    "your_profile": QT_TRANSLATE_NOOP("guide", "Your profile"),
}
OUR_WORDS = (
    QT_TRANSLATE_NOOP("guide", "Log In"),
    QT_TRANSLATE_NOOP("guide", "Username"),
    QT_TRANSLATE_NOOP("guide", "Password"),
    QT_TRANSLATE_NOOP("guide", "Setup"),
    QT_TRANSLATE_NOOP("guide", "Home"),
    QT_TRANSLATE_NOOP("guide", "Object Manager"),
    QT_TRANSLATE_NOOP("guide", "Quick Find"),
    QT_TRANSLATE_NOOP("guide", "Details"),
    QT_TRANSLATE_NOOP("guide", "Fields"),
    QT_TRANSLATE_NOOP("guide", "Fields & Relationships"),
    QT_TRANSLATE_NOOP("guide", "Page Layouts"),
    QT_TRANSLATE_NOOP("guide", "Edit"),
    QT_TRANSLATE_NOOP("guide", "Save"),
    QT_TRANSLATE_NOOP("guide", "Set Field-Level Security"),
    QT_TRANSLATE_NOOP("guide", "Field-Level Security"),
    QT_TRANSLATE_NOOP("guide", "Profile"),
    QT_TRANSLATE_NOOP("guide", "Visible"),
    QT_TRANSLATE_NOOP("guide", "Read-Only"),
    QT_TRANSLATE_NOOP("guide", "{object} Layout"),
    QT_TRANSLATE_NOOP("guide", "{object} Information"),
)
"""Our words for those that stand in Setup, in the user's language: `core.checklist.org_words` has the org's."""
