"""Everybody can read it: axe finds no serious or critical violation on a public page, nothing is asked of anybody else, the content-security policy is never refused.

One browser goes through a static page of each kind and every other page live, as a desk and as a phone sees them, Thai and English, in turn. `--everywhere` leaves no
page, language or shape out.
"""
# ruff: noqa: F811  fixtures of other modules come in by name

from itertools import product

import pytest
from axe import source, violations
from browser import browser, chromium, size  # noqa: F401
from conftest import SAMPLE
from hosted import hosted
from published import SCRIPT, published
from selenium.webdriver.common.keys import Keys
from served import served  # noqa: F401

from dashboard import pages
from dashboard.public_site import writing
from queries import database, record_script
from queries.workbook.load import load

SHAPES = ((1280, 800, False), (390, 844, True))
OF_ONE = {"partner": "ORG-001", "project": "P-01", "district": "5601"}
KINDS = ("overview", "network", "bodies", "budget", "indicators", "participation", "data", "glossary", *OF_ONE)  # a page of each kind of picture and table
BOTH = ("overview", "network")  # looked at live as well: where a reader comes in, and the one picture that live is another
UNDRAWN = """
const left = [...document.querySelectorAll('.chart:not(.is-drawn):not(.is-words)')].filter((one) => getComputedStyle(one.querySelector('.drawing')).display !== 'none');
left[0]?.scrollIntoView({block: 'center', behavior: 'instant'});
return left.length;
"""
pytestmark = pytest.mark.browser


def seen(listed, everywhere):
    """(page, language, shape) of the live pages to look at: all, or each once that is not looked at in the static site, languages and shapes in turn."""
    if everywhere:
        return list(product(listed, ("th", "en"), SHAPES))
    others = [page for page in listed if page.key not in KINDS or page.key in BOTH]
    return [(page, ("th", "en")[at // 2 % 2], SHAPES[at % 2]) for at, page in enumerate(others)]


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    """The sample with its meetings, published."""
    engine = database.engine(f"sqlite:///{tmp_path_factory.mktemp('access') / 'sample.sqlite'}")
    database.upgrade(engine)
    for path in sorted(SAMPLE.glob("*.xlsx")):
        load(engine, path, created_by="ผู้ทดสอบ")
    record_script.play(engine, SCRIPT)
    yield published(engine, tmp_path_factory.mktemp("published"))
    engine.dispose()


@pytest.fixture(scope="module")
def everywhere(request):
    """Whether nothing is to be left out."""
    return request.config.getoption("--everywhere")


@pytest.fixture(scope="module")
def site(url, everywhere, tmp_path_factory):
    """The address of the static site, of which a page of each kind is written: every other one in Thai."""
    out, language = tmp_path_factory.mktemp("out") / "site", {page: ("th", "en")[at % 2] for at, page in enumerate(KINDS)}
    writing.write(out, url, only=lambda place: everywhere or (language.get(place.page) == place.language and place.code in ("", OF_ONE.get(place.page))))
    with hosted(out) as address:
        yield address, sorted(f"{path.parent.relative_to(out).as_posix()}/" for path in out.glob("*/**/index.html"))


def test_axe_finds_nothing_serious_on_a_static_page_and_nothing_is_asked_of_others(browser, site, everywhere):
    axe, (address, folders) = source(), site
    screen, found = browser(), {}
    for at, folder in enumerate(folders):
        for shape in SHAPES if everywhere else SHAPES[at % 2:][:1]:
            size(screen.driver, *shape)
            screen.driver.get(address + folder)
            screen.script("dispatchEvent(new Event('scroll'))")  # a phone fetches what draws at the first touch
            screen.wait(lambda: not screen.script(UNDRAWN))
            assert screen.script("return document.querySelector('.is-words') === null"), folder
            if wrong := violations(screen, axe):
                found[folder, shape[0]] = wrong
            assert screen.script("return document.documentElement.scrollWidth") <= shape[0], folder
    assert found == {}
    assert everywhere or len(folders) == len(KINDS) + len(OF_ONE)
    assert {one for one in screen.requests() if not one.startswith((address, "data:", "blob:", "about:"))} == set()
    assert screen.complaints() == []


def test_without_scripts_a_static_page_is_all_there(browser, site):
    address, folders = site
    screen = browser()
    screen.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        screen.driver.get(address + next(folder for folder in folders if folder.endswith("/budget/")))
        said = [one for one in screen.all("figcaption") if one.is_displayed() and one.text]
        assert said and not any(one.is_displayed() for one in screen.all(".search"))
        screen.one(".behind > summary").send_keys(Keys.ENTER)  # by keyboard: a pointer would have to wait until what comes into view is laid out
        assert screen.one(".behind table").is_displayed()
    finally:
        screen.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_axe_finds_nothing_serious_on_a_live_public_page_and_nothing_is_asked_of_others(browser, served, url, everywhere):
    axe, server = source(), served(url, role="public", pages="")
    screen, found = browser(), {}
    for page, language, shape in seen(pages.listed(pages.PUBLIC), everywhere):
        size(screen.driver, *shape)
        screen.open(f"{server.address}/{page.key}?lang={language}&mode={'phone' if shape[2] else 'desk'}")
        if wrong := violations(screen, axe):
            found[page.key, language, shape[0]] = wrong
    assert found == {}
    own = (server.address, server.address.replace("http", "ws"), "data:", "blob:", "about:")
    assert {one for one in screen.requests() if not one.startswith(own)} == set()
    assert screen.complaints() == []
