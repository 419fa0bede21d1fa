"""The governor's report to the national committee: eight sections in the form of an official letter, every figure an answer of the questions.

`ask` is a function (question, **picks) → frame: the screens' cached door or the command's connection.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from dashboard import palette, wording
from dashboard.names import localised
from dashboard.papers import blocks
from dashboard.papers.blocks import Column, bar, item, words
from dashboard.papers.sheet import ARABIC, Origin, Paper
from dashboard.sentences import aside, overview
from dashboard.sentences import budget as money
from dashboard.sentences import contract as treaty
from dashboard.sentences import deliverables as work
from dashboard.sentences import indicators as results
from dashboard.sentences import report as said
from dashboard.sentences import sums as adding
from dashboard.wording import t
from queries.answers import dicts

FORM = "governor-report/1"  # to be raised when the form changes, so that an old paper can be told from a new one
Ask = Callable[..., pd.DataFrame]
OVERALL = 1  # place among the sections of the one that sums up all
TOOLS = (("activities", 13), ("people", 12), ("recommended", 16), ("adopted", 12), ("waiting", 12))  # figures of section six and the width of their columns
BEHIND = "high"  # severity of what section seven lists


@dataclass(frozen=True)
class Section:
    """A section: its key among the texts, what it comes down to and the state of that, and its blocks of HTML."""

    key: str
    lead: str
    state: str
    blocks: Sequence[str]
    names: Sequence[str] = ()  # in what it comes down to, that stay on one line

    @property
    def heading(self) -> str:
        """Its heading in words."""
        return t(f"report.of_{self.key}")


def made(ask: Ask, origin: Origin, digits: str = ARABIC) -> Paper:
    """The report on the province as at its release. English keeps Arabic digits."""
    governor = t("report.governor", province=origin.province)
    head = [blocks.title(t("report.title", province=origin.province)), blocks.letterhead(t("head.who", province=origin.province), _subject(origin), t("report.to")), blocks.paragraph(t("report.opening", province=origin.province, as_of=wording.date(origin.as_of, long=True)))]
    body = [block for number, section in enumerate(sections(ask), 1) for block in (blocks.heading(section.heading, number), *section.blocks)]
    tail = [blocks.signature(t("report.closing"), governor), blocks.origin(_sources(ask, origin), origin.chain)]
    return Paper(t("report.title", province=origin.province), FORM, [*head, *body, *tail], origin, digits if wording.language() == "th" else ARABIC)


def _subject(origin: Origin) -> str:
    return t("report.subject", province=origin.province, as_of=wording.date(origin.as_of, long=True))


def _sources(ask: Ask, origin: Origin) -> list[str]:
    """Release and day, the limits behind the states, the version of the form."""
    limits = ask("reporting.limits")
    rules = [money.rule(limits), treaty.late_rule(limits), *(results.limits(row) for row in dicts(ask("indicators.listed").head(1)))]
    return [f"{t('head.release', release=origin.release)} · {t('head.as_of', as_of=wording.date(origin.as_of, long=True))}", t("report.rules", rules=" · ".join(rules)), t("report.form", form=FORM)]


def sections(ask: Ask) -> list[Section]:
    """The eight sections, in order."""
    answer = partial(_answered, ask)
    return [make(answer) for make in (contract, overall, budget, manager, indicators, participation, behind, consider)]


def _answered(ask: Ask, question: str, **picks) -> pd.DataFrame:
    return localised(ask(question, **picks))


def checks(ask: Ask, newest: tuple[int, int]) -> list[said.Check]:
    """What is to be seen to before the report is signed. `newest`: the report's release, and the newest one."""
    answer = partial(_answered, ask)
    return said.checks(*(answer(question) for question in ("contract.contracts", "contract.approvals", "contract.parts", "budget.reconciliation", "reporting.missing", "reporting.freshness", "attention.states")), newest)


def asked(ask: Ask) -> list[str]:
    """What the national committee is asked to consider, one sentence a matter."""
    return _asked(partial(_answered, ask))


# --- the sections -----------------------------------------------------------------------------------------------------


