"""The invented province: its clock, its places, and how a fact waits for the workbook that first tells it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).parent
BE = 543
Fact = tuple[str, date, dict[str, Any]]  # table, the day it became known, the row


def be(year: int, month: int, day: int) -> date:
    """A date by its Buddhist-era year."""
    return date(year - BE, month, day)


def month_ends(first: date, last: date) -> Iterator[date]:
    """The last day of every month from the month of `first` to `last`."""
    day = first
    while True:
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        if day > last:
            return
        yield day
        day += timedelta(days=1)


SETUP = be(2567, 12, 31)  # what the setup workbook knows
AMENDED = be(2568, 1, 31)
LAST = be(2568, 5, 31)  # the last month told
# The six workbooks: name, kind, as at, reason.
WORKBOOKS = (
    ("01-setup-2567.xlsx", "setup", SETUP, "ข้อมูลตั้งต้น พร้อมผลตั้งแต่เริ่มสัญญาถึงไตรมาส 1/2568 (ข้อมูลตัวอย่าง)"),
    ("02-amendment-2568-01.xlsx", "setup", AMENDED, "แก้ไขสัญญาครั้งที่ 1 พร้อมรายงานเดือนมกราคม 2568 (ข้อมูลตัวอย่าง)"),
    ("03-monthly-2568-02.xlsx", "monthly", be(2568, 2, 28), "รายงานประจำเดือนกุมภาพันธ์ 2568 (ข้อมูลตัวอย่าง)"),
    ("04-monthly-2568-03.xlsx", "monthly", be(2568, 3, 31), "รายงานประจำเดือนมีนาคม 2568 (ข้อมูลตัวอย่าง)"),
    ("05-monthly-2568-04.xlsx", "monthly", be(2568, 4, 30), "รายงานประจำเดือนเมษายน 2568 (ข้อมูลตัวอย่าง)"),
    ("06-monthly-2568-05.xlsx", "monthly", LAST, "รายงานประจำเดือนพฤษภาคม 2568 (ข้อมูลตัวอย่าง)"),
)


@dataclass(frozen=True)
class District:
    """A district: code, names, where its office stands, people."""

    code: str
    name: str
    name_en: str
    latitude: str
    longitude: str
    population: int


PHAYAO_DISTRICTS = (
    District("5601", "เมืองพะเยา", "Mueang Phayao", "19.192", "99.8788", 116200),
    District("5602", "จุน", "Chun", "19.337", "100.1348", 48100),
    District("5603", "เชียงคำ", "Chiang Kham", "19.5233", "100.3", 74900),
    District("5604", "เชียงม่วน", "Chiang Muan", "18.8897", "100.3059", 18300),
    District("5605", "ดอกคำใต้", "Dok Khamtai", "19.1624", "99.9934", 67800),
    District("5606", "ปง", "Pong", "19.1493", "100.2752", 51600),
    District("5607", "แม่ใจ", "Mae Chai", "19.3766", "99.7878", 33400),
    District("5608", "ภูซาง", "Phu Sang", "19.599", "100.3244", 31200),
    District("5609", "ภูกามยาว", "Phu Kamyao", "19.2705", "99.9701", 20700),
)


@dataclass(frozen=True)
class World:
    """One province and the fiscal years told of it. `has_story` adds the planted rows of README.md."""

    code: str
    name: str
    name_en: str
    districts: tuple[District, ...]
    first_year: int = 2567
    last_year: int = 2568
    has_story: bool = True
    seed: int = 56
    random: Random = field(default_factory=lambda: Random(56), compare=False)

    def fresh(self, subject: str) -> Random:
        """A random source of a subject's own: adding a row to one subject leaves the others as they are."""
        return Random(f"{self.seed}-{self.code}-{subject}")

    @property
    def start(self) -> date:
        """The first day of the first fiscal year."""
        return be(self.first_year - 1, 10, 1)

    @property
    def end(self) -> date:
        """The last day of the last fiscal year."""
        return be(self.last_year, 9, 30)


PHAYAO = World("56", "พะเยา", "Phayao", PHAYAO_DISTRICTS)


def provinces(count: int, first_year: int, last_year: int) -> Iterator[World]:
    """Phayao and other provinces, by code, with invented districts, for benchmarks."""
    with (HERE / "provinces.csv").open(encoding="utf-8") as lines:
        known = sorted(csv.DictReader(lines), key=lambda row: (row["code"] != "56", row["code"]))
    for row in known[:count]:
        districts = PHAYAO_DISTRICTS if row["code"] == "56" else tuple(_invented(row))
        yield World(row["code"], row["name_th"], row["name_en"], districts, first_year, last_year, has_story=False)


def _invented(row: dict[str, str]) -> Iterator[District]:
    for n, real in enumerate(PHAYAO_DISTRICTS, 1):
        north, east = float(row["latitude"]) + (n - 5) * 0.07, float(row["longitude"]) + (n % 3 - 1) * 0.09
        yield District(f"{row['code']}{n:02d}", f"อำเภอสมมติที่ {n}", f"Invented district {n}", f"{north:.4f}", f"{east:.4f}", real.population)
