"""Ties between partners in words: who is central, who works with whom and through whom, what would fall apart, what fell silent.

Frames come with names already in the reader's language (`names.localised`).
"""

from collections.abc import Mapping, Sequence
from datetime import date

from dashboard import wording
from dashboard.charts import quarters
from dashboard.charts.cuts import Cut
from dashboard.names import kept
from dashboard.palette import Colours
from dashboard.sentences.network import spoken
from dashboard.wording import t
from queries.answers import dicts
from queries.fiscal import fiscal_year_of, quarter_bounds, quarter_of

TIES = ["from_name", "to_name", "joint_events", "events_per_quarter", "last_seen_on", "days_since_last", "is_silent", "is_shallow", "is_formal", "formal_by", "kinds", "first_seen_on"]
NEIGHBOURS = ["partner_name", "sector", "joint_events", "last_seen_on", "days_since_last", "is_silent", "formal_by", "kinds"]
REMOVALS = ["organisation_name", "cut_off", "cut_off_names", "components_before", "components_after", "is_connector", "degree"]
STEPS = ["from_name", "to_name", "joint_events", "last_seen_on", "kinds"]
EVENTS = ["held_on", "event_name", "event_kind", "body_name", "partners", "is_regular"]
TREND = ["quarter_name", "joint_events", "active_ties", "silent_ties", "partners", "components"]
SILENT = ["from_name", "to_name", "days_since_last", "last_seen_on", "first_seen_on", "formal_by", "kinds"]


def ties_table(ties):
    """Ties with what makes them formal and of which kinds in words."""
    return _tied(ties)[TIES]


def silent_table(ties):
    """The ties that have fallen silent, longest silent first."""
    return _tied(ties[ties["is_silent"].astype(bool)])[SILENT]


def neighbours(ties, code: str):
    """The other end of each of a partner's ties: most events first, silent ones last."""
    far = ["to" if one == code else "from" for one in ties["from_organisation_code"]]
    rows = dicts(ties)
    named = _tied(ties).assign(partner_name=[r[f"{end}_name"] for r, end in zip(rows, far, strict=True)], sector=[r[f"{end}_sector"] for r, end in zip(rows, far, strict=True)])
    return named.sort_values(["is_silent", "joint_events"], ascending=[True, False], kind="stable")[NEIGHBOURS]


def _named_kinds(rows):
    return rows.rename(columns={"last_on": "last_seen_on"}).assign(kinds=[spoken(v, "tie_kind") for v in rows["kinds"]])


def _tied(ties):
    return ties.rename(columns={"first_on": "first_seen_on", "last_on": "last_seen_on"}).assign(formal_by=[_formal(v) for v in ties["formal_by"]], kinds=[spoken(v, "tie_kind") for v in ties["kinds"]])


def _formal(codes: str | None) -> str:
    return ", ".join(t(f"ties.formal.{code}") for code in codes.split(";")) if codes else t("ties.informal")


# --- who is where -----------------------------------------------------------------------------------------------------


def led(name: str) -> str:
    """A name before more Thai words: one that ends in a digit, a bracket or a Latin letter is parted from them, as Thai is written."""
    return f"{name} " if wording.language() == "th" and name[-1:].isascii() else name


def centre(partners, others: int = 3) -> str:
    """Whom most ties pass through, and the `others` that come next."""
    if partners.empty or not partners.iloc[0]["betweenness"]:
        return t("ties.centre_none")
    first, rest = partners.iloc[0], [name for name, value in zip(partners["organisation_name"][1 : 1 + others], partners["betweenness"][1 : 1 + others], strict=True) if value and name]
    said = t("ties.centre", name=led(first["organisation_name"] or wording.NONE), ties=first["degree"])
    return f"{said} {t('ties.centre_next', names=t('ties.and').join(rest))}" if rest else said