def _nothing(what: str, key: str = "") -> Section:
    """A section of which the release holds nothing (`what`: text `report.no_…`): neither good nor bad."""
    words_of = t(f"report.no_{what}")
    return Section(key or what, words_of, "no_evidence", [blocks.paragraph(words_of)])


def contract(answer: Ask) -> Section:
    """What was agreed, who has signed, where its approval stands, what of it is empty, what changed, what is in dispute."""
    found = dicts(answer("contract.contracts"))
    if not found:
        return _nothing("contract")
    made_of = [_of_contract(answer, one) for one in found]
    return Section("contract", made_of[0][0], made_of[0][1], [block for *_, own in made_of for block in own])


def _of_contract(answer: Ask, one: Mapping) -> tuple[str, str, list[str]]:
    own = {name: _only(answer(f"contract.{name}"), one["contract_code"]) for name in ("approvals", "parties", "parts", "amendments", "amendment_effects", "disputes")}
    stands, state = treaty.approved(own["approvals"], one)
    parts, names = treaty.parts_table(own["parts"]), list(own["parties"]["organisation_name"])
    made_of = [blocks.paragraph(said.background(one), [one["contract_title"], one["body_name"] or ""]), blocks.paragraph(treaty.parties(own["parties"], one), names, treaty.worst_of(list(own["parties"]["state"]))),
               blocks.paragraph(t("report.parts", said=treaty.complete(parts)), (), treaty.worst_of(list(parts["state"])))]
    made_of += [blocks.paragraph(treaty.amended(own["amendments"], own["amendment_effects"]))] if len(own["amendments"]) else []
    made_of += [blocks.paragraph(said_of, (), of) for said_of, of in [treaty.disputed(own["disputes"])]] if len(own["disputes"]) else []
    return stands, state, [*made_of, blocks.paragraph(stands, (), state), _path(own["approvals"])]


def _only(frame: pd.DataFrame, code: str) -> pd.DataFrame:
    return frame[frame["contract_code"] == code].reset_index(drop=True)


def _path(approvals: pd.DataFrame) -> str:
    columns = [Column(t("report.step"), 25), Column(t("report.body"), 29), Column(t("report.requested"), 15, "whole"), Column(t("report.decided"), 15, "whole"), Column(t("report.document"), 16)]
    rows = [[item(wording.choice("approval_step", row["approval_step"]), row["state"]), words(row["body_name"] or wording.NONE), words(wording.date(row["requested_on"])),
             words(wording.date(row["decided_on"])), words(row["document_number"] or wording.NONE)] for row in dicts(approvals)]
    return blocks.table(t("report.path_table"), columns, rows)


def overall(answer: Ask) -> Section:
    """How many things need action, and how many of each kind stand in each state: kinds are never added up."""
    head, states, who = answer("attention.headline").iloc[0].to_dict(), answer("attention.states"), answer("attention.who_must_act")
    lead, state, named = overview.standing(head, who), overview.worst_state(states), list(who["organisation_name"].dropna())
    rows = overview.rows_of_states(states)
    if not rows:
        return _nothing("overall")
    columns = [Column(t("report.kind"), 19), Column(t("report.spread"), 38), *blocks.of_states(6), Column(t("report.all"), 7, "right")]
    cells = [[words(row.name), blocks.spread(row.counts), *(words(row.counts.get(code, 0)) for code in palette.STATES), words(sum(row.counts.values()))] for row in rows]
    made_of = [blocks.paragraph(lead, named, state), blocks.paragraph(overview.spread(rows)), blocks.table(t("report.states_table"), columns, cells), blocks.key(), blocks.note(t("report.states_note"))]
    return Section("overall", lead, state, made_of, named)


def budget(answer: Ask) -> Section:
    """The money: how far it has come, against the state's targets in percentage points, and whether it adds up."""
    totals, partners, sums, grants = (answer(f"budget.{name}") for name in ("totals", "shares_by_partner", "reconciliation", "block_grants"))
    items, raised = answer("budget.block_grant_spending"), answer("attention.red_flags", flag="block_grant_on_routine_duty")
    one = totals.iloc[0].to_dict()
    if not one["share_count"]:
        return _nothing("budget")
    lead, (equal, is_equal) = money.standing(one, partners), adding.whole(sums)
    made_of = [blocks.paragraph(lead, list(partners["organisation_name"]), one["state"]), _ladder(one), blocks.note(said.besides(one)),
               _targets(answer("budget.against_target", fiscal_year=one["target_fiscal_year"])), blocks.paragraph(equal, list(sums["name"]), is_equal)]
    made_of += [blocks.paragraph(words_of, (), state) for words_of, state in [aside.routine(items, raised)]] if len(grants) else []
    return Section("budget", lead, one["state"], made_of)


