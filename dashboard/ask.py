"""The one cached door from screens to questions: `ask("budget.shares_by_partner", fiscal_year=2567)`.

An answer is kept under (question, database, chain of the release, province, release, picks). A release never changes, so
no answer grows stale, and what was read stays readable when the database is gone. Boundaries are loaded beside the releases:
theirs are kept under the number of the newest load as well.
"""

import os
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd
import streamlit as st
from sqlalchemy.exc import DBAPIError

from dashboard import pickers, serving
from queries import boundaries, database, public_answers, public_file, releases, settings
from queries.errors import DatabaseError, UnverifiedFile

EMPTY, UNREACHABLE, OTHER_REVISION = "empty", "unreachable", "other_revision"  # troubles a screen is designed for
KEPT_FILES = 12  # of two megabytes
KEPT_ANSWERS = 3000  # small aggregates; the oldest go first


class Unreachable(Exception):
    """The database does not answer, and this answer was not read before."""


@dataclass(frozen=True)
class Release:
    """One entry of the release picker."""

    number: int
    as_of: date
    chain: str


@dataclass(frozen=True)
class Context:
    """Whose data a screen shows, and as at which release. `trouble` is "" when all is well."""

    url: str = ""  # of the database, for the whole of a run: a file published anew meanwhile is another
    province: str = ""
    name_th: str = ""
    name_en: str = ""
    is_sample: bool = False
    release: int = 0
    as_of: date | None = None
    chain: str = ""
    releases: tuple[Release, ...] = ()  # newest first
    provinces: tuple[str, ...] = ()
    province_names: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # code → (Thai, English), where there are several
    boundary_load: int = 0  # number of the newest load of boundaries; 0 when there is none
    trouble: str = ""

    @property
    def latest(self) -> int:
        """Number of the newest release; 0 when there is none."""
        return self.releases[0].number if self.releases else 0


_here: ContextVar[Context | None] = ContextVar("context", default=None)


def ask(question: str, *, at_release: int | None = None, **picks) -> pd.DataFrame:
    """The answer of a question ("module.name") as at this screen's province and release; picks are plain values.

    `at_release`: another release of the province than the screen's. Raises Unreachable when the database does not answer and the answer is not kept.
    """
    here = context()
    plain = tuple(sorted(picks.items()))
    try:
        url = here.url or database_url()
        release, chain = next(((r.number, r.chain) for r in here.releases if r.number == at_release), (here.release, here.chain))
        if question.startswith("boundaries."):
            chain = f"{chain} {here.boundary_load}"
        return _answer(question, url, chain, here.province, release, plain)
    except (DBAPIError, DatabaseError, UnverifiedFile) as problem:
        raise Unreachable(question) from problem


@st.cache_data(max_entries=KEPT_ANSWERS, show_spinner=False)
def _answer(question: str, url: str, chain: str, province: str, release: int, picks: tuple) -> pd.DataFrame:
    from queries import questions

    with _engine(url).connect() as connection:
        if public_file.is_address(url):
            return public_answers.answer(connection, question, province=province, release=release, **dict(picks))
        return questions.find(question)(connection, province=province, release=release, **dict(picks))


def given() -> settings.Settings:
    """What whoever runs this process decided: licence, addresses, prefixes."""
    return settings.read(os.environ)


@st.cache_data(max_entries=KEPT_FILES, show_spinner=False)
def exported(standard: str, url: str, province: str, release: int) -> bytes:
    """The public data in a standard, for a download: its file, or a .zip where it is several. Everything is given, for a press has no context."""
    from queries import exports
    from queries.exports import published, saved

    now = given()
    with _engine(url).connect() as connection:
        files = exports.EXPORTS[standard].files(connection, release=release, province=province, given=published.Given(now.ocid_prefix, now.oc4ids_prefix, now.licence))
    return saved.zipped(files) if len(files) > 1 else next(iter(files.values()))


def packed(url: str, province: str, meeting: str, kind: str, form: str, *, language: str, digits: str = "arabic") -> bytes:
    """A meeting's papers or minutes (`kind`) as a file of that form, for a download: made on the press. Everything is given, for a press has no context. UsageError where there is no Chromium for a PDF."""
    from dashboard import packing, wording

    wording.use(language)
    now = settings.read(os.environ)
    with _engine(url).connect() as connection:
        (pack,) = packing.gathered(connection, province, meeting, [kind], digits=digits)
    return packing.made(pack, form, program=now.chromium, seconds=now.pdf_seconds)


def briefed(url: str, province: str, release: int, form: str, *, language: str, digits: str = "arabic") -> bytes:
    """The governor's brief as a file of that form, for a download: made on the press. Everything is given, for a press has no context. UsageError where there is no Chromium for a PDF."""
    from dashboard import briefing, wording

    wording.use(language)
    now = given()
    with _engine(url).connect() as connection:
        return briefing.made(connection, province, release, form, digits=digits, program=now.chromium, seconds=now.pdf_seconds)


