"""Whether the rules, the reporter and the committee see a thing alike: where they differ and why, and how often reporters see themselves better."""

from dashboard import names, pickers, pictures, pieces, show, sources
from dashboard.ask import ask
from dashboard.charts import matrix
from dashboard.sentences import ratings as words
from dashboard.wording import t

TABLES = ("rating", "deliverable", "output_report", "observation")
CELL, COUNT = matrix.Columns("row", "head", "value", "words", "state", "text"), matrix.Columns("row", "head", "value", "words", text="text")
MOST, WORST = 20, 6  # rows of the picture before it turns the page; on a projector


def is_far():
    """Whether a projector's letters are so large that only what is asked for has room."""
    return show.mode() == "projector" and pickers.text_scale() > 1.3


def whole():
    sentence = words.differ(rated, is_far())
    show.question(t("ratings.question_brief" if is_far() else "ratings.question"))
    show.answer(sentence, words.worst(rated))
    table = words.table(rated, known)
    if show.mode() == "phone":
        show.table(table, "ratings", columns=words.BRIEF)
    else:
        cells, rows, heads = words.cells(rated, show.sizes().note, pictures.room())
        first, last = pieces.part(len(rows), "ratings", most())
        show.chart(matrix.heat(cells, CELL, str, show.colours(), show.sizes(), rows=rows[first:last], heads=heads, is_wide=True), t("ratings.alt", answer=sentence), table, "ratings")
    show.method(t("ratings.method"))
    show.source(sources.files(rated), pieces.beside(t("ratings.rule")))


def most():
    return (2 if is_far() else WORST - pictures.is_narrow()) if show.mode() == "projector" else MOST


def reasons():
    lower = rated[rated["is_committee_standing"].astype(bool)]
    show.question(t("ratings.reasons_title"))
    show.answer(words.reasons(lower))
    show.table(words.reasons_table(lower), "reasons", columns=words.REASONS[: 3 if pictures.is_narrow() else 4])
    show.source(sources.files(lower), pieces.beside(t("ratings.rule")))


def bias():
    sentence, table = words.bias(rated), words.bias_table(rated)
    show.question(t("ratings.bias_title_brief" if is_far() else "ratings.bias_title"))
    show.answer(sentence)
    if show.mode() == "phone":
        show.table(table, "bias")
    else:
        cells, rows, heads = words.bias_cells(table)
        show.chart(matrix.heat(cells, COUNT, str, show.colours(), show.sizes(), rows=rows, heads=heads, is_ruled=False, deepest=6), t("ratings.bias_alt", answer=sentence), table, "bias")
    show.source(sources.of_tables(*TABLES), pieces.beside(t("ratings.bias_rule")))


def nothing():
    show.question(t("ratings.question"))
    show.empty("no_table", table=t("ratings.of_rating"))
    show.source(sources.of_tables("rating"))


known, every = names.registered(), names.localised(ask("attention.three_ratings"))
held = list(dict.fromkeys(every["subject_kind"]))
with pieces.picks("ratings_picks", 360):
    kind = pieces.pick("ratings", "subject_kind", held, words.kind) if len(held) > 1 else None
rated = every[every["subject_kind"] == kind].reset_index(drop=True) if kind else every
if len(every):
    show.scenes(("whole", whole), ("reasons", reasons), *[("bias", bias)] * any(rated["self_reported_state"]))
else:
    show.scenes(("nothing", nothing))
