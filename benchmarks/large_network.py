"""An invented network of 600 members and 5,000 ties over two fiscal years, the same every time: what the network's figures are measured on.

Members meet in circles of two to six, most of them neighbours in a district; one circle in eight has not met for two quarters.
Every tie stands on joint events of the last four quarters. As at 30 September 2567 (2024-09-30); events from 1 October 2565.
"""

import csv
import random
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

from sqlalchemy import Engine

from queries import database
from queries.tables import CHOICES
from queries.workbook.load import given_about, load

AS_OF, FIRST = date(2024, 9, 30), date(2022, 10, 1)
PROVINCE, QUARTERS, QUARTER_DAYS = "56", 8, 91
MEMBERS, TIES, BODIES, MEMORANDA = 600, 5000, 10, 40
DISTRICTS = (  # code, Thai, English, latitude and longitude of the office, how many of a hundred members
    ("5601", "เมืองพะเยา", "Mueang Phayao", "19.192", "99.8788", 30), ("5602", "จุน", "Chun", "19.337", "100.1348", 10),
    ("5603", "เชียงคำ", "Chiang Kham", "19.5233", "100.3", 15), ("5604", "เชียงม่วน", "Chiang Muan", "18.8897", "100.3059", 5),
    ("5605", "ดอกคำใต้", "Dok Khamtai", "19.1624", "99.9934", 13), ("5606", "ปง", "Pong", "19.1493", "100.2752", 10),
    ("5607", "แม่ใจ", "Mae Chai", "19.3766", "99.7878", 7), ("5608", "ภูซาง", "Phu Sang", "19.599", "100.3244", 6),
    ("5609", "ภูกามยาว", "Phu Kamyao", "19.2705", "99.9701", 4),
)
KINDS = {  # sector: Thai and English stem of the name, short name, how many of a hundred members
    "regional_administration": ("สำนักงานส่วนภูมิภาคตัวอย่างที่", "Sample regional office", "ภูมิภาค", 10), "central_agency": ("หน่วยงานส่วนกลางตัวอย่างที่", "Sample central agency", "ส่วนกลาง", 5),
    "local_government": ("องค์การบริหารส่วนตำบลตัวอย่างที่", "Sample subdistrict administration", "อบต.", 22), "state_enterprise": ("รัฐวิสาหกิจตัวอย่างที่", "Sample state enterprise", "รัฐวิสาหกิจ", 3),
    "other_state_body": ("หน่วยงานอื่นของรัฐตัวอย่างที่", "Sample other state body", "รัฐอื่น", 3), "business": ("สมาคมการค้าตัวอย่างที่", "Sample trade association", "การค้า", 12),
    "civil_society": ("เครือข่ายประชาสังคมตัวอย่างที่", "Sample civil society network", "ประชาสังคม", 10), "academia": ("สถาบันการศึกษาตัวอย่างที่", "Sample institute", "การศึกษา", 7),
    "community": ("สภาองค์กรชุมชนตัวอย่างที่", "Sample community council", "ชุมชน", 22), "stakeholder_group": ("กลุ่มผู้มีส่วนได้เสียตัวอย่างที่", "Sample stakeholder group", "ผู้มีส่วนได้เสีย", 6),
}
Rows = list[dict]
Circle = tuple[str, ...]


def loaded(path: Path, folder: Path) -> Engine:
    """The network in a fresh database at `path`, through the real import of the folder of CSVs it is written to."""
    engine = database.engine(f"sqlite:///{path}")
    database.upgrade(engine)
    report = load(engine, written(folder), given=given_about(province=PROVINCE, as_of=AS_OF, reason="ตัวอย่างขนาดใหญ่"), created_by="-")
    if not report.is_new:
        raise SystemExit("\n".join(f"{p.sheet} {p.row}: {p.message('en')}" for p in report.problems))
    return engine