@st.cache_resource(show_spinner=False)
def _engine(url: str):
    return public_file.engine(url) if public_file.is_address(url) else database.engine(url)


def database_url() -> str:
    """Address of the database this process shows: what the server was given, else what the settings say. A file that was published anew since has another.

    Raises UnverifiedFile where that file is not what its manifest says."""
    given = serving.database_url()
    return public_file.address(public_file.path_of(given)) if public_file.is_address(given) else given or settings.read(os.environ).database_url


def answers() -> bool:
    """Whether the database answers at all, empty or not."""
    try:
        database.revision(_engine(database_url()))
    except (DBAPIError, DatabaseError, UnverifiedFile):
        return False
    return True


def begin() -> Context:
    """Find out, once per run, whose data this screen shows and as at which release."""
    _here.set(None)
    return context()


def context() -> Context:
    """Province, release and as-at of this screen; the last known ones, marked, when the database is gone."""
    here = _here.get()
    if here is None:
        here = _read_context()
        _here.set(here)
    return here


def _read_context() -> Context:
    asked = pickers.carried("province"), pickers.carried("release")
    try:
        url = database_url()
    except UnverifiedFile:  # what was published is being replaced, or was meddled with
        return _without_database(serving.database_url(), asked, UNREACHABLE)
    try:
        here = _from_database(url, *asked)
    except DatabaseError as problem:
        if problem.code == "database_empty" and not _last_known(url):
            return Context(url=url, trouble=EMPTY)
        return _without_database(url, asked, OTHER_REVISION if problem.code == "database_revision" else UNREACHABLE)
    except DBAPIError:
        return _without_database(url, asked, UNREACHABLE)
    if not here.trouble:
        _last_known(url)[asked] = _last_known(url)[("", "")] = here
    return here


def _without_database(url: str, asked: tuple[str, str], trouble: str) -> Context:
    """The context this process showed last for the same choice, else the last of all, marked as what it is."""
    known = _last_known(url)
    before = known.get(asked) or known.get(("", ""))
    return replace(before or Context(url=url), trouble=trouble)


@st.cache_resource(show_spinner=False)
def _last_known(url: str) -> dict[tuple[str, str], Context]:
    """(province, release) asked for → what was shown."""
    return {}


def _from_database(url: str, asked_province: str, asked_release: str) -> Context:
    try:
        with _engine(url).connect() as connection:
            known = {row.province_code: int(row.release) for row in releases.provinces(connection).itertuples()}
            province = asked_province if asked_province in known else next(iter(known), "")
            boundary_load = boundaries.newest_number(connection, province)
    except DBAPIError:
        database.expect_current(_engine(url))  # says in words whether it is empty, old, or away
        raise
    if not known:
        return Context(url=url, trouble=EMPTY)
    entries = _entries(url, province, known[province])
    chosen = next((e for e in entries if str(e.number) == asked_release), entries[0])
    row = _province(url, province, chosen.number, chosen.chain)
    return Context(
        url=url,
        province=province,
        name_th=row.get("province_name_th", province),
        name_en=row.get("province_name_en", province),
        is_sample=bool(row.get("is_sample")),
        release=chosen.number,
        as_of=chosen.as_of,
        chain=chosen.chain,
        releases=entries,
        provinces=tuple(known),
        province_names={code: _names(url, code, newest) for code, newest in known.items()} if len(known) > 1 else {},
        boundary_load=boundary_load,
    )


def _names(url: str, province: str, newest: int) -> tuple[str, str]:
    """A province's name in Thai and English, by its newest release; its code where the setup sheet has none."""
    row = _province(url, province, newest, _entries(url, province, newest)[0].chain)
    return row.get("province_name_th") or province, row.get("province_name_en") or row.get("province_name_th") or province


@st.cache_data(max_entries=200, show_spinner=False)
def _entries(url: str, province: str, newest: int) -> tuple[Release, ...]:
    """Releases of a province, newest first, each with the day its figures speak of. `newest` only keys the cache."""
    with _engine(url).connect() as connection:
        found = releases.listed(connection, province=province)
        if public_file.is_address(url):  # it knows of the releases before, and holds what the newest says
            found = found.head(1)
        numbers = zip(found["number"], found["chain"], strict=True)
        return tuple(Release(int(n), releases.as_of(connection, province, int(n)), chain) for n, chain in numbers)


@st.cache_data(max_entries=200, show_spinner=False)
def _province(url: str, province: str, release: int, chain: str) -> dict:
    """The province's own row as at a release; empty where the setup sheet has none. `chain` only keys the cache."""
    with _engine(url).connect() as connection:
        row = connection.execute(releases.at("province", province, release).select()).mappings().first()
        return dict(row) if row else {}
