"""Loading a workbook from the screen: choose a file, see what is wrong and what it would change, then load it – or not.

Only the local official process on loopback shows it (`serving.may_load`). All work is done in another process (loading.py);
what was found is kept in the session as plain data, under the file's fingerprint.
"""

import hashlib
from pathlib import Path

import streamlit as st

from dashboard import loading, markup, pickers, show, wording
from dashboard.ask import context
from dashboard.sentences import data as said
from dashboard.serving import database_url
from dashboard.wording import t

CSS = Path(__file__).with_name("static") / "upload.css"
KEPT = "loading"  # session: {"sha", "report"} of the file in hand
ASKED = "loading_asked"  # session: fingerprint of the file whose load was asked for


def box() -> None:
    """The whole of it, top to bottom: file, verdict, problems, effects, the button that loads."""
    file = _chosen()
    if file is None:
        show.note(t("data.upload_hint"))
        return
    content, as_of = file.getvalue(), _day_of(file.name)
    sha = hashlib.sha256(content + as_of.encode()).hexdigest()
    try:
        report = _report(sha, file.name, content, as_of)
    except loading.NotDone as trouble:
        st.session_state.pop(ASKED, None)
        st.html(markup.banner(trouble.words[wording.language()], "off_track"))
        return
    _tell(report, file.name, content, as_of)
    if not report["is_refused"] and not report["release"] and report["changes_anything"]:
        st.button(t("data.load"), type="primary", key="load_now", on_click=_ask, args=(sha,))


def _chosen():
    """The file in hand. The widget's own words are English: the style sheet puts ours in their place."""
    words = {"choose": t("data.upload_choose"), "limit": t("data.upload_limit")}
    st.html(CSS)
    st.html(f"<style>:root{{{''.join(f'--upload-{name}:{_css(text)};' for name, text in words.items())}}}</style>")
    with st.container(key="upload"):
        return st.file_uploader(t("data.upload"), key="workbook")  # any kind: what is wrong with one is said in words by the reader


def _css(text: str) -> str:
    """A text as a CSS string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3C ") + '"'


def _day_of(name: str) -> str:
    """The day a CSV speaks of, which it cannot say itself."""
    if not name.lower().endswith(".csv"):
        return ""
    return st.text_input(t("data.csv_as_of"), key="csv_as_of", placeholder=t("data.csv_as_of_example")).strip()


def _report(sha: str, name: str, content: bytes, as_of: str) -> dict:
    """What is known of the file: checked once, loaded once when it was asked for."""
    asked = st.session_state.pop(ASKED, "") == sha
    kept = st.session_state.get(KEPT) or {}
    if kept.get("sha") == sha and not asked:
        return kept["report"]
    work = loading.load if asked else loading.check
    bar = st.progress(0.0, t("data.working"))
    try:
        report = work(name, content, database_url(), lambda stage, done, total: bar.progress(min(done / total, 1.0) if total else 0.0, t(f"command.stage_{stage}")),
                      as_of, context().province if name.lower().endswith(".csv") else "")
    finally:
        bar.empty()
    st.session_state[KEPT] = {"sha": sha, "report": report}
    if report["is_new"]:
        st.rerun()  # the whole screen is now as at the new release
    return report


def _province(code: str) -> str:
    """A province in words, as far as this screen knows it."""
    here = context()
    if code and code == here.province:
        return here.name_en if wording.language() == "en" else here.name_th
    return t("data.province_code", code=code or wording.NONE)


def _ask(sha: str) -> None:
    """The button: load this file, and show the newest release after it."""
    st.session_state[ASKED] = sha
    pickers.put("release", "")


def _tell(report: dict, name: str, content: bytes, as_of: str) -> None:
    """Verdict, problems by cell, what would change."""
    st.html(markup.banner(*said.verdict(report)))
    show.note(said.about(report, _province(report["province_code"])))
    here = context()
    if here.release and report["province_code"] not in ("", here.province):
        st.html(markup.banner(t("data.other_province"), "watch"))
    if report["problems"]:
        show.note(said.told(report))
        show.table(said.problems(report), "problems", t("data.problems_caption"))
        url, province = database_url(), here.province if name.lower().endswith(".csv") else ""
        st.download_button(t("data.marked"), lambda: loading.marked(name, content, url, as_of, province), t("data.marked_name", name=name.rpartition(".")[0]), show.XLSX,
                           key="marked", on_click="ignore")
    if report["changes"] and not report["is_refused"]:
        show.note(t("data.did_change" if report["is_new"] else "data.would_change"))
        show.table(said.effects(report), "effects", files=False)
        show.note(said.untouched(report))
        show.table(said.totals(report), "totals", files=False)
