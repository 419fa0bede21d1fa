"""The territorial contract: whether its four parts are complete, what partners promised, who signed, how it was approved and changed, what is in dispute."""

from dataclasses import replace

import streamlit as st

from dashboard import markup, names, pickers, pictures, pieces, show, sources
from dashboard.ask import ask
from dashboard.charts import bars, boxes, path, rows
from dashboard.sentences import contract as words
from dashboard.wording import baht_exact, t

CONTRACT = ("contract", "contract_party", "approval", "project", "budget_share", "undertaking")  # tables the first scene's figures are made of
PROMISED = bars.Columns("organisation_name", "remark", "remark_state")
MOST = {"desk": 20, "phone": 8}  # rows of a picture before it turns the page
FEW = {"desk": 8, "phone": 2}  # parties in sight, or all that have not signed; the rest folded away, a projector turns its pages
AROUND, TURNING, NARROW = 580, 55, 120  # px of a projector's picture that all but its rows takes; to turn the page; more on a 4:3 picture
PATH = 470  # px of a projector's picture that all but the path takes
LETTERS = (40, 36, 32)  # px of words on a projector that has room for them, so that the furthest seat reads them


def answer(question):
    """The rows of an answer that are of the contract in sight."""
    found = names.localised(ask(f"contract.{question}"))
    return found[found["contract_code"] == code].reset_index(drop=True)


def named(frame):
    """The frame with the names that these readers may see."""
    known = names.registered()
    return frame.assign(organisation_name=[known.get(of, of) for of in frame["organisation_code"]])


def rule():
    return pieces.beside(words.late_rule(ask("reporting.limits")))


def whole():
    parts, held = words.parts_table(answer("parts")), answer("programme").iloc[0]
    sentence = words.complete(parts)
    show.question(t("contract.question"))
    show.answer(sentence, words.worst_of(list(parts["state"])))
    numbers = words.figures(one, approvals)
    if not pictures.is_far():
        show.figures(pieces.few(numbers[:3] if show.mode() == "projector" else numbers, (0, 1)))
    draw_parts(parts, held, t("contract.parts_alt", answer=sentence))
    if show.mode() != "projector":
        read(held)
    show.method(t("contract.method"))
    show.source(sources.of_tables(*CONTRACT), pieces.beside(t("contract.parts_rule")))


def draw_parts(parts, held, alt):
    size, is_wide = show.sizes(), show.mode() == "projector" and not pictures.is_narrow()
    drawn = boxes.structure(words.boxes(parts, held, 1 if show.mode() == "phone" else 2), show.colours(), replace(size, note=LETTERS[0]) if is_wide else size,
                            pictures.room(), 2 if pictures.is_far() else 3)
    show.chart(drawn, alt, parts[words.PARTS], "parts")


def read(held):
    """What the third part holds with where it is shown, and every clause in full, folded away."""
    st.html(markup.facts(words.programme(held)))
    found = answer("clauses")
    with st.expander(t("contract.read")):
        st.html(markup.line("note", one["contract_title"]))
        for part in sorted(set(found["part"])):
            st.html(f'<p><strong>{markup.said(words.part_name(part))}</strong></p>{markup.facts(words.clauses(found, part))}')


def promises():
    found = words.promises(named(answer("contributions")))
    show.question(t("contract.promises_title"))
    if not len(found):
        show.empty("no_table", table=t("contract.of_undertaking"))
    else:
        sentence = words.promised(found, pictures.is_far())
        show.answer(sentence, words.worst_of(list(found["remark_state"])))
        draw_promises(found, t("contract.promises_alt", answer=sentence))
        if show.mode() != "projector" and words.neither(found):
            show.note(words.neither(found))
    if not pictures.is_far():
        pieces.reconciled()
    show.source(sources.of_tables("budget_share", "undertaking", "contract_party"), rule())


def draw_promises(found, alt):
    first, last = in_sight(bars.heights(found, PROMISED, show.sizes(), pictures.room()))
    layer = bars.Layer("pledged_baht", t("contract.pledged"), show.colours().money["pledged"])
    drawn = bars.bullets(found.iloc[first:last], [layer], PROMISED, bars.Scale(t("budget.ladder_baht"), 1_000_000), show.colours(), show.sizes(),
                         exact=baht_exact, room=pictures.room(), has_axis=show.mode() != "projector")
    show.chart(drawn, alt, found[words.PROMISES], "promises")


