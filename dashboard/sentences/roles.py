"""Roles, resources and agreements in words: who undertook what and holds it, what runs out, who learns together, what became of what.

Frames come with names already in the reader's language (`names.localised`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from dashboard import links, wording
from dashboard.charts.lettering import wrapped
from dashboard.items import Item
from dashboard.palette import STATES
from dashboard.sentences.network import heads_over, kinds, or_none, spoken
from dashboard.wording import t
from queries.answers import dicts

BESIDE = 0.3  # part of a matrix's width that names may take before they are broken
UNMATCHED = ("not_held", "undeclared")  # undertook what it does not list
STANDING = {"expiring": "watch", "in_force": "on_track", "not_begun": "not_due", "expired": "not_due"}  # of a memorandum → its colour
PARTNERS = ["organisation_name", "sector", "undertaken_kinds", "overdue", "fulfilled", "unlisted_kinds", "resource_kinds", "unasked_kinds", "given", "organisation_code"]
PARTNERS_BRIEF = ["organisation_name", "undertaken_kinds", "overdue", "unlisted_kinds"]
KINDS = ["resource_kind", "holders", "undertaken", "fulfilled", "overdue", "given"]
OPEN = ["state", "description", "organisation_name", "how_bad", "due_on", "resource_kind", "responsible_post", "project_name", "undertaking_code"]
OPEN_BRIEF = ["state", "description", "organisation_name", "how_bad"]
MOUS = ["mou_title", "state_words", "days_left", "end_on", "parties", "obligations", "obligations_without_project", "obligations_past_due", "party_names", "start_on", "signed_on", "mou_code"]
OBLIGATIONS = ["obligation", "organisation_name", "project_name", "pledged_baht", "allocated_baht", "disbursed_baht", "in_kind_baht", "due_on", "days_overdue", "mou_title"]
COMMUNITIES = ["community_name", "topic", "state_words", "members", "sectors", "member_names", "start_on", "end_on"]
ALONE = ["organisation_name", "sector"]
SUB_NETWORKS = ["sub_network_name", "network_purpose", "state_words", "members", "start_on", "end_on", "successor_name", "outcome", "district_name", "member_names"]
GIVEN = ["given_on", "giver_name", "receiver_name", "resource_kind", "description", "project_name", "value_baht"]
GIVEN_BRIEF = ["giver_name", "receiver_name", "resource_kind"]


def purposes() -> dict[str, str]:
    """Code of each of the four purposes → its words."""
    return _choices("network_purpose")


def resource_kinds() -> dict[str, str]:
    """Code of each of the ten kinds of resource → its words."""
    return _choices("resource_kind")


def _choices(of_list: str) -> dict[str, str]:
    from queries.tables import CHOICES

    return {code: wording.choice(of_list, code) for code in CHOICES[of_list]}


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


# --- what each partner undertook and brings ---------------------------------------------------------------------------


def is_told(found) -> bool:
    """Whether anybody undertook, gave or lists any resource."""
    return any(found["undertaken"]) or any(found["given"]) or any(held is not None for held in found["is_held"])


def matched(found, kind: str | None = None) -> str:
    """How much was undertaken by how many, fulfilled, overdue; how many still owe what they do not list, or have left the network; `kind` where one was chosen."""
    undertook, present = found[found["undertaken"] > 0], found[found["is_in_network"].astype(bool)]
    partners = present["organisation_code"].nunique()
    if undertook.empty:
        return t("roles.matched_none", partners=partners) if kind is None else t("roles.matched_none_of", partners=partners, kind=wording.choice("resource_kind", kind))
    owed = undertook[undertook["undertaken"] > undertook["fulfilled"]]
    gone = owed[~owed["is_in_network"].astype(bool)]["organisation_code"].nunique()
    said = t("roles.matched", undertook=undertook[undertook["is_in_network"].astype(bool)]["organisation_code"].nunique(), partners=partners, count=int(sum(undertook["undertaken"])),
             fulfilled=int(sum(undertook["fulfilled"])), overdue=int(sum(undertook["overdue"])), doubtful=owed[owed["unmatched"].isin(UNMATCHED)]["organisation_code"].nunique())
    return f"{said} {t('roles.matched_gone', count=gone)}" if gone else said


def brought(found) -> str:
    """Which kinds of resource nobody brings at all, and which some partner holds and nobody asked for."""
    every = dicts(kinds_table(found))
    none = [wording.choice("resource_kind", r["resource_kind"]) for r in every if not (r["holders"] or r["undertaken"] or r["given"] or r["money_shares"])]
    unasked = [t("roles.unasked_kind", kind=wording.choice("resource_kind", r["resource_kind"]), count=r["holders"]) for r in every if r["holders"] and not (r["undertaken"] or r["money_shares"])]
    said = t("roles.nobody_brings", kinds=_listed(none)) if none else t("roles.all_brought", count=len(every))
    return f"{said} · {t('roles.nobody_asked', kinds=_listed(unasked))}" if unasked else said


def kinds_table(found):
    """One row a kind of resource: partners that list it, undertakings, how they stand, how often it was given (counts)."""
    rows = [{"resource_kind": kind, "holders": sum(held is True for held in of["is_held"]), **{name: int(sum(of[name])) for name in ("undertaken", "fulfilled", "overdue", "given", "money_shares")}}
            for kind, of in found.groupby("resource_kind", sort=False)]
    return pd.DataFrame(rows, columns=[*KINDS, "money_shares"], dtype=object)


def partners_table(found):
    """One row a partner, in the order given: its kinds of resource in words – undertaken, not listed by itself, held, not asked for."""
    rows = []
    for _, of in found.groupby("organisation_code", sort=False):
        first, every = of.iloc[0], dicts(of)
        rows.append({
            "organisation_name": first["organisation_name"] if first["is_in_network"] else t("roles.gone", name=first["organisation_name"]), "sector": first["sector"], "organisation_code": first["organisation_code"],
            "undertaken_kinds": _named(every, lambda r: r["undertaken"]), "unlisted_kinds": _named(every, lambda r: r["unmatched"] in UNMATCHED),
            "resource_kinds": _named(every, lambda r: r["is_held"]), "unasked_kinds": _named(every, lambda r: r["unmatched"] == "not_asked"),
            **{name: int(sum(of[name])) for name in ("overdue", "fulfilled", "given")}})
    return pd.DataFrame(rows, columns=PARTNERS, dtype=object)


def _named(rows: Iterable[Mapping], is_meant) -> str:
    return _listed(wording.choice("resource_kind", r["resource_kind"]) for r in rows if is_meant(r)) or wording.NONE


def cells(found, letter: int, room: float):
    """One record a partner and kind of which there is anything to say, for a matrix: `row`, `column`, `state`, `text`, `words`; codes of partners without any are left out."""
    shown = found[[bool(_state(r)) for r in dicts(found)]]
    names = _labels(found, letter, room)
    rows = [{"row": names[r["organisation_code"]], "column": t(f"roles.head_{r['resource_kind']}"), "value": r["undertaken"], "state": _state(r), "text": _text(r), "words": _hover(r)}
            for r in dicts(shown)]
    return pd.DataFrame(rows, columns=["row", "column", "value", "state", "text", "words"], dtype=object)


def _labels(found, letter: int, room: float) -> dict[str, str]:
    """Code of each partner → its name broken into lines; its code along where two bear the same name."""
    named = dict(zip(found["organisation_code"], found["organisation_name"], strict=True))
    borne = Counter(named.values())
    return {code: "\n".join(wrapped(f"{name} ({code})" if borne[name] > 1 else str(name), letter, room * BESIDE)) for code, name in named.items()}


def _state(row: Mapping) -> str:
    """What a cell shows, worst first: overdue, open and not listed, open, fulfilled, held or given; "" where there is nothing."""
    if row["overdue"]:
        return "off_track"
    if row["undertaken"] > row["fulfilled"]:
        return "watch" if row["unmatched"] in UNMATCHED or not row["is_in_network"] else "on_track"
    if row["undertaken"]:
        return "done"
    return "not_due" if row["is_held"] or row["given"] else ""


def _text(row: Mapping) -> str:
    if row["overdue"]:
        return wording.days(row["days_overdue"])
    return wording.number(row["undertaken"]) if row["undertaken"] > 1 else ""


def _hover(row: Mapping) -> str:
    held = {True: t("roles.held"), False: t("roles.not_held"), None: t("roles.undeclared")}[row["is_held"]]
    counts = t("roles.counts", undertaken=row["undertaken"], fulfilled=row["fulfilled"], overdue=row["overdue"], given=row["given"])
    return f"{row['organisation_name']} · {wording.choice('resource_kind', row['resource_kind'])}: {held} · {counts}"


def undertaken_only(found):
    """The rows of the partners that undertook anything, of the kinds that anybody undertook."""
    undertook = found[found["undertaken"] > 0]
    return found[found["organisation_code"].isin(set(undertook["organisation_code"])) & found["resource_kind"].isin(set(undertook["resource_kind"]))]


# --- undertakings that somebody must act on ---------------------------------------------------------------------------


def chased(found, projects: Mapping[str, str], as_of: date):
    """The undertakings not yet fulfilled, worst first: overdue longest, then with nobody responsible, then soonest due; what is wrong in words (`how_bad`)."""
    still = [r for r in dicts(found) if r["state"] != "done"]
    still.sort(key=lambda r: (not r["days_late"], -r["days_late"], r["has_responsible"], r["due_on"] or date.max, r["undertaking_code"]))
    rows = [{**r, "state": r["state"] if r["days_late"] else "not_due" if r["has_responsible"] else "watch", "how_bad": _how_bad(r, as_of), "project_name": projects.get(r["project_code"])} for r in still]
    return pd.DataFrame(rows, columns=[*found.columns, "how_bad", *([] if "project_name" in found else ["project_name"])], dtype=object)


def _how_bad(row: Mapping, as_of: date) -> str:
    parts = [t("roles.overdue", days=wording.days(row["days_late"]))] if row["days_late"] else [_when(row["due_on"], as_of)]
    parts += [] if row["has_responsible"] else [t("roles.nobody")]
    parts += [t("roles.beyond")] if row["is_within_capacity"] is False else []
    return " · ".join(parts)


def _when(due_on: date | None, as_of: date) -> str:
    if due_on is None:
        return t("roles.no_day")
    return t("roles.due_today") if due_on == as_of else t("roles.due_in", days=wording.days((due_on - as_of).days))


def undertakings(found, still, is_brief: bool = False) -> str:
    """How many are not fulfilled, how many overdue and how long at most, how many have nobody responsible; whose (unless `is_brief`)."""
    if found.empty or still.empty:
        return t("roles.open_none", total=len(found))
    late, nobody = still[still["days_late"] > 0], still[~still["has_responsible"].astype(bool)]
    said = [t("roles.open", count=len(still), total=len(found))]
    if len(late):
        said.append(t("roles.open_late", count=len(late), days=wording.days(late.iloc[0]["days_late"])) + _whose(late, is_brief))
    said.append(t("roles.open_nobody", count=len(nobody)) + _whose(nobody, is_brief) if len(nobody) else t("roles.open_somebody"))
    return " · ".join(said)


def _whose(rows, is_brief: bool) -> str:
    return "" if is_brief else t("roles.whose", who=rows.iloc[0]["organisation_name"])


def worst_of(still) -> str:
    """The state of what is worst; "" where nothing is open."""
    return "" if still.empty else str(still.iloc[0]["state"])


def undertaking_items(still) -> list[Item]:
    """The open undertakings as things to act on: who must do what by when; each leads to its project."""
    return [Item(r["description"], " · ".join(filter(None, [wording.choice("resource_kind", r["resource_kind"]), r["project_name"]])), r["state"], "", r["how_bad"], r["organisation_name"],
                 t("roles.do_it", post=r["responsible_post"]) if r["has_responsible"] else t("roles.name_one"), wording.date(r["due_on"]), "",
                 links.to_project(r["project_code"]), links.to_partner(r["organisation_code"])) for r in dicts(still)]


# --- memoranda --------------------------------------------------------------------------------------------------------


def mou_rows(found, as_of: date):
    """Memoranda as answered, with `state`, `state_words` (its sign and word) and `remark` (until when)."""
    states = [STANDING[s] for s in found["mou_standing"]]
    words = [t(f"roles.mou_{s}") for s in found["mou_standing"]]
    return found.assign(state=states, state_words=[f"{STATES[state].sign} {word}" for state, word in zip(states, words, strict=True)],
                        remark=[_until(r, word, as_of) for r, word in zip(dicts(found), words, strict=True)])


def _until(row: Mapping, word: str, as_of: date) -> str:
    if row["mou_standing"] == "not_begun":
        return t("roles.begins_on", day=wording.date(row["start_on"])) if row["start_on"] > as_of else t("roles.signed_later", day=wording.date(row["signed_on"]))
    if row["mou_standing"] == "expiring":
        return t("roles.expires_in", word=word, days=wording.days(row["days_left"])) if row["days_left"] else t("roles.expires_today", word=word)
    until = {"in_force": "roles.until_in_force", "expired": "roles.expired_on"}[row["mou_standing"]]
    return t(until, day=wording.date(row["end_on"]))


def mous(found) -> str:
    """How many are in force, which expires next, how many have expired or not begun."""
    count = Counter(found["mou_standing"])
    said = [t("roles.mous", in_force=count["in_force"] + count["expiring"], total=len(found))]
    if count["expiring"]:
        first = found.iloc[0]
        said.append(t("roles.mous_expiring", count=count["expiring"], name=first["mou_title"], days=wording.days(first["days_left"]), day=wording.date(first["end_on"])))
    said += [t("roles.mous_expired", count=count["expired"])] if count["expired"] else []
    said += [t("roles.mous_not_begun", count=count["not_begun"])] if count["not_begun"] else []
    return " ".join(said)


def expiring_rule(limits) -> str:
    """How many days before its end a memorandum is expiring, and who has set that; `limits` as `reporting.limits`."""
    row = next(r for r in dicts(limits) if r["threshold_rule"] == "mou_expiring_days")
    by = t("ties.set_by", reference=row["resolution_reference"] or wording.NONE, day=wording.date(row["effective_on"])) if row["effective_on"] else t("ties.set_by_nobody")
    return t("roles.expiring_rule", days=wording.days(row["threshold_value"]), by=by)


def obligation_rows(found):
    """Obligations as answered, with `state`, `name` (what, and the project that carries it), `remark` (who, and the money) and `how_bad`."""
    rows = [{**r, "state": _obligation_state(r), "name": t("roles.carried_by", obligation=r["obligation"], project=r["project_name"]) if r["has_project"] else r["obligation"],
             "remark": f"{r['organisation_name']} · {_money(r)}", "how_bad": _promise(r)} for r in dicts(found)]
    return pd.DataFrame(rows, columns=[*found.columns, "state", "name", "remark", "how_bad"], dtype=object)


def _obligation_state(row: Mapping) -> str:
    """Nobody records that an obligation is fulfilled: one past its day is without evidence, not late – unless no project carries it at all."""
    if row["has_project"]:
        return "no_evidence" if row["days_overdue"] else "not_due"
    return "off_track" if row["days_overdue"] else "watch"


def _promise(row: Mapping) -> str:
    past = t("roles.past_due", days=wording.days(row["days_overdue"])) if row["days_overdue"] else ""
    return " · ".join(filter(None, [_money(row), past]))


def _money(row: Mapping) -> str:
    if not row["has_project"]:
        return t("roles.no_project")
    if row["pledged_baht"] is None:
        return t("roles.only_in_kind", amount=wording.baht(row["in_kind_baht"])) if row["in_kind_baht"] is not None else t("roles.no_money")
    return t("roles.money", pledged=wording.baht(row["pledged_baht"]), disbursed=wording.baht(row["disbursed_baht"]))


def obligations(found) -> str:
    """How many obligations no project carries, whose; how many are past their day with nothing recorded; how many have no money of their party."""
    without, past = found[~found["has_project"].astype(bool)], found[[bool(days) for days in found["days_overdue"]]]
    poor = sum(bool(r["has_project"]) and r["pledged_baht"] is None and r["in_kind_baht"] is None for r in dicts(found))
    said = [t("roles.promised_without", count=len(without), total=len(found), who=without.iloc[0]["organisation_name"]) if len(without)
            else t("roles.promised_carried", total=len(found))]
    if len(past):
        worst = max(dicts(past), key=lambda r: r["days_overdue"])
        said.append(t("roles.promised_past", count=len(past), days=wording.days(worst["days_overdue"])))
    return " ".join([*said, *([t("roles.promised_poor", count=poor)] if poor else [])])


def obligation_items(rows) -> list[Item]:
    """Obligations as things to follow; each leads to the project that carries it."""
    return [Item(r["obligation"], r["mou_title"], r["state"], "", r["how_bad"], r["organisation_name"], r["project_name"] if r["has_project"] else t("roles.find_project"), wording.date(r["due_on"]), "",
                 links.to_project(r["project_code"]), links.to_partner(r["organisation_code"])) for r in dicts(rows)]


# --- who learns together ----------------------------------------------------------------------------------------------


def communities(found, learners) -> str:
    """How many run, how many partners learn across sectors there, how many are in none, which of the six kinds is in none."""
    running, alone = found[found["is_running"].astype(bool)], learners[learners["communities"] == 0]
    across = int(sum(learners["learns_across"] > 0))
    said = [t("roles.learning", running=len(running), across=across, partners=len(learners), alone=len(alone))]
    missing = _kinds_absent(learners)
    return " ".join([*said, *([t("roles.learning_without", kinds=_listed(missing))] if missing and len(running) else [])])


def _kinds_absent(learners) -> list[str]:
    from queries.tables import KIND_OF_SECTOR

    there = {KIND_OF_SECTOR[sector] for sector, count in zip(learners["sector"], learners["communities"], strict=True) if count}
    return [words for code, words in kinds().items() if code not in there]


def communities_table(found):
    """Communities with their sectors in words, and whether they run."""
    return found.assign(state_words=[t("roles.running") if runs else t("roles.ended") for runs in found["is_running"]], sectors=[spoken(codes, "sector") for codes in found["sectors"]])[COMMUNITIES]


def learning_cells(found, learners, letter: int, room: float):
    """(frame, rows, heads) for a matrix: one cell a community and one of the six kinds, how many of its members that are still in the network (`learners`)."""
    from queries.tables import KIND_OF_SECTOR

    sectors = dict(zip(learners["organisation_code"], learners["sector"], strict=True))
    rows = {r["community_code"]: "\n".join(wrapped(r["community_name"], letter, room * 0.4)) for r in dicts(found)}
    heads = heads_over(kinds(), rows.values(), letter, room)
    made = []
    for r in dicts(found):
        held = Counter(KIND_OF_SECTOR[sectors[code]] for code in r["organisation_codes"].split(";") if code in sectors)
        made += [{"row": rows[r["community_code"]], "column": head, "value": held[kind], "text": or_none(held[kind]), "words": f"{r['community_name']} · {kinds()[kind]}"} for kind, head in heads.items()]
    return pd.DataFrame(made, columns=["row", "column", "value", "text", "words"], dtype=object), list(rows.values()), list(heads.values())


# --- sub-networks -----------------------------------------------------------------------------------------------------


def sub_network_rows(found):
    """Sub-networks by purpose – one with none running first, then one with any that ended –, each followed by what took over from it; `state`, `state_words`, `remark` and the purpose in words."""
    every = {r["sub_network_code"]: r for r in dicts(found)}
    running = {r["network_purpose"] for r in every.values() if r["is_running"]}
    ended = {r["network_purpose"] for r in every.values() if not r["is_running"]}
    rank = {code: (code in running, code not in ended, place) for place, code in enumerate(purposes())}
    rows = [_sub_network(every[code]) for code in sorted(every, key=lambda code: (rank[every[code]["network_purpose"]], *_line(every, code)))]
    return pd.DataFrame(rows, columns=[*found.columns, "state", "state_words", "remark", "purpose"], dtype=object)


def _line(every: Mapping[str, Mapping], code: str) -> tuple:
    """Where a sub-network stands: with those that end in the same last successor, by the day it began."""
    last, seen = code, set()
    while every[last]["successor_code"] in every and last not in seen:
        seen.add(last)
        last = every[last]["successor_code"]
    return (last, every[code]["is_running"], every[code]["start_on"], code)


def _sub_network(row: Mapping) -> dict:
    state = "on_track" if row["is_running"] else "done" if row["outcome"] or row["successor_code"] else "no_evidence"
    word = t("roles.running") if row["is_running"] else t("roles.ended")
    return {**row, "state": state, "state_words": f"{STATES[state].sign} {word}", "remark": _became(row), "purpose": wording.choice("network_purpose", row["network_purpose"])}


def _became(row: Mapping) -> str:
    if row["is_running"]:
        return t("roles.runs", members=row["members"]) if row["end_on"] is None else t("roles.runs_until", members=row["members"], day=wording.date(row["end_on"]))
    ended = wording.date(row["end_on"])
    if row["successor_code"] is None:
        return t("roles.ended_alone", day=ended) if row["outcome"] else t("roles.ended_untold", day=ended)
    if row["is_successor_begun"]:
        return t("roles.ended_into", day=ended, name=row["successor_name"])
    return t("roles.ended_into_later", day=ended, name=row["successor_name"], begins=wording.date(row["successor_start_on"]))


def sub_networks(found, purpose: str | None) -> str:
    """How many run, which of the four purposes has none running, how many ended and without a successor."""
    running, ended = found[found["is_running"].astype(bool)], found[~found["is_running"].astype(bool)]
    missing = [words for code, words in purposes().items() if code not in set(running["network_purpose"]) and purpose in (None, code)]
    said = [t("roles.subs", running=len(running), total=len(found)), t("roles.subs_missing", purposes=_listed(missing)) if missing else t("roles.subs_complete") if purpose is None else ""]
    said += [t("roles.subs_ended", count=len(ended), alone=int(sum(bool(v) for v in ended["ended_without_successor"])))] if len(ended) else []
    return " ".join(filter(None, said))


# --- resources given --------------------------------------------------------------------------------------------------


def exchanges(found) -> str:
    """How often, which kind most, how often across the study's four sectors; the estimated value apart from money."""
    from queries.tables import GROUP_OF_SECTOR

    if found.empty:
        return t("roles.given_none")
    (kind, most), *_ = Counter(found["resource_kind"]).most_common()
    across = sum(GROUP_OF_SECTOR.get(one) != GROUP_OF_SECTOR.get(other) for one, other in zip(found["from_sector"], found["to_sector"], strict=True))
    valued = [value for value in found["value_baht"] if value is not None]
    said = t("roles.given", count=len(found), givers=found["from_organisation_code"].nunique(), kind=wording.choice("resource_kind", kind), most=most, across=across)
    return f"{said} {t('roles.given_value', amount=wording.baht(sum(valued)), valued=len(valued))}" if valued else said


