"""What a network of 600 members and 5,000 ties costs: `python benchmarks/network.py [--pages network,ties] [--database FILE]`.

Its questions asked anew, and clicks on its pages in a real browser: seconds from the key or button to the last change of the page, and what the server
sends for it (messages of the socket before they are compressed, and files). Needs Chromium, as the browser tests do. Prints Markdown tables.
"""

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import large_network
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from dashboard import wording
from queries import database, questions

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
import browser  # noqa: E402  the browser tests' own
import served  # noqa: E402

PAIR = {"partner": "ORG-0001", "other": "ORG-0500"}
QUESTIONS = {
    "network.partners": {}, "network.ties": {}, "network.district_ties": {}, "network.composition": {}, "network.summary": {}, "network.quarters": {}, "network.removals": {},
    "network.path": PAIR, "network.tie_events": {"partner": PAIR["partner"]}, "network.graph_positions": {}, "bodies.listed": {}, "bodies.connectors": {}, "bodies.boundary_spanners": {},
}
TIMES = 3  # each click is made so often, every time to another choice: nothing is answered from what was kept
GRAPHICS = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")  # a graphics card in software, for the zoomable map
WATCH = """
window.told = {from: 0, last: 0};
for (const kind of ['keydown', 'pointerup']) document.addEventListener(kind, () => { window.told.from = performance.now(); }, true);
const seen = changes => changes.some(c => c.attributeName !== 'data-test-script-state');
new MutationObserver(changes => { if (seen(changes)) window.told.last = performance.now(); }).observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
new PerformanceObserver(l => { for (const e of l.getEntries()) window.told.last = Math.max(window.told.last, e.startTime + e.duration); }).observe({entryTypes: ['longtask']});
"""
DOT = """
const chart = document.querySelector(arguments[0] + ' .js-plotly-plot'), all = chart._fullLayout;
chart.scrollIntoView({block: 'center'});
const box = chart.getBoundingClientRect(), shown = [];
for (const trace of chart._fullData) {
  if (!trace.customdata || !(trace.mode || '').includes('markers')) continue;
  const [x, y] = [all['xaxis' + (trace.xaxis || 'x').slice(1)], all['yaxis' + (trace.yaxis || 'y').slice(1)]];
  trace.x.forEach((value, n) => { if (/^(partner:)?ORG-[0-9]+(,|$)/.test(String(trace.customdata[n]))) shown.push([box.left + x._offset + x.l2p(value), box.top + y._offset + y.l2p(trace.y[n])]); });
}
return shown[Math.floor(shown.length * arguments[1])].map(Math.round);
"""


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Measures the network at 600 members and 5,000 ties.")
    parser.add_argument("--pages", default="network,ties")
    parser.add_argument("--database", type=Path, help="where the network was loaded before")
    picked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="scrutiny-bench-"))
    start = time.perf_counter()
    engine = database.engine(f"sqlite:///{picked.database}") if picked.database else large_network.loaded(folder / "network.sqlite", folder / "csv")
    print(f"Python {platform.python_version()}, {platform.system()}, SQLite; loaded in {time.perf_counter() - start:.1f} s\n\n| question | rows | ms |\n|---|---|---|")
    for name, picks in QUESTIONS.items():
        _question(engine, name, picks)
    print("\n| page | click | s, median | s, worst | kB, median | kB, most | server CPU s, median |\n|---|---|---|---|---|---|---|", flush=True)
    for page in picked.pages.split(","):
        for query, clicks in CLICKS[page].items():
            _page(engine.url.render_as_string(hide_password=False), f"{page}?{query}", clicks)


def _question(engine, name: str, picks: dict) -> None:
    """Median of five, each on figures not kept from before."""
    from queries import graphs

    times = []
    with engine.connect() as connection:
        for _ in range(5):
            graphs._betweenness.cache_clear()
            start = time.perf_counter()
            found = questions.find(name)(connection, release=1, province=large_network.PROVINCE, **picks)
            times.append((time.perf_counter() - start) * 1000)
    print(f"| {name} | {len(found):,} | {statistics.median(times):.0f} |", flush=True)


