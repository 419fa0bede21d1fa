"""The bodies in words, by which order: who takes part without one, who holds which post until when, who is in which theme group.

Frames come with names already in the reader's language (`names.localised`).
"""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date

import pandas as pd

from dashboard import wording
from dashboard.charts.lettering import wrapped
from dashboard.names import kept
from dashboard.sentences.bodies import GROUP, place_of_theme, short_body, with_short_names
from dashboard.sentences.network import BESIDE
from dashboard.wording import t
from queries.answers import dicts

POSTS = ["post_title", "organisation_name", "body_name", "membership_role", "order_number", "ordered_on", "start_on", "term"]
POSTS_BRIEF = ["post_title", "body", "membership_role", "order", "term"]
UNCOVERED = ["organisation_name", "body_name", "lacks", "events_attended", "last_on"]
UNCOVERED_BRIEF = ("organisation_name", "body_name", "lacks", "events_attended")
PARTS = ["organisation_name", "body_name", "membership_role", "lacks", "order_number", "ordered_on", "events_attended", "events_without_order", "meetings", "attended_percent", "last_on"]
GROUPED = ["organisation_name", "body_name", "lacks", "order_number", "ordered_on", "membership_role", "events_attended", "attended_percent"]
GROUPED_BRIEF = ("organisation_name", "body_name", "lacks", "order_number")


# --- orders -------------------------------------------------------------------------------------------------------------


def uncovered(parts):
    """Of `bodies.taking_part`: who took part without an order, in the order answered."""
    return kept(parts, [not r["has_order"] and r["events_without_order"] for r in dicts(parts)])


def uncovered_table(parts):
    """Who took part without an order and what it lacks."""
    return _spoken_parts(uncovered(parts))[UNCOVERED]


def parts_table(parts):
    """Everybody who sits in a body or took part in its events."""
    return _spoken_parts(parts)[PARTS]


def _spoken_parts(parts):
    return with_short_names(parts).assign(lacks=[_lacks(row) for row in dicts(parts)])


def _lacks(row: Mapping) -> str:
    if not row["has_seat"]:
        return t("bodies.lacks_seat")
    return wording.NONE if row["has_order"] else t("bodies.lacks_order")


def orders(parts, seats) -> str:
    """How many took part without an order, and where most often; else how many seats lack one."""
    rows, without = dicts(uncovered(parts)), sum(not has for has in seats["has_order"])
    if not rows:
        return t("bodies.orders_seats", count=without) if without else t("bodies.orders_fine", seats=len(seats))
    most = max(rows, key=lambda r: r["events_without_order"])
    seatless = sum(not r["has_seat"] for r in rows)
    return t("bodies.orders", count=len(rows), seatless=seatless, name=most["organisation_name"], body=short_body(most), events=most["events_without_order"])


def posts_table(seats, brief: Mapping[str, str]):
    """Seats with post, role, order and term, as answered; `POSTS` of it, or `POSTS_BRIEF` where room is short."""
    return with_short_names(seats).assign(
        post_title=[row["post_title"] or row["organisation_name"] for row in dicts(seats)], term=[_term(row) for row in dicts(seats)],
        order_number=[number or t("bodies.lacks_order") for number in seats["order_number"]],
        order=[_number(number) if number else t("bodies.lacks_order") for number in seats["order_number"]], body=[brief.get(code, code) for code in seats["body_code"]])


def _term(row: Mapping) -> str:
    if row["end_on"] is None:
        return t("bodies.term_open")
    return t("bodies.term_over", day=wording.date(row["end_on"])) if row["is_ended"] else t("bodies.term_left", day=wording.date(row["end_on"]), days=wording.days(row["days_left"]))


def posts(seats) -> str:
    """How many seats there are, whose term is over or ends first, and how many have no end."""
    held, over = kept(seats, [not ended for ended in seats["is_ended"]]), sum(bool(ended) for ended in seats["is_ended"])
    said = [t("bodies.posts", seats=len(held), without=sum(not has for has in held["has_order"]))]
    said += [t("bodies.posts_over", count=over)] if over else []
    dated = sorted((r for r in dicts(held) if r["days_left"] is not None), key=lambda r: r["days_left"])
    if not dated:
        return " ".join([*said, *([t("bodies.posts_open")] if len(held) else [])])
    first = dated[0]
    return " ".join([*said, t("bodies.posts_first", post=first["post_title"] or first["organisation_name"], body=short_body(first), days=wording.days(first["days_left"]))])


