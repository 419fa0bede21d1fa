"""The network in words: answers of `queries.network` as sentences, and their tables with every code spoken.

Frames come with names already in the reader's language (`names.localised`).
"""

from collections.abc import Iterable, Mapping

from dashboard import markup, wording
from dashboard.charts.lettering import wide, wrapped
from dashboard.wording import t

BESIDE = 0.4  # part of a matrix's width that names of rows may take
PARTNERS = ["organisation_name", "sector", "actor_level", "district_name", "degree", "joint_events", "last_seen_on", "days_since_last", "betweenness",
            "parts_without", "bodies", "has_connector", "network_position", "resource_kinds", "organisation_code"]
PLACES = ["district_name", "missing_kinds", "partners"]
CELLS = ["sector", "district_name", "partners", "individuals", "groups", "organisations"]


def spoken(codes: str | None, of_list: str) -> str:
    """Codes joined by ";" as words joined by commas; "–" when there is none."""
    return ", ".join(wording.choice(of_list, code) for code in codes.split(";")) if codes else wording.NONE


def partners_table(partners, bodies):
    """Partners with their district and bodies by name."""
    return partners.rename(columns={"last_on": "last_seen_on"}).assign(bodies=[body_names(codes, bodies) for codes in partners["body_codes"]],
                                   resource_kinds=[spoken(codes, "resource_kind") for codes in partners["resource_kinds"]])[PARTNERS]


def places_table(composition):
    """One row a district: which of the six kinds it lacks, how many partners; most lacking first."""
    rows = composition
    counted = rows.groupby("district_code")["partners"].sum()
    one = rows.drop_duplicates("district_code")
    one = one.assign(partners=[int(counted[code]) for code in one["district_code"]], lacking=[len(_split(v)) for v in one["missing_kinds"]])
    one = one.sort_values(["lacking", "partners"], ascending=[False, True], kind="stable")
    return one.assign(missing_kinds=[spoken(v, "six_kinds") if v else t("network.complete") for v in one["missing_kinds"]])[PLACES]


def heads_over(named: Mapping[str, str], rows: Iterable[str], letter: int, room: float) -> dict[str, str]:
    """Heads broken so that each stays over its column: what the names of the rows leave, shared by all."""
    beside = max((wide(line, letter) for row in rows for line in row.split("\n")), default=0)
    each = (room - beside - 2 * letter) / max(len(named), 1) - letter
    return {code: "\n".join(wrapped(name, letter, each)) for code, name in named.items()}


def sectors_by_district(composition, letter: int, room: float):
    """(frame, rows, heads) for a matrix: one cell a sector and a district, how many partners; the district that lacks most at the left."""
    lacking = {r["district_code"]: len(_split(r["missing_kinds"])) for r in composition.to_dict("records")}
    counted = composition.groupby("district_code")["partners"].sum()
    order = sorted(lacking, key=lambda code: (-lacking[code], int(counted[code]), code))
    words = [wording.choice("sector", code) for code in composition["sector"]]
    named = districts(composition)
    heads = heads_over({code: named[code] for code in order}, words, letter, room)
    frame = composition.assign(row=words, column=[heads[code] for code in composition["district_code"]],
                               words=[f"{word} · {name}" for word, name in zip(words, composition["district_name"], strict=True)])
    return frame, list(dict.fromkeys(words)), list(heads.values())


def body_names(codes: str | None, bodies: Mapping[str, str]) -> str:
    return ", ".join(bodies.get(code, code) for code in codes.split(";")) if codes else wording.NONE


def _split(codes: str | None) -> list[str]:
    return codes.split(";") if codes else []


def kinds() -> dict[str, str]:
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


