"""The scrutiny command as it is typed, run in this process: starting one of its own takes longer than most commands (tests/test_command.py starts one).

`from typed import scrutiny`.
"""

import io
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass

import pytest

from dashboard import wording
from dashboard.command import main


@dataclass(frozen=True)
class Done:
    """What a command left: its exit code, what it printed, and that as bytes."""

    returncode: int
    stdout: str
    stderr: str
    printed: bytes


def scrutiny(*words, database="", url=""):
    """Run the command against a database file, or an address, without any other setting."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True) for _ in range(2))
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name in [name for name in os.environ if name.startswith("SCRUTINY_")]:
            patch.delenv(name)
        patch.setenv("SCRUTINY_DATABASE", url or f"sqlite:///{database}")
        patch.setattr(sys, "argv", ["scrutiny", *map(str, words)])
        before = wording.language()
        try:
            main()
            left = 0
        except SystemExit as leaving:
            left = leaving.code or 0
        finally:
            wording.use(before)
    printed, said = out.buffer.getvalue(), err.buffer.getvalue()
    return Done(left, printed.decode(), said.decode(), printed)
