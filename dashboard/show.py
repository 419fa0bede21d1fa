"""Puts answers on the page: question, answer, figures, picture, table, source, download – in this order, every time.

A page is a list of scenes: `show.scenes(("late", draw_late), ("plan", draw_plan))`. The desk shows all of them, a phone all in
one column, the projector one at a time with its number in the URL. What is drawn as HTML is in markup.py, which escapes it.
"""

import logging
import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from dashboard import ask, downloads, fit, links, markup, palette, pickers, serving, wall, wording
from dashboard.charts import look
from dashboard.markup import Figure
from dashboard.wording import t

STATIC = Path(__file__).with_name("static")
WRITTEN_ROWS = 400  # of a table on a page that is written, where none can be turned: its file beside the page holds all
log = logging.getLogger("scrutiny")
_pages: ContextVar[tuple[str, ...]] = ContextVar("pages", default=())  # keys in the order of the menu
_is_told: ContextVar[bool] = ContextVar("is_told", default=False)  # whether this run has said what the page means
_questions: ContextVar[int] = ContextVar("questions", default=0)  # how many titles this run has shown: the first is the page's


@dataclass(frozen=True)
class Scene:
    """One message: its key, the function that draws it, and whether two such stand side by side on a desk."""

    key: str
    draw: Callable[[], object]
    half: bool = False


# --- how the screen is read -------------------------------------------------------------------------------------------


def mode() -> str:
    """The reading mode of this run: desk, projector or phone."""
    return pickers.mode()


def theme() -> str:
    """The theme of this run, "light" or "dark"."""
    return st.context.theme.type or "light"


def colours() -> palette.Colours:
    """The colours a chart of this run is drawn in."""
    return palette.colours(mode(), theme())


def sizes() -> palette.Sizes:
    """The sizes a chart of this run is drawn in."""
    return palette.sizes(mode())


def begin() -> None:
    """Style of the run: the one style sheet, and the palette's colours as variables for what is drawn as HTML."""
    _questions.set(0)
    _is_told.set(False)
    names = {**palette.variables(colours()), "scale": str(pickers.text_scale()), "lost": f'"{t("lost.wall")}"'}
    for sheet in ("screen", *(["projector"] if mode() == "projector" else [])):
        st.html(STATIC / f"{sheet}.css")
    st.html(f"<style>:root{{{''.join(f'--{name}:{value};' for name, value in names.items())}}}{_window_steps()}</style>")


def _window_steps() -> str:
    """How much of 1080 px the window is high, in steps of 5 %, as the variable --k: CSS cannot divide lengths everywhere."""
    steps = [step / 20 for step in range(7, 61)]
    return "".join(f"@media(min-height:{int(1080 * k)}px){{:root{{--k:{k:g}}}}}" for k in steps)


def go_where_asked(menu: Mapping[str, object]) -> None:
    """Follow a turn past a page's last scene to the page it leads to (`menu`: key → page), once the pages are known."""
    _pages.set(tuple(menu))
    if asked := st.session_state.pop("go_to", None):
        st.switch_page(menu[asked], query_params={})


def head(here: ask.Context, page: str) -> None:
    """Above every page: whose data, as at which release, sample or not, older or not; the choices every page shares."""
    st.session_state["page"] = page
    st.logo(str(STATIC / f"logo_{wording.language()}.svg"), size="large")
    if here.trouble and here.release:
        st.html(markup.banner(t("lost.banner", release=here.release, as_of=wording.date(here.as_of)), "off_track"))
    if mode() == "projector":
        sample = f" {t('head.sample')}" if here.is_sample else ""
        st.html(markup.who(_who(here), sample))
        return
    if here.is_sample:
        st.html(markup.banner(t("head.sample"), "no_evidence"))
    with st.container(horizontal=True, vertical_alignment="center", key="head"):
        older = t("head.older", latest=here.latest) if here.release != here.latest else ""
        st.html(markup.who(_who(here), older))
        pickers.province_picker(here.provinces, {code: names[wording.language() == "en"] for code, names in here.province_names.items()}.__getitem__)
        if here.release:
            pickers.release_picker(here.releases, here.latest)
        if mode() == "desk":
            pickers.mode_button()
            pickers.room()
        pickers.language_button()


