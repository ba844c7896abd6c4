"""The language of the window, changeable at run time: Japanese from a translation, English as written in the code.

English has a translation, too, of the texts that count: it says how they read of one.
"""

from __future__ import annotations

from importlib.resources import as_file, files

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtGui import QFontDatabase

SYSTEM, ENGLISH, JAPANESE = "system", "en", "ja"
_TRANSLATED = (JAPANESE,)


def can_be_shown(code: str) -> bool:
    """Whether a font of this computer has the letters of a language; without one they would be empty boxes."""
    return code != JAPANESE or bool(QFontDatabase.families(QFontDatabase.WritingSystem.Japanese))


def native_name(code: str) -> str:
    """What a language is called in itself, or in English where its letters cannot be shown."""
    if code == JAPANESE:
        return "日本語" if can_be_shown(code) else "Japanese"
    return "English"


class Language(QObject):
    """Installs the translators of the chosen language; every widget then gets a LanguageChange event."""

    def __init__(self, parent: QObject, chosen: str = SYSTEM) -> None:
        super().__init__(parent)
        self._translators: list[QTranslator] = []
        self._code = ""
        self.choose(chosen)

    @property
    def code(self) -> str:
        """The language in force: "en" or "ja"."""
        return self._code

    def choose(self, chosen: str) -> None:
        """Change to a language, or to that of the system; one that is not translated becomes English."""
        wanted = QLocale.system().name()[:2] if chosen == SYSTEM else chosen
        code = wanted if wanted in _TRANSLATED else ENGLISH
        if code == self._code:
            return
        self._code = code
        # English stays with the reader's own way of writing numbers and dates.
        english = QLocale.system() if QLocale.system().name().startswith("en") else QLocale(ENGLISH)
        QLocale.setDefault(QLocale(JAPANESE) if code == JAPANESE else english)
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
        self._translators.clear()
        self._install(code)

    def _install(self, code: str) -> None:
        ours, qts = QTranslator(self), QTranslator(self)
        with as_file(files("resources") / "translations" / f"{code}.qm") as path:
            if not ours.load(str(path)):
                raise FileNotFoundError(f"the translation {code}.qm cannot be read")
        self._translators.append(ours)
        # Qt's own words, such as those in the context menu of a field; absent from some builds.
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if qts.load(f"qtbase_{code}", folder):
            self._translators.append(qts)
        for translator in self._translators:
            QCoreApplication.installTranslator(translator)
