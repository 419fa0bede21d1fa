"""Exported files on disk: one as a file, several as a folder or a .zip – the same bytes for the same files, whenever and wherever written."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from queries.errors import UsageError

EARLIEST = (1980, 1, 1, 0, 0, 0)  # a .zip must name a time; the day of writing would make the same release another file
UNIX = 3


def save(files: Mapping[str, bytes], to: Path) -> None:
    """The files at `to`: all in it where it ends in .zip, the only one as it, else each in that folder. UsageError where that cannot be written."""
    try:
        if to.suffix.lower() == ".zip":
            to.write_bytes(zipped(files))
        elif len(files) == 1 and not to.is_dir():
            to.write_bytes(*files.values())
        else:
            to.mkdir(parents=True, exist_ok=True)
            for name, data in files.items():
                (to / name).parent.mkdir(parents=True, exist_ok=True)
                (to / name).write_bytes(data)
    except OSError as trouble:
        raise UsageError("export_unwritable", path=to, reason=trouble.strerror or trouble) from trouble


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as one .zip. Stored, not packed: packing gives other bytes with another version of its library."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as folder:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.create_system = UNIX
            folder.writestr(entry, data)
    return made.getvalue()