def one(partners, code: str, ties) -> str:
    """A chosen partner's own ties: how many, with whom most, how many silent."""
    row = next((r for r in dicts(partners) if r["organisation_code"] == code), None)
    if row is None:
        return t("ties.one_absent")
    name = led(row["organisation_name"] or wording.choice("actor_level", row["actor_level"]))
    if ties.empty:
        return t("ties.one_alone", name=name)
    silent, most = sum(bool(v) for v in ties["is_silent"]), neighbours(ties, code).iloc[0]
    parts = [t("ties.one", name=name, ties=len(ties), events=row["joint_events"], last=wording.date(row["last_on"]))]
    parts += [t("ties.one_most", other=led(most["partner_name"]), events=most["joint_events"])] if most["joint_events"] and most["partner_name"] else []
    return " ".join(parts + ([t("ties.one_silent", silent=silent)] if silent else []))


def way(steps, named: Mapping[str, str], one: str, other: str) -> str:
    """Through whom two partners reach each other."""
    if steps.empty:
        return t("ties.way_none", one=led(named[one]), other=led(named[other]))
    stops = [named.get(code, wording.NONE) for code in way_codes(steps)]
    if len(stops) == 2:
        return t("ties.way_direct", one=led(stops[0]), other=led(stops[1]), events=steps.iloc[0]["joint_events"])
    return t("ties.way", steps=len(steps), stops=" → ".join(stops))


def way_codes(steps) -> tuple[str, ...]:
    """The partners along a way, from the first to the last; none where there is no way."""
    return (*steps["from_organisation_code"][:1], *steps["to_organisation_code"])


def steps_table(steps):
    """The steps of a way in order."""
    return _named_kinds(steps)[STEPS]


def about(seats, shares, undertakings, code: str) -> list[tuple[str, str]]:
    """A partner's roles, promises and record as (label, words), in three lines."""
    bodies = list(dict.fromkeys(f"{r['body_name']} ({wording.choice('membership_role', r['membership_role'])})" for r in dicts(seats)))
    mine = [r for r in dicts(shares) if r["organisation_code"] == code]
    return [(t("ties.roles"), ", ".join(bodies) or t("ties.no_roles")), (t("ties.promises"), _promises(mine, undertakings)), (t("ties.record"), _record(mine, undertakings))]


def _promises(mine: Sequence[Mapping], undertakings) -> str:
    money = [t("ties.pledged", baht=wording.baht(mine[0]["pledged_baht"]), count=mine[0]["share_count"])] if mine and mine[0]["pledged_baht"] else []
    return " · ".join(money + ([t("ties.undertook", count=len(undertakings))] if len(undertakings) else [])) or t("ties.no_promises")


def _record(mine: Sequence[Mapping], undertakings) -> str:
    money = [t("ties.disbursed", baht=wording.baht(mine[0]["disbursed_baht"]), percent=wording.percent(mine[0]["disbursed_percent"]))] if mine and mine[0]["allocated_baht"] else []
    done = sum(state == "done" for state in undertakings["state"])
    return " · ".join(money + ([t("ties.fulfilled", done=done, count=len(undertakings))] if len(undertakings) else [])) or t("ties.no_record")


# --- one tie ----------------------------------------------------------------------------------------------------------


def ends(code: str, named: Mapping[str, str]) -> tuple[str, str] | None:
    """Both partners of a tie as the URL names it ("A~B"), where both are known."""
    one, _, other = code.partition("~")
    return (one, other) if one in named and other in named and one != other else None


def tie(row: Mapping | None, events, named: Mapping[str, str], pair: Sequence[str]) -> str:
    """What holds two partners together: how often they met, since when, and by what paper."""
    one, other = (led(named[code]) for code in pair)
    if row is None:
        return t("ties.tie_none", one=one, other=other)
    formal = t("ties.tie_formal", formal=_formal(row["formal_by"])) if row["is_formal"] else t("ties.tie_informal")
    if events.empty:
        return f"{t('ties.tie_never', one=one, other=other, day=wording.date(row['first_on']))} {formal}"
    met = t("ties.tie", one=one, other=other, events=row["joint_events"], last=wording.date(row["last_on"]))
    silent = t("ties.tie_silent", days=wording.days(row["days_since_last"])) if row["is_silent"] else ""
    return " ".join(filter(None, (met, silent, formal)))


