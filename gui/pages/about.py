"""About: the version, what is new in it, and the licences of what the program is made of."""

from __future__ import annotations

import re
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata, requires, version

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from core.connection.org_folders import APP_NAME
from gui.theme import TextRole, Theme
from gui.widgets.dialog import Dialog
from gui.widgets.labels import TextLabel

DISTRIBUTION = "unsubscribe-sync"
_NAME = re.compile(r"[\w.-]+")


class AboutDialog(Dialog):
    """For whoever is asked which version this is, or what it brings along."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setMinimumWidth(theme.px(520))
        self.set_texts(
            self.tr("About {name}").format(name=APP_NAME),
            self.tr("Version {version}. Free software under the MIT licence.").format(
                version=version(DISTRIBUTION)
            ),
        )
        news_title, licences_title = (TextLabel(theme, TextRole.STRONG) for _ in range(2))
        news_title.setText(self.tr("What is new"))
        news = TextLabel(theme, wrap=True)
        news.setText("\n".join(f"• {sentence}" for sentence in self._news()))
        licences_title.setText(self.tr("Made with"))
        self.licences = QPlainTextEdit("\n".join(components()))
        self.licences.setReadOnly(True)
        self.licences.setAccessibleName(licences_title.text())
        self.licences.setFixedHeight(theme.px(160))
        for part in (news_title, news, licences_title, self.licences):
            self.add(part)
        self.close_button.set_text(self.tr("Close"))

    def _news(self) -> tuple[str, ...]:
        return (
            self.tr("Overview: one sentence says whether everything is well, and what needs you."),
            self.tr("Alarms by desktop, e-mail, chat and webhook, once for each change."),
            self.tr("A deadline for each opt-out, and a report of all of them."),
            self.tr("Boxes that somebody unticks in Salesforce are noticed, with who it was."),
            self.tr("Imports, pastes and syncs can be taken back."),
            self.tr("Looks between the nights, down to every five minutes."),
        )


def components() -> list[str]:
    """Each library that the program asks for, as "name version, licence", in the order of their names."""
    found = []
    for text in requires(DISTRIBUTION) or ():
        name = _NAME.match(text)
        if name is None:
            continue
        try:
            about = metadata(name[0])
        except PackageNotFoundError:
            # Of another system, or left out by whoever packed the program.
            continue
        found.append(f"{about['Name']} {about['Version']}, {_licence(about)}")
    return sorted(found, key=str.casefold)


def _licence(about: PackageMetadata) -> str:
    """The short name of a licence: as an expression, else as it is classified, else the first line of what is said."""
    if "License-Expression" in about:
        return about["License-Expression"]
    classified = [
        one for one in about.get_all("Classifier") or () if one.startswith("License :: OSI Approved :: ")
    ]
    if classified:
        return str(classified[0].rpartition(" :: ")[2])
    said = about["License"].strip() if "License" in about else ""
    return said.splitlines()[0] if said else "see its own licence"
