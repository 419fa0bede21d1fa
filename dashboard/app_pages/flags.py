"""The red flags: how many, the gravest, who must act; each rule with what it checks, its limit and what it is raised on; rules that are off are said."""

from dataclasses import replace

import streamlit as st

from dashboard import items, names, pickers, pictures, pieces, show, sources
from dashboard.ask import ask
from dashboard.charts import tallies
from dashboard.sentences import flags as said
from dashboard.wording import t

AROUND, OFF, MOST, LETTER = 470, 70, 7, 36  # of a projector's picture: px that all but its rows takes, and what is said of rules that are off; rows before it turns the page, px of its letters
GROUPS = {"desk": 21, "phone": 5}  # rules with what they are raised on, before the page turns


def answer(question, **more):
    return names.localised(ask(f"attention.{question}", **more))


def stands():
    is_shown = show.mode() == "projector"
    sentence = said.standing(totals, who, (1 if is_far() else 2) if is_shown else 3)
    show.question(t("flags.question"))
    show.answer(sentence, names=list(who["organisation_name"].dropna()))
    if not is_shown:
        show.figures(said.figures(totals))
    tell_off()
    draw(said.rows_of_partners(who), sentence)
    show.method(t("flags.method"))
    show.source(sources.files(found), "" if is_shown else t("flags.rule"))


def is_far():
    """Whether a projector's letters are so large that an answer keeps to one line."""
    return pickers.text_scale() > 1.1 or pictures.is_narrow()


def draw(rows, sentence):
    is_shown, called, room = show.mode() == "projector", [row.name for row in rows], pictures.room()
    size = replace(show.sizes(), note=LETTER) if is_shown and not is_far() else show.sizes()
    if rows:
        high = pictures.HIGH / pickers.text_scale() - AROUND - (OFF if totals["off_rule_count"] else 0)
        most = min(MOST, tallies.fit(high, size, room, called)) if is_shown else len(rows)
        first, last = pieces.part(len(rows), "who", most)
        drawn = tallies.rows(rows[first:last], said.called(), show.colours(), size, room, called)
        show.chart(drawn, t("flags.who_alt", answer=sentence), said.who_table(who), "who")


def tell_off():
    """Rules that are off are never left out in silence: each with its day, resolution and reason, on a projector all in one line."""
    for sentence in said.off(rules, show.mode() == "projector"):
        pieces.remark(sentence, "not_due")


def raised():
    show.question(t("flags.raised_question"))
    show.answer(said.raised(picked, show.mode() == "projector"), names=said.partners_of(picked))
    filed = said.in_words(picked)
    if show.mode() == "projector":
        show.table(filed[said.RAISED_BRIEF], "raised")
    else:
        groups = said.groups(rules, picked)
        first, last = pieces.part(len(groups), "raised", GROUPS[show.mode()])
        if groups:
            st.html(items.grouped(groups[first:last], t("flags.raised_question")))
            show.download(filed[said.FILED], "red_flags")
        if flag is None and severity is None and partner is None and said.quiet(rules):
            show.note(said.quiet(rules))
    show.source(sources.files(picked))


def register():
    listed = said.rules_table(rules)
    show.question(t("flags.rules_question"))
    show.answer(said.registered(rules))
    show.table(listed[said.RULES_BRIEF if show.mode() == "projector" else said.RULES], "rules", files=False)
    show.download(listed[said.RULES_FILED], "flag_rules")
    show.source(sources.of_tables("threshold", "flag_switch"))


rules, who, found = answer("flag_counts"), answer("flags_by_partner"), answer("red_flags")
totals = answer("flag_totals").iloc[0].to_dict()
with pieces.picks("flag_picks"):
    severity = pieces.pick("flags", "severity", said.SEVERITIES, said.severity)
    partner = pieces.pick("flags", "partner", *pieces.coded(who[who["organisation_code"].notna()], "organisation"))
    flag = pieces.pick("flags", "flag", list(rules["flag"]), said.titles(rules).get)
picked = answer("red_flags", flag=flag, severity=severity, organisation_code=partner)
show.scenes(("stands", stands), ("raised", raised), ("rules", register))
