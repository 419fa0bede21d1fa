"""The network in words: answers of `queries.network` as sentences, and their tables with every code spoken.

Frames come with names already in the reader's language (`names.localised`).
"""

from collections.abc import Iterable, Mapping

import pandas as pd

from dashboard import markup, wording
from dashboard.charts.lettering import wide, wrapped
from dashboard.wording import t

BY_LAW = ("provincial_committee", "national_committee")  # set by law: the norm of six kinds is not theirs
BESIDE = 0.4  # part of a matrix's width that names of rows may take
PARTNERS = ["organisation_name", "sector", "actor_level", "district_name", "degree", "joint_events", "last_seen_on", "days_since_last", "betweenness",
            "parts_without", "bodies", "has_connector", "network_position", "resource_kinds", "organisation_code"]
TIES = ["from_name", "to_name", "joint_events", "events_per_quarter", "last_seen_on", "days_since_last", "is_silent", "is_shallow", "is_formal", "formal_by", "kinds", "first_seen_on"]
NEIGHBOURS = ["partner_name", "sector", "joint_events", "last_seen_on", "days_since_last", "is_silent", "formal_by", "kinds"]
SILENT = ["from_name", "to_name", "days_since_last", "last_seen_on", "first_seen_on", "formal_by", "kinds"]
SEATED = ["body_name", "missing_kinds", "seats", "seats_without_order", "chair_name"]
MET = ["body_name", "mean_attendance_percent", "last_attendance_percent", "meetings", "meetings_without_quorum", "last_met_on", "seats_without_order"]
PLACES = ["district_name", "missing_kinds", "partners"]
LINKS = ["from_body_name", "to_body_name", "organisation_name", "sector", "is_declared_connector"]
CELLS = ["sector", "district_name", "partners", "individuals", "groups", "organisations"]
ALONE = ["organisation_name", "sector", "bodies", "degree"]


def spoken(codes: str | None, of_list: str) -> str:
    """Codes joined by ";" as words joined by commas; "–" when there is none."""
    return ", ".join(wording.choice(of_list, code) for code in codes.split(";")) if codes else wording.NONE


def partners_table(partners, bodies):
    """Partners with their district and bodies by name."""
    return partners.rename(columns={"last_on": "last_seen_on"}).assign(bodies=[_bodies(codes, bodies) for codes in partners["body_codes"]],
                                   resource_kinds=[spoken(codes, "resource_kind") for codes in partners["resource_kinds"]])[PARTNERS]


def ties_table(ties):
    """Ties with what makes them formal and of which kinds in words."""
    return _tied(ties)[TIES]


def silent_table(ties):
    """The ties that have fallen silent, longest silent first."""
    return _tied(ties[ties["is_silent"].astype(bool)])[SILENT]


def neighbours(ties, code: str):
    """The other end of each of a partner's ties: most events first, silent ones last."""
    far = ["to" if one == code else "from" for one in ties["from_organisation_code"]]
    rows = ties.to_dict("records")
    named = _tied(ties).assign(partner_name=[r[f"{end}_name"] for r, end in zip(rows, far, strict=True)], sector=[r[f"{end}_sector"] for r, end in zip(rows, far, strict=True)])
    return named.sort_values(["is_silent", "joint_events"], ascending=[True, False], kind="stable")[NEIGHBOURS]


def _tied(ties):
    return ties.rename(columns={"first_on": "first_seen_on", "last_on": "last_seen_on"}).assign(formal_by=[_formal(v) for v in ties["formal_by"]], kinds=[spoken(v, "tie_kind") for v in ties["kinds"]])


def _formal(codes: str | None) -> str:
    return ", ".join(t(f"network.formal.{code}") for code in codes.split(";")) if codes else t("network.informal")


def places_table(composition):
    """One row a district: which of the six kinds it lacks, how many partners; most lacking first."""
    rows = composition
    counted = rows.groupby("district_code")["partners"].sum()
    one = rows.drop_duplicates("district_code")
    one = one.assign(partners=[int(counted[code]) for code in one["district_code"]], lacking=[len(_split(v)) for v in one["missing_kinds"]])
    one = one.sort_values(["lacking", "partners"], ascending=[False, True], kind="stable")
    return one.assign(missing_kinds=[spoken(v, "six_kinds") if v else t("network.complete") for v in one["missing_kinds"]])[PLACES]


