"""Progress over time as lines: where it began, the agreed path, what was reached – small beside others, or alone and in full.

Frames come as `indicators.series` (what was seen) and `indicators.paths` (what was agreed) answer them, of one indicator.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from itertools import pairwise

import pandas as pd

from dashboard import wording
from dashboard.charts import ahead as trend
from dashboard.charts.lettering import wide
from dashboard.charts.look import FONT
from dashboard.palette import STATES, Colours, Sizes
from dashboard.wording import t
from queries.answers import dicts

MONTHS_BETWEEN_TICKS = (3, 6, 12, 24, 60)
TICKS, NARROW_TICKS = 9, 5  # most of them along the time axis
AROUND = 110  # px of a drawing's height that its margin and its months take, on a desk


@dataclass(frozen=True)
class About:
    """What a drawing of progress needs to know besides its points."""

    state: str  # the one that stands, drawn on the last approved value
    unit: str
    decimals: int
    as_of: date
    begins_on: date
    ends_on: date
    on_track_pace: Decimal | None = None  # with watch_pace: where the states begin, drawn as a band
    watch_pace: Decimal | None = None


def about(row: Mapping, as_of: date) -> About:
    """What a drawing needs to know of an indicator, from its row of indicators.listed."""
    return About(row["standing_state"], row["measure_unit"], 2 if row["decimals"] is None else int(row["decimals"]), as_of, row["baseline_on"],
                 row["final_target_on"], row["on_track_pace"], row["watch_pace"])


def panel(seen: pd.DataFrame, path: pd.DataFrame, about: About, of: Colours, size: Sizes, height: int, has_value: bool = True, ahead: Mapping | None = None) -> dict:
    """One of many: path, what was seen, where it is heading, the final target's value, and `has_value` the last one's; no axes. `height` in px."""
    data = [*_old_paths(path, of, size), _path(path, about, of, size), *trend.traces(ahead, about.unit, about.decimals, of, size, is_small=True), *_seen(seen, about, of, size, is_small=True)]
    target, up = path.iloc[-1], _stands_above(seen)
    room = int(size.note * 1.15 + size.mark * 0.4) if has_value else size.mark // 2  # for the last value, on the side away from the path
    least = max(8, size.note // 2)  # for half a line of the target's value
    layout = {
        "height": height, "xaxis": {"visible": False, "range": [about.begins_on, about.ends_on]},
        "yaxis": {"visible": False, "range": _reach(seen, path, ahead, room=0.1)},
        "margin": {"l": size.mark // 2, "r": size.mark + 8 + int(wide(_plain(target["step_value"], about), size.note)), "t": max(room, least) if up else least, "b": least if up else max(room, least), "pad": 0},
        "shapes": [_today(about, of, size)],
        "annotations": [_end_label(target, about, of, size), *(_last_label(seen, about, of, size, above=up) if has_value else [])],
    }
    return {"data": data, "layout": layout}


def progress(seen: pd.DataFrame, path: pd.DataFrame, about: About, of: Colours, size: Sizes, is_narrow: bool = False, ahead: Mapping | None = None, height: int = 0) -> dict:
    """One indicator in full: every corner of the path named, the band between the limits, where it is heading, months, grid; `is_narrow` in fewer words.

    `height`: px the drawing will have, where it is not the usual one."""
    data = [*_band(path, about, of), *_old_paths(path, of, size), _path(path, about, of, size), *trend.traces(ahead, about.unit, about.decimals, of, size), *_seen(seen, about, of, size)]
    up, days, reach = _stands_above(seen), [about.begins_on, about.ends_on], _reach(seen, path, ahead, room=0.25)
    drawn = (height or size.chart) - AROUND * size.note / 14
    layout = {
        "margin": {"t": int(size.note * 2.2), "r": size.mark + size.note // 2 + int(_right(path, about, size)), "l": size.note},
        "xaxis": {"range": _widened(days), **_months(days, NARROW_TICKS if is_narrow else TICKS), "showgrid": False, "ticks": "outside"},
        "yaxis": {"range": reach, "showgrid": True, "nticks": 5, "zeroline": False, "tickformat": ",~f"},
        "shapes": [_today(about, of, size)],
        "annotations": [
            _today_label(about, of, above=not up), *_corner_labels(path, seen, about, of, size, is_narrow), *_old_labels(path, about, of, size),
            *_last_label(seen, about, of, size, above=up, in_words=not is_narrow), *trend.label(ahead, _at_the_end(path.iloc[-1]), reach, drawn, about.decimals, of, size),
        ],
    }
    return {"data": data, "layout": layout}


# --- what is drawn ----------------------------------------------------------------------------------------------------


def _path(path: pd.DataFrame, about: About, of: Colours, size: Sizes) -> dict:
    """The agreed path: dashed, with a mark at each corner; where a target was moved, a filled diamond."""
    moved = [_has(value) for value in path["step_before_value"]]
    return {
        "type": "scatter", "mode": "lines+markers", "x": list(path["step_on"]), "y": _floats(path["step_value"]), "name": t("lines.path"), "cliponaxis": False,
        "line": {"color": of.target, "width": size.line * 0.8, "dash": "dash"},
        "marker": {"color": of.target, "size": [size.mark * (0.9 if m else 0.55) for m in moved],
                   "symbol": ["diamond" if m else "circle" for m in moved]},
        "hovertext": [_corner_words(step, about) for step in dicts(path)], "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _old_paths(path: pd.DataFrame, of: Colours, size: Sizes) -> list[dict]:
    """To each target that was moved, the path as it was: dotted and muted, ending in an open diamond."""
    steps = dicts(path)
    return [
        {"type": "scatter", "mode": "lines+markers", "x": [before["step_on"], after["step_on"]],
         "y": _floats([_first(before), after["step_before_value"]]), "hoverinfo": "skip", "cliponaxis": False,
         "line": {"color": of.muted, "width": size.line * 0.6, "dash": "dot"},
         "marker": {"color": of.ground, "size": [0, size.mark * 0.9], "symbol": "diamond", "line": {"color": of.muted, "width": size.line * 0.6}}}
        for before, after in pairwise(steps) if _has(after["step_before_value"])
    ]


def _first(step: Mapping) -> Decimal:
    """A corner's value before it was moved."""
    return step["step_before_value"] if _has(step["step_before_value"]) else step["step_value"]


