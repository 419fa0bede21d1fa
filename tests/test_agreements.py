"""What partners agreed besides money: figures worked out by hand in worked_agreements."""

from datetime import date
from decimal import Decimal

import pytest
from worked_agreements import AS_OF, loaded
from worked_network import asked, by

from queries import agreements, contract
from queries.errors import UsageError

MAY = date(2024, 5, 31)


@pytest.fixture(scope="module")
def agreed(new_database, tmp_path_factory):
    """A connection to the small province, release 1."""
    with loaded(new_database(), tmp_path_factory.mktemp("agreed") / "one").connect() as connection:
        yield connection


def kinds(connection, **picks):
    """What each partner undertook, by partner and kind of resource."""
    return by(asked(connection, agreements.resources, **picks), "organisation_code", "resource_kind")


def test_each_partner_has_a_row_for_each_of_the_ten_kinds(agreed):
    found = asked(agreed, agreements.resources)
    assert len(found) == 7 * 10  # six in the network, and ORG-X, which left with something still promised
    assert {code: row["is_in_network"] for (code, _), row in by(found, "organisation_code", "resource_kind").items()} == {f"ORG-{x}": x != "X" for x in "ABCDMPX"}


def test_what_was_undertaken_is_fulfilled_open_or_overdue_on_the_day(agreed):
    found = kinds(agreed)
    counted = {key: tuple(row[n] for n in ("undertaken", "fulfilled", "overdue", "days_overdue", "without_responsible")) for key, row in found.items() if row["undertaken"]}
    assert counted == {("ORG-A", "personnel"): (1, 0, 1, 30, 0), ("ORG-B", "equipment"): (1, 0, 0, 0, 1), ("ORG-C", "local_wisdom"): (2, 1, 0, 0, 0), ("ORG-D", "place"): (1, 0, 0, 0, 0),
                       ("ORG-X", "equipment"): (1, 0, 0, 0, 0)}


def test_what_a_partner_undertook_is_held_against_what_it_says_it_holds(agreed):
    found = kinds(agreed)
    assert {key: row["unmatched"] for key, row in found.items() if row["unmatched"]} == {
        ("ORG-B", "equipment"): "not_held", ("ORG-D", "place"): "undeclared", ("ORG-M", "knowledge"): "not_asked", ("ORG-P", "authority"): "not_asked"}
    assert [found[f"ORG-{x}", "budget"]["is_held"] for x in "ABCD"] == [True, True, False, None]
    assert [found[f"ORG-{x}", "budget"]["money_shares"] for x in "ABC"] == [3, 1, 0]  # a share of money asks for a partner's budget; in kind does not
    assert found["ORG-A", "personnel"]["money_shares"] == 0


def test_what_was_given_is_counted_by_kind_up_to_the_day(agreed):
    assert {key: row["given"] for key, row in kinds(agreed).items() if row["given"]} == {("ORG-M", "knowledge"): 1, ("ORG-M", "technology"): 1, ("ORG-M", "place"): 1, ("ORG-X", "equipment"): 1}
    assert {key for key, row in kinds(agreed, as_of=MAY).items() if row["given"]} == {("ORG-M", "technology"), ("ORG-X", "equipment")}


def test_partners_most_overdue_stand_first_then_those_who_undertook_what_they_do_not_list(agreed):
    found = asked(agreed, agreements.resources)
    assert list(dict.fromkeys(row["organisation_code"] for row in found)) == ["ORG-A", "ORG-B", "ORG-D", "ORG-C", "ORG-X", "ORG-M", "ORG-P"]
    assert [row["resource_kind"] for row in found][:3] == ["budget", "authority", "personnel"]


def test_resources_as_at_an_earlier_day_count_what_was_due_and_done_by_then(agreed):
    assert not any(row["overdue"] or row["fulfilled"] for row in kinds(agreed, as_of=MAY).values())
    (row,) = asked(agreed, agreements.resources, as_of=date(2024, 7, 5), partner="ORG-C", resource_kind="local_wisdom")
    assert (row["overdue"], row["days_overdue"], row["fulfilled"]) == (1, 5, 0)
    assert kinds(agreed, as_of=date(2023, 12, 31))["ORG-X", "equipment"]["is_in_network"]


