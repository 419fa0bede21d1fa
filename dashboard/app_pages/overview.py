"""What is off track and who must do what: figures, the list worst first, states, partners, and what the release changed."""

import streamlit as st

from dashboard import items, links, names, panels, pieces, serving, show, sources
from dashboard.ask import ask
from dashboard.charts import states as signs
from dashboard.sentences import overview as said
from dashboard.wording import t

PAGES = ("deliverables", "budget", "indicators", "data", "network")  # where each figure is shown in full
ON_A_PAGE, ON_A_PHONE = 10, 3


def answer(question, **more):
    return names.localised(ask(question, **more))


def stands():
    numbers = said.figures(head, states[states["subject_kind"] == "indicator"], ask("reporting.missing"), ask("reporting.freshness"), ask("contract.contracts"))
    show.question(t("overview.question"))
    show.answer(said.standing(head, who), said.worst_state(states), list(who["organisation_name"].dropna()))
    if show.mode() == "phone":
        st.html(items.listed(said.items(found.head(ON_A_PHONE)), t("overview.list_question")))
    if show.mode() == "projector":
        show.figures([*numbers, said.flags(ask("attention.flag_counts"))])
    else:
        st.html(items.figures(numbers, [links.to(page) for page in PAGES]))
    show.method(t("overview.method"))
    show.source(sources.files(found))


def worst():
    show.question(t("overview.list_question"))
    with pieces.picks("whose", 420):
        partner = pieces.pick("overview", "partner", *pieces.coded(who[who["organisation_code"].notna()], "organisation"))
    held = found if partner is None else found[found["responsible_organisation_code"] == partner]
    filed = said.in_words(held)
    if show.mode() == "projector":
        show.answer(said.chased(held))
        show.table(filed[said.FILED], "worst", columns=said.BRIEF)
    else:
        show.answer(said.first(held), names=list(held["responsible_organisation_name"].dropna()))
        first, last = pieces.part(len(held), "worst", ON_A_PAGE)
        st.html(items.listed(said.items(held.iloc[first:last]), t("overview.list_question")))
        show.download(filed[said.FILED], "worst")
        pieces.lead(t("overview.to_flags"), links.to("flags"))
    show.source(sources.files(held))


def spread():
    rows = said.rows_of_states(states)
    show.question(t("overview.states_question"))
    show.answer(said.spread(rows))
    if rows:
        first, last = pieces.part(len(rows), "states", signs.fit(rows, panels.room()[1] - panels.AROUND, *look()) if show.mode() == "projector" else len(rows))
        show.chart(signs.counted(rows[first:last], show.colours(), *look()), said.spread(rows), states, "states")
    else:
        show.empty("no_rows")
    show.source(sources.files(found))


def look():
    """Sizes of the counted signs: letters, how many stand side by side, px a line of words may take."""
    across = {"desk": 1080, "phone": 340}.get(show.mode()) or panels.room()[0] - panels.MARGIN
    return show.sizes(), signs.PER_LINE[show.mode()], across


def partners():
    show.question(t("overview.who_question"))
    show.answer(said.partners(who))
    show.table(who[said.WHO], "who", columns=said.WHO_BRIEF)
    show.source(sources.files(found))


def changed():
    show.question(t("overview.changed_question"))
    show.answer(said.changed(release, told))
    show.table(told, "changed", columns=said.CHANGED[:2])
    if show.mode() != "projector":
        pieces.lead(t("overview.changed_more"), links.to("changes"))
    show.source([release["file_name"]] if release["file_name"] else [])


head = ask("attention.headline").iloc[0].to_dict()
states, who = answer("attention.states"), answer("attention.who_must_act")
found = answer("attention.worst_first")
release = ask("reporting.release_summary").iloc[0].to_dict()
is_official = serving.audience() == serving.OFFICIAL
told = said.worth_telling(answer("reporting.changes"), names.known()) if is_official else None  # what earlier releases said was not published
show.scenes(("stands", stands), ("worst", worst), ("states", spread), ("who", partners), *[("changed", changed)] * is_official)