def _seen(seen: pd.DataFrame, about: About, of: Colours, size: Sizes, is_small: bool = False) -> list[dict]:
    """What was reached: approved values solid, later ones hollow and dotted, the last approved one under its state's sign.

    A small drawing marks no value but the last ones."""
    approved, waiting = seen[seen["is_approved"].astype(bool)], seen[~seen["is_approved"].astype(bool)]
    drawn = []
    if len(waiting):
        drawn.append(_line(pd.concat([approved.tail(1), waiting]) if len(approved) else waiting, about, of, size, is_approved=False))
    if len(approved):
        drawn += [{**_line(approved, about, of, size, is_approved=True), "mode": "lines" if is_small else "lines+markers"}, _last(approved.iloc[-1], about, of, size)]
    return drawn


def _line(values: pd.DataFrame, about: About, of: Colours, size: Sizes, is_approved: bool) -> dict:
    return {
        "type": "scatter", "mode": "lines+markers", "x": list(values["period_on"]), "y": _floats(values["actual_value"]),
        "name": t("lines.approved" if is_approved else "lines.waiting"),
        "line": {"color": of.accent, "width": size.line * (1 if is_approved else 0.6), "dash": "solid" if is_approved else "dot"},
        "marker": {"color": of.accent if is_approved else of.ground, "size": size.mark * (0.45 if is_approved else 0.8),
                   "line": {"color": of.accent, "width": 0 if is_approved else size.line * 0.7}},
        "hovertext": [_value_words(row, about) for row in dicts(values)], "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _last(row: Mapping, about: About, of: Colours, size: Sizes) -> dict:
    """The last approved value as the sign of the state that stands."""
    mark = of.states.get(about.state, (of.ink,))[0]
    sign = STATES[about.state].sign if about.state in STATES else "●"
    return {
        "type": "scatter", "mode": "text", "x": [row["period_on"]], "y": _floats([row["actual_value"]]), "text": [sign], "textposition": "middle center",
        "textfont": {"family": FONT, "size": size.mark * 1.7, "color": mark}, "cliponaxis": False,
        "hovertext": [_value_words(row, about)], "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _band(path: pd.DataFrame, about: About, of: Colours) -> list[dict]:
    """Between the smallest pace on track and the smallest on watch: what lies beyond it, away from the target, is off track."""
    if about.on_track_pace is None or about.watch_pace is None or len(set(path["step_value"])) < 2:
        return []
    start, days = path.iloc[0]["step_value"], list(path["step_on"])
    upper, lower = ([start + (value - start) * pace for value in path["step_value"]] for pace in (about.on_track_pace, about.watch_pace))
    return [{
        "type": "scatter", "mode": "lines", "x": [*days, *reversed(days)], "y": _floats([*upper, *reversed(lower)]), "fill": "toself",
        "fillcolor": of.states["watch"][2], "line": {"width": 0}, "hoverinfo": "skip",
    }]


def _right(path: pd.DataFrame, about: About, size: Sizes) -> float:
    """Room to the right of the drawing for the final target, now and before it was moved."""
    last = path.iloc[-1]
    words = [*t("lines.final").split("<br>"), t("lines.ahead_end", value="").split("<br>")[0]]
    before = [t("lines.before", value=_plain(last["step_before_value"], about))] if _has(last["step_before_value"]) else []
    return max(wide(line, size.note) for line in [*words, _plain(last["step_value"], about), *before])


def _today(about: About, of: Colours, size: Sizes) -> dict:
    return {"type": "line", "x0": about.as_of, "x1": about.as_of, "y0": 0, "y1": 1, "yref": "paper", "layer": "below",
            "line": {"color": of.line, "width": max(1, size.line / 2)}}


# --- what is written --------------------------------------------------------------------------------------------------


def _today_label(about: About, of: Colours, above: bool) -> dict:
    """As at when, at that end of its line where the last value's label is not."""
    return {"x": about.as_of, "y": 1 if above else 0, "yref": "paper", "yanchor": "bottom", "showarrow": False, "font": {"color": of.muted},
            "text": t("lines.as_of", day=wording.date(about.as_of))}


def _end_label(target: Mapping, about: About, of: Colours, size: Sizes) -> dict:
    """The final target's value, to the right of its mark."""
    return {"x": target["step_on"], "y": float(target["step_value"]), "text": _plain(target["step_value"], about), "showarrow": False,
            "xanchor": "left", "xshift": size.mark * 0.7, "font": {"color": of.target}}


def _corner_labels(path: pd.DataFrame, seen: pd.DataFrame, about: About, of: Colours, size: Sizes, is_narrow: bool) -> list[dict]:
    """Baseline and yearly targets by name and value, on the side of the path where the line of what was seen is not."""
    found = []
    for number, step in enumerate(dicts(path.iloc[:-1])):
        over = step["step_value"] > step["step_before_value"] if _has(step["step_before_value"]) else not _stands_above(seen, step["step_on"])
        side = "center" if number else "left"
        found.append({"x": step["step_on"], "y": float(step["step_value"]), "showarrow": False,
                      "text": f"{_step_name(step)}{'<br>' if is_narrow else ' '}<b>{_plain(step['step_value'], about)}</b>", "align": side, "xanchor": side, "yanchor": "bottom" if over else "top", "yshift": size.mark * (0.8 if over else -0.8), "font": {"color": of.target}, "bgcolor": of.ground, "borderpad": 0})
    return [*found, _final_label(path.iloc[-1], about, of, size)]


def _final_label(step: Mapping, about: About, of: Colours, size: Sizes) -> dict:
    """The final target to the right of its mark, where no line runs; clear of what it was before."""
    return {"x": step["step_on"], "y": float(step["step_value"]), "text": f"{t('lines.final')}<br><b>{_plain(step['step_value'], about)}</b>", "showarrow": False,
            "align": "left", "xanchor": "left", "xshift": size.mark, "yanchor": _final_side(step), "font": {"color": of.target}}


def _final_side(step: Mapping) -> str:
    """Which edge of the final target's words stands at its mark."""
    return "middle" if not _has(step["step_before_value"]) else "top" if step["step_before_value"] > step["step_value"] else "bottom"


def _at_the_end(step: Mapping) -> list[trend.Words]:
    """What is written beside the end: the final target, and what it was."""
    old = step["step_before_value"]
    before = [trend.Words(old, 1, "bottom" if old > step["step_value"] else "top")] if _has(old) else []
    return [trend.Words(step["step_value"], t("lines.final").count("<br>") + 2, _final_side(step)), *before]


def _old_labels(path: pd.DataFrame, about: About, of: Colours, size: Sizes) -> list[dict]:
    """What a moved target was at first, on the side away from what it is now."""
    last, found = path.iloc[-1]["step_on"], []
    for step in dicts(path):
        if _has(step["step_before_value"]):
            over, is_last = step["step_before_value"] > step["step_value"], step["step_on"] == last
            found.append({"x": step["step_on"], "y": float(step["step_before_value"]), "text": t("lines.before", value=_plain(step["step_before_value"], about)),
                          "showarrow": False, "xanchor": "left" if is_last else "center", "xshift": size.mark if is_last else 0, "yanchor": "bottom" if over else "top",
                          "yshift": 0 if is_last else size.mark * (0.8 if over else -0.8), "font": {"color": of.muted}})
    return found


def _last_label(seen: pd.DataFrame, about: About, of: Colours, size: Sizes, above: bool, in_words: bool = False) -> list[dict]:
    """The last approved value beside its sign, away from the path; `in_words` with its unit and day."""
    approved = seen[seen["is_approved"].astype(bool)]
    if not len(approved):
        return []
    row = approved.iloc[-1]
    value = _plain(row["actual_value"], about)
    day = "" if row["period_on"] == about.as_of else f" · {wording.date(row['period_on'])}"
    text = t("lines.last", value=value, unit=escape(about.unit), day=day) if in_words else f"<b>{value}</b>"
    return [{"x": row["period_on"], "y": float(row["actual_value"]), "text": text, "showarrow": False, "xanchor": "center",
             "yanchor": "bottom" if above else "top", "yshift": size.mark * (0.8 if above else -0.8), "font": {"color": of.ink}, "bgcolor": of.ground if in_words else None, "borderpad": 0}]


def _corner_words(step: Mapping, about: About) -> str:
    moved = t("lines.moved_from", value=_plain(step["step_before_value"], about)) if _has(step["step_before_value"]) else ""
    return f"{_step_name(step)} · {wording.date(step['step_on'])}<br><b>{_exact(step['step_value'])} {escape(about.unit)}</b>{moved}"


def _value_words(row: Mapping, about: About) -> str:
    status = wording.choice("observation_status", row["observation_status"])
    agreed = t("lines.agreed", value=wording.number(row["path_value"], about.decimals + 1))
    return f"{wording.date(row['period_on'])} · {status}<br><b>{_exact(row['actual_value'])} {escape(about.unit)}</b><br>{agreed}"


def _step_name(step: Mapping) -> str:
    if step["step_kind"] == "baseline":
        return t("lines.baseline")
    return t("lines.final").replace("<br>", "") if step["step_kind"] == "final" else t("lines.yearly", year=wording.year(step["fiscal_year"]))


# --- measures ---------------------------------------------------------------------------------------------------------


def _stands_above(seen: pd.DataFrame, day: date | None = None) -> bool:
    """Whether the approved value nearest to a day – the last one of all without a day – stands above the path of its own day."""
    approved = dicts(seen[seen["is_approved"].astype(bool)])
    if not approved:
        return False
    near = approved[-1] if day is None else min(approved, key=lambda row: abs((row["period_on"] - day).days))
    return near["actual_value"] > near["path_value"]


def _reach(seen: pd.DataFrame, path: pd.DataFrame, ahead: Mapping | None, room: float) -> list[float]:
    """Lowest and highest value drawn, with a part of the distance as room on both sides. A line needs no zero."""
    values = _floats([*seen["actual_value"], *path["step_value"], *(v for v in path["step_before_value"] if _has(v))])
    low, high = trend.widened(min(values), max(values), ahead)
    more = (high - low or abs(high) or 1) * room
    return [low - more, high + more]


def _widened(days: list[date]) -> list[date]:
    more = (days[1] - days[0]) * 0.02
    return [days[0] - more, days[1] + more]


def _months(days: list[date], most: int) -> dict:
    """Ticks on the last months of fiscal quarters, half-years or years, whichever are not more than `most`; month over year."""
    first, last = (day.year * 12 + day.month - 1 for day in days)
    for step in MONTHS_BETWEEN_TICKS:
        months = [n for n in range(first, last + 1) if (n - 8) % step == 0]  # 8: September, the fiscal year's last month
        if len(months) <= most:
            break
    ends = [date(n // 12 + (n % 12 == 11), (n + 1) % 12 + 1, 1) for n in months]
    return {"tickvals": ends, "ticktext": ["<br>".join(wording.month_year(date(n // 12, n % 12 + 1, 1)).split(" ", 1)) for n in months]}


def _plain(value: Decimal, about: About) -> str:
    return wording.number(value, about.decimals)


def _exact(value: Decimal) -> str:
    return wording.number(value, 6)


def _floats(values) -> list[float]:
    """Decimals for drawing; figures that are read stay exact."""
    return [float(value) for value in values]


def _has(value: object) -> bool:
    return value is not None and value == value
