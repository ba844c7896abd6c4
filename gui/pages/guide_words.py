"""The words of the guide: what to do at each step, and what stands on the buttons in its drawings."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from core.messages import QT_TRANSLATE_NOOP
from core.store.nouns import OptOutField
from gui import texts

LIGHTNING, CLASSIC = "lightning", "classic"


@dataclass(frozen=True, slots=True)
class StepWords:
    """A step in English: its title, what to do in Lightning and in Classic (None: the same), and its drawings."""

    title: str
    lightning: str
    classic: str | None
    drawings: tuple[str, str]

    def title_for(self, object: str, field: OptOutField) -> str:
        """The title in the user's language."""
        return _translated(self.title, object, field)

    def text_for(self, style: str, object: str, field: OptOutField) -> str:
        """What to do, in the user's language."""
        in_classic = style == CLASSIC and self.classic is not None
        return _translated(self.classic or "" if in_classic else self.lightning, object, field)

    def drawing_for(self, style: str) -> str:
        """The name of the drawing."""
        return self.drawings[style == CLASSIC]


def drawing_words(object: str, field: OptOutField) -> dict[str, str]:
    """Every word that can stand in a drawing, in the user's language."""
    words = {name: _translated(word, object, field) for name, word in _IN_DRAWINGS.items()}
    return words | {"object": texts.word(object), "field": texts.word(field)}


def _translated(text: str, object: str, field: OptOutField) -> str:
    return QCoreApplication.translate("guide", text).format(
        object=texts.word(object), field=texts.word(field)
    )


STEPS = {
    "sign_in": StepWords(
        QT_TRANSLATE_NOOP("guide", "Sign in to Salesforce"),
        QT_TRANSLATE_NOOP("guide", "In your browser, sign in as a Salesforce administrator."),
        None,
        ("sign-in", "sign-in"),
    ),
    "setup": StepWords(
        QT_TRANSLATE_NOOP("guide", "Open Setup"),
        QT_TRANSLATE_NOOP("guide", "Click the gear at the top right, then Setup."),
        QT_TRANSLATE_NOOP("guide", "Click your name at the top right, then Setup."),
        ("setup-lightning", "setup-classic"),
    ),
    "quick_find": StepWords(
        QT_TRANSLATE_NOOP("guide", "Search for {object}"),
        QT_TRANSLATE_NOOP(
            "guide", "Open the tab Object Manager, type {object} into the Quick Find box and click {object}."
        ),
        QT_TRANSLATE_NOOP("guide", "Type {object} into the Quick Find box at the left."),
        ("quick-find-lightning", "quick-find-classic"),
    ),
    "page_layouts": StepWords(
        QT_TRANSLATE_NOOP("guide", "Open Page Layouts"),
        QT_TRANSLATE_NOOP("guide", "Click Page Layouts in the column at the left."),
        QT_TRANSLATE_NOOP("guide", "Below {object}, click Page Layouts."),
        ("page-layouts-lightning", "page-layouts-classic"),
    ),
    "edit": StepWords(
        QT_TRANSLATE_NOOP("guide", "Edit the layout"),
        QT_TRANSLATE_NOOP(
            "guide",
            "Open the menu at the right of the layout that is to show the field, and click Edit. Where there is no "
            "menu, click the name of the layout.",
        ),
        QT_TRANSLATE_NOOP("guide", "Click Edit, left of the layout that is to show the field."),
        ("edit-lightning", "edit-classic"),
    ),
    "fields": StepWords(
        QT_TRANSLATE_NOOP("guide", "Choose Fields"),
        QT_TRANSLATE_NOOP("guide", "In the box on top, choose Fields. {field} is among those at the right."),
        None,
        ("fields", "fields"),
    ),
    "drag": StepWords(
        QT_TRANSLATE_NOOP("guide", "Drag {field} onto the layout"),
        QT_TRANSLATE_NOOP(
            "guide",
            "Drag it into a section of the layout, below, such as {object} Information, and let it go.",
        ),
        None,
        ("drag", "drag"),
    ),
    "save": StepWords(
        QT_TRANSLATE_NOOP("guide", "Save"),
        QT_TRANSLATE_NOOP("guide", "Click Save. Do the same for each further layout that people use."),
        None,
        ("save", "save"),
    ),
    "security_fields": StepWords(
        QT_TRANSLATE_NOOP("guide", "Open the fields of {object}"),
        QT_TRANSLATE_NOOP("guide", "In Object Manager, open {object} and click Fields & Relationships."),
        QT_TRANSLATE_NOOP("guide", "In Setup, below {object}, click Fields."),
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
        QT_TRANSLATE_NOOP("guide", "Click Set Field-Level Security."),
        None,
        ("security-button-lightning", "security-button-classic"),
    ),
    "security_visible": StepWords(
        QT_TRANSLATE_NOOP("guide", "Tick Visible, clear Read-Only"),
        QT_TRANSLATE_NOOP(
            "guide",
            "In the line of the profile of the user that this program signs in as, tick Visible and clear Read-Only.",
        ),
        None,
        ("security-visible", "security-visible"),
    ),
    "security_save": StepWords(
        QT_TRANSLATE_NOOP("guide", "Save the security"),
        QT_TRANSLATE_NOOP("guide", "Click Save, then check again here."),
        None,
        ("security-save", "security-save"),
    ),
}
"""By the names of the steps, in their order."""

_IN_DRAWINGS = {
    "log_in": QT_TRANSLATE_NOOP("guide", "Log In"),
    "user_name": QT_TRANSLATE_NOOP("guide", "Username"),
    "password": QT_TRANSLATE_NOOP("guide", "Password"),
    "user": QT_TRANSLATE_NOOP("guide", "Your Name"),
    "setup": QT_TRANSLATE_NOOP("guide", "Setup"),
    "home": QT_TRANSLATE_NOOP("guide", "Home"),
    "object_manager": QT_TRANSLATE_NOOP("guide", "Object Manager"),
    "details": QT_TRANSLATE_NOOP("guide", "Details"),
    "fields": QT_TRANSLATE_NOOP("guide", "Fields"),
    "fields_and_relationships": QT_TRANSLATE_NOOP("guide", "Fields & Relationships"),
    "page_layouts": QT_TRANSLATE_NOOP("guide", "Page Layouts"),
    "edit": QT_TRANSLATE_NOOP("guide", "Edit"),
    "save": QT_TRANSLATE_NOOP("guide", "Save"),
    "set_security": QT_TRANSLATE_NOOP("guide", "Set Field-Level Security"),
    "security": QT_TRANSLATE_NOOP("guide", "Field-Level Security"),
    "profile": QT_TRANSLATE_NOOP("guide", "Profile"),
    "your_profile": QT_TRANSLATE_NOOP("guide", "Your profile"),
    "visible": QT_TRANSLATE_NOOP("guide", "Visible"),
    "read_only": QT_TRANSLATE_NOOP("guide", "Read-Only"),
    "layout": QT_TRANSLATE_NOOP("guide", "{object} Layout"),
    "section": QT_TRANSLATE_NOOP("guide", "{object} Information"),
}
