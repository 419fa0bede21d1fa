"""The bodies in words: which there are, who sits in them, which kinds they lack.

Frames come with names already in the reader's language (`names.localised`). By which order: `body_orders`; who comes and who links them: `body_ties`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from dashboard import wording
from dashboard.charts.boxes import Box
from dashboard.charts.lettering import wrapped
from dashboard.names import kept
from dashboard.sentences.network import BESIDE, heads_over, kinds, spoken
from dashboard.wording import t
from queries.answers import dicts

SEATED = ["body_name", "missing_kinds", "seats", "seats_without_order", "chair_name"]
TIERS = (("board_of_directors", "steering_committee"), ("joint_scrutiny_committee", "intergovernmental_management_team"), ("strategic_partnership_group",),
         ("provincial_committee", "national_committee"))
BALANCE = ["body_name", "sector_group", "seats", "partners", "seats_percent"]
LACKING = ["body_name", "missing_kinds"]
GROUP = "strategic_partnership_group"  # of which there is one a theme


# --- names --------------------------------------------------------------------------------------------------------------


def short_body(row: Mapping) -> str:
    """A body's name where room is short: a theme group by its theme, one set up by law as everybody calls it."""
    if row["theme"]:
        return t("bodies.theme_group", theme=wording.choice("theme", row["theme"]))
    return wording.choice("body_kind", row["body_kind"]) if row["body_kind"] in TIERS[-1] else str(row["body_name"])


def with_short_names(frame):
    """The answer with a body's short name in place of its full one."""
    return frame.assign(body_name=[short_body(row) for row in dicts(frame)])


def briefest(found) -> dict[str, str]:
    """Code of each body → a word or two for the head of a column; its code where two are of one kind."""
    rows = dicts(found)
    alike = Counter((row["body_kind"], row["theme"]) for row in rows)
    return {row["body_code"]: t(f"bodies.brief.{row['theme'] or row['body_kind']}") if alike[row["body_kind"], row["theme"]] == 1 and (row["theme"] or row["body_kind"] != GROUP) else row["body_code"]
            for row in rows}


def day_asked(said: str, latest: date | None) -> date | None:
    """The earlier day an address asks for; None for none, for one that is no day, and for one the release does not reach."""
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return None
    return day if latest and day < latest else None


# --- structure ----------------------------------------------------------------------------------------------------------


def structure(found, seats) -> str:
    """How many of the bodies the study asks for are set up, which are missing, and which hold no seat."""
    own = dicts(found[~found["is_by_law"].astype(bool)])
    missing = [_asked(row) for row in own if not row["is_set_up"]]
    empty = [short_body(row) if row["is_set_up"] else _asked(row) for row in dicts(found) if not row["seats"] and (row["is_set_up"] or row["is_by_law"])]
    count = sum(bool(row["is_set_up"]) for row in own)
    said = [t("bodies.structure", count=count, total=len(own), seats=len(seats), partners=seats["organisation_code"].nunique())]
    said += [t("bodies.not_set_up", count=len(missing), names=", ".join(missing))] if missing else []
    return " ".join([*said, *([t("bodies.without_seats", names=", ".join(empty))] if empty else [])])


def story(row: Mapping, parts) -> str:
    """One body: its chair, seats, orders, what it lacks and how it is attended. `row` of `bodies.listed`, `parts` of that body."""
    if not row["seats"]:
        return t("bodies.story_empty", body=row["body_name"])
    chair = _chair(row)
    said = [t("bodies.story", body=row["body_name"], chair=chair, seats=row["seats"], partners=row["partners"]) if chair else
            t("bodies.story_no_chair", body=row["body_name"], seats=row["seats"], partners=row["partners"])]
    without = row["seats_without_order"]
    outside = sum(bool(n) and not seat for n, seat in zip(parts["events_without_order"], parts["has_seat"], strict=True))
    said.append(t("bodies.unordered", seats=without) if without else t("bodies.ordered"))
    said += [t("bodies.story_outside", count=outside)] if outside else []
    said += [t("bodies.story_lacks", kinds=spoken(row["missing_kinds"], "six_kinds"))] if row["must_hold_six_kinds"] and row["missing_kinds"] else []
    said += [t("bodies.story_met", share=wording.percent(row["mean_attendance_percent"], 0), meetings=row["meetings"])] if row["mean_attendance_percent"] is not None else []
    return " ".join(said)


def boxes(found, is_stacked: bool, is_low: bool, chosen: str = "", shared: Mapping[str, int] | None = None) -> list[list[Box]]:
    """Tiers of boxes: the network's own bodies, the theme groups, then the two by law; a second body of a kind stands beside the first.

    `chosen`: the body whose shared partners (`shared`, by body) the others show. `is_stacked`: one box a tier; `is_low`: at most two, and no chair."""
    rows = dicts(found)
    tiers = [sorted((r for r in rows if r["body_kind"] in tier), key=lambda r: tier.index(r["body_kind"])) for tier in TIERS]
    tiers[2] = sorted(tiers[2], key=lambda r: place_of_theme(r["theme"]))
    made = [[_box(row, is_low, chosen, shared) for row in tier] for tier in tiers]
    most = 1 if is_stacked else 2 if is_low else 4
    return [tier[at : at + most] for tier in made for at in range(0, len(tier), most)]


