"""The sample with its two meetings, in a database of its own that a module may write to; and a page opened by the process that records.

1/2568 (9 Jun 2568): seats 3 and 8 absent, 5 by a substitute: 8 of 10 came; seat 6 stands aside at P-23: 7. 2/2568 (14 Jul 2568): called, six items.
Question due 30 Jun: 14 days overdue by 14 Jul; resolution due 31 Jul: not yet.
"""

import shutil
from pathlib import Path

from opened import Opened, opened

from dashboard import serving
from queries import database, record_script

SCRIPT = Path(__file__).parent.parent / "sample_data" / "meeting.toml"
HELD, CALLED = "JSC-2568-1", "JSC-2568-2"


def with_meetings(sample_engine, folder):
    """A copy of the sample (SQLite) with the meetings played into it: releases 7 to 15."""
    file = folder / "meetings.sqlite"
    shutil.copy(sample_engine.url.database, file)
    engine = database.engine(f"sqlite:///{file}")
    assert record_script.play(engine, SCRIPT) == list(range(7, 16))
    return engine


def recorder(engine, page, **choices) -> Opened:
    """A page as the local official process shows it: it may record."""
    found = opened(engine, page, **choices)
    serving.begin(engine.url.render_as_string(hide_password=False), may_load=True)
    return found.choose()


def press(page: Opened, ending: str) -> Opened:
    """Press the button whose key ends so."""
    next(button for button in page.app.button if button.key.endswith(ending)).click().run()
    assert not page.app.exception, page.app.exception
    return page


def fill(page: Opened, kind: str, ending: str, value) -> Opened:
    """Set a widget whose key ends so ("text_area", "text_input", "selectbox", "number_input"), which keeps the draft."""
    next(widget for widget in page.app.get(kind) if widget.key and widget.key.endswith(ending)).set_value(value).run()
    assert not page.app.exception, page.app.exception
    return page
