"""The governor's report to the national committee: whether it can be signed, what it says, and the paper itself, to look at and to print."""

from functools import partial

import streamlit as st

from dashboard import links, markup, pickers, pieces, show, wording
from dashboard.ask import ask, context
from dashboard.papers import report, sheet
from dashboard.sentences import report as said
from dashboard.wording import date, t


def brief(columns):
    """Of a table's columns those that the furthest seat can read: what it is, and its state."""
    return columns[:2] if show.mode() == "projector" and pickers.text_scale() > 1.1 else columns


def ready():
    show.question(t("report.question"))
    show.answer(*said.ready(checks))
    table = said.checks_table(checks)
    if show.mode() == "projector":
        show.table(table, "checks", columns=brief(said.CHECKS))
    else:
        st.html(markup.table(table, t("report.checks_caption"), address=lambda column, value: addresses.get(value, "") if column == said.CHECKS[0] else ""))
    show.method(t("report.method"))
    show.source()


def paper():
    show.question(t("report.preview_question"))
    show.answer(t("report.preview_answer", count=len(sections), as_of=date(here.as_of)))
    with st.container(horizontal=True, vertical_alignment="bottom", key="printing"):
        digits = pickers.switch("digits", sheet.DIGITS, partial(pieces.worded, "report.digits_")) if wording.language() == "th" else sheet.ARABIC
        made = report.made(ask, origin, digits)
        content = sheet.printed(made).encode()
        st.download_button(t("report.download"), lambda: content, f"report-{here.province}-r{here.release}-{digits}-{wording.language()}.html", "text/html", key="print_report", icon=":material/print:", on_click="ignore")
    show.note(t("report.download_hint"))
    st.html(f"<style>{sheet.style()}</style>")
    st.html(sheet.body(made))


def summary():
    show.question(t("report.summary_question"))
    show.answer(overall.lead, overall.state, overall.names)
    show.table(said.summary([(section.heading, section.state, section.lead) for section in sections if section.key in SUMMED]), "summary", columns=brief(said.SUMMED))
    show.source()


def asked():
    last = sections[-1]
    show.question(t("report.asked_question"))
    show.answer(last.lead)
    show.table(said.considered(report.asked(ask)), "asked")
    show.source()


SUMMED = ("contract", "budget", "manager", "indicators", "participation")  # what the answer above has not told
here = context()
origin = sheet.Origin((here.name_en if wording.language() == "en" else "") or here.name_th, here.release, here.as_of, here.chain, here.is_sample)
checks, sections = report.checks(ask, (here.release, here.latest)), report.sections(ask)
overall = sections[report.OVERALL]
addresses = {check.name: links.to(check.page) for check in checks}
if show.mode() == "projector":
    show.scenes(("ready", ready), ("summary", summary), ("asked", asked))
else:
    show.scenes(("ready", ready), ("paper", paper))