def _ladder(totals: Mapping) -> str:
    columns = [Column(t("report.rung"), 26), Column(t("report.part"), 34), Column(t("report.of_pledged"), 14, "right"), Column(t("report.baht"), 26, "right")]
    rows = [[words(name), bar(percent, step), words(wording.percent(percent)), words(wording.baht_exact(amount).partition(" ")[0])]
            for step, name, amount, percent in said.rungs(totals)]
    return blocks.table(t("report.ladder_table"), columns, rows)


def _targets(found: pd.DataFrame) -> str:
    if found.empty:
        return blocks.paragraph(t("report.no_targets"))
    first = found.iloc[0]
    columns = [Column(t("report.spend_type"), 16), Column(t("report.measure"), 26), Column(t("report.actual"), 12, "right"), Column(t("report.target"), 12, "right"), Column(t("report.gap"), 18, "right"), Column(t("report.state"), 16)]
    rows = [[words(wording.choice("target_spend_type", row["target_spend_type"])), words(wording.choice("money_measure", row["money_measure"])), words(wording.percent(row["actual_percent"])),
             words(wording.percent(row["target_percent"])), words(wording.points(row["gap_points"]).partition(" ")[0]), blocks.state(row["state"])] for row in dicts(found)]
    return blocks.table(t("report.targets_table", quarter=wording.quarter(first["quarter"], first["fiscal_year"])), columns, rows) + blocks.note(t("report.targets_set", reference=money.reference(found)))


def manager(answer: Ask) -> Section:
    """The network manager: the hire contract, its phases, and the deliverables to chase."""
    listed, phases = answer("deliverables.listed"), answer("deliverables.phases")
    lead, state = work.late(listed), work.worst_state(listed)
    hired = [blocks.paragraph(said.manager(one), [one["employer_organisation_name"], one["manager_organisation_name"]]) for one in dicts(answer("deliverables.manager"))]
    chased = [row for row in dicts(listed) if row["state"] in work.TO_CHASE]
    return Section("manager", lead, state, [*hired, blocks.paragraph(lead, list(listed["deliverable_name"]), state), *([_phases(phases)] if len(phases) else []), *([_chased(chased)] if chased else [])])


def _phases(phases: pd.DataFrame) -> str:
    columns = [Column(t("report.phase"), 36), Column(t("report.accepted"), 16, "right"), Column(t("report.payment"), 16, "right"), Column(t("report.paid"), 16, "right"), Column(t("report.penalty"), 16, "right")]
    rows = [[words(work.phase(row)) + blocks.quiet(t("report.paid_early") if row["is_paid_before_accepted"] else ""),
             words(t("overview.of", count=row["accepted_count"], total=row["deliverable_count"])), *(words(wording.number(row[f"{name}_baht"])) for name in ("payment", "paid", "penalty"))] for row in dicts(phases)]
    return blocks.table(t("report.phases_table"), columns, rows)


def _chased(rows: Sequence[Mapping]) -> str:
    columns = [Column(t("report.deliverable"), 36), Column(t("report.due"), 16, "whole"), Column(t("report.late"), 12, "right"), Column(t("report.slip"), 12, "right"), Column(t("report.who"), 24)]
    made_of = [[item(row["deliverable_name"], row["state"]), words(wording.date(row["due_on"])), words(wording.days(row["late_days"] or None)), words(wording.days(row["slip_days"] or None)),
                words(row["responsible_organisation_name"] or t("overview.nobody"))] for row in rows]
    return blocks.table(t("report.chased_table"), columns, made_of)


