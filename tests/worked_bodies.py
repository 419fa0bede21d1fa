"""Three bodies worked out by hand, as at 30 September 2567 BE; the window of four quarters begins on 1 October 2566.

The scrutiny committee (quorum 60 per cent)            expected        came             quorum
  E5  1 Oct 2566   the window's first day              nobody          P                cannot be told
  E1  1 Nov 2566   terms begin and the order is dated  A B P           A, adviser M     2 of 3 needed, 1 came
  E2 20 May 2567   B's last day, C's first             A B C D P       A B C            3 of 5 needed, 3 came
  E3 30 Sep 2567   the day of the figures              A C D P         A C D, guest B   3 of 4 needed, 3 came
and a field visit E4 on 1 June 2567 of B, whose term is over, and D, whose order is dated 1 August.
A has two seats and counts once. The group for people has no seat, the board exists since 1 August, ก.บ.จ. by law.
"""

from worked_example import ORGANISATIONS, PLACE, load_into, rows
from worked_network import AS_OF

BODIES = {
    **PLACE,
    "organisation": ORGANISATIONS,
    "person": rows("person_code | post_title | organisation_code | is_boundary_spanner | is_office_holder", "PER-1 | เกษตรจังหวัด | ORG-A | ใช่ | ใช่", "PER-2 | ผู้แทนชุมชน 1 | ORG-C | ไม่ใช่ | ไม่ใช่"),
    "body": rows("body_code | body_name | body_kind | theme | quorum_percent | start_on", "JSC | คณะกรรมการตรวจสอบติดตาม | joint_scrutiny_committee | - | 60 | -",
                 "GRP | คณะทำงานมิติคน | strategic_partnership_group | people | 34 | -", "BOARD | คณะกรรมการบริหาร | board_of_directors | - | - | 01/08/2567",
                 "PIC | คณะกรรมการบริหารงานจังหวัดแบบบูรณาการ | provincial_committee | - | - | -"),
    "appointment_order": rows("order_code | order_number | ordered_on | body_code", "O-1 | คำสั่งจังหวัดพะเยา ที่ 11/2566 | 01/11/2566 | JSC", "O-2 | คำสั่งจังหวัดพะเยา ที่ 22/2567 | 01/08/2567 | JSC"),
    "membership": rows("body_code | seat_number | organisation_code | person_code | membership_role | order_code | start_on | end_on",
                       "JSC | 1 | ORG-A | - | secretary | O-1 | 01/11/2566 | -", "JSC | 2 | ORG-B | - | member | O-1 | 01/11/2566 | 20/05/2567", "JSC | 3 | ORG-C | PER-2 | member | - | 20/05/2567 | -",
                       "JSC | 4 | ORG-M | - | adviser | O-1 | 01/11/2566 | -", "JSC | 5 | ORG-D | - | member | O-2 | 01/01/2567 | 30/10/2567", "JSC | 6 | ORG-P | - | member | O-1 | 01/11/2566 | 30/09/2567",
                       "JSC | 7 | ORG-A | PER-1 | chair | O-1 | 01/11/2566 | -", "PIC | 1 | ORG-P | - | chair | - | 01/11/2566 | -"),
    "coordination_event": rows("event_code | held_on | event_name | event_kind | organisation_codes | body_code | is_regular",
                               "E0 | 30/09/2566 | ก่อนสี่ไตรมาส | meeting | ORG-A; ORG-D | JSC | ใช่", "E5 | 01/10/2566 | ประชุม | meeting | ORG-P | JSC | ใช่",
                               "E1 | 01/11/2566 | ประชุม | meeting | ORG-A; ORG-M | JSC | ใช่", "E2 | 20/05/2567 | ประชุม | meeting | ORG-A; ORG-B; ORG-C | JSC | ใช่",
                               "E4 | 01/06/2567 | ลงพื้นที่ | field_visit | ORG-B; ORG-D | JSC | ไม่ใช่", "E3 | 30/09/2567 | ประชุม | meeting | ORG-A; ORG-B; ORG-C; ORG-D | JSC | ใช่",
                               "E6 | 01/10/2567 | ยังไม่ถึง | meeting | ORG-A; ORG-P | JSC | ใช่"),
}


def loaded(engine, folder):
    """The bodies as release 1 of an empty database."""
    load_into(engine, folder, BODIES, AS_OF)
    return engine