def _who(here: ask.Context) -> list[str]:
    """Province, release, as-at and chain, in the words of this run."""
    if not here.release:
        return [t("product.about")]
    name = here.name_en if wording.language() == "en" else here.name_th
    return [
        t("head.who", province=name),
        t("head.release", release=here.release),
        t("head.as_of", as_of=wording.date(here.as_of)),
        t("head.chain", chain=here.chain[:8]),
    ]


# --- the pieces of a page ---------------------------------------------------------------------------------------------


def question(title: str) -> None:
    """The reader's question: the page's title at first, a section's after that."""
    asked = _questions.get()
    _questions.set(asked + 1)
    st.html(markup.heading(1 if asked == 0 or mode() == "projector" else 2, title))


def answer(sentence: str, state: str = "", names: Sequence[str] = (), why: Sequence[tuple[str, str, str]] = ()) -> None:
    """The answer as a sentence with its figure, right under the question; its state as sign, word and colour.

    `names`: places and bodies in the sentence that must stay on one line. `why`: facts that made the state, one click from it; not on a projector.
    """
    st.html(markup.answer(sentence, state, names, () if mode() == "projector" else why))
    _tell_meaning()


def _tell_meaning() -> None:
    """Under a page's first answer, for the public: what the page means, in two plain sentences; not on a projector."""
    meaning = f"meaning.{st.session_state.get('page')}"
    if serving.audience() == serving.PUBLIC and mode() != "projector" and not _is_told.get() and wording.has(meaning):
        _is_told.set(True)
        st.html(markup.line("meaning", t(meaning)))


def figures(numbers: Sequence[Figure]) -> None:
    """Four or five numbers that matter, as cards."""
    st.html(markup.figures(numbers))


def chart(figure: Mapping, alt: str, table, name: str, height: int | None = None, on_select: Callable[[str], None] | None = None) -> None:
    """A chart with what it says in words (`alt`), its table behind it, and its files.

    `figure` is a plain figure dict from dashboard.charts, `table` the frame it shows, `name` a key unique on the page.
    `on_select` is called when a reader presses a point, with the key under which the session state tells which.
    """
    drawn, key = look.apply(figure, mode(), theme()), f"chart_{name}"
    if height:
        drawn["layout"]["height"] = height
    size = "stretch" if mode() == "projector" else drawn["layout"]["height"]
    pressed = {"on_select": lambda: on_select(key), "selection_mode": "points"} if on_select else {}
    st.plotly_chart(drawn, theme=None, key=key, alt=alt, height=size, config={"displayModeBar": False, "responsive": True}, **pressed)
    behind(table, name)


def deck(drawn, alt: str, table, name: str, height: int, on_select: Callable[[str], None] | None = None) -> None:
    """A map drawn by the graphics card (a pydeck Deck), with what `chart` has. Where there is no WebGL it is blank: offer a flat one."""
    key = f"deck_{name}"
    pressed = {"on_select": lambda: on_select(key)} if on_select else {}
    st.pydeck_chart(drawn, height=height, key=key, alt=alt, **pressed)
    behind(table, name)


def behind(frame, name: str) -> None:
    """The table behind a picture and its files, folded away; built only when opened (or written), never on a projector."""
    if mode() == "projector":
        return
    fold = st.expander(t("show.table"), key=f"behind_{name}", on_change="rerun")
    if fold.open or serving.writing():
        with fold:
            table(frame, name)


def table(frame, name: str, caption: str = "", columns: Sequence[str] = (), changed: Collection[tuple[int, str]] = (), files: bool = True) -> None:
    """An answer as a table, worst first as given, a page of rows at a time, with its files.

    `columns`: the ones a projector or a phone shows (all of them elsewhere). `changed`: cells (row, column) to mark.
    """
    if (writing := serving.writing()) and writing.only_charts:
        return
    if frame.empty:
        st.html(markup.line("note", t("show.no_rows")))
        return
    seen = frame[list(columns)] if columns and mode() != "desk" else frame
    first, last = _rows_of_page(seen, name)
    here = {(row - first, column) for row, column in changed if first <= row < last}
    st.html(markup.table(seen.iloc[first:last], caption or t("show.table"), here, links.of_cells(seen.columns)))
    words = "rows_keys" if mode() == "projector" else "rows"
    if last - first < len(seen):
        st.html(markup.line("note", t(f"show.{words}", first=first + 1, last=last, total=len(seen))))
    if files:
        download(frame, name)