def seated_table(bodies):
    """Bodies as answered, most kinds missing first: the kinds they lack in words, seats, orders, chair."""
    return bodies.assign(missing_kinds=[_lack(row) for row in bodies.to_dict("records")])[SEATED]


def met_table(bodies):
    """Bodies with the attendance of their meetings, least first; those that never met last."""
    order = sorted(range(len(bodies)), key=lambda at: (bodies["mean_attendance_percent"].iloc[at] is None, bodies["mean_attendance_percent"].iloc[at]))
    rows = bodies.iloc[order]
    return rows.assign(body_name=[short_body(row) for row in rows.to_dict("records")])[MET]


def _lack(row: Mapping) -> str:
    if row["body_kind"] in BY_LAW:
        return t("network.by_law")
    return spoken(row["missing_kinds"], "six_kinds") if row["missing_kinds"] else t("network.complete")


def seats(memberships, bodies, letter: int, room: float):
    """(frame, rows, heads) for a matrix of seats: one cell a body of the network and one of the six kinds, how many seats it holds.

    Names are broken into lines so that all fit into `room` px at letters of that size."""
    own = bodies[~bodies["body_kind"].isin(BY_LAW)].to_dict("records")
    held = memberships.groupby(["body_code", "six_kind"]).size()
    rows = {row["body_code"]: "\n".join(wrapped(short_body(row), letter, room * BESIDE)) for row in own}
    heads = _heads(_kinds(), rows.values(), letter, room)
    cells = []
    for row in own:
        for kind, head in heads.items():
            count = int(held.get((row["body_code"], kind), 0))
            cells.append({"body": rows[row["body_code"]], "kind": head, "seats": count, "state": "" if count else "off_track", "words": f"{row['body_name']} · {head}"})
    return pd.DataFrame(cells, columns=["body", "kind", "seats", "state", "words"], dtype=object), list(rows.values()), list(heads.values())


def _heads(named: Mapping[str, str], rows: Iterable[str], letter: int, room: float) -> dict[str, str]:
    """Heads broken so that each stays over its column: what the names of the rows leave, shared by all."""
    beside = max((wide(line, letter) for row in rows for line in row.split("\n")), default=0)
    each = (room - beside - 2 * letter) / max(len(named), 1) - letter
    return {code: "\n".join(wrapped(name, letter, each)) for code, name in named.items()}


def short_body(row: Mapping) -> str:
    """A body's name where room is short: a theme group by its theme."""
    return t("network.theme_group", theme=wording.choice("theme", row["theme"])) if row["theme"] else str(row["body_name"])


def sectors_by_district(composition, letter: int, room: float):
    """(frame, rows, heads) for a matrix: one cell a sector and a district, how many partners; the district that lacks most at the left."""
    lacking = {r["district_code"]: len(_split(r["missing_kinds"])) for r in composition.to_dict("records")}
    counted = composition.groupby("district_code")["partners"].sum()
    order = sorted(lacking, key=lambda code: (-lacking[code], int(counted[code]), code))
    words = [wording.choice("sector", code) for code in composition["sector"]]
    named = districts(composition)
    heads = _heads({code: named[code] for code in order}, words, letter, room)
    frame = composition.assign(row=words, column=[heads[code] for code in composition["district_code"]],
                               words=[f"{word} · {name}" for word, name in zip(words, composition["district_name"], strict=True)])
    return frame, list(dict.fromkeys(words)), list(heads.values())


def links_table(links, bodies):
    """Pairs of bodies that one partner alone links, bodies by their short names."""
    short = {row["body_code"]: short_body(row) for row in bodies.to_dict("records")}
    only = links[links["is_only_link"].astype(bool)]
    return only.assign(**{f"{end}_body_name": [short.get(code, code) for code in only[f"{end}_body_code"]] for end in ("from", "to")})[LINKS]


def alone_table(found, bodies):
    """Partners in a body that no connector links."""
    return found.assign(bodies=[_bodies(codes, bodies) for codes in found["body_codes"]])[ALONE]


