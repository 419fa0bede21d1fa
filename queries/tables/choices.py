"""Code lists: code -> (Thai, English). The order is the order people know."""

from queries.tables.spec import Words

SECTOR: dict[str, Words] = {
    "regional_administration": ("ราชการส่วนภูมิภาค", "Regional administration"),
    "central_agency": ("ราชการส่วนกลางในพื้นที่", "Central agency in the area"),
    "local_government": ("องค์กรปกครองส่วนท้องถิ่น", "Local government"),
    "state_enterprise": ("รัฐวิสาหกิจ", "State enterprise"),
    "other_state_body": ("หน่วยงานอื่นของรัฐ", "Other state body"),
    "business": ("ภาคธุรกิจ", "Business"),
    "civil_society": ("ภาคประชาสังคม", "Civil society"),
    "academia": ("ภาควิชาการ", "Academia"),
    "community": ("องค์กรชุมชน", "Community"),
    "stakeholder_group": ("ผู้มีส่วนได้เสีย", "Stakeholder group"),
}
SECTOR_GROUP: dict[str, Words] = {
    "public_sector": ("ภาครัฐ", "Public sector"),
    "business_partner": ("ภาคธุรกิจ", "Business partner"),
    "third_sector": ("ภาคส่วนที่สาม", "Third sector"),
    "stakeholders": ("ผู้มีส่วนได้เสีย", "Stakeholders"),
}
# The study's roll-up of ten sectors to four, and the six kinds every working group should hold.
GROUP_OF_SECTOR: dict[str, str] = {
    "regional_administration": "public_sector", "central_agency": "public_sector", "local_government": "public_sector",
    "state_enterprise": "public_sector", "other_state_body": "public_sector", "business": "business_partner",
    "civil_society": "third_sector", "academia": "third_sector", "community": "third_sector",
    "stakeholder_group": "stakeholders",
}
SIX_KINDS: dict[str, Words] = {
    "government": ("ราชการ", "Government"),
    "state_enterprise": ("รัฐวิสาหกิจ", "State enterprise"),
    "local_government": ("อปท.", "Local government"),
    "private": ("เอกชน", "Private sector"),
    "academia": ("วิชาการ", "Academia"),
    "people": ("ประชาชน", "People"),
}
KIND_OF_SECTOR: dict[str, str] = {
    "regional_administration": "government", "central_agency": "government", "other_state_body": "government",
    "state_enterprise": "state_enterprise", "local_government": "local_government", "business": "private",
    "academia": "academia", "civil_society": "people", "community": "people", "stakeholder_group": "people",
}

# What the committee may set a limit for, one measure a factor: from how much on it is on track, and from how much on watch. All of them
# rise when the network grows stronger, and below both limits a factor is off track.
FACTOR_LIMITS: dict[str, tuple[Words, Words]] = {  # factor → what is measured, its unit
    "leader": (("ภาคีที่ยอมรับผู้นำ", "partners who accept the leader"), ("ร้อยละ", "per cent")),
    "boundary_spanners": (("ผู้ประสานเชื่อมโยง", "people who link sectors and bodies"), ("คน", "people")),
    "network_manager": (("สิ่งส่งมอบของผู้จัดการที่ตรวจรับตามกำหนด", "manager's deliverables accepted on time"), ("ร้อยละ", "per cent")),
    "formality": (("สายสัมพันธ์ที่มีข้อตกลงรองรับ", "ties covered by an agreement"), ("ร้อยละ", "per cent")),
    "depth": (("กิจกรรมร่วมต่อคู่ต่อไตรมาส", "joint events a tie and quarter"), ("ครั้ง", "events")),
    "trust": (("คะแนนความไว้วางใจ", "score of mutual trust"), ("คะแนน 1–5", "1 to 5")),
    "culture": (("คะแนนวัฒนธรรมการทำงาน", "score of working culture"), ("คะแนน 1–5", "1 to 5")),
    "contracts": (("ส่วนของสัญญาที่ครบ", "parts of the contract complete"), ("ส่วน", "parts")),
    "participation": (("กิจกรรมการมีส่วนร่วมในสี่ไตรมาส", "participation activities in four quarters"), ("กิจกรรม", "activities")),
}


