"""A network of four partners that can be worked out by hand: A and B met twice, B and C once, A and C never, D met nobody."""

from datetime import date

from worked_example import PLACE, load_into

AS_OF = date(2024, 9, 30)


def partner(code, name, sector, district="5601"):
    """A partner from the first day."""
    return {"organisation_code": code, "organisation_name": name, "organisation_name_en": f"{code} in English", "short_name": code, "sector": sector,
            "actor_level": "organisation", "district_code": district, "start_on": "2022-10-01"}


def met(number, day, *codes, **more):
    """A joint event."""
    return {"event_code": f"EV-{number}", "held_on": day, "event_name": "หารือ", "event_kind": "meeting", "organisation_codes": "; ".join(codes), "is_regular": "ใช่", **more}


NETWORK = {
    "organisation": [partner("A", "สำนักงานตัวอย่าง", "regional_administration"), partner("B", "หอการค้าตัวอย่าง", "business"), partner("C", "ชุมชนตัวอย่าง", "community", "5602"),
                     partner("D", "วิทยาลัยตัวอย่าง", "academia")],
    "body": [{"body_code": "JSC", "body_name": "คณะกรรมการตรวจสอบติดตาม", "body_name_en": "Joint Scrutiny Committee", "body_kind": "joint_scrutiny_committee", "quorum_percent": "50"}],
    "appointment_order": [{"order_code": "ORD-1", "order_number": "คำสั่งจังหวัดพะเยา ที่ 1/2567", "ordered_on": "2023-10-01", "body_code": "JSC"}],
    "membership": [
        {"body_code": "JSC", "seat_number": "1", "organisation_code": "A", "membership_role": "chair", "order_code": "ORD-1", "start_on": "2023-10-01"},
        {"body_code": "JSC", "seat_number": "2", "organisation_code": "B", "membership_role": "member", "start_on": "2023-10-01"},
    ],
    "tie": [{"tie_code": "TIE-1", "from_organisation_code": "A", "to_organisation_code": "C", "tie_kind": "coordination", "start_on": "2022-10-01"}],
    # A and B met twice, B and C once, A and C never though they declared a tie two years ago; D met nobody
    "coordination_event": [met(1, "2024-07-01", "A", "B", body_code="JSC"), met(2, "2024-08-01", "A", "B"), met(3, "2024-09-01", "B", "C")],
}


def loaded(engine, folder):
    """The small network as release 1 of an empty database."""
    load_into(engine, folder, {**PLACE, **NETWORK}, AS_OF)
    return engine
