"""One partner in words: what a governor should know of it first, and who it is.

Frames come with names already in the reader's language; codes of partners become names by `Dossier.names`, which tells the public no person.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard import links, serving, wording
from dashboard.markup import Figure
from dashboard.names import kept
from dashboard.sentences import budget
from dashboard.sentences.network import spoken
from dashboard.wording import t
from queries.answers import dicts

SEATS = ["body_name", "membership_role", "post_title", "order_words", "start_on", "end_on"]
SEATS_BRIEF = ("body_name", "membership_role", "order_words")
BAD = ("off_track", "watch", "no_evidence")


@dataclass(frozen=True)
class Dossier:
    """All that is asked of one partner at a release: its row of the register, and of each subject the rows that are its own."""

    who: Mapping
    names: Mapping[str, str]  # every partner by its code
    as_of: date
    day: date | None  # the earlier day its ties are seen at
    money: Mapping | None
    shares: pd.DataFrame
    items: pd.DataFrame
    undertakings: pd.DataFrame
    obligations: pd.DataFrame
    deliverables: pd.DataFrame
    outputs: pd.DataFrame
    indicators: pd.DataFrame
    projects: pd.DataFrame
    parties: pd.DataFrame  # as a party to the contract
    hires: pd.DataFrame  # as the network manager
    duties: pd.DataFrame
    activities: pd.DataFrame
    recommendations: pd.DataFrame
    seats: pd.DataFrame
    posts: pd.DataFrame
    connectors: pd.DataFrame
    ties: pd.DataFrame
    partners: pd.DataFrame  # everybody in the network, most relied upon first
    mous: pd.DataFrame
    sub_networks: pd.DataFrame
    communities: pd.DataFrame
    exchanges: pd.DataFrame

    @property
    def code(self) -> str:
        """Its code."""
        return self.who["organisation_code"]

    @property
    def name(self) -> str:
        """Its name, as these readers may know it."""
        return self.names[self.code]

    @property
    def brief_name(self) -> str:
        """Its short name where it has one in the reader's language that these readers may know."""
        short = self.who["short_name"] if wording.language() == "th" and self.name == self.who["organisation_name"] else ""
        return short or self.name


def dossier(answer: Callable[..., pd.DataFrame], code: str, names: Mapping[str, str], as_of: date, day: date | None = None) -> Dossier:
    """What is asked of a partner in the register; `answer`: (question, **picks) → frame with names in the reader's language.

    Most is asked of all partners, so that the next one is there at once."""
    at = {"as_of": day}

    def own(question: str, column: str, **picks) -> pd.DataFrame:
        return of_partner(answer(question, **picks), column, code)

    return Dossier(
        who=own("register.partners", "organisation_code").iloc[0].to_dict(), names=names, as_of=as_of, day=day,
        money=next(iter(dicts(own("budget.shares_by_partner", "organisation_code"))), None), shares=own("budget.shares", "organisation_code"),
        items=own("attention.worst_first", "responsible_organisation_code"), undertakings=own("contract.undertakings", "organisation_code"),
        obligations=answer("agreements.obligations", partner=code, **at), deliverables=own("deliverables.listed", "responsible_organisation_code"),
        outputs=own("contract.outputs", "responsible_organisation_code"), indicators=own("indicators.listed", "owner_organisation_code"),
        projects=own("contract.projects", "responsible_organisation_code"), duties=own("reporting.duties", "organisation_code"),
        parties=own("contract.parties", "organisation_code"), hires=own("deliverables.manager", "manager_organisation_code"), activities=own("participation.activities", "organiser_organisation_code"),
        recommendations=own("participation.recommendations", "addressed_to_organisation_code"),
        seats=own("bodies.seats", "organisation_code", **at), posts=own("register.posts", "organisation_code", **at), connectors=answer("bodies.connectors", **at),
        ties=answer("network.ties", partner=code, **at), partners=answer("network.partners", **at), mous=answer("agreements.mous", partner=code, **at),
        sub_networks=with_partner(answer("agreements.sub_networks", **at), code), communities=with_partner(answer("agreements.communities", **at), code),
        exchanges=answer("agreements.exchanges", partner=code, **at),
    )


def of_partner(frame: pd.DataFrame, column: str, code: str) -> pd.DataFrame:
    """The rows of an answer that are one partner's."""
    return kept(frame, (value == code for value in frame[column]))


