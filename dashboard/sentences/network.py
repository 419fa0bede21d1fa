"""The network in words: answers of `queries.network` as sentences, and their tables with every code spoken.

Frames come with names already in the reader's language (`names.localised`).
"""

from collections.abc import Iterable, Mapping

import pandas as pd

from dashboard import markup, wording
from dashboard.charts.lettering import wide, wrapped
from dashboard.wording import t
from queries.answers import dicts

BESIDE = 0.4  # part of a matrix's width that names of rows may take
PARTNERS = ["organisation_name", "sector", "actor_level", "district_name", "degree", "joint_events", "last_seen_on", "days_since_last", "betweenness",
            "parts_without", "bodies", "has_connector", "network_position", "resource_kinds", "organisation_code"]
PLACES = ["district_name", "missing_kinds", "partners"]
PAIRS = ["from_name", "to_name", "joint_events", "last_seen_on", "days_since_last", "is_silent"]
EVENTS = ["held_on", "event_name", "event_kind", "body_name", "partners", "is_in_window"]
LEVELS = {"individual": "individuals", "group": "groups", "organisation": "organisations"}  # level → its column of the composition
LEVEL_CELLS = ["sector", "actor_level", "partners"]
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
    lacking = {r["district_code"]: len(_split(r["missing_kinds"])) for r in dicts(composition)}
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


def _counted(key: str, **values: object) -> str:
    """A text with its counts as people write them: 5,000."""
    return t(key, **{name: wording.number(value) if isinstance(value, int) else value for name, value in values.items()})


def whole(summary: Mapping, composition) -> str:
    """Who is in, how many ties, and which kinds are missing where."""
    said = _counted("network.answer", partners=summary["partners"], districts=summary["districts_present"], ties=summary["ties"], silent=summary["silent_ties"])
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
        markup.Figure(t("network.card_ties"), t("network.pairs", count=wording.number(ties)), _counted("network.card_ties_note", silent=summary["silent_ties"], shallow=summary["shallow_ties"])),
        markup.Figure(t("network.card_formal"), wording.percent(summary["formal_percent"]), _counted("network.card_formal_note", count=summary["formal_ties"], ties=ties)),
        markup.Figure(t("network.card_cross"), wording.percent(summary["cross_sector_percent"]), _counted("network.card_cross_note", count=summary["cross_sector_ties"], ties=ties)),
        markup.Figure(t("network.card_depth"), t("network.times", count=wording.number(summary["events_per_tie_per_quarter"])), _counted("network.card_depth_note", events=summary["joint_events"])),
        markup.Figure(t("network.card_alone"), t("network.parties", count=summary["partners_alone"]), t("network.card_alone_note", parts=summary["components"])),
    ]


def on_map(links, districts: Mapping[str, str]) -> str:
    """Which two districts share most events, and which share none with any other. `districts`: code → name of all of them."""
    rows = [r for r in dicts(links) if not r["is_within"] and r["joint_events"]]
    if not rows:
        return t("network.map_none")
    most = max(rows, key=lambda r: r["joint_events"])
    said = _counted("network.map_answer", one=most["from_district_name"], other=most["to_district_name"], events=most["joint_events"])
    met = {row[f"{end}_district_code"] for row in rows for end in ("from", "to")}
    alone = [name for code, name in districts.items() if code not in met]
    return f"{said} {t('network.map_alone', districts=', '.join(alone)) if alone else t('network.map_all_met')}"


def between(links, pairs, tie: str) -> str:
    """What two districts share, made up of which pairs of partners. `tie`: both districts' codes, "5601~5603"."""
    found = [r for r in dicts(links) if "~".join(sorted((r["from_district_code"], r["to_district_code"]))) == tie]
    if not found:
        return t("network.between_none")
    row = found[0]
    said = _counted("network.between", one=row["from_district_name"], other=row["to_district_name"], events=row["joint_events"], pairs=len(pairs), last=wording.date(row["last_on"]))
    return f"{said} {_counted('network.silent', silent=row['silent_ties'])}" if row["silent_ties"] else said


def leaving(ties, name: str) -> str:
    """A district's partners and their ties to partners elsewhere."""
    if ties.empty:
        return t("network.leaving_none", district=name)
    most = ties.loc[ties["joint_events"].astype(int).idxmax()]
    said = _counted("network.leaving", district=name, ties=len(ties), one=most["from_name"], other=most["to_name"], events=most["joint_events"])
    silent = sum(bool(v) for v in ties["is_silent"])
    return f"{said} {_counted('network.silent', silent=silent)}" if silent else said


def pair(tie: Mapping) -> str:
    """What two partners share; `tie` is a row of `network.ties`."""
    names = {"one": tie["from_name"], "other": tie["to_name"]}
    if tie["last_on"] is None:
        return t("network.pair_never", **names)
    said = _counted("network.pair", **names, events=tie["joint_events"], last=wording.date(tie["last_on"]), days=wording.days(tie["days_since_last"]))
    return f"{said} {t('network.pair_silent')}" if tie["is_silent"] else said


def widest(ties) -> str:
    """What the widest and the thinnest line of the map stand for: ties between districts, or partners' own."""
    within = ties["is_within"] if "is_within" in ties.columns else [False] * len(ties)
    events = [count for count, is_within in zip(ties["joint_events"], within, strict=True) if count and not is_within]
    return _counted("network.map_widths", events=max(events), least=min(events)) if events else ""


