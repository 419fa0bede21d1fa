"""Pieces that some pages are put together from besides those of `show`: a row of choices, a line nobody may miss, a part of a long picture."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial

import streamlit as st

from dashboard import links, markup, names, pickers, serving, show
from dashboard.ask import ask
from dashboard.sentences import asking, sums
from dashboard.wording import t

ABOUT = ("ask_us", "glossary", "dictionary", "privacy")  # pages that the public finds under every page
NARROWED = ("partner", "project", "theme", "share", "entry")  # choices of the shares page that another page does not show
EVERY = "all"  # the choice that keeps everything; never in the URL


def picks(name: str, width: int | str = "stretch"):
    """A place for choices side by side, out of sight on a projector; use as `with picks(name):`. `width`: px, where they need not fill the page."""
    if show.mode() == "projector":
        return st.container(key=f"{pickers.HIDDEN}{name}")
    return st.container(horizontal=True, key=name, width=width if show.mode() == "desk" else "stretch")


def worded(texts: str, code: str) -> str:
    """The text of a code among `texts`, as `partial(worded, "pick.view_")` for a choice."""
    return t(f"{texts}{code}")


def coded(frame, of: str) -> tuple[list[str], Callable[[str], str]]:
    """The codes of an answer and what gives each its name: the columns `<of>_code` and `<of>_name`."""
    named = dict(zip(frame[f"{of}_code"], frame[f"{of}_name"], strict=True))
    return sorted(named, key=lambda code: named[code] or ""), named.__getitem__


def pick(page: str, name: str, codes: Sequence, words: Callable[[str], str], default: str = EVERY, kind: Callable = str):
    """A choice among codes with one that keeps everything (text `<page>.every_<name>`): what was chosen, or None for everything."""
    asked = pickers.choose(name, (EVERY, *codes), partial(_words, page, name, words), str(default))
    return None if asked == EVERY else kind(asked)


def _words(page: str, name: str, words: Callable[[str], str], code: str) -> str:
    return t(f"{page}.every_{name}") if code == EVERY else words(code)


def remark(sentence: str, state: str) -> None:
    """A line across the page, in the colour of its state."""
    st.html(markup.banner(sentence, state))


def reconciled(projects: Collection[str] | None = None) -> None:
    """The line every money screen carries: shares = project budgets = contract total, or the difference in red with the rows that cause it.

    `projects`: codes of those a screen is about, where it is not about all of them.
    """
    found = names.localised(ask("budget.reconciliation"))
    if projects is None:
        added_up(found, sums.whole(found))
    else:
        added_up(sums.among(found, projects), sums.of_projects(sums.among(found, projects)))


def reconciled_payments() -> None:
    """The same of the manager's contract: what its phases are paid = its sum."""
    found = names.localised(ask("deliverables.reconciliation"))
    added_up(found, sums.payments(found))


def added_up(found, said: tuple[str, str]) -> None:
    """A line of `sums` on the page, in few words on a projector; nothing where there is nothing to add up."""
    if said[0]:
        remark(*(sums.brief(found, said) if show.mode() == "projector" else said))


def foot_of_public(page: str) -> None:
    """Under every page for the public: when the next update comes, how to ask, what words mean, what is kept private; not on a projector."""
    if serving.audience() != serving.PUBLIC or show.mode() == "projector":
        return
    leads = " · ".join(markup.link(markup.said(t(f"pages.{key}")), links.to(key)) for key in ABOUT if key != page)
    st.html(f'<footer class="about"><p class="note">{markup.said(asking.next_update(ask("reporting.duties")))}</p><p class="note">{leads}</p></footer>')


def lead(words: str, address: str) -> None:
    """A quiet line that leads to another page of the product."""
    st.html(f'<p class="note">{markup.link(markup.said(words), address)}</p>')


def press(key: str) -> str:
    """The text of a key that says what a press does; "" where the page is written and nothing can be pressed."""
    return "" if serving.writing() else t(key)


def opening(pick: str, codes: Iterable[str], **more: str) -> Callable[[str], None] | None:
    """For a chart's `on_select`: a row that is pressed opens the shares and money entries that make it, `pick` narrowed to its code.

    `codes`: of the rows as drawn, from the top; `more`: other choices to make there. None on a projector, where a pointer that slips must not turn the page.
    """
    return None if show.mode() == "projector" else partial(_open, pick, list(codes), more)


def _open(pick: str, codes: Sequence[str], more: Mapping[str, str], chart: str) -> None:
    points = st.session_state[chart]["selection"]["points"]
    if points:
        for name, value in {**dict.fromkeys(NARROWED, ""), **more, pick: codes[int(points[0]["y"])]}.items():
            pickers.put(name, value)
        st.session_state["go_to"] = "shares"


def part(total: int, name: str, most: int) -> tuple[int, int]:
    """First and last row (exclusive) of a long picture that are in sight, with what turns to the others; all of them where the page is written."""
    if serving.writing():
        return 0, total
    page = turn(-(-total // most), name)
    return (page - 1) * most, min(page * most, total)


def turn(pages: int, name: str) -> int:
    """Which page (from 1) of a long picture is in sight, with what turns to the others; a projector says how."""
    page = show.turn(pages, name)
    if pages > 1 and show.mode() == "projector":
        show.note(t("pieces.page", page=page, pages=pages))
    elif pages > 1 and serving.writing():
        show.note(t("pieces.first_page", pages=pages))
    return page


def few(figures: Sequence[markup.Figure], kept: tuple[int, int]) -> Sequence[markup.Figure]:
    """The figures that matter; of them only two (their places) where letters are so large that more would run out of the picture."""
    is_far = show.mode() == "projector" and pickers.text_scale() > 1.1
    return [figures[place] for place in kept] if is_far else figures


def beside(rule: str) -> str:
    """A rule for the source line of a picture; a projector has told it on the page's first scene and needs the room."""
    return "" if show.mode() == "projector" else rule