def with_partner(frame: pd.DataFrame, code: str) -> pd.DataFrame:
    """The rows of an answer that name a partner among others in `organisation_codes`."""
    return kept(frame, (code in codes.split(";") for codes in frame["organisation_codes"]))


def first(must_act: pd.DataFrame, register: pd.DataFrame) -> str:
    """Code of the partner that most needs the reader's attention, else the first by name; "" where there is none."""
    known = list(register["organisation_code"])
    return next((code for code in must_act["organisation_code"] if code in known), known[0] if known else "")


def options(register: pd.DataFrame, names: Mapping[str, str]) -> dict[str, str]:
    """Code → words of every partner to choose from, by name: its sector, and whether it has left or is yet to come."""
    rows = sorted(dicts(register), key=lambda row: names[row["organisation_code"]])
    said = {"in": "option", "left": "option_left", "to_come": "option_to_come"}
    return {row["organisation_code"]: t(f"partner.{said[row['membership']]}", name=names[row["organisation_code"]], sector=wording.choice("sector", row["sector"])) for row in rows}


def earlier(asked: str, as_of: date) -> date | None:
    """The day a reader asks to see ties at, where it is a day before the release's own; None for anything else."""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return None
    return day if day < as_of else None


# --- what to know first -----------------------------------------------------------------------------------------------


def standing(of: Dossier) -> str:
    """The one thing to know: what it pledged and what has gone out, how many things wait for it and how long."""
    hired = [t("partner.hired", amount=wording.baht(row["contract_sum_baht"]), paid=wording.baht(row["paid_baht"])) for row in dicts(of.hires)]
    money = [] if hired and of.money is None else _money(of.money)
    return " ".join(filter(None, (_membership(of.who), *hired, *money, *_waiting(of))))


def _membership(who: Mapping) -> str:
    if who["membership"] == "left":
        return t("partner.left", day=wording.date(who["end_on"]))
    return t("partner.to_come", day=wording.date(who["start_on"])) if who["membership"] == "to_come" else ""


def _money(money: Mapping | None) -> list[str]:
    if money is None or not (money["pledged_baht"] or money["allocated_baht"] or money["in_kind_baht"]):
        return [t("partner.no_money")]
    if not (money["pledged_baht"] or money["allocated_baht"]):
        return [t("partner.in_kind", amount=wording.baht(money["in_kind_baht"]), delivered=wording.baht(money["in_kind_delivered_baht"]))]
    pledged = t("partner.pledged", pledged=wording.baht(money["pledged_baht"]))
    if not money["allocated_baht"]:
        return [pledged, t("partner.unallocated")]
    return [pledged, _gone_out(money)]


def _gone_out(money: Mapping) -> str:
    """What has gone out of its money, and how far what is due is from the target."""
    if budget.is_unallocated(money):
        return t("partner.disbursed_part", percent=wording.percent(money["disbursed_percent"]), left=wording.baht(money["pledged_baht"] - money["allocated_baht"]))
    percent, is_held = wording.percent(money["disbursed_percent"]), budget.worse_measure(money)[1] is not None
    if not is_held and money["state"] != "done":
        return t("partner.disbursed", percent=percent)
    return t("partner.disbursed_due" if is_held and money["state"] != "done" else "partner.disbursed_said", percent=percent, gap=budget.gap_words(money))


def _waiting(of: Dossier) -> list[str]:
    """How many things wait for it, the longest overdue, and what is overdue besides: undertakings, reports, answers."""
    overdue = [days for days in of.items["days_overdue"] if days]
    urgent = sum(severity == "high" for severity in of.items["severity"])
    parts = [t("partner.todo", count=len(of.items))] if len(of.items) else []
    parts += [t("partner.todo_urgent", count=urgent)] if urgent else []
    parts += [t("partner.todo_overdue", count=len(overdue), days=wording.days(max(overdue)))] if overdue else []
    counts = {"late_undertakings": len(late_undertakings(of)), "late_reports": len(late_reports(of)), "unanswered": len(unanswered(of))}
    parts += [t(f"partner.{name}", count=count) for name, count in counts.items() if count]
    return parts or [t("partner.nothing_waits")]


def late_undertakings(of: Dossier) -> pd.DataFrame:
    """Undertakings past their day and not fulfilled, worst first."""
    return kept(of.undertakings, (days > 0 and state != "done" for days, state in zip(of.undertakings["days_late"], of.undertakings["state"], strict=True)))


