"""Rows of a CSV file that were refused, or taken without a cell, kept as a CSV file of their own."""

from __future__ import annotations

import csv
import shutil
import tempfile
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from core.files.open_folder import OpenFolder
from core.files.safe_cells import guarded
from core.files.whole_file import unwritable, whole_file
from core.messages import Problem

NOTE_COLUMNS = ("import_line", "import_result", "import_problem", "import_fix")
"""Columns in front of a refused row's own; an import passes over them."""
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was refused, or of which a cell was left out (`taken`); `cells` are as they stand in the file."""

    line: int
    cells: tuple[str, ...]
    problem: Problem
    taken: bool = False


class RefusedRows:
    """The list of them. Only the first are in memory; all are in a file without a name that ends with this object."""

    def __init__(self, headers: Sequence[str]) -> None:
        self._headers = headers
        self._file: TextIO | None = None
        self.first: list[RefusedRow] = []
        self.count = 0

    def add(self, row: RefusedRow) -> None:
        """Put a row on the list; raises ProblemError when there is no room on the disk for it."""
        self.count += 1
        if len(self.first) < _SHOWN:
            self.first.append(row)
        notes = (
            str(row.line),
            "taken without a cell" if row.taken else "refused",
            row.problem.what.english(),
            row.problem.fix.english(),
        )
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115
                weakref.finalize(self, self._file.close)  # nobody has to remember to close it
                self._write_header(self._file)
            csv.writer(self._file).writerow([*notes, *(guarded(cell) for cell in row.cells)])
        except OSError as error:
            raise unwritable(Path(tempfile.gettempdir()), error) from error

    def save(self, path: Path, folder: OpenFolder | None = None) -> None:
        """Write the list as a CSV file that can be corrected and imported again; raises ProblemError.

        With `folder` it is written there, under the name of `path`.
        """
        with whole_file(path, folder) as stream:
            if self._file is None:
                self._write_header(stream)
            else:
                self._file.seek(0)
                shutil.copyfileobj(self._file, stream)
                self._file.seek(0, 2)

    def close(self) -> None:
        """Throw the list away."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _write_header(self, stream: TextIO) -> None:
        csv.writer(stream).writerow(guarded(cell) for cell in (*NOTE_COLUMNS, *self._headers))
