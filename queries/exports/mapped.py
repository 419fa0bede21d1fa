"""How a row becomes an object of a standard: a mapping names each field, the column it comes from and how it is written.

A mapping is plain data: {"period.startDate": ("start_on", "start"), …}. Ways of writing:
  text    as it is (also whole numbers and yes or no)     code   as text
  start   a day as the instant it begins in Thailand      end    a day as its last second in Thailand
  baht    {"amount", "currency": "THB"}, the Decimal itself: `written` writes it to the satang
  party   {"id", "name"}, the name only where it is public
What is empty is left out, as the standards ask.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from queries.tables import CHOICES

ZONE = "+07:00"  # Thailand: no summer time
Fields = Mapping[str, tuple[str, str]]


def filled(fields: Fields, row: Mapping[str, Any], partners: Mapping[str, Mapping] | None = None) -> dict[str, Any]:
    """The object a mapping makes of a row; `partners` are the public rows of partners by code, for "party"."""
    made: dict[str, Any] = {}
    for path, (column, way) in fields.items():
        value = row.get(column)
        if value is None or value == "":
            continue
        *outer, last = path.split(".")
        place = made
        for name in outer:
            place = place.setdefault(name, {})
        place[last] = _written_as(way, value, partners or {})
    return made


def _written_as(way: str, value: Any, partners: Mapping[str, Mapping]) -> Any:
    if way == "party":
        return reference(value, partners)
    return {"text": lambda v: v, "code": str, "start": start, "end": end, "baht": baht}[way](value)


def start(day: date) -> str:
    """The first instant of a day in Thailand, as RFC 3339 writes it."""
    return f"{day.isoformat()}T00:00:00{ZONE}"


def end(day: date) -> str:
    """The last second of a day in Thailand, as RFC 3339 writes it."""
    return f"{day.isoformat()}T23:59:59{ZONE}"


def baht(amount: Decimal) -> dict[str, Any]:
    """An amount with its currency."""
    return {"amount": amount, "currency": "THB"}


def reference(code: str, partners: Mapping[str, Mapping]) -> dict[str, str]:
    """A partner as the standards refer to one; a partner who is an individual has no name in public."""
    return filled({"id": ("organisation_code", "code"), "name": ("organisation_name", "text")}, {"organisation_code": code, **partners.get(code, {})})


def classified(scheme: str, choice: str, code: str | None) -> dict[str, str]:
    """A code of one of our lists as a classification, with its words in Thai."""
    return {"scheme": f"x_{scheme}", "id": code, "description": CHOICES[choice][code][0]}


def parties(partners: Mapping[str, Mapping], roles: Mapping[str, Iterable[str]], districts: Mapping[str, Mapping], province_name: str) -> list[dict[str, Any]]:
    """One party a partner with a role, by code: name where public, roles, district, sector and level. An individual is only that."""
    made = []
    for code in sorted(roles):
        partner = partners.get(code, {"organisation_code": code})
        district = districts.get(partner.get("district_code"), {}).get("district_name_th")
        made.append({
            **filled({"id": ("organisation_code", "code"), "name": ("organisation_name", "text"), "name_en": ("organisation_name_en", "text")}, partner),
            "roles": list(dict.fromkeys(roles[code])),
            "address": filled({"locality": ("locality", "text"), "region": ("region", "text"), "countryName": ("country", "text")}, {"locality": district, "region": province_name, "country": "ไทย"}),
            "classifications": [classified(name, name, partner[name]) for name in ("sector", "actor_level") if partner.get(name)],
        })
    return made


def written(value: Any, indent: str = "") -> str:
    """JSON text with every Decimal written digit by digit, never by way of a float; keys as they stand, one line a field."""
    inner = indent + " "
    if isinstance(value, Mapping):
        lines = [f"{inner}{json.dumps(name, ensure_ascii=False)}: {written(held, inner)}" for name, held in value.items()]
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}" if lines else "{}"
    if isinstance(value, (list, tuple)):
        lines = [inner + written(held, inner) for held in value]
        return "[\n" + ",\n".join(lines) + f"\n{indent}]" if lines else "[]"
    return format(value, "f") if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


def file_of(package: Mapping[str, Any]) -> bytes:
    """A package as the bytes of its JSON file."""
    return (written(package) + "\n").encode()
