"""The scrutiny command: what the provincial office, the committee's secretary and the operator type. A module a kind of work, which adds its commands to `given.app`."""

import sys

from dashboard import terminal
from dashboard.command import asking, feeding, keeping, printing, publishing, showing
from dashboard.command.given import app
from queries import errors


def main() -> None:
    """Run the command; an error for people is its message and its exit code, never a traceback."""
    try:
        app()
    except errors.ForPeople as trouble:
        terminal.trouble(trouble)
        sys.exit(trouble.exit_code)


__all__ = ["app", "asking", "feeding", "keeping", "main", "printing", "publishing", "showing"]
