"""What other programs read: Atom feeds of what each release changed, the sitemap, robots.txt."""

from collections.abc import Iterable
from html import escape

from dashboard import wording
from dashboard.public_site.addresses import Place
from dashboard.public_site.frame import Release, Site
from dashboard.wording import t


def atom(site: Site, language: str) -> str:
    """The feed in the language in use, newest release first."""
    home, own = f"{language}/", f"{language}/feed.xml"
    entries = "".join(_entry(site, language, one) for one in site.releases)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">\n'
        f"<id>{site.releases[-1].identity}:{language}</id>\n<title>{escape(t('site.feed_title'))} · {escape(t('head.who', province=site.province[language]))}</title>\n"
        f"<updated>{_instant(site.release)}</updated>\n<author><name>{escape(t('product.about'))}</name></author>\n"
        f'<link rel="self" href="{_address(site, own, "feed.xml")}"/>\n<link rel="alternate" href="{_address(site, home, "./")}"/>\n{entries}</feed>\n'
    )


def _entry(site: Site, language: str, release: Release) -> str:
    title = t("head.release_option", release=release.number, as_of=wording.date(release.as_of))
    says, tables = _changed(release, language)
    content = f"<p>{escape(says)}</p><ul>{''.join(f'<li>{escape(line)}</li>' for line in tables)}</ul>"
    there = Place(language, "data").folder
    return (
        f"<entry>\n<id>{release.identity}:{language}</id>\n<title>{escape(title)}</title>\n<updated>{_instant(release)}</updated>\n"
        f'<link href="{_address(site, there, "data/")}"/>\n<summary>{escape(says)}</summary>\n<content type="html">{escape(content)}</content>\n</entry>\n'
    )


def _changed(release: Release, language: str) -> tuple[str, list[str]]:
    """What a release changed, as far as the public is told: a sentence, and a line a table."""
    counts = {part: sum(table[f"{part}_rows"] for table in release.touched) for part in ("added", "changed", "ended")}
    says = t("site.effect", tables=len(release.touched), **{part: wording.number(count) for part, count in counts.items()})
    return says, [t("data.table_option", table=table[f"table_label_{language}"], **{part: table[f"{part}_rows"] for part in counts}) for table in release.touched]


def _address(site: Site, from_root: str, from_here: str) -> str:
    return site.base_url + from_root if site.base_url else from_here


def _instant(release: Release) -> str:
    """When the release was made: the one instant in all the files, and it comes from the data."""
    return release.made_at.strftime("%Y-%m-%dT%H:%M:%SZ")


def sitemap(site: Site, places: Iterable[Place]) -> str:
    """Every page with its other language, dated as the data is."""
    lines = "".join(_located(site, place) for place in sorted(places))
    return f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{lines}</urlset>\n'


def _located(site: Site, place: Place) -> str:
    others = "".join(f'<xhtml:link rel="alternate" hreflang="{of}" href="{site.base_url}{place.inside(of).folder}"/>' for of in wording.LANGUAGES)
    return f"<url><loc>{site.base_url}{place.folder}</loc><lastmod>{site.release.made_at:%Y-%m-%d}</lastmod>{others}</url>\n"


def robots(site: Site) -> str:
    """Everybody may read everything."""
    return "User-agent: *\nAllow: /\n" + (f"Sitemap: {site.base_url}sitemap.xml\n" if site.base_url else "")
