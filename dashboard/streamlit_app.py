"""The entry script: language and mode, whose data as at which release, the menu, then the page.

`scrutiny serve` runs it; `streamlit run dashboard` works for whoever writes pages.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st

from dashboard import ask, pages, pickers, pieces, serving, show, wall, wording
from dashboard.wording import t

ICON = Path(__file__).with_name("static") / "logo.png"  # a PNG: an icon by name would be fetched from outside


def main() -> None:
    """One run of the screen."""
    st.set_page_config(page_title=t("product.name"), page_icon=str(ICON), layout="wide", initial_sidebar_state="collapsed")
    pickers.hold({})
    reading = pickers.reading()
    wording.use(reading.language)
    show.begin()
    here = ask.begin()
    listed = pages.listed(serving.audience())
    menu = _menu(listed)
    show.go_where_asked(menu)
    chosen = st.navigation(_grouped(listed, menu), position="hidden" if reading.mode == "projector" else "top")
    page = next(page for page in listed if menu[page.key] == chosen)
    if wall.follow(page.key, menu):
        here = ask.begin()  # the release the meeting looks at
        if show.blank():
            return
    show.head(here, page.key)
    if here.release or (page.opens_empty and here.trouble == ask.EMPTY):
        show.run(chosen)
        pieces.foot_of_public(page.key)
    else:
        show.scenes(("trouble", lambda: show.empty(here.trouble)))


def _menu(listed: Sequence[pages.Page]) -> dict[str, object]:
    """Page key → Streamlit's page, in order; the first one opens first."""
    return {page.key: st.Page(page.file, title=t(page.title), url_path=page.key, default=page is listed[0]) for page in listed}


def _grouped(listed: Sequence[pages.Page], menu: Mapping[str, object]) -> dict[str, list[object]]:
    """The menu's groups in order, each with its pages: more than a handful side by side cannot be taken in."""
    found: dict[str, list[object]] = {}
    for page in listed:
        found.setdefault(t(f"groups.{page.group}") if page.group else "", []).append(menu[page.key])
    return found


main()
