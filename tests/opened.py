"""Pages opened without a browser: the real entry script on a database filled by the real importer, and what a reader sees of it."""

import html
import json
import re
from dataclasses import dataclass
from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard import serving

ENTRY = Path(serving.__file__).with_name("streamlit_app.py")
NO_BREAK, JOINER = "\N{NO-BREAK SPACE}", "\N{WORD JOINER}"


@dataclass
class Opened:
    """A page as it stands after a run."""

    app: AppTest

    def choose(self, **choices: str) -> "Opened":
        """The same page with other choices, named as the URL names them."""
        for name, value in choices.items():
            self.app.session_state[name] = value
        self.app.run()
        assert not self.app.exception, self.app.exception
        return self

    @property
    def text(self) -> str:
        """All words drawn as HTML, as a reader sees them: no tags, plain spaces."""
        return "\n".join(_plain(block) for block in self.blocks())

    def blocks(self) -> list[str]:
        """Every piece of HTML on the page, style sheets apart, in order."""
        found = [element.proto.body for element in self.app.get("html")]
        return [body for body in found if "<style" not in body and not body.endswith(".css")]

    def answers(self) -> list[str]:
        """The answers, in order."""
        return [_plain(block) for block in self.blocks() if 'class="answer"' in block]

    def figures(self) -> dict[str, tuple[str, str]]:
        """Label → (value, what stands under it) of the numbers that matter."""
        (block,) = [block for block in self.blocks() if 'class="figures"' in block]
        cards = re.findall(r"<dt>(.*?)</dt><dd class=\"value\".*?>(.*?)</dd><dd class=\"where\">(.*?)</dd>", block, re.S)
        return {_plain(label): (_plain(value), _plain(where)) for label, value, where in cards}

    def table(self, place: int = 0) -> list[list[str]]:
        """The rows of the n-th table in sight, headings first."""
        block = [block for block in self.blocks() if "<table" in block][place]
        return [[_plain(cell) for cell in re.findall(r"<t[hd][ >].*?</t[hd]>", row, re.S)] for row in re.findall(r"<tr>(.*?)</tr>", block, re.S)]

    def chart(self, name: str) -> dict:
        """The figure of a chart by its name; its alt text under "alt"."""
        (found,) = [chart for chart in self.app.get("plotly_chart") if chart.proto.id.endswith(f"chart_{name}")]
        return {**json.loads(found.proto.spec), "alt": found.proto.alt}


def opened(engine, page: str, **choices: str) -> Opened:
    """Open a page of that database. `choices`: as in the URL (lang, mode, scene, release and the page's own)."""
    serving.begin(engine.url.render_as_string(hide_password=False))
    app = AppTest.from_file(str(ENTRY), default_timeout=60)
    for name, value in choices.items():
        app.query_params[name] = value
    app.switch_page(f"app_pages/{page}.py")
    return Opened(app).choose()


def _plain(block: str) -> str:
    words = html.unescape(re.sub(r"<[^>]+>", "", block)).replace(NO_BREAK, " ").replace(JOINER, "")
    return re.sub(r"\s+", " ", words).strip()