def events_table(events):
    """Joint events, newest first."""
    return events[EVENTS]


def met_by_quarter(events, days: Sequence[date]) -> list[int]:
    """How many of these events fell into each quarter that ends on one of the days (in order; the last may end sooner)."""
    starts = [quarter_bounds(fiscal_year_of(day), quarter_of(day))[0] for day in days]
    return [sum(start <= held <= end for held in events["held_on"]) for start, end in zip(starts, days, strict=True)]


# --- what falls apart -------------------------------------------------------------------------------------------------


def apart(removals) -> str:
    """Without how many partners the network falls apart, and who would be cut off without the first."""
    cut = cutting(removals)
    if cut.empty:
        return t("ties.apart_none", count=len(removals))
    first = cut.iloc[0]
    return t("ties.apart", count=len(cut), name=first["organisation_name"], lost=listed(first["cut_off_names"]))


def without(row: Mapping) -> str:
    """What is left without one partner."""
    said = t("ties.without", name=row["organisation_name"], before=row["components_before"], after=row["components_after"])
    return f"{said} {t('ties.without_lost', lost=listed(row['cut_off_names']))}" if row["cut_off"] else f"{said} {t('ties.without_none')}"


def cutting(removals):
    """Those without whom somebody is cut off."""
    return kept(removals, (count > 0 for count in removals["cut_off"]))


def cuts(removals) -> list[Cut]:
    """The rows of the picture: each such partner with those it would cut off."""
    return [Cut(r["organisation_code"], r["organisation_name"] or wording.NONE, r["cut_off_names"].split(";")) for r in dicts(removals)]


def removals_table(removals):
    """Connectors and partners without whom the network falls apart, worst first."""
    return removals.assign(cut_off_names=[listed(names) or wording.NONE for names in removals["cut_off_names"]])[REMOVALS]


def listed(names: str | None) -> str:
    """Names joined by ";" as a list in words."""
    return ", ".join(names.split(";")) if names else ""


# --- quarter by quarter -----------------------------------------------------------------------------------------------


def quarter(day: date) -> str:
    """The fiscal quarter a day falls in, in words; said where the quarter is not over."""
    name = wording.quarter(quarter_of(day), fiscal_year_of(day))
    is_over = quarter_bounds(fiscal_year_of(day), quarter_of(day))[1] == day
    return name if is_over else t("ties.unfinished", quarter=name, day=wording.date(day))


def quarter_of_code(code: str) -> str:
    """The same for a day as the URL writes it."""
    return quarter(date.fromisoformat(code))


def step(code: str) -> str:
    """A day of a slider as its quarter alone."""
    day = date.fromisoformat(code)
    return t("ties.quarter_step", quarter=quarter_of(day), year=_fiscal_year(day))


def trend(rows, place: int, has_before: bool = True) -> str:
    """What the quarter looked at was like, and (`has_before`) the one before it."""
    if rows.empty:
        return t("ties.trend_none")
    row = rows.iloc[place]
    said = t("ties.trend", quarter=quarter(row["as_of"]), events=row["joint_events"], active=row["active_ties"], silent=row["silent_ties"])
    if not place or not has_before:
        return said
    before = rows.iloc[place - 1]
    return f"{said} {t('ties.trend_before', events=before['joint_events'], active=before['active_ties'], silent=before['silent_ties'])}"


def trend_table(rows):
    """The quarters, oldest first."""
    return rows.assign(quarter_name=[quarter(day) for day in rows["as_of"]])[TREND]


def trend_panels(rows, of: Colours) -> list[quarters.Panel]:
    """The figures of the trend, what matters most first: joint events of each quarter, silent ties and those in use at its end."""
    return [quarters.Panel(t("ties.trend_events"), list(rows["joint_events"]), of.accent), quarters.Panel(t("ties.trend_silent"), list(rows["silent_ties"]), of.states["watch"][0]),
            quarters.Panel(t("ties.trend_active"), list(rows["active_ties"]), of.accent)]