def _rows_of_page(frame, name: str) -> tuple[int, int]:
    """First and last row (exclusive) to show, with the widget or the keys that turn the page."""
    most = WRITTEN_ROWS if serving.writing() else sizes().rows
    if mode() == "projector":
        pages = fit.row_pages(frame, pickers.window(), sizes().body, most, pickers.text_scale())
        return pages[_turned(name, len(pages)) - 1]
    pages = -(-len(frame) // most)
    page = st.pagination(pages, key=f"rows_{name}") if pages > 1 and not serving.writing() else 1
    return (page - 1) * most, min(page * most, len(frame))


def turn(pages: int, name: str) -> int:
    """Which page (from 1) of a picture too long for one screen is in sight, with the widget, or the keys, that turn it."""
    if mode() == "projector":
        return _turned(name, pages)
    return st.pagination(pages, key=f"part_{name}") if pages > 1 and not serving.writing() else 1


def _turned(name: str, pages: int) -> int:
    """The page of rows on a projector, turned by the arrow keys up and down."""
    key = f"turned_{name}"
    page = min(st.session_state.get(key, 1), pages)
    with st.container(key=f"{pickers.HIDDEN}{key}"):
        st.button(t("head.next_rows"), key=f"{key}_next", shortcut="Down", on_click=_set, args=(key, min(page + 1, pages)))
        st.button(t("head.previous_rows"), key=f"{key}_back", shortcut="Up", on_click=_set, args=(key, max(page - 1, 1)))
    return page


def _set(key: str, value: int) -> None:
    st.session_state[key] = value


def source(files: Sequence[str] = (), rule: str = "", more: str = "") -> None:
    """One quiet line: release and as-at, files, the rule behind the colours, whatever `more` a picture owes its makers."""
    here = ask.context()
    parts = [t("show.source_release", release=here.release, as_of=wording.date(here.as_of))]
    parts += [t("show.source_files", files=", ".join(files))] if files else []
    parts += [t("show.source_rule", rule=rule)] if rule else []
    parts += [more] if more else []
    st.html(markup.line("source", t("show.source", parts=" · ".join(parts))))


def download(frame, name: str) -> None:
    """The answer as CSV and Excel; each file is built when its button is clicked. None on a projector; a page that is written keeps its CSV beside it."""
    if mode() == "projector":
        return
    here, language = ask.context(), wording.language()
    stem = f"{name}-{here.province}-r{here.release}"
    if serving.writing():
        file(st, t("show.csv"), lambda: downloads.csv_file(frame, language), f"{stem}.csv", "text/csv", f"csv_{name}")
        return
    about = [
        (t("head.who", province="").strip(), here.name_th if language == "th" else here.name_en),
        (t("head.release_label"), str(here.release)),
        (t("head.as_of", as_of="").strip(), wording.date(here.as_of)),
        (t("head.chain", chain="").strip(), here.chain),
        (t("product.name"), f"{name}"),
    ]
    row = st.container(horizontal=True, key=f"files_{name}")
    file(row, t("show.csv"), lambda: downloads.csv_file(frame, language), f"{stem}.csv", "text/csv", f"csv_{name}")
    file(row, t("show.xlsx"), lambda: downloads.xlsx_file(frame, language, about), f"{stem}.xlsx", XLSX, f"xlsx_{name}")


def file(place, label: str, make: Callable[[], bytes], name: str, mime: str, key: str) -> None:
    """A file to take away, built when its button in `place` is clicked; where the page is written, a link to the file kept beside it."""
    if writing := serving.writing():
        writing.keep(name, make())
        place.html(markup.file(label, name))
    else:
        place.download_button(label, make, name, mime, key=key, on_click="ignore")


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def method(text: str) -> None:
    """How it is worked out, folded away; not on a projector. `text` is Markdown from the texts."""
    if mode() != "projector":
        st.expander(t("show.method")).markdown(text)


def empty(kind: str, **values: object) -> None:
    """A designed empty or broken state: what it is, what it means, what to do. Kinds are the texts' `empty.<kind>`."""
    st.html(markup.empty(*(t(f"empty.{kind}.{part}", **values) for part in ("title", "words", "action"))))


def apologise(error: Exception) -> None:
    """Tell the reader a code and the log the reason; raise it again where nobody serves (tests, page writers)."""
    if not serving.apologises():
        raise error
    code = secrets.token_hex(3)
    log.error("%s", code, exc_info=error)
    empty("error", code=code)


def run(page) -> None:
    """Run a page's script (an `st.Page`), or say why it cannot be shown."""
    try:
        page.run()
    except ask.Unreachable:
        empty("unreachable")
    except Exception as error:
        apologise(error)
        if mode() == "projector":
            _foot(1, 1)  # the presenter can still go on


def note(text: str) -> None:
    """A quiet remark; nothing where there is none."""
    if text:
        st.html(markup.line("note", text))


# --- scenes -----------------------------------------------------------------------------------------------------------


def scenes(*given: Scene | tuple) -> None:
    """Show a page's messages: all of them on a desk and a phone, one at a time on a projector (`scene=n` in the URL)."""
    every = [one if isinstance(one, Scene) else Scene(*one) for one in given]
    if mode() == "projector":
        _one_scene(every)
    else:
        _all_scenes(every)


def _all_scenes(every: Sequence[Scene]) -> None:
    waiting = None  # the right half of a row whose left half is taken
    for scene in every:
        if scene.half and mode() == "desk":
            left = waiting is None
            if left:
                here, waiting = st.columns(2, gap="large")
            else:
                here, waiting = waiting, None
        else:
            here, waiting = st.container(), None
        with here, st.container(key=f"scene_{scene.key}"):
            _draw(scene)


def _one_scene(every: Sequence[Scene]) -> None:
    asked = pickers.carried("scene")
    number = min(max(int(asked) if asked.isdigit() else 1, 1), len(every))
    with st.container(key="stage", height="stretch"):
        _draw(every[number - 1])
    _foot(number, len(every))


def _draw(scene: Scene) -> None:
    """A scene, or in its place why it cannot be shown: one that fails leaves the others standing."""
    try:
        scene.draw()
    except ask.Unreachable:
        empty("unreachable")
    except Exception as error:
        apologise(error)


def _foot(number: int, total: int) -> None:
    """The presenter's keys (out of sight) and where in the page, or in the meeting, this is."""
    followed = wall.following()
    if followed:
        wall.keys(number, total)
    with st.container(key=f"{pickers.HIDDEN}keys"):
        for way, step, keys in (("next", 1, ("PageDown", "Right")), ("previous", -1, ("PageUp", "Left"))):
            for key in () if followed else keys:
                st.button(t(f"head.{way}_scene"), key=f"turn_{key}", shortcut=key, on_click=_turn, args=_target(number + step, total))
        st.button(t("head.leave_projector"), key="turn_Esc", shortcut="Esc", on_click=_leave, args=(pickers.usual_mode(),))
    place = min(followed.cursor.item_number, len(followed.items)) if followed else number
    st.html(markup.line("foot", t("meeting.foot", item=place, items=len(followed.items)) if followed else t("head.scene", scene=number, scenes=total)))


def blank() -> bool:
    """A black wall where a meeting's driver asked for one: any of the presenter's keys brings the screen back. Returns whether it is."""
    if not wall.following().cursor.is_blank:
        return False
    st.html(markup.blank())
    _foot(1, 1)
    return True


LAST = "99"  # a scene number beyond any page's last one shows the last


def _target(scene: int, total: int) -> tuple[str, str]:
    """(page to go to, scene) of a turn: past the last scene the next page, before the first the end of the page before."""
    keys, here = _pages.get(), st.session_state.get("page")
    place = keys.index(here) + (1 if scene > total else -1) if here in keys else -1
    if 1 <= scene <= total or not 0 <= place < len(keys):
        return "", str(min(max(scene, 1), total))
    return keys[place], "" if scene > total else LAST


def _turn(page: str, scene: str) -> None:
    if page:
        st.session_state["go_to"] = page
    pickers.put("scene", scene)


def _leave(usual: str) -> None:
    st.session_state.pop("wall_of", None)
    pickers.put("mode", "desk" if usual == "projector" else "")
    pickers.put("scene", "")
