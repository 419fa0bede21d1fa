"""What an agenda item rests on where it opens a screen of the network – partners, ties, bodies, roles, factors, one partner – or of a district: what that screen answers first, at the earlier day it is opened at."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from dashboard import names, wording
from dashboard.papers.item_facts import Answer, Bars, Facts, Table, as_of, ladder, one, told
from dashboard.sentences import bodies as seated
from dashboard.sentences import body_orders, company, overview
from dashboard.sentences import district as places
from dashboard.sentences import factors as nine
from dashboard.sentences import network as whole
from dashboard.sentences import partner as partners
from dashboard.sentences import roles as undertaken
from dashboard.sentences import ties as tied
from dashboard.wording import t
from queries.answers import dicts

MOST = 8  # bars that a picture has room for
SILENT = ["from_name", "to_name", "days_since_last", "last_seen_on", "formal_by"]
NEIGHBOURS = ["partner_name", "joint_events", "days_since_last", "is_silent", "formal_by"]
BODIES = ["body_name", "missing_kinds", "seats", "seats_without_order", "chair_name"]
SEATS = ["post_title", "membership_role", "order", "term"]
UNDERTAKINGS = ["state", "description", "organisation_name", "how_bad", "due_on"]
FACTORS = ["factor", "state", "factor_measure", "value_words", "change_words"]
WAITS = ["item_state", "item_kind", "item", "how_bad", "due_on"]
LATE = ["late_name", "state", "why_words", "responsible_organisation_name"]


def _day(answer: Answer, picks: Mapping[str, str]) -> date | None:
    """The earlier day a screen is opened at; None where it is the release's own."""
    return seated.day_asked(picks.get("as_of", ""), as_of(answer))


def _at(said: str, day: date | None) -> str:
    return f"{said} ({t('bodies.as_of', day=wording.date(day))})" if day else said


def network(answer: Answer, picks: Mapping[str, str]) -> Facts:
    """Who is in the network and which kinds are missing where."""
    day = _day(answer, picks)
    summary, composition = answer("network.summary", as_of=day).iloc[0].to_dict(), answer("network.composition", as_of=day)
    table = whole.places_table(composition)
    bars = Bars(t("pack.bars_partners"), list(table["district_name"]), list(table["partners"]))
    return Facts("", _at(whole.whole(summary, composition), day), told(whole.cards(summary)), Table(t("pack.places"), table), bars, list(table["district_name"]))


def ties(answer: Answer, picks: Mapping[str, str]) -> Facts:
    """Whom most ties pass through and which fell silent; of a partner that is picked its own ties."""
    day = _day(answer, picks)
    everybody, every, quarters = (answer(f"network.{name}", as_of=day) for name in ("partners", "ties", "quarters"))
    named, code = list(everybody["organisation_name"].dropna()), picks.get("partner", "")
    bars = Bars(t("pack.bars_events"), [tick.replace("\n", " ") for tick in tied.short_quarters(list(quarters["as_of"]))][-MOST:], list(quarters["joint_events"])[-MOST:])
    if one(everybody, "organisation_code", code):
        own = tied.own(every, code)
        table = tied.neighbours(own, code)[NEIGHBOURS]
        return Facts("", _at(tied.one(everybody, code, own), day), [], Table(t("pack.neighbours"), table), None, named)
    return Facts("", _at(f"{tied.centre(everybody)} {tied.silence(every)}", day), [], Table(t("pack.silent_ties"), tied.silent_table(every)[SILENT]), bars, named)


def bodies(answer: Answer, picks: Mapping[str, str]) -> Facts:
    """Which bodies are set up and what they lack; of a body that is picked who sits in it."""
    day = _day(answer, picks)
    held, seats = answer("bodies.listed", as_of=day), answer("bodies.seats", as_of=day)
    row, named = one(held, "body_code", picks.get("body", "")), list(held["body_name"].dropna())
    if row:
        parts, own = answer("bodies.taking_part", as_of=day), names.kept(seats, (code == row["body_code"] for code in seats["body_code"]))
        table = body_orders.posts_table(own, seated.briefest(held))[SEATS]
        return Facts("", _at(seated.story(row, names.kept(parts, (code == row["body_code"] for code in parts["body_code"]))), day), [], Table(t("pack.seats"), table), None, named)
    brief = seated.briefest(held)
    bars = Bars(t("pack.bars_seats"), [brief[code] for code in held["body_code"]][:MOST], list(held["seats"])[:MOST])
    return Facts("", _at(seated.structure(answer("bodies.structure", as_of=day), seats), day), [], Table(t("pack.bodies"), seated.seated_table(held)[BODIES]), bars, named)


