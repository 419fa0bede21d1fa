"""What stands at the head of a package, whatever its standard: who publishes what, as at which of our data releases."""

from typing import Any

from queries.exports.published import DataRelease, Given


def uri(standard: str, province: str, at: DataRelease) -> str:
    """The package's name in the world: the province by ISO 3166-2 and our own data release, which no standard's "release" is."""
    return f"urn:x-joint-scrutiny:{iso_3166_2(province)}:data-release:{at.number}:{standard}"


def iso_3166_2(province: str) -> str:
    """A Thai province's ISO 3166-2 code: TH and the two digits it has at home."""
    return f"TH-{province}"


def data_release(at: DataRelease, is_sample: bool) -> dict[str, Any]:
    """Our data release as a package tells it: number, the day its figures speak of, its chain, and whether all of it is invented."""
    return {"number": at.number, "asOf": at.as_of.isoformat(), "chain": at.chain, "isSample": bool(is_sample)}


def heading(standard: str, version: str, province: str, place: dict[str, Any], at: DataRelease, given: Given) -> dict[str, Any]:
    """The package metadata that OCDS and OC4IDS share; x_dataRelease is ours."""
    return {
        "uri": uri(standard, province, at), "version": version, "publishedDate": at.saved_at, "publisher": {"name": place["office_name"]},
        **({"license": given.licence} if given.licence else {}), "x_dataRelease": data_release(at, place["is_sample"]),
    }
