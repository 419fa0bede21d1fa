"""How large a file may be, and the setting that says so."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What reading one file may use. Each is a setting, whose name `setting` tells."""

    max_file_mb: int = 50
    max_unzipped_mb: int = 500  # a workbook is a zip: what its parts come to unpacked
    max_rows: int = 200_000  # a sheet
    max_columns: int = 500
    memory_mb: int = 1024  # of the process that parses (not on Windows, which has no such limit)
    seconds: int = 120


def setting(name: str) -> str:
    """The name of the setting of a limit: "max_file_mb" is SCRUTINY_READ_MAX_FILE_MB."""
    return f"SCRUTINY_READ_{name.upper()}"
