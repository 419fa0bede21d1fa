"""Nodes as HTML that needs no script: charts as their words with the table behind, folds that open by themselves, scenes as sections."""

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape

from markdown_it import MarkdownIt

from dashboard.public_site.addresses import Place, rewritten
from dashboard.public_site.screens import Node
from dashboard.wording import t

SCENE, BEHIND = "scene_", "behind_"
HIGH = 420  # px of a chart that says nothing else
HEADING = re.compile(r"<h[12]>(.*?)</h[12]>", re.S)
_markdown = MarkdownIt("commonmark", {"html": False})
TAGS, SPACES = re.compile(r"<[^>]+>"), re.compile(r"\s+")


def body(page: Node, phone: Mapping[str, Mapping], here: Place, known) -> str:
    """What a page says. `phone`: the figures it has on a phone, by key; `known`: the places a link may lead to."""
    return rewritten("".join(_drawn(node, phone) for node in page.inside), here, known)


def figures(page: Node) -> dict[str, Mapping]:
    """The page's figures by the key under which the HTML names them."""
    return {node.key: node.figure for node in page.every("chart")}


def answers(page: Node) -> Iterator[str]:
    """The page's answers as plain sentences, in order."""
    for node in page.every("html"):
        if 'class="answer"' in node.text:
            yield _plain(re.sub(r'<dl class="facts">.*?</dl>', "", node.text, flags=re.S))


def title(page: Node) -> str:
    """The reader's question: the first heading."""
    return next((_plain(found[1]) for node in page.every("html") if (found := re.search(r"<h1>(.*?)</h1>", node.text, re.S))), "")


def _plain(html: str) -> str:
    return SPACES.sub(" ", unescape(TAGS.sub("", html)).replace("\N{NO-BREAK SPACE}", " ").replace("\N{WORD JOINER}", "")).strip()


def _drawn(node: Node, phone: Mapping[str, Mapping]) -> str:
    inside = "".join(_drawn(child, phone) for child in node.inside)
    match node.kind:
        case "html":
            return node.text
        case "markdown":
            return _markdown.render(node.text)
        case "chart":
            return _chart(node, phone)
        case "fold":
            return f'<details class="{"behind" if node.key.startswith(BEHIND) else "fold"}"><summary>{escape(node.text)}</summary>{inside}</details>'
        case "columns":
            return f'<div class="across across-{len(node.inside)}">{inside}</div>'
    if node.key.startswith(SCENE):
        return f'<section id="{escape(node.key.removeprefix(SCENE))}" class="scene">{_told_apart(inside)}</section>'
    return f'<div class="{"beside" if node.is_row else "stack"}">{inside}</div>' if inside else ""


def _told_apart(scene: str) -> str:
    """Tables that have only the general name get the scene's question before it, and a number from the second on: a screen reader lists them."""
    question, general = HEADING.search(scene), escape(t("show.table"))
    count = 0

    def named(found: re.Match) -> str:
        nonlocal count
        count += 1
        name = f"{escape(_plain(question[1]))} – {general}" if question else general
        name += f" {count}" if count > 1 else ""
        return f'aria-label="{name}"><table><caption>{name}</caption>'

    return re.sub(rf'aria-label="{re.escape(general)}"><table><caption>{re.escape(general)}</caption>', named, scene)


def _chart(node: Node, phone: Mapping[str, Mapping]) -> str:
    """A place for the drawing, as high as it will be, and its words: seen where there is no script, heard where there is."""
    high = node.figure["layout"].get("height", HIGH)
    high_phone = phone[node.key]["layout"].get("height", HIGH) if node.key in phone else 0
    return (
        f'<figure class="chart{"" if high_phone else " not-on-phone"}" id="{escape(node.key)}" style="--high:{high}px;--high-phone:{high_phone}px">'
        f'<div class="drawing" aria-hidden="true"></div><figcaption>{escape(node.text)}</figcaption></figure>'
    )