def indicators(answer: Ask) -> Section:
    """The indicators, worst first: baseline, target, last value, how much of the way is done."""
    listed = answer("indicators.listed")
    if listed.empty:
        return _nothing("indicators")
    lead, state = results.standing(listed), results.worst_state(list(listed["standing_state"]))
    columns = [Column(t("report.indicator"), 37), Column(t("report.baseline"), 11, "right"), Column(t("report.final_target"), 11, "right"), Column(t("report.last_value"), 16, "right"), Column(t("report.attained"), 25)]
    rows = [[item(row["indicator_name"], row["standing_state"], more=row["measure_unit"]), *(words(results.plain_value(row[name], row)) for name in ("baseline_value", "final_target_value")), _value(row),
             words(wording.percent(row["attainment_percent"])) + bar(row["attainment_percent"], row["standing_state"], row["expected_percent"])] for row in dicts(listed)]
    return Section("indicators", lead, state, [blocks.paragraph(lead, list(listed["indicator_name"]), state), blocks.table(t("report.indicators_table"), columns, rows), blocks.note(t("report.indicators_note"))])


def _value(row: Mapping) -> str:
    return words(results.plain_value(row["actual_value"], row)) + blocks.quiet("" if row["actual_value"] is None else wording.date(row["period_on"]))


def participation(answer: Ask) -> Section:
    """Who took part by which tools, and what became of what they recommended."""
    activities = answer("participation.activities")
    lead, more = said.took_part(activities, answer("contract.origins")), said.answered(answer("participation.recommendations"), activities)
    made_of = [blocks.paragraph(lead), blocks.paragraph(more)]
    if len(activities):
        columns = [Column(t("report.tool"), 35), *(Column(t(f"report.tool_{name}"), width, "right") for name, width in TOOLS)]
        made_of.append(blocks.table(t("report.tools_table"), columns, [[words(name), *(words(wording.number(count)) for count in counts)] for name, *counts in said.tools(activities)]))
    return Section("participation", lead, "" if len(activities) else "no_evidence", made_of)


def behind(answer: Ask) -> Section:
    """What is behind its plan, worst first: how far, why as far as anybody reported, who must do what by when."""
    head = answer("attention.headline").iloc[0].to_dict()
    if not said.is_followed(head):
        return _nothing("overall", "behind")
    lead = said.others(head)
    rows = dicts(answer("attention.worst_first", severity=BEHIND))
    if not rows:
        return Section("behind", lead, "on_track", [blocks.paragraph(lead)])
    told = said.causes(answer("deliverables.listed"), answer("deliverables.events"), answer("indicators.listed"), answer("indicators.series"), head["as_of"])
    columns = [Column(t("overview.what"), 26), Column(t("overview.how_bad"), 20), Column(t("report.cause"), 16), Column(t("overview.who"), 23), Column(t("overview.by"), 15, "whole")]
    return Section("behind", lead, "off_track", [blocks.paragraph(lead), blocks.table(t("report.behind_table"), columns, [_item(row, told) for row in rows])])


def _item(row: Mapping, told: Mapping[tuple[str, str], str]) -> list[str]:
    kind = overview.kind(row["subject_kind"])
    about = kind if row["state"] else f"{t('overview.severity_high')} {kind}"
    late = t("overview.overdue", days=wording.days(row["days_overdue"])) if row["days_overdue"] else ""
    return [item(overview.named(row), row["state"] or "", about), words(overview.how_bad(row)), words(told.get((row["subject_kind"], row["subject_code"]), t("report.no_cause"))),
            words(row["responsible_organisation_name"] or t("overview.nobody")) + blocks.quiet(row["action"]), words(wording.date(row["due_on"])) + blocks.quiet(late)]


def consider(answer: Ask) -> Section:
    """What the national committee is asked to consider; that there is nothing is said too."""
    found = _asked(answer)
    lead = t("report.asked", count=len(found)) if found else t("report.nothing_asked")
    return Section("consider", lead, "", [blocks.paragraph(lead), *([blocks.points(found, list(answer("contract.parties")["organisation_name"]))] if found else [])])


def _asked(answer: Ask) -> list[str]:
    return said.asked(answer("contract.contracts"), answer("contract.approvals"), answer("contract.parties"), answer("attention.red_flags", flag="pledged_not_allocated"))
