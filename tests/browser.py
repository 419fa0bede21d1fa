"""A real browser for what only a browser shows: Thai shaping, keys, sizes, requests to the outside.

`from browser import browser, chromium` in a test module gives a pytest fixture: `browser(width, height)` → a `Screen`.
"""

import json
import shutil
from dataclasses import dataclass

import pytest

CHROMIUM, DRIVER = "/usr/bin/chromium", "/usr/bin/chromedriver"
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=th",
)  # fmt: skip
PATIENCE = 90  # seconds until a screen must stand; waiting ends as soon as it does


@dataclass
class Screen:
    """One browser window and the few things tests do with it."""

    driver: object

    def open(self, address, dark=False):
        """Go to an address and wait until the screen stands still."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        self.driver.get(address)
        return self.settle()

    def settle(self):
        """Wait until no script runs, nothing is stale, fonts are in and every chart is drawn."""
        self.wait(lambda: self.driver.execute_async_script(STANDS_STILL))
        return self

    def all(self, selector):
        """Elements of a CSS selector."""
        return self.driver.find_elements("css selector", selector)

    def one(self, selector):
        """The first element of a CSS selector, waited for."""
        return self.wait(lambda: self.all(selector))[0]

    def wait(self, until):
        """Wait until a function gives something, and return it."""
        from selenium.webdriver.support.ui import WebDriverWait

        return WebDriverWait(self.driver, PATIENCE, poll_frequency=0.1).until(lambda _: until())

    def text(self):
        """All text a reader sees."""
        return self.driver.execute_script("return document.body.innerText")

    def style(self, selector, name):
        """Computed style of the first element of a selector."""
        element = self.one(selector)
        return self.driver.execute_script("return getComputedStyle(arguments[0])[arguments[1]]", element, name)

    def press(self, *keys):
        """Send keys to the page as a keyboard or a presenter's remote does; wait until what they start is done."""
        from selenium.webdriver.common.action_chains import ActionChains

        return self.after(ActionChains(self.driver).send_keys(*keys).perform)

    def click(self, selector):
        """Click the first element of a selector; wait until what it starts is done."""
        return self.after(self.one(selector).click)

    def after(self, act):
        """Do something that makes the script run, and wait until that run is over and the screen stands still."""
        before = self.script(COUNT_RUNS)
        act()
        self.wait(lambda: self.script("return window.runs") != before)
        return self.settle()

    def script(self, source, *values):
        """Run JavaScript in the page and return its value."""
        return self.driver.execute_script(source, *values)

    def requests(self):
        """Addresses asked for since the last call, from Chromium's own log."""
        entries = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        sent = [e["params"]["request"]["url"] for e in entries if e["method"] == "Network.requestWillBeSent"]
        sockets = [e["params"]["url"] for e in entries if e["method"] == "Network.webSocketCreated"]
        return sent + sockets

    def complaints(self):
        """What the browser's console says at level severe: script errors, content-security refusals.

        Streamlit looks for its server under the page's own address first; those two refusals are its usual way.
        """
        said = [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]
        return [m for m in said if not ("/_stcore/h" in m and "404" in m)]

    def picture(self, path, whole=False):
        """Write a PNG of the window, or of the whole length of the page."""
        if whole:
            self._stretch()
        self.driver.save_screenshot(str(path))

    def _stretch(self):
        """Make the window as high as its content."""
        high = self.script(
            "const m = document.querySelector('[data-testid=stMain]');"
            "return [innerWidth, Math.max(innerHeight, m ? m.scrollHeight : 0)]"
        )
        size(self.driver, *high)
        self.settle()


COUNT_RUNS = """
if (window.runs === undefined) {
  window.runs = 0;
  new MutationObserver(() => {
    if (document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning') window.runs += 1;
  }).observe(document.body, {subtree: true, attributes: true, attributeFilter: ['data-test-script-state']});
}
return window.runs;
"""
STANDS_STILL = """
const done = arguments[arguments.length - 1];
const quiet = () => {
  const app = document.querySelector('[data-testid=stApp]');
  return app && app.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-stale=true], [data-testid=stSkeleton]')
    && [...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(c => c.querySelector('.main-svg'));
};
if (!quiet()) { done(false); }
else { document.fonts.ready.then(() => setTimeout(() => done(quiet()), 250)); }
"""


def size(driver, width, height, mobile=False):
    """Give the page a size in CSS px, below what a window itself may be, too."""
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def start(width=1280, height=800, mobile=False, profile=None):
    """A `Screen` of its own Chromium; quit `.driver` when done."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, *([f"--user-data-dir={profile}"] if profile else [])):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    driver.set_script_timeout(PATIENCE)
    size(driver, width, height, mobile)
    return Screen(driver)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    """One Chromium for all tests: starting it takes longer than most of them."""
    if not (shutil.which(CHROMIUM) and shutil.which(DRIVER)):
        pytest.skip("needs Debian's chromium and chromium-driver")
    screen = start(profile=tmp_path_factory.mktemp("chromium"))
    yield screen
    screen.driver.quit()


@pytest.fixture
def browser(chromium):
    """A function (width, height, mobile=False) → a `Screen` without cookies or memories. Skips without Chromium."""

    def fresh(width=1280, height=800, mobile=False):
        chromium.driver.get("about:blank")
        chromium.driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
        size(chromium.driver, width, height, mobile)
        for forgotten in ("performance", "browser"):
            chromium.driver.get_log(forgotten)
        return chromium

    return fresh