def test_undertakings_may_be_asked_as_at_an_earlier_day_but_not_a_later_one(agreed):
    found = by(asked(agreed, contract.undertakings, as_of=date(2024, 7, 5)), "undertaking_code")
    assert (found["UN-3"]["days_late"], found["UN-3"]["state"], found["UN-1"]["state"]) == (5, "watch", "not_due")
    assert by(asked(agreed, contract.undertakings), "undertaking_code")["UN-3"]["state"] == "done"
    with pytest.raises(UsageError):
        asked(agreed, contract.undertakings, as_of=date(2024, 10, 1))
    with pytest.raises(UsageError):
        asked(agreed, agreements.resources, as_of=date(2024, 10, 1))


def test_a_memorandum_that_ends_today_is_still_in_force_and_one_that_has_not_begun_is_not(agreed):
    found = asked(agreed, agreements.mous)
    assert [(row["mou_code"], row["mou_standing"], row["is_in_force"], row["days_left"]) for row in found] == [
        ("MOU-1", "expiring", True, 0), ("MOU-6", "expiring", True, 90), ("MOU-5", "in_force", True, 91), ("MOU-2", "not_begun", False, 730), ("MOU-3", "not_begun", False, 822),
        ("MOU-4", "expired", False, 0)]
    assert [row["mou_code"] for row in asked(agreed, agreements.mous, partner="ORG-M", only_in_force=True)] == ["MOU-6", "MOU-5"]


def test_a_memorandum_counts_its_obligations_those_without_project_and_those_past_their_day(agreed):
    found = by(asked(agreed, agreements.mous), "mou_code")
    assert {code: (row["obligations"], row["obligations_without_project"], row["obligations_past_due"]) for code, row in found.items() if row["obligations"]} == {"MOU-1": (2, 1, 1), "MOU-5": (3, 0, 1)}
    assert (found["MOU-4"]["party_names"], found["MOU-4"]["party_names_en"], found["MOU-4"]["parties"]) == ("หอการค้าจังหวัด; ชมรมที่ออกไปแล้ว", "B in English; X in English", 2)


def test_memoranda_as_at_an_earlier_day(agreed):
    found = by(asked(agreed, agreements.mous, as_of=date(2024, 6, 30)), "mou_code")
    assert {code: row["mou_standing"] for code, row in found.items()} == {"MOU-1": "in_force", "MOU-2": "not_begun", "MOU-3": "not_begun", "MOU-4": "in_force", "MOU-5": "in_force", "MOU-6": "in_force"}
    assert (found["MOU-4"]["days_left"], found["MOU-1"]["days_left"]) == (91, 92)


def test_an_obligation_shows_the_project_that_carries_it_and_its_partys_money_there(agreed):
    found = asked(agreed, agreements.obligations)
    assert [(row["mou_code"], row["obligation_number"], row["has_project"], row["days_overdue"]) for row in found] == [
        ("MOU-1", 2, False, 1), ("MOU-5", 3, True, 29), ("MOU-1", 1, True, 0), ("MOU-5", 2, True, 0), ("MOU-5", 1, True, None)]
    ladder = {(row["mou_code"], row["obligation_number"]): tuple(row[f"{step}_baht"] for step in ("pledged", "allocated", "disbursed", "in_kind")) for row in found}
    assert ladder == {
        ("MOU-1", 2): (None, None, None, None), ("MOU-5", 2): (None, None, None, None), ("MOU-5", 1): (None, None, None, Decimal("250000.00")),
        ("MOU-1", 1): (Decimal("1500000.00"), Decimal("1300000.00"), Decimal("800000.25"), None), ("MOU-5", 3): (Decimal("400000.00"), Decimal("400000.00"), Decimal("337777.77"), None)}
    assert [row["project_name"] for row in found] == [None, "ฝึกอาชีพ", "อ่างเก็บน้ำ", "อ่างเก็บน้ำ", "ฝึกอาชีพ"]


def test_money_of_an_obligation_as_at_an_earlier_day_is_what_had_gone_out_by_then(agreed):
    (row,) = asked(agreed, agreements.obligations, as_of=date(2024, 4, 15), mou="MOU-5", partner="ORG-A")
    assert (row["disbursed_baht"], row["days_overdue"], row["organisation_name_en"]) == (Decimal("260000.00"), 0, "A in English")


