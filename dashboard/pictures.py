"""What the charts of money and deliverables are given: an answer's frame, the run's colours, sizes and width, and the reader's words."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pandas as pd

from dashboard import pickers, show, wording
from dashboard.charts import bars, matrix, sides, steps, timeline
from dashboard.charts.lettering import wide
from dashboard.sentences.budget import expected
from dashboard.wording import t
from queries.answers import dicts

HIGH = 1080  # px of the picture a projector's sizes are laid out for
WIDEST, EDGES = 1184, 160  # px of a page's column on a wide desk, and to its left and right on any
STEPS = ("pledged", "allocated", "spent", "disbursed")  # each lies on the one before
THICK = {"pledged": 1.0, "allocated": 0.66, "spent": 0.66, "disbursed": 0.66}
MEASURES = ("disbursed", "spent")
ROWS = {"ladder": (14, 10), "plan": (16, 12), "payments": (60, 60), "matrix": (40, 40), "promises": (40, 40)}  # of a picture before it turns the page: desk, phone
AROUND = {"ladder": 560, "plan": 700, "payments": 480, "matrix": 720, "promises": 700}  # px that all but its rows takes of a projector's picture
ROW = {"ladder": 78, "plan": 80, "payments": 90, "matrix": 48, "promises": 48}  # px a row takes at the least there
QUARTER = 3.4  # letters that a cell of a partner's quarter is wide at the least
FEW_HEADS = 8  # columns of a matrix on a projector: the names behind their codes then take three lines below it
NARROW, MORE_AROUND = 1500, {"ladder": 150, "plan": 150, "payments": 150, "matrix": 60, "promises": 60}  # 4:3 or far seats: words take more lines


def room() -> int:
    """Px across that a chart has in this run."""
    width, height = pickers.window()
    if show.mode() == "projector":
        return int(width * HIGH / height / pickers.text_scale()) - 112
    return min(width - EDGES, WIDEST) if show.mode() == "desk" else width - 32


def is_narrow() -> bool:
    """Whether a projector's picture is 4:3 or must be read from far: lines wrap sooner there."""
    return show.mode() == "projector" and room() < NARROW


def is_far() -> bool:
    """Whether a projector's letters are so large that a picture has no room: its table, or only names and states, then stand in its place."""
    return show.mode() == "projector" and pickers.text_scale() > 1.1


def or_table(drawn: Callable[[], Mapping], alt: str, frame: pd.DataFrame, name: str, brief: Sequence[str], is_tight: bool = False) -> None:
    """A picture with its table behind it; from far seats, or where it is too tight for this screen, the table itself with its `brief` columns."""
    if is_far() or is_tight:
        show.table(frame, name, columns=brief)
    else:
        show.chart(drawn(), alt, frame, name)


def rows_of(picture: str) -> int:
    """How many rows of a picture stand on this screen before it turns the page."""
    if show.mode() != "projector":
        return ROWS[picture][show.mode() == "phone"]
    left = HIGH / pickers.text_scale() - AROUND[picture] - (MORE_AROUND[picture] if is_narrow() else 0)
    return max(1 if picture == "plan" else 2, int(left / ROW[picture]))


def ladder(rungs: pd.DataFrame, scale: str) -> dict:
    """Pledged, allocated, committed and disbursed of each row, and what was due by now. `scale`: percent (of pledged) or baht."""
    of = show.colours()
    inks = {"pledged": of.money["pledged"], "allocated": of.money["pledged"], "spent": of.money["allocated"], "disbursed": of.money["disbursed"]}  # the promise is an outline: steps further apart than the money's own
    layers = [bars.Layer(f"{step}_baht", t(f"budget.{step}"), inks[step], THICK[step], is_hollow=step == "pledged") for step in STEPS]
    unit = bars.Scale(t("budget.ladder_percent"), whole="pledged_baht") if scale == "percent" else bars.Scale(t("budget.ladder_baht"), 1_000_000)
    columns = bars.Columns("name", "remark", "state", "due_baht", t("budget.due"))
    slots = rows_of("ladder") if show.mode() == "projector" else 0
    return bars.bullets(rungs, layers, columns, unit, of, show.sizes(), exact=wording.baht_exact, room=room(), slots=slots, has_axis=not slots, has_legend=not is_far())


def targets(rows: pd.DataFrame) -> dict:
    """Per cent disbursed and spent of each spend type, and the target of the quarter as a mark."""
    of = show.colours()
    layers = [bars.Layer("hundred", t("budget.allocated"), of.money["pledged"], is_hollow=True), bars.Layer("actual_percent", t("budget.target_actual"), of.money["disbursed"], 0.66)]
    return _bullets(rows, layers, bars.Scale(t("budget.target_percent"), whole="hundred"), wording.percent, due=("target_percent", t("budget.target_due")))