def in_sight(heights):
    """First and last row (exclusive) of a picture as many as stand on this screen, with what turns to the others."""
    if show.mode() != "projector":
        return pieces.part(len(heights), "promises", MOST[show.mode()])
    room = pictures.HIGH / pickers.text_scale() - AROUND - NARROW * pictures.is_narrow()
    turned = max(room - TURNING, (1 if pictures.is_far() else 2) * max(heights, default=0))  # however little room is left
    pages = rows.pages(heights, room if sum(heights) <= room else turned)
    return pages[pieces.turn(len(pages), "promises") - 1]


def parties():
    found = named(answer("parties"))
    show.question(t("contract.parties_title"))
    show.answer(words.parties(found, one), words.worst_of(list(found["state"])), list(found["organisation_name"]))
    if show.mode() != "projector" and one["signing_days"] is not None:
        show.note(words.signing(one))
    listed = words.parties_table(found)
    most = max(FEW.get(show.mode(), len(listed)), one["party_count"] - one["signed_count"])
    show.table(listed.head(most), "parties", columns=words.PARTIES_BRIEF if show.mode() == "projector" else words.PARTIES, files=len(listed) <= most)
    if len(listed) > most:
        show.behind(listed, "every_party")
    show.source(sources.files(found), rule())


def approval():
    sentence, state = words.approved(approvals, one, pictures.is_far())
    stops = words.stops(approvals, one, show.mode() == "projector")
    stops = [replace(stop, lines=()) for stop in stops] if pictures.is_far() else stops
    show.question(t("contract.path_title"))
    show.answer(sentence, state)
    show.chart(fitting(stops), t("contract.path_alt", answer=sentence), words.path_table(approvals), "path")
    show.source(sources.files(approvals), rule())


def fitting(stops):
    """The path in the largest letters that leave it whole on this screen."""
    size, room = show.sizes(), pictures.HIGH / pickers.text_scale() - PATH - NARROW * pictures.is_narrow()
    larger = [replace(size, note=letter) for letter in LETTERS] if show.mode() == "projector" else []
    drawn = [path.steps(stops, show.colours(), of, pictures.room()) for of in (*larger, size)]
    return next((figure for figure in drawn if figure["layout"]["height"] <= room), drawn[-1])


def amendments():
    found, effects = answer("amendments"), answer("amendment_effects")
    show.question(t("contract.amended_title"))
    if not len(found):
        show.empty("no_amendment")
    else:
        show.answer(words.amended(found, effects, pictures.is_far()))
        show.table(words.amendments_table(found, effects)[words.AMENDMENTS], "amendments", columns=words.AMENDMENTS_BRIEF[1:3] if pictures.is_far() else words.AMENDMENTS_BRIEF)
    show.source(sources.of_tables("amendment"), pieces.beside(t("contract.effect_rule")))


def disputes():
    found = answer("disputes")
    show.question(t("contract.disputes_title"))
    if not len(found):
        show.empty("no_dispute")
    else:
        show.answer(*words.disputed(found))
        show.table(words.disputes_table(found, names.registered())[words.DISPUTES], "disputes", columns=words.DISPUTES_BRIEF)
    show.source(sources.of_tables("dispute"), rule())


def nothing():
    show.question(t("contract.question"))
    show.empty("no_table", table=t("contract.of_contract"))
    show.source(sources.of_tables("contract"))


contracts = names.localised(ask("contract.contracts")).sort_values("start_on", ascending=False)
titles = dict(zip(contracts["contract_code"], contracts["contract_title"], strict=True))
code = pickers.choose("contract", list(titles), titles.get) if len(titles) > 1 else next(iter(titles), "")
if titles:
    one = contracts[contracts["contract_code"] == code].iloc[0].to_dict()
    approvals = answer("approvals")
    show.scenes(("whole", whole), ("promises", promises), ("parties", parties), ("path", approval), ("amendments", amendments), ("disputes", disputes))
else:
    show.scenes(("nothing", nothing))