def place_of_theme(theme: str | None) -> int:
    """Where a theme stands in the study's order; none stands last."""
    from queries.tables import CHOICES

    return [*CHOICES["theme"], None].index(theme)


def _box(row: Mapping, is_low: bool, chosen: str, shared: Mapping[str, int] | None) -> Box:
    if not row["is_set_up"]:
        state, last = ("no_evidence", t("bodies.no_seats")) if row["is_by_law"] else ("off_track", t("bodies.absent_body"))
        return Box("", (_asked(row),), ((last,),), state, f"{_asked(row)} · {last}", is_there=False, is_beside=bool(row["is_by_law"]))
    code = row["body_code"]
    state, last = _shared(shared.get(code, 0)) if shared is not None and code != chosen and row["seats"] else _standing(row)
    chair = (t("bodies.chair", chair=_chair(row)), _chair(row)) if _chair(row) else (t("bodies.no_chair"),)
    names = (row["body_name"], short_body(row), wording.choice("theme", row["theme"]) if row["theme"] else wording.choice("body_kind", row["body_kind"]))
    lines = (last,) if is_low else (chair, last)
    return Box(code, names, lines, state, t("bodies.box", body=row["body_name"], chair=chair[0], partner=_known(row["chair_name"]) or wording.NONE, last=last[0]),
               is_beside=bool(row["is_by_law"]), is_chosen=code == chosen)


def _chair(row: Mapping) -> str:
    """The chair's post, else the partner; "" where there is none."""
    return _known(row["chair_post_title"]) or _known(row["chair_name"])


def _known(name: str | None) -> str:
    """A name; "" where there is none, however a frame says so."""
    return name if isinstance(name, str) else ""


def _standing(row: Mapping) -> tuple[str, tuple[str, ...]]:
    """(state, words from the fullest to the shortest) of a body: seats, and what is wrong with them."""
    seats = t("bodies.seats_of", seats=row["seats"], partners=row["partners"])
    if not row["seats"]:
        return "no_evidence", (t("bodies.no_seats"),)
    wrong = [t("bodies.no_order_of", count=row["seats_without_order"])] if row["seats_without_order"] else []
    wrong += [t("bodies.lacks_kinds", kinds=spoken(row["missing_kinds"], "six_kinds"))] if row["missing_kinds"] and not row["is_by_law"] else []
    if not wrong:
        return "", (seats,)
    return "off_track", (" · ".join([seats, *wrong]), " · ".join(wrong), *([t("bodies.wrongs", count=len(wrong))] if len(wrong) > 1 else ()))


def _shared(count: int) -> tuple[str, tuple[str, ...]]:
    """(state, words) of what a body shares with the chosen one: the only link is watched, none is missed."""
    return ("", "watch", "off_track")[2 - min(count, 2)], (t("bodies.shared", count=count) if count else t("bodies.shared_none"),)


def _asked(row: Mapping) -> str:
    """The name of a body that is asked for."""
    return short_body({**row, "body_name": wording.choice("body_kind", row["body_kind"])})


# --- kinds and sectors --------------------------------------------------------------------------------------------------


def seated_table(found):
    """Bodies as answered, most kinds missing first: the kinds they lack in words, seats, orders, chair."""
    return found.assign(missing_kinds=[_lack(row) for row in dicts(found)])[SEATED]


def lacking_table(found):
    """Of them, those that must hold the six kinds and do not."""
    return seated_table(kept(found, [row["must_hold_six_kinds"] and row["missing_kinds"] for row in dicts(found)]))


def _lack(row: Mapping) -> str:
    if not row["must_hold_six_kinds"]:
        return t("bodies.by_law")
    return spoken(row["missing_kinds"], "six_kinds") if row["missing_kinds"] else t("network.complete")


def lacking(found) -> str:
    """How many bodies lack a kind, which is worst."""
    own = kept(found, found["must_hold_six_kinds"])
    worst = kept(own, own["missing_kinds"])
    if len(own) == 1:
        return t("bodies.one_lacks", body=own.iloc[0]["body_name"], kinds=spoken(own.iloc[0]["missing_kinds"], "six_kinds")) if len(worst) else t("bodies.one_complete", body=own.iloc[0]["body_name"])
    if worst.empty:
        return t("bodies.complete", total=len(own)) if len(own) else t("bodies.nobody_asked")
    return t("bodies.lack", count=len(worst), total=len(own), body=worst.iloc[0]["body_name"], kinds=spoken(worst.iloc[0]["missing_kinds"], "six_kinds"))