def late_reports(of: Dossier) -> pd.DataFrame:
    """Reports it owes past their day, most overdue first."""
    return kept(of.duties, (state == "late" for state in of.duties["report_state"]))


def unanswered(of: Dossier) -> pd.DataFrame:
    """Recommendations it has not answered by the day an answer was due, longest overdue first."""
    return kept(of.recommendations, (not answered and bool(days) for answered, days in zip(of.recommendations["is_answered"], of.recommendations["days_overdue"], strict=True)))


def worst_state(of: Dossier) -> str:
    """The worst state anything of it is in; where none is bad, the state of what it has, and "" where a flag waits or nothing has one."""
    held = {state for frame in (of.items, of.undertakings, of.deliverables, of.outputs, of.indicators, of.projects) for state in frame[_state(frame)]}
    held |= {of.money["state"]} if of.money else set()
    held |= {"no_evidence"} if len(late_reports(of)) else set()
    bad = worst_of(held, BAD)
    return bad or ("" if len(of.items) or len(unanswered(of)) else worst_of(held))


def worst_of(held: Collection[str], among: Sequence[str] = ("off_track", "watch", "no_evidence", "on_track", "done", "not_due")) -> str:
    """The first of these states that is held: bad ones first, then what can be said of the rest; "" for none."""
    return next((state for state in among if state in held), "")


def _state(frame: pd.DataFrame) -> str:
    return "standing_state" if "standing_state" in frame else "state"


def figures(of: Dossier) -> list[Figure]:
    """The numbers that matter; those there is nothing to count of are left out."""
    return [*_money_figure(of.money), _todo_figure(of), *_undertakings_figure(of), *_reports_figure(of), _ties_figure(of)]


def _money_figure(money: Mapping | None) -> list[Figure]:
    if money is None:
        return []
    if not (money["pledged_baht"] or money["allocated_baht"]):
        note = t("partner.figure_in_kind_note", delivered=wording.baht(money["in_kind_delivered_baht"]))
        return [Figure(t("partner.figure_in_kind"), wording.baht(money["in_kind_baht"]), note, money["state"], wording.baht_exact(money["in_kind_baht"]))]
    note = t("partner.figure_money_note", disbursed=budget.alike(money["disbursed_baht"], money["allocated_baht"]), allocated=wording.baht(money["allocated_baht"]))
    return [Figure(t("partner.figure_money"), wording.percent(money["disbursed_percent"]), note, money["state"], wording.baht_exact(money["disbursed_baht"]))]


def _todo_figure(of: Dossier) -> Figure:
    urgent = sum(severity == "high" for severity in of.items["severity"])
    state = worst_of(set(of.items["state"]), BAD)
    return Figure(t("partner.figure_todo"), t("partner.things", count=len(of.items)), t("partner.figure_todo_note", count=urgent) if urgent else "", state)


def _undertakings_figure(of: Dossier) -> list[Figure]:
    states = list(of.undertakings["state"])
    if not states:
        return []
    late = len(late_undertakings(of))
    return [Figure(t("partner.figure_undertakings"), t("partner.of", count=states.count("done"), total=len(states)), t("partner.late_undertakings", count=late) if late else "", worst_of(states))]


def _reports_figure(of: Dossier) -> list[Figure]:
    if of.duties.empty:
        return []
    late = len(late_reports(of))
    note = t("partner.figure_reports_note", days=wording.days(max(of.duties["days_overdue"]))) if late else ""
    return [Figure(t("partner.figure_reports"), t("partner.of", count=len(of.duties) - late, total=len(of.duties)), note, "no_evidence" if late else "on_track")]


def _ties_figure(of: Dossier) -> Figure:
    silent = sum(map(bool, of.ties["is_silent"]))
    return Figure(t("partner.figure_ties"), t("network.pairs", count=len(of.ties)), t("partner.figure_ties_note", count=silent) if silent else "")


# --- who it is --------------------------------------------------------------------------------------------------------


def identity(of: Dossier) -> str:
    """Sector, level, district, position, and how many bodies it sits in by which order."""
    who, unordered = of.who, sum(not ordered for ordered in of.seats["has_order"])
    said = t("partner.identity", sector=wording.choice("sector", who["sector"]), level=wording.choice("actor_level", who["actor_level"]), district=who["district_name"] or wording.NONE, day=wording.date(who["start_on"]))
    if of.seats.empty:
        return f"{said} {t('partner.no_seat')}"
    seated = t("partner.seated", seats=len(of.seats), bodies=of.seats["body_code"].nunique())
    return f"{said} {seated} {t('partner.unordered', count=unordered)}" if unordered else f"{said} {seated}"