def _factor_limits() -> dict[str, Words]:
    """Two rules a factor, in words that say what is measured, in which unit and in which direction."""
    found: dict[str, Words] = {}
    for factor, ((what_th, what_en), (unit_th, unit_en)) in FACTOR_LIMITS.items():
        found[f"factor_{factor}_on_track"] = (f"ปัจจัยเครือข่าย: {what_th} ตั้งแต่เท่าใดขึ้นไปจึงตามแผน ({unit_th})", f"Network factor: {what_en}, smallest on track ({unit_en})")
        found[f"factor_{factor}_watch"] = (f"ปัจจัยเครือข่าย: {what_th} ตั้งแต่เท่าใดขึ้นไปจึงเฝ้าระวัง ({unit_th})", f"Network factor: {what_en}, smallest on watch ({unit_en})")
    return found


CHOICES: dict[str, dict[str, Words]] = {
    "sector": SECTOR,
    "sector_group": SECTOR_GROUP,
    "six_kinds": SIX_KINDS,
    "actor_level": {
        "individual": ("ระดับบุคคล", "Individual"),
        "group": ("กลุ่มบุคคล", "Group"),
        "organisation": ("องค์กร", "Organisation"),
    },
    "resource_kind": {
        "budget": ("งบประมาณ", "Budget"), "authority": ("อำนาจหน้าที่", "Authority"),
        "personnel": ("บุคลากร", "Personnel"), "place": ("สถานที่", "Place"), "equipment": ("อุปกรณ์", "Equipment"),
        "technology": ("เทคโนโลยี", "Technology"), "knowledge": ("องค์ความรู้", "Knowledge"),
        "local_wisdom": ("ภูมิปัญญา", "Local wisdom"), "social_capital": ("ทุนทางสังคม", "Social capital"),
        "political_capital": ("ทุนทางการเมือง", "Political capital"),
    },
    "network_purpose": {
        "service_delivery": ("ขับเคลื่อนการจัดบริการสาธารณะ", "Service delivery"),
        "area_data": ("ระดมและแบ่งปันข้อมูลเชิงพื้นที่", "Gathering and sharing area data"),
        "problem_solving": ("จัดการประเด็นปัญหาสาธารณะในพื้นที่", "Problem solving"),
        "community_capacity": ("เสริมสร้างขีดความสามารถของชุมชน", "Community capacity building"),
    },
    "body_kind": {
        "strategic_partnership_group": ("คณะทำงานภาคีหุ้นส่วนยุทธศาสตร์", "Strategic partnership group"),
        "board_of_directors": ("คณะกรรมการบริหาร", "Board of directors"),
        "steering_committee": ("คณะกรรมการอำนวยการ", "Steering committee"),
        "joint_scrutiny_committee": ("คณะกรรมการตรวจสอบติดตาม", "Joint scrutiny committee"),
        "intergovernmental_management_team": ("คณะทำงานสนับสนุนการบริหารงานจังหวัด", "Intergovernmental management team"),
        "provincial_committee": ("ก.บ.จ.", "Provincial integrated administration committee"),
        "national_committee": ("ก.น.บ.", "National area-based policy committee"),
    },
    "theme": {
        "place": ("มิติการพัฒนาสถานที่", "Place"), "people": ("มิติการพัฒนาคน", "People"),
        "business": ("มิติการพัฒนาธุรกิจ", "Business"),
        "law_and_order": ("มิติกฎหมายและความสงบเรียบร้อย", "Law and order"),
    },
    "membership_role": {
        "chair": ("ประธาน", "Chair"), "vice_chair": ("รองประธาน", "Vice-chair"), "member": ("กรรมการ", "Member"),
        "secretary": ("เลขานุการ", "Secretary"), "assistant_secretary": ("ผู้ช่วยเลขานุการ", "Assistant secretary"),
        "adviser": ("ที่ปรึกษา", "Adviser"),
    },
    "connector_link": {
        "member": ("เชื่อมสมาชิกกับสมาชิก", "Member to member"), "body": ("เชื่อมคณะกับคณะ", "Body to body"),
    },
    "tie_kind": {
        "coordination": ("ประสานงาน", "Coordination"), "mou": ("บันทึกข้อตกลงร่วมกัน (MOU)", "Memorandum of understanding"),
        "shared_body": ("ร่วมคณะเดียวกัน", "Shared body"), "resource": ("แลกเปลี่ยนทรัพยากร", "Resource"),
        "contract": ("ร่วมสัญญา", "Contract"),
    },
    "event_kind": {
        "meeting": ("ประชุม", "Meeting"), "field_visit": ("ลงพื้นที่ร่วมกัน", "Joint field visit"),
        "joint_activity": ("กิจกรรมร่วม", "Joint activity"), "data_exchange": ("แลกเปลี่ยนข้อมูล", "Data exchange"),
        "training": ("อบรม", "Training"), "online": ("ประสานงานออนไลน์", "Online coordination"),
    },
    "carried_by": {
        "community_and_civil_society": ("ชุมชนและภาคประชาสังคมดำเนินการเอง", "Communities and civil society themselves"),
        "local_government_budget": ("งบประมาณขององค์กรปกครองส่วนท้องถิ่น", "Local government budget"),
        "state_agency_budget": ("งบประมาณของส่วนราชการ", "State agency budget"),
    },
    "origin_plan": {
        "community_plan": ("แผนชุมชน", "Community plan"), "local_plan": ("แผนพัฒนาท้องถิ่น", "Local development plan"),
        "provincial_plan": ("แผนพัฒนาจังหวัด", "Provincial development plan"),
        "agency_plan": ("แผนของส่วนราชการ", "Agency plan"),
    },
    "project_status": {
        "planned": ("ยังไม่เริ่ม", "Planned"), "active": ("กำลังดำเนินการ", "Active"),
        "completed": ("แล้วเสร็จ", "Completed"), "cancelled": ("ยกเลิก", "Cancelled"),
    },
    "approval_step": {
        "negotiated": ("เจรจาระหว่างภาคี", "Negotiated between the parties"),
        "agreed": ("ภาคีทุกฝ่ายเห็นชอบ", "Agreed by every party"),
        "endorsed": ("ก.บ.จ. ให้ความเห็นชอบ", "Endorsed by the provincial committee"),
        "reported": ("ผู้ว่าราชการจังหวัดรายงาน ก.น.บ.", "Reported to the national committee"),
    },
    "dispute_state": {
        "open": ("ยังไม่ยุติ", "Open"), "in_mediation": ("อยู่ระหว่างไกล่เกลี่ย", "In mediation"),
        "settled": ("ยุติแล้ว", "Settled"), "withdrawn": ("ถอนเรื่อง", "Withdrawn"),
    },
    "fund_source": {
        "function_budget": ("งบ Function", "Function budget"), "provincial_budget": ("งบจังหวัด", "Provincial budget"),
        "provincial_cluster_budget": ("งบกลุ่มจังหวัด", "Provincial cluster budget"),
        "local_general_grant": ("เงินอุดหนุน อปท. (ทั่วไป)", "Local general grant"),
        "local_specific_grant": ("เงินอุดหนุน อปท. (เฉพาะกิจ)", "Local specific grant"),
        "local_revenue": ("รายได้ อปท.", "Local revenue"), "off_budget": ("เงินนอกงบประมาณ", "Off-budget money"),
        "fund": ("กองทุน", "Fund"), "loan": ("เงินกู้", "Loan"), "business": ("เอกชน", "Business"),
        "civil_society": ("ภาคประชาสังคม", "Civil society"), "in_kind": ("สมทบที่ไม่ใช่ตัวเงิน (in-kind)", "In-kind"),
    },
    "spend_type": {"current": ("รายจ่ายประจำ", "Current"), "investment": ("รายจ่ายลงทุน", "Investment")},
    "target_spend_type": {
        "overall": ("ภาพรวม", "Overall"), "current": ("รายจ่ายประจำ", "Current"), "investment": ("รายจ่ายลงทุน", "Investment"),
    },
    "budget_status": {"indicative": ("ประมาณการ", "Indicative"), "committed": ("ผูกพันแล้ว", "Committed")},
    "money_event_kind": {
        "commitment": ("PO/ก่อหนี้ผูกพัน", "Commitment (PO)"), "disbursement": ("เบิกจ่าย", "Disbursement"),
        "carry_over": ("กันเงินเหลื่อมปี", "Carried over"),
    },
    "money_measure": {"disbursed": ("เบิกจ่าย", "Disbursed"), "spent": ("ใช้จ่าย", "Spent (disbursed + PO)")},
    "selection_step": {
        "announced": ("ประกาศสรรหา", "Announced"), "nominated": ("เสนอชื่อ", "Nominated"),
        "examined": ("พิจารณาคุณสมบัติ", "Examined"), "selected": ("คัดเลือก", "Selected"),
        "accepted": ("ภาคีให้การยอมรับ", "Accepted by the partners"),
    },
    "reschedule_cause": {
        "manager": ("ผู้จัดการเครือข่าย", "Network manager"), "employer": ("ผู้ว่าจ้าง", "Employer"),
        "partner": ("ภาคีเครือข่าย", "Partner"), "force_majeure": ("เหตุสุดวิสัย", "Force majeure"),
    },
    "review_kind": {
        "management_review": ("ตรวจสอบโดยคณะทำงานสนับสนุนฯ", "Management review"),
        "legal_acceptance": ("ตรวจรับ", "Legal acceptance"),
        "scrutiny_opinion": ("ความเห็นคณะกรรมการตรวจสอบติดตาม", "Scrutiny opinion"),
    },
    "review_decision": {
        "accepted": ("รับ/เห็นชอบ", "Accepted"), "accepted_with_conditions": ("รับโดยมีเงื่อนไข", "Accepted with conditions"),
        "returned": ("ส่งกลับแก้ไข", "Returned"), "rejected": ("ไม่รับ", "Rejected"),
    },
    "subject_kind": {
        "deliverable": ("สิ่งส่งมอบ", "Deliverable"), "indicator": ("ตัวชี้วัด", "Indicator"), "output": ("ผลผลิต", "Output"),
        "project": ("โครงการ", "Project"), "participation_activity": ("กิจกรรมการมีส่วนร่วม", "Participation activity"),
        "contract": ("สัญญา", "Contract"),
    },
    "state": {
        "on_track": ("ตามแผน", "On track"), "watch": ("เฝ้าระวัง", "Watch"), "off_track": ("ต่ำกว่าแผน", "Off track"),
        "done": ("แล้วเสร็จ", "Done"), "not_due": ("ยังไม่ถึงกำหนด", "Not due yet"), "no_evidence": ("ไม่มีหลักฐาน", "No evidence"),
    },
    "rating_source": {"self_reported": ("รายงานตนเอง", "Self-reported"), "committee": ("คณะกรรมการ", "Committee")},
    "direction": {"rising": ("ยิ่งมากยิ่งดี", "Rising is better"), "falling": ("ยิ่งน้อยยิ่งดี", "Falling is better")},
    "indicator_scope": {
        "population": ("ระดับประชากร (ไม่มีภาคีใดเป็นเจ้าของผู้เดียว)", "Population (owned by nobody alone)"),
        "partner": ("ระดับภาคี", "Owned by a partner"),
    },
    "aggregation": {"sum": ("รวม", "Sum"), "average": ("เฉลี่ย", "Average"), "latest": ("ค่าล่าสุด", "Latest value")},
    "frequency": {"monthly": ("รายเดือน", "Monthly"), "quarterly": ("รายไตรมาส", "Quarterly"), "yearly": ("รายปี", "Yearly")},
    "observation_status": {
        "draft": ("ร่าง", "Draft"), "submitted": ("เสนอแล้ว", "Submitted"), "returned": ("ส่งกลับแก้ไข", "Returned"),
        "approved": ("รับรองแล้ว", "Approved"),
    },
    "population_group": {
        "all": ("ทุกกลุ่ม", "All"), "female": ("หญิง", "Female"), "male": ("ชาย", "Male"), "elderly": ("ผู้สูงอายุ", "Elderly"),
        "youth": ("เด็กและเยาวชน", "Children and youth"), "disability": ("คนพิการ", "Persons with disability"),
        "ethnic": ("กลุ่มชาติพันธุ์", "Ethnic groups"), "farmer": ("เกษตรกร", "Farmers"), "labour": ("แรงงาน", "Labour"),
    },
    "threshold_rule": {
        "deliverable_off_track_days": ("งานส่งมอบ: ล่าช้าเกินกี่วันจึงต่ำกว่าแผน", "Deliverable: days late above which it is off track"),
        "money_on_track_points": ("งบประมาณ: ส่วนต่างขั้นต่ำของตามแผน (จุดร้อยละ)", "Money: smallest gap on track (percentage points)"),
        "money_watch_points": ("งบประมาณ: ส่วนต่างขั้นต่ำของเฝ้าระวัง (จุดร้อยละ)", "Money: smallest gap on watch (percentage points)"),
        "indicator_on_track_pace": ("ตัวชี้วัด: อัตราก้าวหน้าขั้นต่ำของตามแผน", "Indicator: smallest pace on track"),
        "indicator_watch_pace": ("ตัวชี้วัด: อัตราก้าวหน้าขั้นต่ำของเฝ้าระวัง", "Indicator: smallest pace on watch"),
        "indicator_tolerance": ("ตัวชี้วัดที่รักษาระดับ: ช่วงยอมรับได้ (ร้อยละ)", "Indicator held level: tolerance (per cent)"),
        "partner_concentration_percent": ("ภาคีรายเดียวรับภาระเกินร้อยละของโครงการ", "One partner's share of a project (per cent)"),
        "mou_expiring_days": ("MOU ใกล้หมดอายุ (วัน)", "MOU expiring within (days)"),
        "tie_silent_quarters": ("สายสัมพันธ์เงียบหาย (ไตรมาส)", "Tie silent for (quarters)"),
        "unallocated_after_quarter": ("ยังไม่จัดสรรหลังไตรมาสที่", "Pledged but not allocated after quarter"),
        **_factor_limits(),
    },
    "flag": {  # the red flags, gravest first (queries/flags.py says what each is about)
        "paid_before_accepted": ("จ่ายเงินก่อนตรวจรับ", "Paid before accepted"),
        "accepted_without_evidence": ("ตรวจรับโดยไม่มีหลักฐาน", "Accepted without evidence"),
        "deliverable_overdue": ("สิ่งส่งมอบเกินกำหนด", "Deliverable overdue"),
        "disbursed_over_allocated": ("เบิกจ่ายเกินที่จัดสรร", "Disbursed over allocated"),
        "share_exceeds_budget": ("สัดส่วนไม่เท่ากับวงเงินโครงการ", "Shares do not add up to the project's budget"),
        "block_grant_on_routine_duty": ("ใช้เงินก้อนกับงานประจำ", "Block grant spent on routine duty"),
        "indicator_moving_away": ("ตัวชี้วัดถอยห่างจากเป้าหมาย", "Indicator moving away from its target"),
        "pledged_not_allocated": ("รับไว้ตามสัญญาแต่ยังไม่จัดสรร", "Pledged but not allocated"),
        "party_not_signed": ("คู่สัญญายังไม่ลงนาม", "Party has not signed"),
        "contract_part_empty": ("สัญญายังขาดเนื้อหา", "Part of the contract is empty"),
        "indicator_without_observation": ("ตัวชี้วัดไม่มีผลของงวดที่สิ้นสุดแล้ว", "Indicator without a value for its period"),
        "undertaking_without_responsible": ("ข้อผูกพันไม่มีผู้รับผิดชอบ", "Undertaking with nobody responsible"),
        "project_without_responsible": ("โครงการไม่มีผู้รับผิดชอบ", "Project without a responsible party"),
        "mou_expiring": ("MOU ใกล้หมดอายุ", "Memorandum about to expire"),
        "partner_concentration": ("ภาคีรายเดียวรับภาระโครงการเกินเกณฑ์", "One partner carries most of a project"),
        "body_without_six_kinds": ("คณะขาดผู้แทนบางประเภท", "Body without one of the six kinds"),
        "member_without_order": ("กรรมการไม่มีคำสั่งแต่งตั้ง", "Member without an appointment order"),
        "tie_silent": ("สายสัมพันธ์เงียบหาย", "Tie gone silent"),
        "mou_obligation_without_project": ("ข้อผูกพันตาม MOU ไม่มีโครงการรองรับ", "MOU obligation with no project"),
        "conflict_of_interest": ("กรรมการตรวจสอบมีส่วนได้เสีย", "Conflict of interest in the scrutiny committee"),
        "participation_fact_missing": ("กิจกรรมการมีส่วนร่วมขาดข้อเท็จจริงที่ต้องมี", "Participation activity misses required facts"),
    },
    "participation_tool": {
        "citizens_jury": ("คณะลูกขุนพลเมือง", "Citizens' jury"),
        "consultation_forum": ("เวทีปรึกษาหารือในพื้นที่", "Consultation forum"),
        "focus_group": ("การสนทนากลุ่ม", "Focus group"),
        "community_contracting": ("การทำสัญญาชุมชน", "Community contracting"),
        "consensus_conference": ("การประชุมแบบฉันทามติ", "Consensus conference"),
        "deliberative_poll": ("การสำรวจความคิดเห็นแบบปรึกษาหารือ", "Deliberative poll"),
        "study_circle": ("กลุ่มศึกษา", "Study circle"),
        "town_meeting": ("การประชุมเมืองแห่งศตวรรษที่ 21", "21st-century town meeting"),
        "community_design": ("การออกแบบชุมชน", "Community design"),
    },
    "participation_fact": {  # what each tool asks for (queries/participation.py says of which)
        "is_random_sample": ("สุ่มผู้เข้าร่วมอย่างน่าจะเป็น", "Participants drawn at random"), "covers_all_areas": ("ครอบคลุมทุกพื้นที่", "Covers all areas"),
        "is_representative": ("เป็นตัวแทนของประชากร", "Represents the population"), "at_most_3_days": ("จัดไม่เกิน 3 วัน", "At most 3 days"),
        "has_documents": ("มีเอกสารประกอบ", "Has documents"), "has_facilitator": ("มีวิทยากรกระบวนการ", "Has a facilitator"),
        "is_structured": ("มีเป้าหมายและโครงสร้าง", "Has a goal and a structure"), "has_scope": ("ระบุขอบเขตประเด็น", "States its scope"),
        "is_before_decision": ("จัดก่อนรัฐตัดสินใจ", "Held before the decision"), "has_time_set": ("กำหนดเวลา", "Has its time set"),
        "has_contract": ("มีสัญญากับชุมชน", "Has a contract with the community"), "has_experts": ("มีผู้เชี่ยวชาญ", "Has experts"),
        "has_report": ("มีรายงาน", "Has a report"), "has_recommendations": ("มีข้อเสนอแนะ", "Has recommendations"),
        "has_200_to_500_people": ("ผู้เข้าร่วม 200–500 คน", "200–500 people"), "takes_2_days": ("จัด 2 วัน", "Takes 2 days"),
        "has_same_questionnaire": ("ใช้แบบสอบถามเดียวกันก่อนและหลัง", "Same questionnaire before and after"),
        "has_8_to_12_people": ("ผู้เข้าร่วม 8–12 คน", "8–12 people"), "has_several_meetings": ("ประชุมหลายครั้ง", "Several meetings"),
        "at_most_5000_people": ("ผู้เข้าร่วมไม่เกิน 5,000 คน", "At most 5,000 people"), "takes_1_day": ("จัด 1 วัน", "Takes 1 day"),
        "has_linked_tables": ("แบ่งโต๊ะย่อยเชื่อมต่อกัน", "Has linked small tables"), "has_keypad_vote": ("ลงคะแนนจัดลำดับ", "Votes on priorities"),
        "has_priorities": ("มีผลจัดลำดับ", "Has ranked priorities"),
    },
    "recruitment_method": {
        "random": ("สุ่มอย่างน่าจะเป็น", "Random"), "open": ("เปิดรับทั่วไป", "Open"), "invited": ("เชิญเฉพาะกลุ่ม", "Invited"),
    },
    "recommendation_decision": {
        "adopted": ("รับไปดำเนินการ", "Adopted"), "partly_adopted": ("รับบางส่วน", "Partly adopted"),
        "declined": ("ไม่รับ", "Declined"), "pending": ("รอคำตอบ", "Waiting for an answer"),
    },
    "meeting_status": {"called": ("เรียกประชุมแล้ว", "Called"), "open": ("กำลังประชุม", "In session"), "closed": ("ปิดประชุมแล้ว", "Closed")},
    "agenda_section": {  # the customary agenda, in its order
        "chair_informs": ("เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ", "Announcements by the chair"), "adopt_minutes": ("รับรองรายงานการประชุม", "Adoption of the minutes"),
        "matters_arising": ("เรื่องสืบเนื่อง", "Matters arising"), "for_information": ("เรื่องเพื่อทราบ", "For information"),
        "for_decision": ("เรื่องเพื่อพิจารณา", "For decision"), "other": ("เรื่องอื่น ๆ", "Other business"),
    },
    "attendance_kind": {
        "present": ("มาประชุม", "Present"), "substitute": ("มีผู้มาประชุมแทน", "Represented by a substitute"), "absent": ("ไม่มาประชุม", "Absent"),
        "attending": ("เข้าร่วมประชุม", "Attending"),
    },
    "recorded_role": {
        "chair": ("ประธาน", "Chair"), "secretary": ("เลขานุการ", "Secretary"), "member": ("กรรมการ", "Member"), "governor": ("ผู้ว่าราชการจังหวัด", "Governor"),
    },
    "record_kind": {
        "meeting": ("การประชุม", "Meeting"), "attendance": ("การมาประชุม", "Attendance"), "recusal": ("การงดออกความเห็น", "Recusal"), "finding": ("ข้อสังเกต", "Finding"),
        "question": ("ข้อซักถาม", "Question"), "resolution": ("มติ", "Resolution"), "opinion": ("ความเห็นต่อสิ่งส่งมอบ", "Opinion on a deliverable"),
        "rating": ("การให้คะแนนสถานะ", "Rating"), "threshold": ("การเปลี่ยนเกณฑ์", "Change of a limit"), "instruction": ("ข้อสั่งการ", "Instruction"),
    },
    "record_subject": {  # what a record may be about: what workbooks speak of, and what else the roll-up and the red flags name
        "deliverable": ("สิ่งส่งมอบ", "Deliverable"), "indicator": ("ตัวชี้วัด", "Indicator"), "output": ("ผลผลิต", "Output"), "project": ("โครงการ", "Project"),
        "participation_activity": ("กิจกรรมการมีส่วนร่วม", "Participation activity"), "contract": ("สัญญา", "Contract"), "budget_share": ("สัดส่วนงบประมาณ", "Budget share"),
        "manager_contract": ("สัญญาว่าจ้างผู้จัดการเครือข่าย", "Network manager's contract"), "phase": ("งวดงาน", "Phase"), "contract_party": ("คู่สัญญา", "Party to the contract"),
        "undertaking": ("ข้อผูกพันด้านทรัพยากร", "Undertaking"), "mou": ("บันทึกข้อตกลงร่วมกัน (MOU)", "Memorandum of understanding"), "mou_obligation": ("ข้อผูกพันตาม MOU", "MOU obligation"),
        "body": ("คณะ", "Body"), "membership": ("กรรมการและสมาชิกคณะ", "Membership"), "tie": ("สายสัมพันธ์", "Tie"), "block_grant_spending": ("การใช้งบประมาณแบบเป็นก้อน", "Block grant spending"),
    },
    "resolution_outcome": {
        "adopted": ("เห็นชอบ", "Adopted"), "rejected": ("ไม่เห็นชอบ", "Rejected"), "noted": ("รับทราบ", "Noted"), "deferred": ("เลื่อนพิจารณา", "Deferred"),
    },
    "factor": {
        "leader": ("ผู้นำที่ได้รับการยอมรับจากทุกฝ่าย", "Leader accepted by all"),
        "boundary_spanners": ("ผู้ประสานเชื่อมโยงภาคีและสร้างเครือข่าย", "Boundary spanners"),
        "network_manager": ("ผู้จัดการเครือข่าย", "Network manager"),
        "formality": ("รูปแบบความสัมพันธ์ที่เป็นทางการ", "Formality"),
        "depth": ("ความแน่นในสายสัมพันธ์ระหว่างภาคี", "Depth of coordination"),
        "trust": ("ความไว้วางใจซึ่งกันและกัน", "Mutual trust"),
        "culture": ("วัฒนธรรมการทำงานที่เอื้อต่อการบูรณาการเชิงพื้นที่", "Working culture"),
        "contracts": ("การใช้เครื่องมือทางการบริหารในรูปสัญญา", "Contracts as the tool"),
        "participation": ("การใช้เครื่องมือการมีส่วนร่วมของประชาชน", "Participation tools"),
    },
    "factor_measure": {  # what a factor is measured by (queries/factor_measures.py)
        "survey_score": ("คะแนนจากแบบสำรวจภาคี", "Score of the partner survey"),
        "leader_accepted": ("ภาคีที่ยอมรับผู้นำ", "Partners who accept the leader"),
        "spanners": ("ผู้เชื่อมทั้งภาคส่วนและคณะ", "People who link sectors and bodies"),
        "fragile_links": ("คู่คณะที่มีผู้เชื่อมเพียงคนเดียว", "Pairs of bodies that one person alone links"),
        "on_time": ("สิ่งส่งมอบที่ตรวจรับตามกำหนด", "Deliverables accepted on time"),
        "formal_ties": ("สายสัมพันธ์ที่มีข้อตกลงรองรับ", "Ties covered by an agreement"),
        "events_per_tie": ("กิจกรรมร่วมต่อคู่ต่อไตรมาส", "Joint events a tie and quarter"),
        "events_within_bodies": ("กิจกรรมร่วมต่อคู่ต่อไตรมาส ภายในคณะ", "Joint events a tie and quarter, within bodies"),
        "events_between_bodies": ("กิจกรรมร่วมต่อคู่ต่อไตรมาส ระหว่างคณะ", "Joint events a tie and quarter, between bodies"),
        "regular_events": ("กิจกรรมที่จัดประจำ", "Events held regularly"),
        "days_since_last": ("วันนับจากพบกันครั้งล่าสุด (มัธยฐาน)", "Days since the last event (median)"),
        "shallow_ties": ("สายสัมพันธ์ที่พบกันครั้งเดียว", "Ties used once"),
        "promises_kept": ("เบิกจ่ายตามที่รับไว้เมื่อครบกำหนด", "Disbursed of what was pledged and due"),
        "contract_parts": ("ส่วนของสัญญาที่ครบ", "Parts of the contract complete"),
        "phases_defined": ("งวดงานที่กำหนดผลผลิตและสิ่งส่งมอบแล้ว", "Phases with outputs and deliverables"),
        "oversight_named": ("สัญญาที่ระบุคณะผู้กำกับ", "Contracts that name their oversight body"),
        "activities_held": ("กิจกรรมการมีส่วนร่วมในสี่ไตรมาส", "Participation activities in four quarters"),
        "people_came": ("ผู้เข้าร่วมในสี่ไตรมาส", "People who came in four quarters"),
        "recommendations_answered": ("ข้อเสนอแนะที่ได้รับคำตอบ", "Recommendations answered"),
        "recommendations_adopted": ("ข้อเสนอแนะที่นำไปเปลี่ยนแปลง", "Recommendations that changed something"),
    },
    "culture_trait": {  # the eight questions on working culture, in the survey's own order: question 1 is the first
        "target_group": ("มีกลุ่มเป้าหมายรับบริการที่ชัดเจน", "Serves a target group"),
        "connecting_executives": ("ผู้บริหารเชื่อมประสานกับผู้อื่น", "Executives who connect"),
        "ways_in_for_users": ("มีช่องทางให้ผู้รับบริการเข้าถึง", "Ways in for users"),
        "agency_partners": ("เป็นหุ้นส่วนกับหน่วยงานอื่น", "Partners with other agencies"),
        "different_communities": ("เข้าถึงชุมชนที่แตกต่างกัน", "Reaches different communities"),
        "staff_across_agencies": ("บุคลากรทำงานข้ามหน่วยงาน", "Staff work across agencies"),
        "delegated_decisions": ("มอบอำนาจตัดสินใจแก่ผู้ปฏิบัติงาน", "Decisions delegated to operating staff"),
        "links_outside": ("เชื่อมโยงกับภายนอกพื้นที่", "Links outside the area"),
    },
    "report_kind": {
        "money": ("การเงิน", "Money"), "indicator": ("ตัวชี้วัด", "Indicators"), "coordination": ("การประสานงาน", "Coordination"),
        "output": ("ผลผลิต", "Outputs"),
    },
    "boolean": {"true": ("ใช่", "Yes"), "false": ("ไม่ใช่", "No")},
}
