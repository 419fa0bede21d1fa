"""Where the figures come from: who has not reported, what each release is and changed, the forms to fill, and how a workbook gets in."""

import streamlit as st

from dashboard import links, loading, names, pickers, pieces, serving, show, sources, upload
from dashboard.ask import EMPTY, ask, context, exported, given
from dashboard.sentences import data as said
from dashboard.wording import date, t
from queries.answers import dicts

NOT_ADDED, MOST_ADDED = "corrections", 2000  # what is shown of a release at first; rows added beyond which they are only counted
STANDARDS = {"ocds": "OCDS", "oc4ids": "OC4IDS", "fiscal": "Fiscal Data Package"}  # names are names in every language
OWED, LISTED = ("organisation_name", "report_kind", "due_on", "days_overdue"), ("release", "as_of", "reason", "standing")
CHANGED = ("table_label", "row_key", "column_label", "old_words", "new_words")


def answer(question, **picks):
    return names.localised(ask(f"reporting.{question}", **picks))


def missing():
    late, fresh = answer("missing"), answer("freshness")
    show.question(t("data.title"))
    show.answer(said.completeness(late, fresh), "no_evidence" if len(late) else "on_track", list(late["organisation_name"]))
    if show.mode() != "projector":
        show.figures(said.cards(releases.iloc[0].to_dict(), releases, late, fresh))
    show.table(said.owed(late), "missing", t("data.missing_caption"), OWED)
    show.method(t("data.method"))
    show.source(sources.of_tables("reporting_duty", "money_event", "observation", "output_report", "coordination_event"), t("data.rule"))


def listed():
    show.question(t("data.releases_title"))
    show.answer(said.history(releases))
    found = said.releases_table(releases)
    show.table(found, "releases", t("data.releases_caption"), [name for name in LISTED if name in found])
    if show.mode() == "desk":
        show.note(t("data.head", chain=releases.iloc[0]["chain"]))
    show.source()


def changed():
    numbers = {str(row["release"]): t("head.release_option", release=row["release"], as_of=date(row["as_of"])) for row in dicts(releases)}
    show.question(t("data.changes_title"))
    with pieces.picks("change_picks", 640):
        number = int(pickers.choose("change", list(numbers), numbers.get, label=t("data.pick_release")))
        tables = answer("release_tables", at_release=number, only_this=True)
        of = {NOT_ADDED: t("data.corrections"), **said.touched_tables(tables)}
        kind = pickers.choose("table", list(of), of.get, label=t("data.pick_table"))
    show.answer(said.effect(next(r for r in dicts(releases) if r["release"] == number), tables))
    show.table(said.fields(changes(number, kind, tables)), "changes", t("data.changes_caption"), CHANGED)
    show.behind(said.touched(tables), "touched")
    show.source()


def changes(number, kind, tables):
    """Corrections of every table, or everything one table was told; more new rows than anybody reads are left to their count."""
    wanted = [row for row in dicts(tables) if (row["changed_rows"] or row["ended_rows"] if kind == NOT_ADDED else row["table_name"] == kind)]
    return said.together([
        answer("changes", at_release=number, table_name=row["table_name"], with_added=kind != NOT_ADDED and row["added_rows"] <= MOST_ADDED) for row in wanted])


def forms():
    show.question(t("data.forms_title"))
    show.answer(t("data.forms_answer" if here.release else "data.forms_first"))
    url, at = here.url, (here.province, here.release)
    with st.container(horizontal=True, vertical_alignment="bottom", key="forms"):
        st.download_button(t("data.form_setup"), lambda: loading.form("setup", url, *at), "setup.xlsx", show.XLSX, key="form_setup", on_click="ignore")
        if here.release:
            partner = pieces.pick("data", "partner", *pieces.coded(names.localised(ask("network.partners")), "organisation"))
            st.download_button(t("data.form_monthly"), lambda: loading.form("monthly", url, *at, partner or ""), f"monthly-{partner or here.province}.xlsx", show.XLSX, key="form_monthly", on_click="ignore")
    show.note(t("data.forms_hint"))


def standards():
    counts = {"ocds": len(ask("deliverables.manager")), "oc4ids": len(ask("contract.projects")), "fiscal": ask("budget.totals")["share_count"].sum()}
    held = [name for name, count in counts.items() if count]
    show.question(t("data.standards_title"))
    show.answer(t("data.standards_answer", count=len(held)) if held else t("data.standards_none"))
    url, at = here.url, (here.province, here.release)
    with st.container(horizontal=True, key="standards"):
        for name in held:
            kind, mime = ("zip", "application/zip") if name == "fiscal" else ("json", "application/json")
            show.file(st, t(f"data.standard_{name}", standard=STANDARDS[name]), lambda name=name: exported(name, url, *at), f"{name}-{here.province}-{here.release}.{kind}", mime, f"standard_{name}")
    show.note(t("data.standards_hint"))


def open_data():
    show.question(t("data.open_title"))
    show.answer(t("data.open_answer"))
    url, at, name = here.url, (here.province, here.release), f"open-data-{here.province}-{here.release}.zip"
    show.file(st, t("data.open_button"), lambda: exported("open-data", url, *at), name, "application/zip", "open_data")
    show.note(said.licence(given().licence, is_official))
    pieces.lead(t("data.open_dictionary"), links.to("dictionary"))
    show.source()


def load():
    show.question(t("data.load_title"))
    upload.box()


here, is_official = context(), serving.audience() == serving.OFFICIAL
feeding = [("forms", forms)] * (is_official and show.mode() != "projector") + [("load", load)] * (serving.may_load() and show.mode() != "projector")
if here.trouble == EMPTY and not here.release:
    show.question(t("data.empty_title"))
    show.answer(t("data.empty_answer" if serving.may_load() else "data.empty_elsewhere"))
    show.scenes(*feeding)
else:
    releases = answer("release_summary")
    open_to_all = [("open_data", open_data), ("standards", standards)] * (show.mode() != "projector")
    show.scenes(("missing", missing), *feeding, ("releases", listed), *[("changes", changed)] * is_official, *open_to_all)