def _page(url: str, address: str, clicks: dict[str, Callable]) -> None:
    """Every click on a page, each time on one that was opened anew and has loaded whole; the server has kept nothing from another page."""
    server, screen = served.start(url, pages=""), browser.start(1920, 1080)
    try:
        for name, click in clicks.items():
            measured = []
            for turn in range(TIMES):
                screen.open(f"{server.address}/{address}")
                measured.append(_measured(screen, server.process.pid, click, turn))
            seconds, kilobytes, busy = zip(*measured, strict=True)
            print(f"| {address.rstrip('?')} | {name} | {statistics.median(seconds):.2f} | {max(seconds):.2f} | {statistics.median(kilobytes):.0f} | {max(kilobytes):.0f} | {statistics.median(busy):.2f} |", flush=True)
    finally:
        screen.driver.quit()
        server.process.terminate()


def _measured(screen: browser.Screen, server: int, click: Callable, turn: int) -> tuple[float, float, float]:
    """Seconds from the last key or button to the last change, kB received meanwhile, and seconds the server's process was busy."""
    act = click(screen, turn)
    screen.driver.get_log("performance")
    screen.script(WATCH)
    before = _busy(server)
    screen.after(act)
    seconds = screen.script("return (window.told.last - window.told.from) / 1000")
    return seconds, sum(map(_received, screen.driver.get_log("performance"))) / 1000, _busy(server) - before


def _busy(process: int) -> float:
    """CPU seconds of a process so far, from Linux."""
    user, system = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _received(entry: dict) -> float:
    """Bytes that an entry of the browser's log says have come."""
    said = json.loads(entry["message"])["message"]
    if said["method"] == "Network.webSocketFrameReceived":
        frame = said["params"]["response"]
        return len(frame["payloadData"]) * (3 / 4 if frame["opcode"] == 2 else 1)
    return said["params"]["encodedDataLength"] if said["method"] == "Network.loadingFinished" else 0


def choosing(pick: str, step: int = 7) -> Callable:
    """Choose in a select box, each time another option: the list stands open before the clock starts."""
    def click(screen, turn):
        field = screen.one(f'[data-testid=stSelectbox] input[aria-label="{wording.t("pick." + pick)}"]')
        field.send_keys(Keys.ARROW_DOWN)
        screen.wait(lambda: screen.all("[role=option]"))
        field.send_keys(Keys.ARROW_DOWN * (2 + step * turn))
        return lambda: field.send_keys(Keys.ENTER)

    return click


def pressing(chart: str) -> Callable:
    """Press a dot of a flat picture, each time another."""
    def click(screen, turn):
        x, y = screen.script(DOT, f".st-key-chart_{chart}", (turn + 1) / (TIMES + 1))
        moved = ActionChains(screen.driver)
        moved.w3c_actions.pointer_action.move_to_location(x, y)
        moved.pause(0.5).perform()
        return ActionChains(screen.driver).click().perform

    return click


def sliding(screen, turn):
    """Move the quarter back, each time by one more."""
    def one_back():
        screen.one("[data-testid=stSlider] input").send_keys(Keys.ARROW_LEFT)

    for _ in range(turn):
        screen.after(one_back)
    return one_back


CHOICES = {"choose a partner": choosing("partner"), "choose a district": choosing("district", 1)}
CLICKS = {  # by page and what its address asks for
    "network": {"map=flat": {**CHOICES, "press a dot": pressing("map"), "move the quarter": sliding}, "map=deck": {**CHOICES, "move the quarter": sliding}},
    "ties": {"": {**CHOICES, "press a dot": pressing("graph"), "move the quarter": sliding}},
}


if __name__ == "__main__":
    wording.use("th")
    browser.PATIENCE = 120  # what is slow is measured, not given up
    browser.FLAGS = (*(flag for flag in browser.FLAGS if flag != "--disable-gpu"), *GRAPHICS)
    main()
