"""What the words on the screens mean, in Thai and English, and where each is used."""

from dashboard import show
from dashboard.sentences import about
from dashboard.wording import t


def terms():
    found = about.terms()
    show.question(t("glossary.question"))
    show.answer(t("glossary.answer", count=len(found)))
    show.table(found, "glossary", columns=about.TERM_BRIEF)


show.scenes(("terms", terms))
