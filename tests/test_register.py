"""The register of partners: who is in, who has left, who is yet to come, and which posts each holds. Three partners by hand."""

from datetime import date

import pytest
from worked_example import PLACE, load_into, rows

from queries import register
from queries.errors import UsageError

AS_OF = date(2024, 9, 30)
REGISTER = {
    **PLACE,
    "organisation": rows(
        "organisation_code | organisation_name | organisation_name_en | sector | actor_level | district_code | parent_organisation_code | resource_kinds | start_on | end_on",
        "A | สำนักงานตัวอย่าง | Example Office | regional_administration | organisation | 5601 | - | budget; personnel | 2022-10-01 | -",
        "B | ชมรมที่ออกแล้ว | - | civil_society | group | 5602 | A | - | 2022-10-01 | 2024-06-30",
        "C | ชุมชนที่จะเข้าร่วม | - | community | group | 5602 | - | - | 2024-12-01 | -",
    ),
    "person": rows(
        "person_code | post_title | organisation_code | is_boundary_spanner | is_office_holder | start_on | end_on",
        "PER-1 | หัวหน้าสำนักงาน | A | ใช่ | ใช่ | 2022-10-01 | -", "PER-2 | รองหัวหน้าสำนักงาน | A | ไม่ใช่ | ใช่ | 2022-10-01 | 2024-03-31",
        "PER-3 | ผู้แทนชมรม | B | ไม่ใช่ | ไม่ใช่ | - | -",
    ),
}


@pytest.fixture(scope="module")
def at(new_database, tmp_path_factory):
    """What every question of the register takes: the connection, release 1, the province."""
    engine = new_database()
    load_into(engine, tmp_path_factory.mktemp("register") / "one", REGISTER, AS_OF)
    with engine.connect() as connection:
        yield {"connection": connection, "release": 1, "province": "56"}


def test_who_has_left_and_who_is_yet_to_come_stay_in_the_register(at):
    found = register.partners(**at)
    assert dict(zip(found["organisation_code"], found["membership"], strict=True)) == {"A": "in", "B": "left", "C": "to_come"}
    shown = found.to_dict("records")[1]
    assert (shown["parent_organisation_code"], shown["district_name_en"], shown["sector_group"], shown["end_on"]) == ("A", "Chun", "third_sector", date(2024, 6, 30))


def test_an_earlier_day_within_the_release_is_seen_as_it_was(at):
    assert list(register.partners(**at, as_of=date(2024, 6, 30))["membership"]) == ["in", "in", "to_come"]
    assert list(register.posts(**at, partner="A", as_of=date(2024, 3, 31))["post_title"]) == ["หัวหน้าสำนักงาน", "รองหัวหน้าสำนักงาน"]


def test_a_release_cannot_tell_a_day_after_its_own(at):
    with pytest.raises(UsageError):
        register.partners(**at, as_of=date(2024, 10, 1))


def test_posts_are_those_held_on_the_day(at):
    assert list(register.posts(**at)["person_code"]) == ["PER-1", "PER-3"]
    assert list(register.posts(**at, partner="B")["is_office_holder"]) == [False]