def facts(of: Dossier) -> list[tuple[str, str, str]]:
    """What the register knows of it: label, words, address; what it says nothing of is left out, resources apart."""
    who, parent = of.who, of.who["parent_organisation_code"]
    sector = " · ".join(dict.fromkeys((wording.choice("sector", who["sector"]), wording.choice("sector_group", who["sector_group"]))))
    links_it = " · ".join(t("partner.links", **{end: of.names.get(row[f"{side}_code"], row[f"{side}_name"]) for end, side in (("one", "from"), ("other", "to"))}) for row in connects(of))
    told = [
        ("organisation_code", of.code, ""), ("short_name", who["short_name"] if of.name == who["organisation_name"] else "", ""), ("sector", sector, ""),
        ("actor_level", wording.choice("actor_level", who["actor_level"]), ""), ("district_name", who["district_name"], ""),
        ("parent_organisation_code", of.names.get(parent, parent), links.to_partner(parent)), ("network_position", who["network_position"], ""),
        ("resource_kinds", spoken(who["resource_kinds"], "resource_kind") if who["resource_kinds"] else t("partner.no_resources"), ""), ("start_on", wording.date(who["start_on"]), ""),
        ("end_on", wording.date(who["end_on"]) if who["end_on"] else "", ""), ("post_title", ", ".join(_open_posts(of)) or t("partner.no_posts"), ""),
        ("connector", links_it or t("partner.no_connector"), ""), ("party_role", " · ".join(_party(row) for row in dicts(of.parties)), ""),
    ]
    return [(_fact(name), words, address) for name, words, address in told if words]


BRIEF = ("sector", "district_name", "network_position", "post_title")  # what a projector's picture has room for


def brief(of: Dossier) -> list[tuple[str, str, str]]:
    """Of the facts, those a room wants to know of first."""
    kept_labels = [_fact(name) for name in BRIEF]
    return [fact for fact in facts(of) if fact[0] in kept_labels]


def _fact(name: str) -> str:
    return t(f"partner.fact_{name}") if wording.has(f"partner.fact_{name}") else wording.label(name)


def _party(row: Mapping) -> str:
    signed = t("partner.signed", day=wording.date(row["signed_on"])) if row["is_signed"] else t("partner.not_signed", days=wording.days(row["days_unsigned"]))
    return t("partner.party", role=row["party_role"], responsibility=row["responsibility"] or wording.NONE, signed=signed)


def _open_posts(of: Dossier) -> list[str]:
    """Titles of the posts it holds; in public those of public offices only."""
    return [row["post_title"] for row in dicts(of.posts) if row["is_office_holder"] or not _is_public()]


def _is_public() -> bool:
    return serving.audience() == serving.PUBLIC


def connects(of: Dossier) -> list[dict]:
    """The links it is declared to be the connector of."""
    return dicts(of_partner(of.connectors, "organisation_code", of.code))


def seats(of: Dossier) -> pd.DataFrame:
    """Its seats: role, post, the order behind each or that there is none, and the term; those without an order first."""
    offices, rows = set(_open_posts(of)), dicts(of.seats)
    orders = [t("partner.order", number=row["order_number"], day=wording.date(row["ordered_on"])) if row["has_order"] else t("partner.no_order") for row in rows]
    posts = [row["post_title"] if row["post_title"] in offices or not _is_public() else None for row in rows]
    return of.seats.assign(order_words=pd.Series(orders, index=of.seats.index, dtype=object), post_title=pd.Series(posts, index=of.seats.index, dtype=object))[SEATS if any(of.seats["end_on"]) else SEATS[:-1]]


def seat_facts(of: Dossier) -> list[tuple[str, str, str]]:
    """The same in a few lines, one a body: its roles there and the orders behind them."""
    found, bodies = seats(of).assign(body_code=of.seats["body_code"]), dict.fromkeys(of.seats["body_code"])
    own = {body: found[found["body_code"] == body] for body in bodies}
    return [(rows.iloc[0]["body_name"], " · ".join([", ".join(dict.fromkeys(wording.choice("membership_role", role) for role in rows["membership_role"])), *dict.fromkeys(rows["order_words"])]),
             links.to("bodies", body=body)) for body, rows in own.items()]
