"""A page of the screens, run without a browser: what it draws, as plain nodes. The only module of this room that knows Streamlit.

The pages are Streamlit scripts, and there must not be a second drawing of them that could say something else. So the site asks
Streamlit itself what it would send to a browser, by the means Streamlit has for that (AppTest), and writes it down.
"""

import gc
import json
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unittest.mock import patch

from streamlit.components.v2 import manifest_scanner
from streamlit.proto.Block_pb2 import Block
from streamlit.testing.v1 import AppTest

from dashboard import pickers, serving

ENTRY = Path(serving.__file__).with_name("streamlit_app.py")
WINDOWS = {"desk": (1280, 800), "phone": (390, 844)}  # the two shapes a chart is drawn for
PATIENCE = 120  # seconds a page may take
SWEEP = 20  # pages after which what they left is thrown away
NO_SERVER = "streamlit.runtime.scriptrunner_utils.script_run_context"  # warns at every page that nobody serves it
HORIZONTAL = Block.FlexContainer.Direction.HORIZONTAL
_runs = 0


@dataclass(frozen=True)
class Node:
    """What stands on a page: a piece of HTML, a chart, a fold, Markdown, columns, or a group of such.

    `text` is the HTML or Markdown, a chart's alt text, a fold's words. `is_row`: what is inside stands side by side.
    """

    kind: str
    key: str = ""
    text: str = ""
    figure: Mapping | None = None
    is_row: bool = False
    inside: tuple["Node", ...] = ()

    def every(self, kind: str) -> Iterator["Node"]:
        """All nodes of a kind, in order."""
        if self.kind == kind:
            yield self
        for node in self.inside:
            yield from node.every(kind)


@contextmanager
def ready(url: str) -> Iterator[None]:
    """Show the public pages of that database; what this process showed before is shown again after."""
    before, audience = serving.database_url(), serving.audience()
    serving.begin(url, serving.PUBLIC)
    once = cache(manifest_scanner.scan_component_manifests)  # a quarter of a second each
    with patch.object(manifest_scanner, "scan_component_manifests", once), patch.object(logging.getLogger(NO_SERVER), "disabled", True):
        try:
            yield
        finally:
            serving.begin(before, audience)


def opened(page: str, shape: str, picks: Mapping[str, str], keep: Callable[[str, bytes], None] | None = None) -> Node:
    """A page as it stands with these choices (as in the URL), laid out for a shape. `keep` gets the files it offers; without it only the charts are wanted. Raises what the page raises."""
    _sweep()
    app = AppTest.from_file(str(ENTRY), default_timeout=PATIENCE)
    for name, value in {**picks, "mode": shape}.items():
        app.query_params[name] = value
    app.context["theme"] = "light"
    app.switch_page(f"app_pages/{page}.py")
    serving.write(serving.Writing(WINDOWS[shape], keep or (lambda name, content: None), only_charts=keep is None))
    try:
        app.run()
    finally:
        serving.write(None)
    if app.exception:
        raise RuntimeError(f"{page} {dict(picks)}: {app.exception[0].message}")
    return Node("page", inside=tuple(_within(app.main)))


def _sweep() -> None:
    """Streamlit collects all garbage after every run: what is there is set aside from it, and swept by ourselves now and then."""
    global _runs
    _runs += 1
    if _runs % SWEEP == 0:
        gc.unfreeze()
        gc.collect()
    gc.freeze()


def _within(block) -> Iterator[Node]:
    for child in block.children.values():
        key = child.key or ""
        if key.startswith(pickers.HIDDEN) or child.type == "popover":
            continue
        if not hasattr(child, "children"):
            yield from _element(child, key)
        elif inside := tuple(_within(child)):
            yield _group(child, key, inside)


def _element(element, key: str) -> Iterator[Node]:
    """HTML, Markdown and charts; what can be pressed or chosen is left out."""
    match element.type:
        case "html" if "<style" not in element.proto.body and not element.proto.body.endswith(".css"):
            yield Node("html", key, element.proto.body)
        case "markdown":
            yield Node("markdown", key, element.proto.body)
        case "plotly_chart":
            yield Node("chart", key, element.proto.alt, _figure(json.loads(element.proto.spec)))


def _group(block, key: str, inside: tuple[Node, ...]) -> Node:
    if block.type == "expander":
        return Node("fold", key, block.label, inside=inside)
    if all(child.type == "column" for child in block.children.values()):
        return Node("columns", key, inside=tuple(_column(child) for child in block.children.values()))
    is_row = block.type == "flex_container" and block.proto.flex_container.direction == HORIZONTAL
    return Node("group", key, inside=inside, is_row=is_row)


def _column(block) -> Node:
    return Node("group", inside=tuple(_within(block)))


def _figure(spec: Mapping) -> dict:
    """A figure without Streamlit's template, most of its bytes, which our figures do not use."""
    layout = {name: value for name, value in spec["layout"].items() if name != "template"}
    return {"data": spec["data"], "layout": layout}