def given_table(found):
    """Exchanges with giver and receiver as such."""
    return found.rename(columns={"from_name": "giver_name", "to_name": "receiver_name"})[GIVEN]


def flow(found, letter: int, room: float):
    """(frame, rows, heads) for a matrix: giver's kind of the six down, receiver's across, what was given and how often; all six both ways."""
    from queries.tables import KIND_OF_SECTOR

    given = defaultdict(Counter)
    for row in dicts(found):
        given[KIND_OF_SECTOR.get(row["from_sector"]), KIND_OF_SECTOR.get(row["to_sector"])][row["resource_kind"]] += 1
    rows = {code: t("roles.gives", kind=words) for code, words in kinds().items()}
    heads = heads_over({code: t("roles.receives", kind=words) for code, words in kinds().items()}, rows.values(), letter, room)
    made = [{"row": rows[one], "column": heads[other], "value": given[one, other].total(), "text": _most_given(given[one, other]), "words": _every_given(one, other, given[one, other])}
            for one in rows for other in heads]
    return pd.DataFrame(made, columns=["row", "column", "value", "text", "words"], dtype=object), list(rows.values()), list(heads.values())


def _most_given(given: Counter) -> str:
    """The kind given most with how often, and how many times anything else was."""
    if not given:
        return wording.NONE
    (kind, most), *_ = given.most_common()
    first = t("roles.times", kind=wording.choice("resource_kind", kind), count=most) if most > 1 else wording.choice("resource_kind", kind)
    return t("roles.and_more", kind=first, count=given.total() - most) if given.total() > most else first


def _every_given(one: str, other: str, given: Counter) -> str:
    parts = [t("roles.times", kind=wording.choice("resource_kind", kind), count=count) for kind, count in given.most_common()]
    return f"{kinds()[one]} → {kinds()[other]}: {_listed(parts) or wording.NONE}"