def roles(answer: Answer, picks: Mapping[str, str]) -> Facts:
    """What was undertaken and what of it is open, worst first; of a partner that is picked its own."""
    partner, day = picks.get("partner") or None, _day(answer, picks)
    resources, found, listed = answer("agreements.resources", partner=partner, as_of=day), answer("contract.undertakings", organisation_code=partner, as_of=day), answer("contract.projects")
    still = undertaken.chased(found, dict(zip(listed["project_code"], listed["project_name"], strict=True)), day or as_of(answer))
    kinds = undertaken.kinds_table(resources)
    asked = names.kept(kinds, kinds["undertaken"])
    bars = Bars(t("pack.bars_undertaken"), [wording.choice("resource_kind", kind) for kind in asked["resource_kind"]], list(asked["undertaken"])) if len(asked) else None
    said = " ".join([undertaken.matched(resources), *([undertaken.undertakings(found, still)] if len(found) else [])])
    return Facts(undertaken.worst_of(still), _at(said, day), [], Table(t("pack.undertakings"), still[UNDERTAKINGS]), bars, list(found["organisation_name"].dropna()))


def factors(answer: Answer, picks: Mapping[str, str]) -> Facts:
    """How the nine factors moved; of one that is picked its measures and its way."""
    found = answer("factors.nine", every_measure=True)
    if found.empty:
        return Facts("no_evidence", t("empty.no_rows.title"))
    own = nine.of_factor(found, picks.get("factor", ""))
    if own.empty:
        first = found.drop_duplicates("factor")
        table = nine.nine_table(first).assign(value_words=[nine.value(row) for row in dicts(first)])
        return Facts("", nine.nine(first), [], Table(t("pack.factors"), table[FACTORS]), None, nine.names(first))
    row = own.iloc[0].to_dict()
    past = nine.of_factor(answer("factors.trend"), row["factor"])
    bars = Bars(wording.choice("factor_measure", row["factor_measure"]), [wording.date(day) for day in past["as_of"]], list(past["value"]))
    return Facts(row["state"] or "", nine.one(row, as_of(answer)), [], Table(t("pack.measures"), nine.measures_table(own)), bars, nine.names(own))


def partner(answer: Answer, picks: Mapping[str, str]) -> Facts:
    """What to know first of a partner, and what waits for it; where none is picked, of the one that most needs attention."""
    register = answer("register.partners")
    code, known = picks.get("partner") or partners.first(answer("attention.who_must_act"), register), names.of_register(register)
    if code not in known:
        return Facts("no_evidence", t("pack.thing_unknown", code=code or wording.NONE))
    day = _day(answer, picks)
    of = partners.dossier(answer, code, known, as_of(answer), day)
    waits = overview.in_words(of.items)[WAITS]
    earlier = f" {t('partner.earlier', day=wording.date(day), as_of=wording.date(of.as_of))}" if day else ""
    said = f"{of.name} – {partners.standing(of)}{earlier}"
    return Facts(partners.worst_state(of), said, told(partners.figures(of)), Table(t("pack.waits"), waits), ladder(of.money) if of.money else None, [of.name, *company.neighbours(of)["partner_name"].dropna()])


def district(answer: Answer, picks: Mapping[str, str]) -> Facts:
    """How the projects of a district stand and what is late there; where none is picked, of the one that stands worst."""
    listed = answer("district.listed")
    row = one(listed, "district_code", picks.get("district") or next(iter(listed["district_code"]), ""))
    if row is None:
        return Facts("no_evidence", t("pack.thing_unknown", code=picks.get("district") or wording.NONE))
    known, code = names.of_register(answer("register.partners")), row["district_code"]
    work = {name: _answered(answer(f"district.{name}", district=code), known) for name in ("projects", "outputs")}
    of = places.Dossier(row, len(listed), places.with_state(work["projects"]), places.with_state(work["outputs"], "standing_state"), answer("district.partners", district=code),
                        answer("participation.activities", district=code), {}, pd.DataFrame(), {})
    late, counts = places.late_table(of), [(state, int(sum(of.projects["state"] == state))) for state in places.LATE_STATES]
    bars = Bars(t("pack.bars_states"), [wording.state(state) for state, _ in counts], [count for _, count in counts])
    return Facts(places.worst_state(of), f"{of.name} – {places.standing(of)}", told(places.figures(of)), Table(t("pack.late"), late[LATE]), bars, [of.name, *known.values()])


def _answered(frame: pd.DataFrame, known: Mapping[str, str]) -> pd.DataFrame:
    """The rows with the name of who answers for each."""
    return frame.assign(responsible_organisation_name=pd.Series([known.get(code, code) for code in frame["responsible_organisation_code"]], index=frame.index, dtype=object))
