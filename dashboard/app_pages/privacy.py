"""The privacy notice: what is kept, what is published, what never, who answers for it."""

import streamlit as st

from dashboard import markup, pictures, show
from dashboard.ask import given
from dashboard.sentences import about
from dashboard.sentences.asking import privacy_contact
from dashboard.wording import t

FIRST = 3  # of the notice's parts, as many as a projector has room for


def notice():
    show.question(t("privacy.question"))
    show.answer(t("privacy.answer"))
    told = about.kept(privacy_contact(given()))
    if not pictures.is_far():
        st.html(markup.facts(told[:FIRST] if show.mode() == "projector" else told))


def never():
    found = about.private()
    show.question(t("privacy.never_question"))
    show.answer(t("privacy.never_answer", count=len(found)))
    show.table(found, "private")


show.scenes(("notice", notice), ("never", never))
