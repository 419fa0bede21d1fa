"""A small network worked out by hand, as at 30 September 2567 BE: four quarters since 1 Oct 2566, silent since 1 Apr 2567."""

from datetime import date

from worked_example import CONTRACT, ORGANISATIONS, PLACE, load_into, rows

AS_OF = date(2024, 9, 30)
SMALL = {
    **PLACE,
    "organisation": [*ORGANISATIONS, {**ORGANISATIONS[3], "organisation_code": "ORG-OLD", "end_on": "31/12/2566"}],
    "person": rows("person_code | post_title | organisation_code | is_boundary_spanner | is_office_holder",
                   "PER-1 | เกษตรจังหวัด | ORG-A | ใช่ | ใช่", "PER-2 | ผู้แทนหอการค้า | ORG-B | ไม่ใช่ | ไม่ใช่", "PER-3 | ประมงจังหวัด | ORG-D | ไม่ใช่ | ใช่"),
    "body": rows("body_code | body_name | body_kind | quorum_percent", "JSC | คณะกรรมการตรวจสอบติดตาม | joint_scrutiny_committee | 60", "BOARD | คณะกรรมการบริหาร | board_of_directors | -"),
    "appointment_order": rows("order_code | order_number | ordered_on | body_code", "ORD-1 | ที่ 1/2566 | 01/10/2566 | JSC", "ORD-2 | ที่ 2/2566 | 01/10/2566 | BOARD"),
    "membership": rows("body_code | seat_number | organisation_code | person_code | membership_role | order_code | start_on | end_on",
                       "JSC | 1 | ORG-A | PER-1 | chair | ORD-1 | 01/10/2566 | -", "JSC | 2 | ORG-B | PER-2 | member | ORD-1 | 01/10/2566 | -", "JSC | 3 | ORG-M | - | member | - | 01/10/2566 | -",
                       "JSC | 4 | ORG-C | - | adviser | ORD-1 | 01/10/2566 | -", "JSC | 5 | ORG-OLD | - | member | ORD-1 | 01/10/2566 | 31/12/2566",
                       "BOARD | 1 | ORG-A | PER-1 | member | ORD-2 | 01/10/2566 | -", "BOARD | 2 | ORG-D | PER-3 | member | ORD-2 | 01/10/2566 | -"),
    "coordination_event": rows("event_code | held_on | event_name | event_kind | organisation_codes | body_code | is_regular",
                               "EV-1 | 15/11/2566 | ประชุม | meeting | ORG-A; ORG-B | JSC | ใช่", "EV-2 | 10/02/2567 | ลงพื้นที่ | joint_activity | ORG-A; ORG-B; ORG-C | - | ไม่ใช่",
                               "EV-3 | 20/05/2567 | ประชุม | meeting | ORG-A; ORG-B; ORG-M | JSC | ใช่", "EV-4 | 15/08/2567 | หารือ | meeting | ORG-A; ORG-C; ORG-OLD | - | ใช่",
                               "EV-5 | 01/08/2566 | ก่อนสี่ไตรมาส | meeting | ORG-B; ORG-D | - | ใช่", "EV-6 | 05/10/2567 | ยังไม่ถึง | meeting | ORG-A; ORG-D | - | ใช่"),
    "mou": rows("mou_code | mou_title | organisation_codes | signed_on | start_on | end_on", "MOU-1 | ป่า | ORG-C; ORG-D | 01/01/2566 | 01/01/2566 | 31/12/2567", "MOU-2 | หมดอายุ | ORG-B; ORG-M | 01/01/2566 | 01/01/2566 | 30/06/2567"),
    "tie": rows("tie_code | from_organisation_code | to_organisation_code | tie_kind | mou_code | start_on | end_on",
                "TIE-1 | ORG-D | ORG-C | mou | MOU-1 | 01/01/2566 | -", "TIE-2 | ORG-P | ORG-D | coordination | - | 01/08/2567 | -", "TIE-3 | ORG-A | ORG-D | coordination | - | 01/01/2566 | 01/01/2567"),
    "resource_exchange": rows("exchange_code | from_organisation_code | to_organisation_code | resource_kind | description | given_on", "EX-1 | ORG-M | ORG-B | knowledge | อบรม | 01/06/2567"),
    "mou_obligation": rows("mou_code | obligation_number | organisation_code | obligation | project_code | due_on", "MOU-1 | 1 | ORG-C | ลาดตระเวน | - | 31/12/2567", "MOU-2 | 1 | ORG-B | จัดตลาด | - | 31/08/2567"),
    "sub_network": rows("sub_network_code | sub_network_name | network_purpose | organisation_codes | start_on | end_on | successor_code",
                        "SUB-1 | น้ำท่วม | problem_solving | ORG-A; ORG-D | 01/10/2565 | 30/09/2566 | SUB-2", "SUB-2 | น้ำ | service_delivery | ORG-A; ORG-C; ORG-D | 01/10/2566 | - | -",
                        "SUB-3 | ข้อมูล | area_data | ORG-M | 01/10/2565 | 31/12/2566 | -"),
    "community_of_practice": rows("community_code | community_name | topic | organisation_codes", "COP-1 | ข้าวอินทรีย์ | การตลาด | ORG-A; ORG-B; ORG-M"),
    "survey_answer": [{"survey_round": survey_round, "organisation_code": f"ORG-{x}", "factor": "trust", "question_number": str(n), "score": str(score), "answered_on": "01/09/2567"}
                      for survey_round, scores in (("2567-1", "33 33 33 33 33"), ("2567-2", "45 44 22 11 35")) for x, pair in zip("ABCDM", scores.split(), strict=True) for n, score in enumerate(pair, 1)],
    "contract": CONTRACT["contract"],
    "contract_party": rows("contract_code | organisation_code | party_role | signed_on", "TC | ORG-A | ผู้ร่วมสัญญา | 20/09/2565", "TC | ORG-M | ผู้ร่วมสัญญา | 20/09/2565", "TC | ORG-B | ผู้ร่วมสัญญา | -"),
    "connector": rows("connector_code | organisation_code | connector_link | from_code | to_code", "CON-1 | ORG-B | member | ORG-A | ORG-M", "CON-2 | ORG-A | body | JSC | BOARD"),
}


def loaded(engine, folder):
    """The small network as release 1 of an empty database."""
    load_into(engine, folder, SMALL, AS_OF)
    return engine


def asked(connection, question, release=1, **picks):
    """The answer as a list of dicts."""
    return question(connection, release=release, province="56", **picks).to_dict("records")


def by(records, *names):
    """The records by some columns; every one once."""
    found = {tuple(r[n] for n in names) if len(names) > 1 else r[names[0]]: r for r in records}
    assert len(found) == len(records)
    return found