def test_a_sub_network_names_its_successor_also_one_that_has_not_begun(agreed):
    found = by(asked(agreed, agreements.sub_networks), "sub_network_code")
    assert list(found) == ["SUB-3", "SUB-4", "SUB-1", "SUB-5", "SUB-6"]  # SUB-2 begins tomorrow; SUB-4 ends today
    assert {code: (row["is_running"], row["successor_name"], row["is_successor_begun"], row["ended_without_successor"]) for code, row in found.items()} == {
        "SUB-3": (True, None, None, False), "SUB-4": (True, None, None, False), "SUB-1": (False, "อากาศสะอาด", False, False), "SUB-5": (False, None, None, True), "SUB-6": (False, "ตลาดชุมชน", True, False)}
    assert (found["SUB-1"]["successor_start_on"], found["SUB-3"]["members"], found["SUB-3"]["members_gone"]) == (date(2024, 10, 1), 2, 1)
    assert found["SUB-3"]["member_names_en"] == "A in English; X in English"
    assert [row["sub_network_code"] for row in asked(agreed, agreements.sub_networks, partner="ORG-D", purpose="service_delivery")] == ["SUB-6"]


def test_a_community_names_the_sectors_of_the_members_still_in_the_network(agreed):
    found = by(asked(agreed, agreements.communities), "community_code")
    assert list(found) == ["COP-1", "COP-4", "COP-2"]  # COP-3 begins tomorrow
    assert [tuple(found["COP-1"][name] for name in ("members", "members_gone", "sectors", "sector_groups"))] == [
        (4, 1, "academia;business;regional_administration", "business_partner;public_sector;third_sector")]
    assert (found["COP-4"]["sector_groups"], found["COP-4"]["is_running"], found["COP-2"]["is_running"]) == ("public_sector", True, False)


def test_partners_in_no_running_community_stand_first_and_the_others_say_with_whom_they_learn(agreed):
    found = asked(agreed, agreements.learners)
    assert [(row["organisation_code"], row["communities"], row["learns_with"], row["learns_across"]) for row in found] == [
        ("ORG-C", 0, 0, 0), ("ORG-P", 0, 0, 0), ("ORG-A", 2, 3, 2), ("ORG-B", 1, 2, 2), ("ORG-D", 1, 1, 0), ("ORG-M", 1, 2, 2)]
    assert by(found, "organisation_code")["ORG-A"]["community_names"] == "ข้าวอินทรีย์; งานราชการ"


def test_exchanges_of_the_last_four_quarters_begin_on_the_first_day_of_the_window(agreed):
    assert [row["exchange_code"] for row in asked(agreed, agreements.exchanges)] == ["EX-5", "EX-1", "EX-3", "EX-2"]
    window = asked(agreed, agreements.exchanges, quarters=4)
    assert [(row["exchange_code"], row["given_on"]) for row in window] == [("EX-5", date(2024, 6, 15)), ("EX-1", date(2024, 6, 1)), ("EX-3", date(2023, 10, 1))]
    assert [row["exchange_code"] for row in asked(agreed, agreements.exchanges, quarters=4, as_of=date(2024, 6, 1))] == ["EX-1", "EX-3", "EX-2"]
    assert [row["exchange_code"] for row in asked(agreed, agreements.exchanges, partner="ORG-C", resource_kind="equipment")] == ["EX-3"]


def test_an_exchange_names_giver_receiver_project_and_value_to_the_satang(agreed):
    found = by(asked(agreed, agreements.exchanges), "exchange_code")
    assert [found["EX-1"][name] for name in ("from_name_en", "to_name", "from_sector", "to_sector", "project_name", "value_baht")] == [
        "M in English", "หอการค้าจังหวัด", "academia", "business", "ฝึกอาชีพ", Decimal("45000.25")]
    assert (found["EX-3"]["from_name"], found["EX-3"]["value_baht"]) == ("ชมรมที่ออกไปแล้ว", None)


@pytest.mark.parametrize("question", [agreements.resources, agreements.mous, agreements.obligations, agreements.sub_networks, agreements.communities, agreements.learners, agreements.exchanges])
def test_the_day_of_the_release_is_what_no_day_means(agreed, question):
    assert asked(agreed, question) == asked(agreed, question, as_of=AS_OF)