def _bodies(codes: str | None, bodies: Mapping[str, str]) -> str:
    return ", ".join(bodies.get(code, code) for code in codes.split(";")) if codes else wording.NONE


def _split(codes: str | None) -> list[str]:
    return codes.split(";") if codes else []


def _kinds() -> dict[str, str]:
    from queries.tables import CHOICES

    return {code: wording.choice("six_kinds", code) for code in CHOICES["six_kinds"]}


# --- sentences --------------------------------------------------------------------------------------------------------


def whole(summary: Mapping, composition) -> str:
    """Who is in, how many ties, and which kinds are missing where."""
    said = t("network.answer", partners=summary["partners"], districts=summary["districts_present"], ties=summary["ties"], silent=summary["silent_ties"])
    return f"{said} {_missing(summary, composition)}"


def _missing(summary: Mapping, composition) -> str:
    if summary["missing_kinds"]:
        return t("network.province_lacks", kinds=spoken(summary["missing_kinds"], "six_kinds"))
    return places(composition)


def places(composition) -> str:
    """How many districts lack one of the six kinds, and which lacks most."""
    rows = places_table(composition)
    lacking = rows[rows["missing_kinds"] != t("network.complete")]
    if lacking.empty:
        return t("network.places_complete", total=len(rows))
    most = lacking.iloc[0]
    return t("network.places_lack", count=len(lacking), total=len(rows), district=most["district_name"], kinds=most["missing_kinds"])


def cards(summary: Mapping) -> list[markup.Figure]:
    """The figures that matter."""
    ties = summary["ties"]
    return [
        markup.Figure(t("network.card_ties"), t("network.pairs", count=wording.number(ties)), t("network.card_ties_note", silent=summary["silent_ties"], shallow=summary["shallow_ties"])),
        markup.Figure(t("network.card_formal"), wording.percent(summary["formal_percent"]), t("network.card_formal_note", count=summary["formal_ties"], ties=ties)),
        markup.Figure(t("network.card_cross"), wording.percent(summary["cross_sector_percent"]), t("network.card_cross_note", count=summary["cross_sector_ties"], ties=ties)),
        markup.Figure(t("network.card_depth"), t("network.times", count=wording.number(summary["events_per_tie_per_quarter"])), t("network.card_depth_note", events=summary["joint_events"])),
        markup.Figure(t("network.card_alone"), t("network.parties", count=summary["partners_alone"]), t("network.card_alone_note", parts=summary["components"])),
    ]


def centre(partners) -> str:
    """Whom most ties pass through, and how many partners the network would fall apart without."""
    if partners.empty or not partners.iloc[0]["betweenness"]:
        return t("network.centre_none")
    first = partners.iloc[0]
    cut = partners[partners["parts_without"].astype(int) > 1]
    said = t("network.centre", name=first["organisation_name"], value=wording.number(first["betweenness"]), ties=first["degree"])
    return f"{said} {t('network.cut', count=len(cut), name=cut.iloc[0]['organisation_name'])}" if len(cut) else f"{said} {t('network.no_cut')}"


def one(partners, code: str, ties) -> str:
    """A chosen partner's own ties."""
    row = next(r for r in partners.to_dict("records") if r["organisation_code"] == code)
    silent = sum(bool(v) for v in ties["is_silent"])
    if ties.empty:
        return t("network.one_alone", name=row["organisation_name"])
    said = t("network.one", name=row["organisation_name"], ties=len(ties), events=row["joint_events"], last=wording.date(row["last_on"]))
    return f"{said} {t('network.one_silent', silent=silent)}" if silent else said


def silence(ties) -> str:
    """How many ties fell silent and which is silent longest."""
    silent = ties[ties["is_silent"].astype(bool)]
    if silent.empty:
        return t("network.silence_none", ties=len(ties))
    worst = silent.iloc[0]
    if worst["days_since_last"] is None:
        return t("network.silence_never", count=len(silent), ties=len(ties), one=worst["from_name"], other=worst["to_name"])
    return t("network.silence", count=len(silent), ties=len(ties), one=worst["from_name"], other=worst["to_name"], days=wording.days(worst["days_since_last"]))