def ranked(ties, tie: str, partner: str = "") -> list[tuple[str, int, bool]]:
    """(words, events, whether it is the chosen one) of ties with any event, the chosen one and then most first; of `partner`'s own the other end alone."""
    at = "organisation" if "from_organisation_code" in ties.columns else "district"
    rows = [r for r in dicts(ties) if r["joint_events"] and not r.get("is_within")]
    said = [(_ends(r, at, partner), r["joint_events"], "~".join(sorted((r[f"from_{at}_code"], r[f"to_{at}_code"]))) == tie) for r in rows]
    return sorted(said, key=lambda row: (not row[2], -row[1]))


def _ends(row: Mapping, at: str, partner: str) -> str:
    if at == "district":
        return f"{row['from_district_name']} – {row['to_district_name']}"
    names = {row[f"{end}_organisation_code"]: (row[f"{end}_short_name"] if wording.language() == "th" else None) or row[f"{end}_name"] for end in ("from", "to")}
    return " – ".join(str(name) for code, name in names.items() if code != partner)


def pairs_table(ties):
    """Pairs of partners, in the order of the answer: the silent ones first, then those with most events."""
    return ties.rename(columns={"last_on": "last_seen_on"})[PAIRS]


def events_table(events):
    """A tie's joint events, newest first; names in the reader's language."""
    return events[EVENTS]


def levels(composition) -> str:
    """Which sectors nobody represents, and which outside the public sector lack a level."""
    rows = levels_table(composition)
    nobody = [wording.choice("sector", r["sector"]) for r in dicts(rows) if not r["partners"]]
    said = t("network.sectors_lack", sectors=", ".join(nobody)) if nobody else t("network.sectors_complete", total=len(rows))
    lacking = [r for r in dicts(rows) if r["partners"] and r["missing_levels"] != t("network.complete")]
    if not lacking:
        return f"{said} {t('network.levels_complete')}"
    listed = t("network.list_gap").join(t("network.lacking", sector=wording.choice("sector", r["sector"]), levels=r["missing_levels"]) for r in lacking)
    return f"{said} {t('network.levels_lack', count=len(lacking), listed=listed)}"


def levels_table(composition):
    """One row a sector: partners by level, and which levels that matter are missing; most lacking first."""
    counted = composition.groupby("sector", sort=False)[["partners", *LEVELS.values()]].sum().reset_index()
    lacking = [_lacking(r) for r in dicts(counted)]
    counted = counted.assign(missing_levels=[_listed(levels) for levels in lacking], lacking=[len(levels) for levels in lacking])
    return counted.sort_values("lacking", ascending=False, kind="stable")[["sector", "missing_levels", "partners", *LEVELS.values()]]


def _lacking(row: Mapping) -> list[str]:
    """Levels that matter and have nobody: an organisation in every sector, individuals and groups outside the public sector."""
    from queries.tables import GROUP_OF_SECTOR

    matter = ("organisation",) if GROUP_OF_SECTOR[row["sector"]] == "public_sector" else tuple(LEVELS)
    return [level for level in matter if not row[LEVELS[level]]]


def _listed(levels: list[str]) -> str:
    return ", ".join(wording.choice("actor_level", level) for level in levels) or t("network.complete")


def sectors_by_level(composition):
    """(frame, rows, heads) for a matrix: one cell a sector and a level, how many partners; the sector that lacks most at the top."""
    heads, cells = {level: wording.choice("actor_level", level) for level in LEVELS}, []
    for row in dicts(levels_table(composition)):
        missing = _lacking(row)
        for level, column in LEVELS.items():
            word, count = wording.choice("sector", row["sector"]), int(row[column])
            cells.append({"row": word, "column": heads[level], "sector": row["sector"], "actor_level": level, "partners": count, "words": f"{word} · {heads[level]}",
                          "said": wording.number(count) if count else t("network.nobody") if level in missing else wording.NONE})
    frame = pd.DataFrame(cells, columns=["row", "column", *LEVEL_CELLS, "words", "said"])
    return frame, list(dict.fromkeys(frame["row"])), list(heads.values())


def groups(partners) -> list[tuple[str, str]]:
    """(the study's group, its words with how many partners), in the order people know."""
    from queries.tables import CHOICES

    counted = partners["sector_group"].value_counts()
    return [(code, t("maps.key", sector=wording.choice("sector_group", code), count=int(counted.get(code, 0)))) for code in CHOICES["sector_group"]]


def source(official) -> str:
    """What the map owes its makers: official boundaries' own source and terms where they are loaded (`boundaries.current` or `.outline`), else the schematic outline's."""
    if official.empty:
        return t("network.map_source")
    row = official.iloc[0]
    return t("network.map_official", source=row["source"], terms=row["terms"], day=wording.date(row["loaded_on"]), metres=wording.number(row["moved_metres"], 0))


# --- what is picked ---------------------------------------------------------------------------------------------------


def districts(composition) -> dict[str, str]:
    """Code of each district → its name, by code."""
    return dict(zip(composition["district_code"], composition["district_name"], strict=True))


def by_name(partners) -> dict[str, str]:
    """Code of each partner → its name, in the order of the names; a private person's is its level."""
    columns = ["organisation_code", "organisation_name", "actor_level"]
    named = {code: name or wording.choice("actor_level", level) for code, name, level in partners[columns].itertuples(index=False)}
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