def seats(memberships, found, letter: int, room: float):
    """(frame, rows, heads) for a matrix of seats: one cell a body of the network and one of the six kinds, how many seats it holds.

    Names are broken into lines so that all fit into `room` px at letters of that size."""
    own = dicts(kept(found, found["must_hold_six_kinds"]))
    held = memberships.groupby(["body_code", "six_kind"]).size()
    rows = _lined(own, letter, room)
    heads = heads_over(kinds(), rows.values(), letter, room)
    cells = []
    for row in own:
        for kind, head in heads.items():
            count = int(held.get((row["body_code"], kind), 0))
            cells.append({"body": rows[row["body_code"]], "kind": head, "seats": count, "state": "" if count else "off_track", "words": f"{row['body_name']} · {head}"})
    return pd.DataFrame(cells, columns=["body", "kind", "seats", "state", "words"], dtype=object), list(rows.values()), list(heads.values())


def _lined(rows: Sequence[Mapping], letter: int, room: float) -> dict[str, str]:
    return {row["body_code"]: "\n".join(wrapped(short_body(row), letter, room * BESIDE)) for row in rows}


def or_absent(count: int) -> str:
    """A count in a cell; nothing there is said in words."""
    return wording.number(count) if count else t("bodies.absent")


def sectors(balance, letter: int, room: float):
    """(frame, rows, heads) for a matrix of sectors: one cell a body with seats and one of the study's four sectors; the least balanced body first."""
    seated = kept(balance, [share is not None for share in balance["seats_percent"]])
    most = {code: max(rows["seats_percent"]) for code, rows in seated.groupby("body_code")}
    order = sorted(dicts(seated.drop_duplicates("body_code")), key=lambda row: (-most[row["body_code"]], row["body_code"]))
    rows = _lined(order, letter, room)
    heads = heads_over({code: wording.choice("sector_group", code) for code in dict.fromkeys(balance["sector_group"])}, rows.values(), letter, room)
    frame = seated.assign(row=[rows[code] for code in seated["body_code"]], head=[heads[group] for group in seated["sector_group"]],
                          words=[f"{r['body_name']} · {wording.choice('sector_group', r['sector_group'])} {wording.percent(r['seats_percent'])}" for r in dicts(seated)],
                          text=[t("bodies.seats_share", seats=r["seats"], share=wording.percent(r["seats_percent"], 0)) if r["seats"] else t("bodies.none_seated") for r in dicts(seated)])
    return frame, list(rows.values()), list(heads.values())


def balance_table(found):
    """Seats of each body by sector."""
    return with_short_names(found)[BALANCE]


def balance_brief(found):
    """One row a body with seats: the sector that holds most of them, and those that hold none; the least balanced body first."""
    rows = []
    for _, own in kept(found, [share is not None for share in found["seats_percent"]]).groupby("body_code"):
        most = max(dicts(own), key=lambda r: r["seats_percent"])
        absent = [wording.choice("sector_group", r["sector_group"]) for r in dicts(own) if not r["seats"]]
        rows.append({"body_name": short_body(most), "largest": f"{wording.choice('sector_group', most['sector_group'])} {wording.percent(most['seats_percent'], 0)}",
                     "without": ", ".join(absent) or wording.NONE, "share": most["seats_percent"]})
    return pd.DataFrame(sorted(rows, key=lambda r: -r["share"]), columns=["body_name", "largest", "without"], dtype=object)


def balance(found, is_brief: bool = False) -> str:
    """In how many bodies one sector holds more than half of the seats, and (unless `is_brief`) which sector sits in fewest."""
    rows = [r for r in dicts(found) if r["seats_percent"] is not None]
    if not rows:
        return t("bodies.no_balance")
    most, total = max(rows, key=lambda r: r["seats_percent"]), len({r["body_code"] for r in rows})
    if total == 1:
        absent = ", ".join(wording.choice("sector_group", r["sector_group"]) for r in rows if not r["seats"])
        said = t("bodies.balance_one", sector=wording.choice("sector_group", most["sector_group"]), body=short_body(most), share=wording.percent(most["seats_percent"], 0))
        return f"{said} {t('bodies.sectors_absent', sectors=absent)}" if absent else said
    over = [r for r in rows if r["seats_percent"] > 50]
    absent = Counter(r["sector_group"] for r in rows if not r["seats"])
    said = t("bodies.balance", sector=wording.choice("sector_group", most["sector_group"]), count=sum(r["sector_group"] == most["sector_group"] for r in over), total=total,
             body=short_body(most), share=wording.percent(most["seats_percent"], 0))
    fewest = absent.most_common(1)
    return f"{said} {t('bodies.sector_absent', sector=wording.choice('sector_group', fewest[0][0]), count=fewest[0][1])}" if fewest and not is_brief else said
