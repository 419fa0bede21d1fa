"""The data dictionary, made from the tables themselves: what every public table and column is."""

from dashboard import links, pickers, pieces, serving, show
from dashboard.sentences import about
from dashboard.wording import label, t


def tables():
    show.question(t("dictionary.question"))
    show.answer(t("dictionary.answer", tables=len(listed), columns=sum(listed["public_columns"])))
    show.table(listed, "tables", columns=about.LISTED_BRIEF)
    if show.mode() != "projector":
        show.note(t("dictionary.folders"))
    pieces.lead(t("dictionary.to_data"), links.to("data"))


def columns():
    """The columns of the table that is chosen; of every table where the page is written and nothing can be chosen."""
    if serving.writing():
        for name in known:
            columns_of(name, files=False)
        return
    with pieces.picks("dictionary_picks", 420):
        name = pickers.choose("of_table", list(known), titles.get, label=t("dictionary.pick"))
    columns_of(name)


def columns_of(name, files=True):
    table, title = known[name], titles[name]
    found = about.columns(table)
    show.question(t("dictionary.columns_question", table=title))
    show.answer(t("dictionary.columns_answer", table=title, columns=len(found), unique=", ".join(label(of) for of in table.key) or t("dictionary.one_row")))
    show.table(found, f"columns_{name}", columns=about.COLUMNS_BRIEF, files=files)


known, listed = about.public_tables(), about.listed()
titles = dict(zip(listed["table_name"], listed["table_title"], strict=True))
show.scenes(("tables", tables), ("columns", columns))
