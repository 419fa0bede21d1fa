"""What the site is about, asked of the published file once: whose data, which release, which things have a page of their own."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import partial

import pandas as pd

from dashboard import names, wording
from dashboard.public_site.frame import Release, Site
from queries import public_answers, public_file, releases
from queries.answers import dicts
from queries.errors import UsageError

ADDRESS = re.compile(r"https?://[^\s\"'<>]+")


def read(url: str, base_url: str = "") -> Site:
    """What a published file (its address as `public_file.address` gives it) holds. UsageError for a site's address that cannot be, UnverifiedFile for a file that is none."""
    if base_url and not ADDRESS.fullmatch(base_url):
        raise UsageError("site_address_malformed", value=base_url)
    told = public_file.manifest(public_file.path_of(url))
    engine = public_file.engine(url)
    with engine.connect() as connection:
        ask = partial(public_answers.answer, connection, release=told["release"], province=told["province"])
        row = connection.execute(releases.at("province", told["province"], told["release"]).select()).mappings().first() or {}
        made = _releases(ask("reporting.release_summary"), ask("reporting.release_tables"))
        things = {language: _things(ask, language) for language in wording.LANGUAGES}
    engine.dispose()
    named = {"th": row.get("province_name_th") or told["province"], "en": row.get("province_name_en") or row.get("province_name_th") or told["province"]}
    return Site(named, made[0], made, bool(row.get("is_sample")), f"{base_url.rstrip('/')}/" if base_url else "", things)


def _releases(summary: pd.DataFrame, touched: pd.DataFrame) -> list[Release]:
    """The releases up to the one that is published, newest first, each with the tables it touched."""
    tables = {number: dicts(of) for number, of in touched.groupby("release")}
    return [Release(int(row["release"]), row["as_of"], datetime.fromisoformat(row["created_at"]), row["chain"], tables.get(row["release"], [])) for row in dicts(summary)]


def _things(ask: Callable[..., pd.DataFrame], language: str) -> dict[str, dict[str, str]]:
    """Page → code → name, as the public may know it."""
    wording.use(language)
    found = {"partner": names.of_register(ask("register.partners"))}
    for page, question, of in (("project", "contract.projects", "project"), ("district", "district.listed", "district"), ("activity", "participation.activities", "participation")):
        rows = names.localised(ask(question))
        found[page] = dict(zip(rows[f"{of}_code"], rows[f"{of}_name"], strict=True))
    return {page: dict(sorted(named.items())) for page, named in found.items()}
