"""How to ask: the committee's address, the complaints centre; what the committee asked, resolved and found so far, and when the next update comes."""

import streamlit as st

from dashboard import markup, names, pictures, show, sources
from dashboard.ask import ask, given
from dashboard.sentences import asking as said
from dashboard.wording import t
from queries.answers import dicts


def how():
    show.question(t("asking.question"))
    show.answer(said.how(now))
    st.html(markup.facts(said.ways(now, next(iter(dicts(office)), None))))
    show.note(t("asking.no_names"))
    show.source(sources.files(office))


def answered():
    show.question(t("asking.answered_question"))
    if asked.empty:
        show.empty("no_answers")
    else:
        told(asked, *said.asked(asked), said.ASKED, said.ASKED_BRIEF, "asked")
        show.note(t("asking.asked_note"))
    show.source(sources.of_tables("committee_question"), more=t("asking.of_record"))


def decided():
    show.question(t("asking.resolved_question"))
    if resolved.empty:
        show.empty("no_resolutions")
    else:
        told(resolved, *said.resolved(resolved), said.RESOLVED, said.RESOLVED_BRIEF, "resolved")
    show.source(sources.of_tables("resolution"), more=t("asking.of_record"))


def observed():
    show.question(t("asking.found_question"))
    told(found, *said.found(found), said.FOUND, said.FOUND_BRIEF, "found")
    show.source(sources.of_tables("finding"), more=t("asking.of_record"))


def instructed():
    show.question(t("asking.instructed_question"))
    told(orders, *said.resolved(orders, "instructed_answer"), said.INSTRUCTED, said.INSTRUCTED_BRIEF, "instructed")
    show.source(sources.of_tables("instruction"), more=t("asking.of_record"))


def told(rows, sentence, state, columns, brief, name):
    """The answer and its rows, whose names stay on one line."""
    show.answer(sentence, state, list(rows["organisation_name"].dropna()))
    show.table(rows[columns], name, columns=brief[:1] if pictures.is_far() else brief)


def next_time():
    show.question(t("asking.next_question"))
    show.answer(said.next_update(ask("reporting.duties")))
    show.note(t("asking.next_rule"))
    show.source(sources.of_tables("reporting_duty"))


def record(question):
    """An answer of the record in words; nothing is asked for names where nothing was recorded."""
    rows = ask(question)
    return said.recorded(rows, names.registered(), names.known()) if len(rows) else rows


now, office = given(), ask("register.office")
asked, resolved, found, orders = (record(question) for question in ("committee.asked", "committee.resolved", "committee.findings", "meetings.instructions"))
every = [("how", how, True), ("answered", answered, True), ("resolved", decided, True), ("found", observed, len(found)), ("instructed", instructed, len(orders)), ("next", next_time, True)]
show.scenes(*((key, draw) for key, draw, is_told in every if is_told))
