"""The static site of a small province, written as a whole: links, sizes, charts with words and tables, the same bytes twice. Figures by hand from tests/worked_example.py."""

import html
import json
import re
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from published import published
from worked_example import BUDGET_EXAMPLE, PLACE, load_into

from dashboard.public_site import assets, frame, spread, writing
from dashboard.public_site.addresses import folder_of
from queries import database, public_file
from queries.errors import UnverifiedFile, UsageError

BASE = "https://scrutiny.example/56/"
BUDGET = 200_000  # bytes of a first view, compressed, without the chart library
PAGES = ("overview", "budget", "partner", "project", "district", "data", "activity")
IN_ENGLISH = ("overview", "budget", "partner", "data")


@pytest.fixture(scope="module")
def live(tmp_path_factory):
    """The database that is published."""
    engine = database.engine(f"sqlite:///{tmp_path_factory.mktemp('site') / 'one.sqlite'}")
    database.upgrade(engine)
    load_into(engine, tmp_path_factory.mktemp("rows") / "one", BUDGET_EXAMPLE)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def url(live, tmp_path_factory):
    return published(live, tmp_path_factory.mktemp("published"))


@pytest.fixture(scope="module")
def site(url, tmp_path_factory):
    out = tmp_path_factory.mktemp("out") / "site"
    writing.write(out, url, BASE, only=lambda place: place.page in PAGES and (place.language == "th" or (place.page in IN_ENGLISH and not place.code)))
    return out


def written(site):
    return {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}


def test_every_link_leads_to_a_page_or_a_file_of_the_site(site):
    lost = []
    for path, text in written(site).items():
        for address in re.findall(r'(?:href|src|data-index)="([^"]+)"', re.sub(r"<nav.*?</nav>", "", text, flags=re.S)):  # the menu names pages this small site leaves out
            parts = urlsplit(html.unescape(address))
            if parts.scheme or not parts.path:
                assert not parts.scheme or address.startswith(BASE), address
                continue
            there = path.parent / parts.path
            if not ((there / "index.html") if address.endswith("/") else there).is_file():
                lost.append((path, address))
    assert lost == []


def test_the_budget_says_what_the_screen_says(site):
    # out 300,000.25 + 260,000 + 20,000 of 1,300,000 = 44.6 %
    assert "44.6%" in (site / "th/budget/index.html").read_text(encoding="utf-8")
    assert "44.6%" in (site / "en/budget/index.html").read_text(encoding="utf-8")


def test_every_chart_has_its_words_and_a_table_behind_it(site):
    charts = 0
    for path, text in written(site).items():
        for scene in re.findall(r'<section id=.*?</section>', text, re.S):
            if "<figure" in scene:
                words = re.findall(r"<figcaption>(.*?)</figcaption>", scene)
                assert words and all(words) and "<table" in scene, path
                charts += len(words)
    assert charts


def test_a_first_view_is_small(site):
    shared = sum((site / "assets" / name).stat().st_size for name in ("Sarabun-Regular.woff2", "Sarabun-SemiBold.woff2", "Signs.woff2", "site.css.gz", "site.js.gz", "logo_th.svg.gz"))
    for page in site.rglob("index.html.gz"):
        figures = page.parent / "figures-desk.js.gz"
        assert shared + page.stat().st_size + (figures.stat().st_size if figures.exists() else 0) < BUDGET, page


def test_every_colour_of_a_figure_has_its_counterpart_in_the_dark(site):
    used = {colour for path in site.rglob("figures-*.js") for colour in re.findall(r'"(#[0-9A-F]{6})"', path.read_text(encoding="utf-8"))}
    assert used - set(assets.counterparts()) == set()


def test_feeds_tell_each_release_and_the_map_every_page(site):
    name = "{http://www.w3.org/2005/Atom}"
    for language in ("th", "en"):
        feed = ElementTree.parse(site / language / "feed.xml").getroot()
        assert len(feed.findall(f"{name}entry")) == 1 and feed.find(f"{name}updated").text.endswith("Z")
    assert (site / "sitemap.xml").read_text(encoding="utf-8").count("<loc>") == len(written(site)) - 1  # without the door


def test_the_same_published_file_gives_the_same_bytes_however_many_write_it(site, url, tmp_path, monkeypatch):
    monkeypatch.setattr(spread, "WORTH", 1)
    monkeypatch.setattr(spread, "TOGETHER", 1)
    monkeypatch.setattr(spread.os, "cpu_count", lambda: 2)
    only = ("th/budget/", "en/budget/")
    writing.write(tmp_path / "again", url, BASE, only=lambda place: place.folder in only)
    for folder in only:
        one, two = ({path.name: path.read_bytes() for path in (of / folder).iterdir() if path.is_file() and not path.name.startswith("index")} for of in (site, tmp_path / "again"))  # its links differ, for it leaves out pages
        assert one and one == two
    assert (site / "th/feed.xml").read_bytes() == (tmp_path / "again/th/feed.xml").read_bytes()


def test_only_a_published_file_becomes_a_site(live, tmp_path):
    with pytest.raises(UnverifiedFile) as refused:
        writing.write(tmp_path / "site", public_file.address(tmp_path.joinpath(live.url.database)), BASE)
    assert "scrutiny publish" in refused.value.message("th") and "live database" in refused.value.message("en")
    assert not (tmp_path / "site").exists()


def test_a_page_has_no_address_outside_and_says_so_itself(site):
    for path, text in written(site).items():
        if path.parent != site:
            assert f'content="{frame.POLICY}"' in text
        assert re.findall(r'(?:src|action|srcset)="(?:https?:)?//', text) == [] and "<script>" not in text and " onclick" not in text, path


def test_the_search_finds_each_thing_by_name_and_code(site):
    told = (site / "assets/search-th.js").read_text(encoding="utf-8")
    lines = json.loads(told[len("scrutiny.search("): -len(");\n")])
    assert {line[3] for line in lines} == {f"{path.parent.relative_to(site).as_posix()}/" for path in (site / "th").glob("*/*/index.html")}
    assert all(line[0] == f"{line[1]} {line[2]}".lower() for line in lines)


def test_every_code_an_importer_takes_has_a_page_whose_name_any_host_can_hold(tmp_path):
    named = {"A/1": "A~2F1", "A~2F1": "A~7E2F1", "COM1": "~43OM1", "nul.x": "~6Eul.x", "B.": "B~2E", "a/../b": "a~2F..~2Fb", "CONTRACT": "CONTRACT"}
    assert {code: folder_of(code) for code in named} == named
    engine = database.engine(f"sqlite:///{tmp_path / 'one.sqlite'}")
    database.upgrade(engine)
    partners = [{"organisation_code": code, "organisation_name": f"ภาคี {code}", "sector": "business", "actor_level": "group", "district_code": "5601", "start_on": "2023-10-01"} for code in ("A/1", "B.")]
    load_into(engine, tmp_path / "one", {**PLACE, "organisation": partners})
    writing.write(tmp_path / "site", published(engine, tmp_path / "out"), only=lambda place: place.page == "partner")
    listed = (tmp_path / "site/th/partner/index.html").read_text(encoding="utf-8")
    for code in ("A/1", "B."):
        assert f'href="../../th/partner/{named[code]}/"' in listed and f"ภาคี {code}" in (tmp_path / f"site/th/partner/{named[code]}/index.html").read_text(encoding="utf-8")


def test_a_folder_that_is_no_site_is_left_alone(url, tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError):
        writing.write(tmp_path, url, only=lambda place: False)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
