"""Saving the checklist for a change ticket: the page of HTML that core makes, as it is or as a PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF, QStandardPaths
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QFileDialog, QWidget

from core.checklist.results import Checklist
from core.files.whole_file import whole_bytes

_DOTS_PER_INCH = 150
_PDF, _HTML = ".pdf", ".html"


def ask_where(page: QWidget, result: Checklist) -> Path | None:
    """Which file to write; None when the admin thinks better of it."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    name = f"salesforce-checklist-{result.checked_at.astimezone():%Y-%m-%d}{_PDF}"
    kinds = {
        QCoreApplication.translate("checklist", "PDF file (*.pdf)"): _PDF,
        QCoreApplication.translate("checklist", "HTML page (*.html)"): _HTML,
    }
    text, kind = QFileDialog.getSaveFileName(
        page,
        QCoreApplication.translate("checklist", "Save the checklist"),
        str(Path(folder) / name),
        ";;".join(kinds),
    )
    if not text:
        return None
    path = Path(text)
    return path if path.suffix.lower() in (_PDF, _HTML) else path.with_name(path.name + kinds.get(kind, _PDF))


def is_pdf(path: Path) -> bool:
    """Whether the admin chose a PDF."""
    return path.suffix.lower() == _PDF


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in its place; raises ProblemError when it cannot be written."""
    with whole_bytes(path) as stream:
        stream.write(content)


def pdf_of(html: str, title: str) -> bytes:
    """A page of HTML as a PDF on A4. To be called in the GUI thread: documents need its timers."""
    whole = QBuffer()
    whole.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(whole)
    writer.setResolution(_DOTS_PER_INCH)
    writer.setTitle(title)
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        QMarginsF(15, 15, 15, 15),
        QPageLayout.Unit.Millimeter,
    )
    writer.setPageLayout(layout)
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setPageSize(writer.pageLayout().paintRectPixels(_DOTS_PER_INCH).size().toSizeF())
    document.setHtml(html)
    document.print_(writer)
    # The writer ends the file when it is gone.
    del writer
    return bytes(whole.data().data())
