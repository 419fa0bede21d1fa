"""The folder of open data under /open-data/: the files its own datapackage.json names, and nothing else that may lie there."""

import json
import re
from dataclasses import dataclass, field
from mimetypes import guess_type
from pathlib import Path
from typing import NamedTuple

from queries.errors import UsageError

LIST = "datapackage.json"
NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*")
PIECE = 256 * 1024  # bytes sent at a time
TEXTS = {".csv": "text/csv", ".json": "application/json", ".geojson": "application/geo+json", ".txt": "text/plain", ".md": "text/plain", ".xml": "application/xml"}


class File(NamedTuple):
    """A file that may be sent."""

    path: Path
    media_type: str
    size: int


@dataclass
class Folder:
    """The folder, and which names its list allows: read anew when the list changes."""

    root: Path
    _mark: tuple[int, int] = (0, 0)
    _names: frozenset[str] = field(default_factory=frozenset)

    def names(self) -> frozenset[str]:
        """Names that may be asked for. UsageError where the list cannot be read."""
        try:
            found = (self.root / LIST).stat()
            if (found.st_mtime_ns, found.st_size) != self._mark:
                self._names = frozenset({LIST, *_listed(json.loads((self.root / LIST).read_text(encoding="utf-8")))})
                self._mark = found.st_mtime_ns, found.st_size
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            raise UsageError("open_data_missing", path=self.root) from None
        return self._names

    def file(self, name: str) -> File | None:
        """The file of that name, the list itself for none; None where there is no such."""
        try:
            wanted = name or LIST
            if wanted not in self.names():
                return None
            path = (self.root / wanted).resolve(strict=True)
            inside = path.is_file() and path.is_relative_to(self.root.resolve())
            return File(path, _media_type(path), path.stat().st_size) if inside else None
        except (OSError, UsageError):
            return None


def _listed(told: dict) -> set[str]:
    """The paths of a data package's resources and of the files it names beside them (workbook, JSON, Parquet, catalogues, standards), those that are plain names below it."""
    paths = [path for resource in told["resources"] for path in ([resource["path"]] if isinstance(resource["path"], str) else resource["path"])]
    paths += [file["path"] for file in told.get("x_files", [])]
    return {path for path in paths if NAME.fullmatch(path)}


def _media_type(path: Path) -> str:
    kind = TEXTS.get(path.suffix) or guess_type(path.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if path.suffix in TEXTS else kind