def carried(rows: pd.DataFrame) -> dict:
    """Of each share's money carried over, what has been paid since."""
    of = show.colours()
    layers = [bars.Layer("carried_over_baht", t("aside.carried_over"), of.money["pledged"], is_hollow=True), bars.Layer("carried_paid_baht", t("aside.paid_since"), of.money["disbursed"], 0.66)]
    return _bullets(rows, layers, bars.Scale(t("budget.ladder_baht"), 1_000_000), wording.baht_exact)


def grants(rows: pd.DataFrame) -> dict:
    """Of each block grant what is spent, and what of that went to routine duty."""
    of = show.colours()
    layers = [bars.Layer("granted_baht", t("aside.granted"), of.money["pledged"], is_hollow=True), bars.Layer("spent_baht", t("aside.spent"), of.money["disbursed"], 0.66),
              bars.Layer("routine_duty_baht", t("aside.routine"), of.states["off_track"][0], 0.66)]
    return _bullets(rows, layers, bars.Scale(t("budget.ladder_baht"), 1_000_000), wording.baht_exact)


def concentration(rows: pd.DataFrame) -> dict:
    """The largest partner's part of each project's money, against the limit."""
    of = show.colours()
    layers = [bars.Layer("hundred", t("shares.carried_whole"), of.money["pledged"], is_hollow=True), bars.Layer("pledged_percent", t("shares.carried_part"), of.money["allocated"], 0.66)]
    return _bullets(rows, layers, bars.Scale(t("shares.carried_percent"), whole="hundred"), wording.percent, due=("limit_percent", t("shares.carried_limit")))


def _bullets(rows: pd.DataFrame, layers: Sequence[bars.Layer], scale: bars.Scale, exact: Callable, due: tuple[str, str] = ("", "")) -> dict:
    slots = _slots(rows)
    return bars.bullets(rows, layers, bars.Columns("name", "remark", "state", *due), scale, show.colours(), show.sizes(), exact=exact, room=room(), slots=slots, has_axis=not slots, has_legend=not is_far())


def _slots(rows: pd.DataFrame) -> int:
    """Rows a projector's picture keeps room for: few stand no higher than many would; 0 elsewhere, where a picture is as high as its rows."""
    return min(max(4, len(rows)), rows_of("ladder")) if show.mode() == "projector" else 0


def gaps(rows: pd.DataFrame) -> dict:
    """What of the pledge is missing to one side, what of the allocation is saved to the other."""
    of = show.colours()
    brief = "_brief" if room() < NARROW and show.mode() != "desk" else ""
    left, right = sides.Side("funding_gap_baht", t(f"aside.side_missing{brief}"), of.money["committed"], is_hollow=True), sides.Side("savings_baht", t(f"aside.side_saved{brief}"), of.money["allocated"])
    return sides.apart(rows, left, right, "name", of, show.sizes(), said=wording.baht, exact=wording.baht_exact, room=room(), slots=1 if is_far() else _slots(rows))


def quarters(found: pd.DataFrame, heads: Sequence[str]) -> list[str]:
    """The latest quarters for which the screen has room beside the partners' names, each wide enough for a sign and a figure on one line."""
    letter = show.sizes().note
    left = room() - max(wide(name, letter) for name in found["organisation_name"]) - letter
    return list(heads)[-max(1, int(left / (QUARTER * letter))) :]


def promises(found: pd.DataFrame, rows: Sequence[str], heads: Sequence[str]) -> dict:
    """Some partners' quarters side by side: each in its state, with its gap to target in points."""
    columns = matrix.Columns("organisation_name", "quarter_name", "disbursed_gap_points", "hover", "state", "gap_text")
    return matrix.heat(found, columns, str, show.colours(), show.sizes(), rows=rows, heads=heads, slots=rows_of("promises") if show.mode() == "projector" else 0, is_wide=True)


def months(progress: pd.DataFrame, before: pd.DataFrame, measured: pd.DataFrame, forecast: pd.DataFrame) -> dict:
    """Disbursed and spent beside each other, month by month, against the stepped targets.

    `measured`: the rows of budget.against_target of this year and spend type; `forecast`: budget.year_end_run_rate, or empty.
    """
    gaps = {row["money_measure"]: row for row in dicts(measured)}
    ends = {row["money_measure"]: row for row in dicts(forecast) if row["forecast_percent"] is not None}
    panels = [_panel(measure, gaps.get(measure), ends.get(measure)) for measure in MEASURES]
    names = tuple(wording.month(number) for number in (10, 11, 12, *range(1, 10)))
    words = steps.Words(t("budget.months_actual"), t("budget.months_target"), t("budget.months_before"), names)
    panel = room() if show.mode() == "phone" else room() / 2
    shown = (1, 3, 6, 9, 12) if show.mode() == "phone" or 12 * wide(names[1], show.sizes().note) > panel - 4 * show.sizes().note else range(1, 13)
    return steps.against(progress, before, panels, words, show.colours(), show.sizes(), is_stacked=show.mode() == "phone", shown=shown, room=panel)