def written(folder: Path) -> Path:
    """The network as one CSV a table."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables().items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            lines = csv.DictWriter(file, list(dict.fromkeys(key for row in rows for key in row)))
            lines.writeheader()
            lines.writerows(rows)
    return folder


def tables(members: int = MEMBERS, ties: int = TIES) -> dict[str, Rows]:
    """Rows by table. `ties` pairs of partners met in the last four quarters."""
    chance = random.Random(2567)
    partners = _partners(chance, members)
    circles = _circles(chance, partners, ties)
    bodies = [{"body_code": f"BODY-{n:02}", "body_name": f"คณะทำงานตัวอย่างที่ {n}", "body_name_en": f"Sample group {n}", "quorum_percent": "50",
               "body_kind": "joint_scrutiny_committee" if n == 1 else "strategic_partnership_group", "start_on": FIRST.isoformat()} for n in range(1, BODIES + 1)]
    seats = _seats(chance, bodies, circles, [row["organisation_code"] for row in partners])
    return {
        "province": [{"province_name_th": "พะเยา", "province_name_en": "Phayao", "office_name": "สำนักงานจังหวัดพะเยา", "is_sample": "ใช่"}],
        "district": [dict(zip(("district_code", "district_name_th", "district_name_en", "latitude", "longitude"), district, strict=False)) for district in DISTRICTS],
        "organisation": partners, "person": _people(seats), "body": bodies, "membership": seats,
        "appointment_order": [{"order_code": f"ORD-{n:02}", "order_number": f"คำสั่งจังหวัดพะเยา ที่ {n}/2565", "ordered_on": FIRST.isoformat(), "body_code": body["body_code"]} for n, body in enumerate(bodies, 1)],
        "connector": _connectors(chance, seats), "mou": _memoranda(chance, circles), "tie": _declared(circles), "coordination_event": _events(chance, circles, seats),
        "resource_exchange": _exchanges(chance, circles),
    }


def _partners(chance: random.Random, members: int) -> Rows:
    found = []
    for n in range(1, members + 1):
        (sector,), (district,) = (chance.choices(list(of), [row[-1] for row in (of.values() if isinstance(of, Mapping) else of)]) for of in (KINDS, DISTRICTS))
        name, name_en, short, _ = KINDS[sector]
        found.append({"organisation_code": f"ORG-{n:04}", "organisation_name": f"{name} {n}", "organisation_name_en": f"{name_en} {n}", "short_name": f"{short} {n}", "sector": sector,
                      "actor_level": chance.choices(("organisation", "group", "individual"), (75, 20, 5))[0], "district_code": district[0], "resource_kinds": chance.choice(list(CHOICES["resource_kind"])),
                      "start_on": FIRST.isoformat()})
    return found


def _circles(chance: random.Random, partners: Rows, ties: int) -> list[Circle]:
    """Who meets with whom: circles until just so many pairs have met; the last one is cut to fit, nobody is left out."""
    near, everybody = {}, [row["organisation_code"] for row in partners]
    for row in partners:
        near.setdefault(row["district_code"], []).append(row["organisation_code"])
    found, pairs, turn = [], set(), 0
    while len(pairs) < ties:
        host = partners[turn % len(partners)]
        turn += 1
        wanted = {host["organisation_code"]} | {chance.choice(near[host["district_code"]] if chance.random() < 0.7 else everybody) for _ in range(chance.choice((1, 1, 2, 3, 5)))}
        circle = tuple(sorted(wanted))
        if len(circle) > 1 and len(pairs | set(combinations(circle, 2))) <= ties:
            found.append(circle)
            pairs |= set(combinations(circle, 2))
    return found


def _events(chance: random.Random, circles: Iterable[Circle], seats: Rows) -> Rows:
    """Each circle meets in one to five of the eight quarters, at least once in the last four; one in eight not in the last two. Every body meets each quarter."""
    found = []
    for turn, circle in enumerate(circles):
        last = chance.choice((4, 5)) if turn % 8 == 0 else chance.choice((6, 7))
        for quarter in sorted({last, *(chance.randrange(last + 1) for _ in range(chance.randrange(5)))}):
            found.append(_event(chance, quarter, circle))
    seated = {}
    for seat in seats:
        seated.setdefault(seat["body_code"], []).append(seat["organisation_code"])
    for body, codes in seated.items():  # the chair and a member: meetings of all would tie everybody to everybody
        found += [{**_event(chance, quarter, tuple(codes[:2])), "body_code": body, "event_kind": "meeting", "is_regular": "ใช่"} for quarter in range(QUARTERS)]
    found.sort(key=lambda row: (row["held_on"], row["organisation_codes"]))
    return [{"event_code": f"EV-{n:05}", **row} for n, row in enumerate(found, 1)]


def _event(chance: random.Random, quarter: int, circle: Circle) -> dict:
    day = FIRST + timedelta(days=quarter * QUARTER_DAYS + chance.randrange(4, QUARTER_DAYS - 4))
    return {"held_on": day.isoformat(), "event_name": "ประสานงานตามแผนพัฒนาจังหวัด", "event_kind": chance.choice(list(CHOICES["event_kind"])), "organisation_codes": "; ".join(circle),
            "is_regular": chance.choice(("ใช่", "ไม่ใช่"))}


def _seats(chance: random.Random, bodies: Rows, circles: list[Circle], codes: list[str]) -> Rows:
    """Twenty seats a body, the first two of partners that meet anyway; one in ten without an order, one in three with a post holder."""
    found = []
    for b, (body, circle) in enumerate(zip(bodies, circles, strict=False), 1):
        seated = list(dict.fromkeys([*circle[:2], *chance.sample(codes, 22)]))[:20]
        found += [{"body_code": body["body_code"], "seat_number": str(n), "organisation_code": code, "person_code": f"PER-{code}" if n % 3 == 0 else "", "membership_role": "chair" if n == 1 else "member",
                   "order_code": "" if n % 10 == 0 else f"ORD-{b:02}", "start_on": FIRST.isoformat()} for n, code in enumerate(seated, 1)]
    return found


def _people(seats: Rows) -> Rows:
    """The post holders of the seats, every fifth a boundary spanner."""
    codes = sorted({seat["organisation_code"] for seat in seats if seat["person_code"]})
    return [{"person_code": f"PER-{code}", "post_title": f"ผู้แทนภาคี {code}", "organisation_code": code, "is_boundary_spanner": "ใช่" if n % 5 == 0 else "ไม่ใช่", "is_office_holder": "ไม่ใช่"}
            for n, code in enumerate(codes)]


def _connectors(chance: random.Random, seats: Rows) -> Rows:
    """Forty links between members of one body, and one between each body and the next."""
    links = []
    for n in range(40):
        who, one, other = chance.sample([seat["organisation_code"] for seat in seats if seat["body_code"] == f"BODY-{n % BODIES + 1:02}"], 3)
        links.append((who, "member", one, other))
    links += [(chance.choice(seats)["organisation_code"], "body", f"BODY-{n:02}", f"BODY-{n % BODIES + 1:02}") for n in range(1, BODIES + 1)]
    names = ("organisation_code", "connector_link", "from_code", "to_code")
    return [{"connector_code": f"CON-{n:03}", **dict(zip(names, link, strict=True)), "start_on": FIRST.isoformat()} for n, link in enumerate(links, 1)]


def _memoranda(chance: random.Random, circles: list[Circle]) -> Rows:
    return [{"mou_code": f"MOU-{n:02}", "mou_title": f"บันทึกข้อตกลงตัวอย่างที่ {n}", "organisation_codes": "; ".join(sorted({*one, *other})), "signed_on": FIRST.isoformat(),
             "start_on": FIRST.isoformat(), "end_on": chance.choice(("2025-09-30", "2024-06-30"))} for n, (one, other) in enumerate((chance.sample(circles, 2) for _ in range(MEMORANDA)), 1)]


def _declared(circles: list[Circle]) -> Rows:
    """Every tenth circle has declared a tie between two of its members."""
    return [{"tie_code": f"TIE-{n:03}", "from_organisation_code": circle[0], "to_organisation_code": circle[1], "tie_kind": "coordination", "start_on": FIRST.isoformat()}
            for n, circle in enumerate(circles[::10], 1)]


def _exchanges(chance: random.Random, circles: list[Circle]) -> Rows:
    return [{"exchange_code": f"EX-{n:03}", "from_organisation_code": circle[0], "to_organisation_code": circle[1], "resource_kind": chance.choice(list(CHOICES["resource_kind"])),
             "description": "ให้ยืมใช้ร่วมกัน", "given_on": (FIRST + timedelta(days=chance.randrange(30, 700))).isoformat()} for n, circle in enumerate(circles[::12], 1)]
