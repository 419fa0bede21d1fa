"""What a tie of a scene is: who it joins, how deep it goes, what makes it formal, whether it fell silent; and the figures of many together."""

from bisect import bisect_right
from datetime import date
from decimal import Decimal
from functools import cache

from queries.answers import percent
from queries.network_scene import Pair, Scene, split
from queries.tables import CHOICES, GROUP_OF_SECTOR

FORMAL = ("mou", "appointment_order", "contract")  # what makes a tie formal, in the order it is named


def facts(scene: Scene, pair: Pair) -> dict:
    """What the figures of a tie are counted from: joint events of the window, what covers it, silence."""
    recent, formal_by = scene.meetings(pair), _formal_by(scene, pair)
    one, other = (GROUP_OF_SECTOR[scene.partners[code]["sector"]] for code in pair)
    return {"joint_events": len(recent), "is_declared": pair in scene.declared, "is_formal": bool(formal_by), "formal_by": ";".join(formal_by), "is_silent": is_silent(scene, pair),
            "is_shallow": len(recent) == 1, "is_cross_sector": one != other}


def row(scene: Scene, pair: Pair) -> dict:
    """A tie as network.ties answers it."""
    known, recent, ever = facts(scene, pair), scene.meetings(pair), scene.joint.get(pair)
    last_on, regular = ever[-1]["held_on"] if ever else None, sum(event["is_regular"] for event in recent)
    began = [declared["start_on"] for declared in scene.declared.get(pair, ())] + ([ever[0]["held_on"]] if ever else [])
    place, other_place = (scene.partners[code]["district_code"] for code in pair)
    return {
        **ends(scene, pair), **known, "events_per_quarter": per_quarter(len(recent), scene.quarters), "events_by_quarter": _by_quarter(scene, recent), "first_on": min(began),
        "last_on": last_on, "days_since_last": last_on and (scene.as_of - last_on).days, "quarters_silent": _quarters_silent(scene, pair) if known["is_silent"] else None,
        "regular_events": regular, "ad_hoc_events": len(recent) - regular, "events_in_bodies": sum(event["body_code"] is not None for event in recent),
        "kinds": kinds(scene, pair, known["formal_by"]), "is_cross_district": place != other_place,
    }


def ends(scene: Scene, pair: Pair) -> dict:
    """Both partners of a pair, each with its names, sector and district."""
    found = {}
    for end, code in zip(("from", "to"), pair, strict=True):
        of = scene.partners[code]
        found |= {f"{end}_organisation_code": code, f"{end}_name": of["organisation_name"], f"{end}_name_en": of["organisation_name_en"],
                  f"{end}_short_name": of["short_name"], f"{end}_sector": of["sector"], f"{end}_district_code": of["district_code"]}
    return found


def kinds(scene: Scene, pair: Pair, formal_by: str) -> str:
    """Of what kinds a tie is, in the order people know, joined by ";". `formal_by`: as facts say."""
    found = {declared["tie_kind"] for declared in scene.declared.get(pair, ())} | ({"mou", "contract"} & split(formal_by))
    found |= {"coordination"} if scene.meetings(pair) else set()
    found |= {"resource"} if pair in scene.exchanged else set()
    found |= {"shared_body"} if scene.bodies_of[pair[0]] & scene.bodies_of[pair[1]] else set()
    return ";".join(kind for kind in CHOICES["tie_kind"] if kind in found)


def is_silent(scene: Scene, pair: Pair) -> bool:
    """No joint event in the quarters the threshold names; a tie declared only since then has had no time to be silent."""
    return _last_sign(scene, pair) < scene.silent_since


def figures(scene: Scene, known: list[dict]) -> dict:
    """Counts and shares of ties from their facts; shares of all ties, depth of those that met. Joint events per tie and quarter: two decimals."""
    n = {name: sum(bool(tie[name]) for tie in known) for name in ("is_silent", "is_shallow", "is_formal", "is_cross_sector", "joint_events")}
    whole, met = Decimal(len(known)), Decimal(n["joint_events"])
    return {"ties": len(known), "active_ties": len(scene.active), "silent_ties": n["is_silent"], "silent_declared_ties": sum(tie["is_silent"] and tie["is_declared"] for tie in known),
            "shallow_ties": n["is_shallow"], "formal_ties": n["is_formal"], "formal_percent": percent(Decimal(n["is_formal"]), whole),
            "cross_sector_ties": n["is_cross_sector"], "cross_sector_percent": percent(Decimal(n["is_cross_sector"]), whole),
            "events_per_tie_per_quarter": (sum(tie["joint_events"] for tie in known) / met / scene.quarters).quantize(Decimal("0.01")) if met else None}


@cache
def per_quarter(events: int, quarters: int) -> Decimal:
    """Events of so many quarters a quarter, two decimals."""
    return (Decimal(events) / quarters).quantize(Decimal("0.01"))


def _by_quarter(scene: Scene, recent: list[dict]) -> str:
    """Joint events of each quarter of the window, oldest first."""
    counts = [0] * scene.quarters
    for event in recent:
        counts[bisect_right(scene.quarter_starts, event["held_on"]) - 1] += 1
    return ";".join(map(str, counts))


def _formal_by(scene: Scene, pair: Pair) -> list[str]:
    """What covers the tie: a memorandum in force, an appointment order to the same body, a contract both have signed; or what it was declared under."""
    one, other = (scene.covering[code] for code in pair)
    found = {name for name in FORMAL if not one[name].isdisjoint(other[name])}
    for declared in scene.declared.get(pair, ()):
        found |= ({"mou"} if declared["mou_code"] in scene.mous else set()) | ({"appointment_order"} if declared["order_code"] in scene.orders else set())
    return [name for name in FORMAL if name in found]


def _last_sign(scene: Scene, pair: Pair) -> date:
    """The last joint event ever; of a tie that never met, when it was first declared."""
    return scene.joint[pair][-1]["held_on"] if pair in scene.joint else min(d["start_on"] for d in scene.declared[pair])


def _quarters_silent(scene: Scene, pair: Pair) -> int:
    """How many whole quarters ending at as_of have passed since."""
    since, passed = _last_sign(scene, pair), 0
    while since < scene.quarters_ago(passed + 1):
        passed += 1
    return passed