def _panel(measure: str, gap: Mapping | None, end: Mapping | None) -> steps.Panel:
    stands = wording.points(gap["gap_points"]) if gap and gap["gap_points"] is not None else ""
    ahead = steps.Ahead(end["forecast_percent"], end["low_percent"], end["high_percent"], t("budget.months_forecast", percent=expected(end))) if end else None
    return steps.Panel(t(f"budget.months_{measure}"), f"{measure}_percent", f"{measure}_target_percent", stands, gap["state"] if stands else "", ahead)


def blocks(cells: pd.DataFrame) -> list[tuple[list[str], list[str]]]:
    """The matrix in pieces (partners in the order of the cells, projects by code; a projector shows them in that order, too) that fit this screen, those without any cell left out."""
    names, heads = (list(dict.fromkeys(cells[column])) for column in ("organisation_name", "project_code"))
    heads = heads if show.mode() == "projector" else sorted(heads)
    letter = show.sizes().note
    label = max(wide(name, letter) for name in names) + letter
    across = max(3, int((room() - label) / (letter * 2.5)))
    across = min(across, FEW_HEADS) if show.mode() == "projector" else across
    pages = -(-len(heads) // across)
    across = -(-len(heads) // pages)  # pages of equal width
    down = rows_of("matrix") if show.mode() == "projector" else 40
    pieces = [(names[i : i + down], heads[j : j + across]) for i in range(0, len(names), down) for j in range(0, len(heads), across)]
    held = set(zip(cells["organisation_name"], cells["project_code"], strict=True))
    return [piece for piece in pieces if any((name, head) in held for name in piece[0] for head in piece[1])]


def heat(cells: pd.DataFrame, cell: str, rows: Sequence[str], heads: Sequence[str]) -> dict:
    """One piece of the matrix: money pledged, or the gap to target with its state."""
    columns = matrix.Columns("organisation_name", "project_code", "pledged_baht", "hover", "state" if cell == "gap" else "", f"{cell}_text")
    return matrix.heat(cells, columns, str, show.colours(), show.sizes(), rows=rows, heads=heads, slots=rows_of("matrix") if show.mode() == "projector" else 0, is_wide=show.mode() == "projector")


PLAN_NARROW = 40  # px more around a schedule whose words stand beside it, on a 4:3 picture
PLAN = {"name": "deliverable_name", "code": "deliverable_code", "remark": "remark"}  # columns of a schedule


def plan_rows(rows: pd.DataFrame) -> int:
    """How many rows of a schedule stand on this screen before it turns the page."""
    if show.mode() != "projector":
        return rows_of("plan")
    row = timeline.row_height(rows, show.sizes(), room(), **PLAN)
    more = PLAN_NARROW if row < 2 * show.sizes().note else MORE_AROUND["plan"]
    return max(1, min(show.sizes().rows, int((HIGH / pickers.text_scale() - AROUND["plan"] - (more if is_narrow() else 0)) / row)))


def plan(rows: pd.DataFrame, every: pd.DataFrame, today: date) -> dict:
    """The schedule of some deliverables: on the time axis of all (`every`) where it shows all, else on their own, with today where they reach it."""
    words = timeline.Words(*(t(f"deliverables.{name}") for name in ("original", "due", "slip", "late", "submitted", "met")), t("deliverables.today", day=wording.date(today)))
    first, _ = timeline.span(rows, max(rows["phase_end_on"], default=today))
    is_reached = len(rows) == len(every) or (first <= today and any(day is None for day in rows["met_on"]))
    return timeline.schedule(rows, words, today, show.colours(), show.sizes(), **PLAN, group="group", room=room(), between=timeline.span(rows, today if is_reached else max(rows["phase_end_on"])), has_key=pickers.text_scale() <= 1.3 or show.mode() != "projector")


def payments(phases: pd.DataFrame) -> dict:
    """What each phase's contract sum is, what was paid of it, and what withheld on top."""
    of = show.colours()
    layers = [bars.Layer("payment_baht", t("deliverables.pay_contract"), of.money["pledged"], is_hollow=True), bars.Layer("settled_baht", t("deliverables.pay_settled"), of.money["allocated"], 0.66),
              bars.Layer("paid_baht", t("deliverables.pay_paid"), of.money["disbursed"], 0.66)]
    return bars.bullets(phases, layers, bars.Columns("name", "remark", "state"), bars.Scale(t("budget.ladder_baht"), 1_000_000), of, show.sizes(),
                        exact=wording.baht_exact, room=room(), slots=min(5, rows_of("payments")) if show.mode() == "projector" else 0, has_axis=show.mode() != "projector")
