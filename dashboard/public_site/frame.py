"""What stands around every page of the site: head with what other programs read, menu, search, languages, foot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from html import escape

from dashboard import markup, pages, serving, wording
from dashboard.public_site.addresses import Place
from dashboard.wording import t
from queries.releases import NO_CHAIN

ASSETS = "assets/"
FIRST_FONTS = ("Sarabun-Regular", "Sarabun-SemiBold")
POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'self'"  # whatever a host sends: nothing from elsewhere, no script that is not a file


@dataclass(frozen=True)
class Release:
    """A release that the feeds tell of; `touched`: the tables it changed, as reporting.release_tables tells them."""

    number: int
    as_of: date
    made_at: datetime
    chain: str
    touched: Sequence[Mapping] = ()

    @property
    def identity(self) -> str:
        """What programs know it by for ever."""
        return f"urn:x-release:{self.number}" if self.chain == NO_CHAIN else f"urn:sha256:{self.chain}"


@dataclass(frozen=True)
class Site:
    """What all pages have in common. `things`: language → page → code → name; `marks`: asset → short hash of its content."""

    province: Mapping[str, str]  # language → name
    release: Release
    releases: Sequence[Release]  # newest first, none after `release`
    is_sample: bool
    base_url: str  # https://…/ or "" where nobody knows it yet
    things: Mapping[str, Mapping[str, Mapping[str, str]]]
    marks: Mapping[str, str] = field(default_factory=dict)


def page(site: Site, here: Place, known, title: str, says: str, inside: str) -> str:
    """A whole page in the language in use: `title` its question, `says` its answer, `inside` its HTML."""
    return (
        f'<!doctype html>\n<html lang="{here.language}">\n<head>\n{_head(site, here, title, says)}</head>\n'
        f'<body class="page" data-root="{here.root}">\n<a class="skip" href="#main">{t("site.skip")}</a>\n'
        f'{_top(site, here, known)}\n<main id="main">{inside}</main>\n{_foot(site, here)}\n</body>\n</html>\n'
    )


def _head(site: Site, here: Place, title: str, says: str) -> str:
    name = f"{title} · {t('product.name')} {t('head.who', province=site.province[here.language])}"
    root, about = here.root, says or title
    lines = ['<meta charset="utf-8">', f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">', '<meta name="viewport" content="width=device-width, initial-scale=1">', f"<title>{escape(name)}</title>", f'<meta name="description" content="{escape(about)}">', '<meta name="color-scheme" content="light dark">']
    lines += [f'<link rel="preload" href="{root}{ASSETS}{font}.woff2" as="font" type="font/woff2" crossorigin>' for font in FIRST_FONTS]
    lines += [f'<link rel="stylesheet" href="{asset(site, here, "site.css")}">', f'<script src="{asset(site, here, "site.js")}" defer></script>', f'<link rel="icon" href="{root}{ASSETS}logo.svg" type="image/svg+xml">']
    lines += [f'<link rel="alternate" type="application/atom+xml" title="{escape(t("site.feed_title"))}" href="{root}{here.language}/feed.xml">']
    if site.base_url:
        lines += [f'<link rel="canonical" href="{site.base_url}{here.folder}">']
        lines += [f'<link rel="alternate" hreflang="{of}" href="{site.base_url}{here.inside(to).folder}">' for of, to in (("th", "th"), ("en", "en"), ("x-default", "th"))]
    return "\n".join([*lines, *_shared(site, here, title, about)]) + "\n"


def _shared(site: Site, here: Place, title: str, about: str) -> list[str]:
    """Open Graph: what a message shows of a link to the page."""
    told = {"type": "website", "site_name": t("product.name"), "title": title, "description": about, "locale": {"th": "th_TH", "en": "en_GB"}[here.language]}
    if site.base_url:
        told |= {"url": site.base_url + here.folder, "image": f"{site.base_url}{ASSETS}card-{here.language}.png", "image:width": "1200", "image:height": "630", "image:alt": t("product.name")}
    return [f'<meta property="og:{name}" content="{escape(value)}">' for name, value in told.items()]


def asset(site: Site, here: Place, name: str) -> str:
    """The address of an asset, with a mark of its content: what changed is asked for anew."""
    return f"{here.root}{ASSETS}{name}?{site.marks[name]}" if name in site.marks else f"{here.root}{ASSETS}{name}"


def _top(site: Site, here: Place, known) -> str:
    other = "en" if here.language == "th" else "th"
    there = here.inside(other) if here.inside(other) in known else Place(other, pages.PAGES[0].key)
    home = here.to(Place(here.language, pages.PAGES[0].key))
    logo = f'<a class="logo" href="{home}"><img src="{here.root}{ASSETS}logo_{here.language}.svg" alt="{escape(t("product.name"))}" height="40"></a>'
    search = (
        f'<form class="search" role="search" action="{here.root}{here.language}/partner/" data-index="{asset(site, here, f"search-{here.language}.js")}" data-found="{escape(t("site.found"))}" data-none="{escape(t("site.none_found"))}">'
        f'<label for="search">{t("site.search")}</label><input id="search" type="search" autocomplete="off" placeholder="{escape(t("site.search"))}"><p class="found" role="status"></p><ul></ul></form>'
    )
    return f'<header>{logo}{search}<a class="language" href="{here.to(there)}" hreflang="{other}" lang="{other}">{t("head.language", other)}</a>{_menu(here)}</header>'


def _menu(here: Place) -> str:
    groups: dict[str, list[pages.Page]] = {}
    for one in pages.listed(serving.PUBLIC):
        groups.setdefault(one.group, []).append(one)
    made = "".join(_entry(one, here) for one in groups.pop("", []))
    for group, inside in groups.items():
        is_here = any(one.key == here.page for one in inside)
        made += f'<li><details name="menu"><summary{" class=here" if is_here else ""}>{t(f"groups.{group}")}</summary><ul>{"".join(_entry(one, here) for one in inside)}</ul></details></li>'
    return f'<nav aria-label="{t("site.menu")}"><ul>{made}</ul></nav>'


def _entry(one: pages.Page, here: Place) -> str:
    words = t(f"site.all_{one.key}") if wording.has(f"site.all_{one.key}") else t(one.title)
    current = ' aria-current="page"' if one.key == here.page and not here.code else ""
    return f'<li><a href="{here.to(Place(here.language, one.key))}"{current}>{words}</a></li>'


def _foot(site: Site, here: Place) -> str:
    release = site.release
    said = [t("head.who", province=site.province[here.language]), t("head.release", release=release.number), t("head.as_of", as_of=wording.date(release.as_of))]
    sample = f"<p><strong>{markup.said(t('head.sample'))}</strong></p>" if site.is_sample else ""
    feed = f'<a href="{here.root}{here.language}/feed.xml">{t("site.feed")}</a>'
    data = f'<a href="{here.to(Place(here.language, "data"))}">{t("pages.data")}</a>'
    return f'<footer>{sample}<p>{" · ".join(map(markup.said, said))}</p><p>{t("site.chain")} <code>{release.chain}</code></p><p>{data} · {feed}</p></footer>'


def listing(site: Site, here: Place, known) -> tuple[str, str, str]:
    """The list of all partners, projects, districts or activities: its title, its answer, its HTML."""
    things = {code: name for code, name in site.things[here.language][here.page].items() if Place(here.language, here.page, code) in known}
    title, says = t(f"site.list_{here.page}"), t(f"site.count_{here.page}", count=len(things))
    lines = "".join(f'<li><a href="{here.to(Place(here.language, here.page, code))}">{markup.said(name, [name])}</a> <span class="quiet">{escape(code)}</span></li>' for code, name in sorted(things.items(), key=lambda one: one[1]))
    sample = markup.banner(t("head.sample"), "no_evidence") if site.is_sample else ""
    return title, says, f'{sample}<section class="scene">{markup.heading(1, title)}{markup.answer(says)}<ul class="listing">{lines}</ul></section>'