def short_quarters(days: Sequence[date]) -> list[str]:
    """Names of quarters short enough for a tick."""
    return [t("ties.quarter_tick", quarter=quarter_of(day), year=_fiscal_year(day) % 100) for day in days]


def _fiscal_year(day: date) -> int:
    """The fiscal year a day falls in, of the reader's era."""
    return fiscal_year_of(day) - (0 if wording.language() == "th" else wording.ERA)


# --- what fell silent -------------------------------------------------------------------------------------------------


def silence(ties) -> str:
    """How many ties fell silent and which is silent longest."""
    silent = ties[ties["is_silent"].astype(bool)]
    if silent.empty:
        return t("ties.silence_none", ties=len(ties))
    worst = silent.iloc[0]
    if worst["days_since_last"] is None:
        return t("ties.silence_never", count=len(silent), ties=len(ties), one=led(worst["from_name"] or wording.NONE), other=worst["to_name"])
    return t("ties.silence", count=len(silent), ties=len(ties), one=led(worst["from_name"] or wording.NONE), other=worst["to_name"], days=wording.days(worst["days_since_last"]))


def silent_rule(limits) -> str:
    """After how many quarters a tie is silent, and who has set that; `limits` as `reporting.limits`."""
    row = next(r for r in dicts(limits) if r["threshold_rule"] == "tie_silent_quarters")
    by = t("ties.set_by", reference=row["resolution_reference"] or wording.NONE, day=wording.date(row["effective_on"])) if row["effective_on"] else t("ties.set_by_nobody")
    return t("ties.silent_rule", quarters=wording.number(row["threshold_value"]), by=by)


# --- what is picked ---------------------------------------------------------------------------------------------------


def short_names(partners) -> dict[str, str]:
    """Code of each partner that has one → its short name; in Thai only."""
    if wording.language() != "th":
        return {}
    return {code: name for code, name in zip(partners["organisation_code"], partners["short_name"], strict=True) if name}


def is_picked(partners, sector: str | None = None, body: str | None = None, district: str | None = None) -> set[str]:
    """Codes of the partners that match all that is picked."""
    if (sector, body, district) == (None, None, None):
        return set(partners["organisation_code"])
    return {r["organisation_code"] for r in dicts(partners) if sector in (None, r["sector"]) and district in (None, r["district_code"])
            and (body is None or body in str(r["body_codes"]).split(";"))}


def picked_ties(ties, partners, sector: str | None, body: str | None, district: str | None):
    """The ties with an end that matches all that is picked; of a body those between its own members."""
    codes, seated = is_picked(partners, sector, body, district), is_picked(partners, body=body)
    return kept(ties, (not codes.isdisjoint(ends) and seated.issuperset(ends) for ends in _pairs(ties)))


def own(ties, code: str):
    """One partner's ties."""
    return kept(ties, (code in ends for ends in _pairs(ties)))


def _pairs(ties):
    return zip(ties["from_organisation_code"], ties["to_organisation_code"], strict=True)


def of_pair(ties, pair: Sequence[str]) -> Mapping | None:
    """One tie's row; None where there is no such tie."""
    return next((r for r in dicts(ties) if {r["from_organisation_code"], r["to_organisation_code"]} == set(pair)), None)


def pressed(state: Mapping, day: str) -> dict[str, str]:
    """What a pressed point chooses, as picks of the URL: a partner, a tie ("A~B"), or a quarter's last day. `day`: the release's own, which is not named."""
    points = [p["customdata"] for p in (state.get("selection") or {}).get("points") or [] if p.get("customdata")]
    code = points[0] if points else ""
    code = code[0] if isinstance(code, list) else code
    if "~" in code:
        return {"tie": code}
    if _is_day(code):
        return {"as_of": "" if code == day else code}
    return {"partner": code, "other": "", "tie": ""}


def _is_day(code: str) -> bool:
    try:
        return date.fromisoformat(code).isoformat() == code
    except ValueError:
        return False