def silent_rule(limits) -> str:
    """After how many quarters a tie is silent, and who has set that; `limits` as `reporting.limits`."""
    row = next(r for r in limits.to_dict("records") if r["threshold_rule"] == "tie_silent_quarters")
    by = t("network.set_by", reference=row["resolution_reference"] or wording.NONE, day=wording.date(row["effective_on"])) if row["effective_on"] else t("network.set_by_nobody")
    return t("network.silent_rule", quarters=wording.number(row["threshold_value"]), by=by)


def bodies(found) -> str:
    """How many bodies lack a kind, an order or a quorum, and which is worst."""
    own = found[~found["body_kind"].isin(BY_LAW)]
    lacking = own[[bool(v) for v in own["missing_kinds"]]]
    unordered = int(sum(found["seats_without_order"]))
    said = (t("network.bodies_lack", count=len(lacking), total=len(own), body=lacking.iloc[0]["body_name"], kinds=spoken(lacking.iloc[0]["missing_kinds"], "six_kinds"))
            if len(lacking) else t("network.bodies_complete", total=len(own)))
    return f"{said} {t('network.bodies_unordered', seats=unordered) if unordered else t('network.bodies_ordered')}"


def attendance(found) -> str:
    """Which body its members attend least, and how often a quorum was not reached."""
    met = found[[v is not None for v in found["mean_attendance_percent"]]]
    if met.empty:
        return t("network.attendance_none")
    least = min(met.to_dict("records"), key=lambda row: row["mean_attendance_percent"])
    short = sum(int(v or 0) for v in met["meetings_without_quorum"])
    said = t("network.attendance", body=least["body_name"], share=wording.percent(least["mean_attendance_percent"]))
    return f"{said} {t('network.without_quorum', count=short) if short else t('network.with_quorum')}"


def links(only, alone) -> str:
    """How many pairs of bodies hang on one partner, and how many members nobody links."""
    return t("network.links", pairs=len(only), partners=len(alone))


def on_map(links) -> str:
    """Which two districts share most events, and which share none."""
    across = _across(links)
    if not across:
        return t("network.map_none")
    one, other, events = across[0]
    return t("network.map_answer", one=one, other=other, events=events)


def widest(links) -> str:
    """What the widest and the thinnest line of the map stand for: ties between districts, or one partner's own."""
    events = [r["joint_events"] for r in links.to_dict("records") if r["joint_events"] and not r.get("is_within")]
    return t("network.map_widths", events=max(events), least=min(events)) if events else ""


def _across(links) -> list[tuple[str, str, int]]:
    """(district, district, events) of ties between two districts, most first."""
    rows = [r for r in links.to_dict("records") if not r["is_within"] and r["joint_events"]]
    return sorted(((r["from_district_name"], r["to_district_name"], r["joint_events"]) for r in rows), key=lambda r: -r[2])


# --- what is picked ---------------------------------------------------------------------------------------------------


def districts(composition) -> dict[str, str]:
    """Code of each district → its name, by code."""
    return dict(zip(composition["district_code"], composition["district_name"], strict=True))


def by_name(partners) -> dict[str, str]:
    """Code of each partner → its name, in the order of the names; a private person's is its level."""
    named = {r["organisation_code"]: r["organisation_name"] or wording.choice("actor_level", r["actor_level"]) for r in partners.to_dict("records")}
    return dict(sorted(named.items(), key=lambda item: item[1]))


def pressed(state: Mapping) -> str:
    """Code of the partner whose point was pressed on a map or graph, as the widget's state tells; "" when none is."""
    selection = state.get("selection") or {}
    objects = (selection.get("objects") or {}).get("partners") or []
    points = [p["customdata"] for p in selection.get("points") or [] if p.get("customdata")]
    found = objects[0]["code"] if objects else points[0] if points else ""
    return found[0] if isinstance(found, list) else found


def or_none(count: int) -> str:
    """A count in a cell; nothing there is a dash."""
    return wording.number(count) if count else wording.NONE


def or_absent(count: int) -> str:
    """A count in a cell; nothing there is said in words."""
    return wording.number(count) if count else t("network.absent")
