"""What was planted on purpose: the row behind every red flag and every state at the last release. README.md says it in words."""

# Flag -> the subjects it must name at the last release, and no others.
FLAGS: dict[str, tuple[str, ...]] = {
    "body_without_six_kinds": ("SPG-LAW",),
    "undertaking_without_responsible": ("UN-05",),
    "block_grant_on_routine_duty": ("BG-2567/4",),
    "deliverable_overdue": ("D-11", "D-12"),
    "paid_before_accepted": ("PH-2",),
    "accepted_without_evidence": ("D-06",),
    "pledged_not_allocated": ("S-060",),
    "disbursed_over_allocated": ("S-070",),
    "share_exceeds_budget": ("P-17",),
    "party_not_signed": ("TC-2567/ORG-038",),
    "contract_part_empty": ("TC-2567/4",),
    "indicator_without_observation": ("KPI-10",),
    "indicator_moving_away": ("KPI-07",),
    "mou_expiring": ("MOU-03",),
    "mou_obligation_without_project": ("MOU-02/2",),
    "tie_silent": ("TIE-073", "TIE-074", "TIE-075"),
    "member_without_order": ("SPG-PEOPLE/9",),
    "project_without_responsible": ("P-21",),
    "conflict_of_interest": ("P-23",),
    "partner_concentration": ("P-09",),
    "participation_fact_missing": ("PA-01", "PA-11", "PA-12"),
}
# State -> subjects that must be in it at the last release.
DELIVERABLES: dict[str, tuple[str, ...]] = {
    "off_track": ("D-11", "D-15"), "no_evidence": ("D-06",), "watch": ("D-12",), "on_track": ("D-13",), "not_due": ("D-14", "D-16"),
    "done": ("D-01", "D-02", "D-03", "D-04", "D-05", "D-07", "D-08", "D-09", "D-10"),
}
INDICATORS: dict[str, tuple[str, ...]] = {
    "off_track": ("KPI-04", "KPI-07"), "no_evidence": ("KPI-10",), "watch": ("KPI-02", "KPI-09"), "on_track": ("KPI-01", "KPI-03", "KPI-05", "KPI-08", "KPI-11"),
    "not_due": ("KPI-12",), "done": ("KPI-06",),
}
# Only projects well inside their state: the others lie near a limit on purpose.
PROJECT_MONEY: dict[str, tuple[str, ...]] = {
    "off_track": ("P-04", "P-15", "P-20"), "no_evidence": ("P-22",), "watch": ("P-10", "P-16", "P-17", "P-18"), "on_track": ("P-03", "P-12", "P-19", "P-21"),
    "not_due": ("P-23",), "done": ("P-05", "P-11"),
}