# --- theme groups -------------------------------------------------------------------------------------------------------


def groups(parts, seats, found, letter: int, room: float):
    """(frame, rows, heads) for a matrix of theme groups: one cell a group and a partner of it; its head says the group's order.

    A partner without an order comes first, then the one in most groups."""
    own = sorted((r for r in dicts(found) if r["body_kind"] == GROUP), key=lambda r: place_of_theme(r["theme"]))
    usual = {row["body_code"]: _usual_order(seats, row["body_code"]) for row in own}
    heads = {row["body_code"]: _group_head(row, usual[row["body_code"]]) for row in own}
    rows = dicts(_in_groups(parts, found))
    per = Counter(r["organisation_code"] for r in rows)
    wanting = {r["organisation_code"] for r in rows if not r["has_order"]}
    order = sorted({r["organisation_code"]: r for r in rows}.values(), key=lambda r: (r["organisation_code"] not in wanting, -per[r["organisation_code"]], r["organisation_code"]))
    named = {r["organisation_code"]: "\n".join(wrapped(r["organisation_name"], letter, room * BESIDE)) for r in order}
    cells = [{"row": named[r["organisation_code"]], "head": heads[r["body_code"]], "value": r["events_attended"], "state": _covered(r), "text": _part(r, usual[r["body_code"]]),
              "words": f"{r['organisation_name']} · {short_body(r)} · {r['order_number'] or _lacks(r)}"} for r in rows]
    return pd.DataFrame(cells, columns=["row", "head", "value", "state", "text", "words"], dtype=object), list(named.values()), list(heads.values())


def group_table(parts, found):
    """Partners of the theme groups with the order that seats them."""
    return _spoken_parts(_in_groups(parts, found))[GROUPED]


def _in_groups(parts, found):
    """Rows of `bodies.taking_part` of theme groups, of who sits there or took part without an order."""
    codes = {r["body_code"] for r in dicts(found) if r["body_kind"] == GROUP}
    return kept(parts, [r["body_code"] in codes and (r["has_seat"] or r["events_without_order"]) for r in dicts(parts)])


def _usual_order(seats, body: str) -> tuple[str, date] | None:
    counted = Counter((r["order_number"], r["ordered_on"]) for r in dicts(seats) if r["body_code"] == body and r["has_order"])
    return counted.most_common(1)[0][0] if counted else None


def _group_head(row: Mapping, order: tuple[str, date] | None) -> str:
    theme = t(f"bodies.brief.{row['theme']}") if row["theme"] else row["body_code"]
    return "\n".join([theme, *((_number(order[0]), wording.date(order[1])) if order else (t("bodies.no_order"),))])


def _number(order: str) -> str:
    """An order's number without its words: 1234/2567."""
    found = re.search(r"\d+/\d+", order)
    return found[0] if found else order


def _covered(row: Mapping) -> str:
    return "on_track" if row["has_order"] else "off_track" if row["has_seat"] else "watch"


def _part(row: Mapping, usual: tuple[str, date] | None) -> str:
    if not row["has_order"]:
        return _lacks(row)
    other = (row["order_number"], row["ordered_on"]) != usual
    return _number(row["order_number"]) if other else wording.choice("membership_role", row["membership_role"])


def grouped(parts, found) -> str:
    """How many partners the theme groups join, how many of them in more than one, and how many without an order."""
    rows, total = dicts(_in_groups(parts, found)), sum(r["body_kind"] == GROUP for r in dicts(found))
    per = Counter(r["organisation_code"] for r in rows)
    without = sum(not r["has_order"] for r in rows)
    said = t("bodies.grouped", groups=total, partners=len(per), several=sum(count > 1 for count in per.values()))
    return f"{said} {t('bodies.grouped_without', count=without)}" if without else f"{said} {t('bodies.grouped_fine')}"
