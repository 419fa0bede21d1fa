"""The bodies in words: which kinds they lack, who comes, who links two of them.

Frames come with names already in the reader's language (`names.localised`).
"""

from collections.abc import Mapping

import pandas as pd

from dashboard import wording
from dashboard.charts.lettering import wrapped
from dashboard.sentences.network import BESIDE, body_names, heads_over, kinds, spoken
from dashboard.wording import t

BY_LAW = ("provincial_committee", "national_committee")  # set by law: the norm of six kinds is not theirs
SEATED = ["body_name", "missing_kinds", "seats", "seats_without_order", "chair_name"]
MET = ["body_name", "mean_attendance_percent", "last_attendance_percent", "meetings", "meetings_without_quorum", "last_met_on", "seats_without_order"]
LINKS = ["from_body_name", "to_body_name", "organisation_name", "sector", "is_declared_connector"]
ALONE = ["organisation_name", "sector", "bodies", "degree"]


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
        return t("bodies.by_law")
    return spoken(row["missing_kinds"], "six_kinds") if row["missing_kinds"] else t("network.complete")


def seats(memberships, bodies, letter: int, room: float):
    """(frame, rows, heads) for a matrix of seats: one cell a body of the network and one of the six kinds, how many seats it holds.

    Names are broken into lines so that all fit into `room` px at letters of that size."""
    own = bodies[~bodies["body_kind"].isin(BY_LAW)].to_dict("records")
    held = memberships.groupby(["body_code", "six_kind"]).size()
    rows = {row["body_code"]: "\n".join(wrapped(short_body(row), letter, room * BESIDE)) for row in own}
    heads = heads_over(kinds(), rows.values(), letter, room)
    cells = []
    for row in own:
        for kind, head in heads.items():
            count = int(held.get((row["body_code"], kind), 0))
            cells.append({"body": rows[row["body_code"]], "kind": head, "seats": count, "state": "" if count else "off_track", "words": f"{row['body_name']} · {head}"})
    return pd.DataFrame(cells, columns=["body", "kind", "seats", "state", "words"], dtype=object), list(rows.values()), list(heads.values())


def short_body(row: Mapping) -> str:
    """A body's name where room is short: a theme group by its theme."""
    return t("bodies.theme_group", theme=wording.choice("theme", row["theme"])) if row["theme"] else str(row["body_name"])


def links_table(links, bodies):
    """Pairs of bodies that one partner alone links, bodies by their short names."""
    short = {row["body_code"]: short_body(row) for row in bodies.to_dict("records")}
    only = links[links["is_only_link"].astype(bool)]
    return only.assign(**{f"{end}_body_name": [short.get(code, code) for code in only[f"{end}_body_code"]] for end in ("from", "to")})[LINKS]


def alone_table(found, bodies):
    """Partners in a body that no connector links."""
    return found.assign(bodies=[body_names(codes, bodies) for codes in found["body_codes"]])[ALONE]


def bodies(found) -> str:
    """How many bodies lack a kind, an order or a quorum, and which is worst."""
    own = found[~found["body_kind"].isin(BY_LAW)]
    lacking = own[[bool(v) for v in own["missing_kinds"]]]
    unordered = int(sum(found["seats_without_order"]))
    said = (t("bodies.lack", count=len(lacking), total=len(own), body=lacking.iloc[0]["body_name"], kinds=spoken(lacking.iloc[0]["missing_kinds"], "six_kinds"))
            if len(lacking) else t("bodies.complete", total=len(own)))
    return f"{said} {t('bodies.unordered', seats=unordered) if unordered else t('bodies.ordered')}"


def attendance(found) -> str:
    """Which body its members attend least, and how often a quorum was not reached."""
    met = found[[v is not None for v in found["mean_attendance_percent"]]]
    if met.empty:
        return t("bodies.attendance_none")
    least = min(met.to_dict("records"), key=lambda row: row["mean_attendance_percent"])
    short = sum(int(v or 0) for v in met["meetings_without_quorum"])
    said = t("bodies.attendance", body=least["body_name"], share=wording.percent(least["mean_attendance_percent"]))
    return f"{said} {t('bodies.without_quorum', count=short) if short else t('bodies.with_quorum')}"


def links(only, alone) -> str:
    """How many pairs of bodies hang on one partner, and how many members nobody links."""
    return t("bodies.links", pairs=len(only), partners=len(alone))


def or_absent(count: int) -> str:
    """A count in a cell; nothing there is said in words."""
    return wording.number(count) if count else t("bodies.absent")
