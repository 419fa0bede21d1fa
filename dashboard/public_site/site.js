// The public site's script: charts drawn when they come into view, search, paper. Without it everything is there in words and tables.
"use strict";
const PLOTLY = "{{plotly}}", DARK = {{dark}}, GROUND = {{ground}};
const root = document.body.dataset.root;
const dark = matchMedia("(prefers-color-scheme: dark)"), narrow = matchMedia("(max-width: 59.99rem)");
const PAPER = 680;  // px between the margins of an A4 page
const figures = {}, asked = {};
let things = [];

// Data comes as scripts that call these, not as JSON: a browser that opened the site from a disk may not read JSON.
window.scrutiny = { figures: (shape, all) => { figures[shape] = all; }, search: (all) => { things = all; } };

const load = (address) => asked[address] ??= new Promise((done, fails) => {
  const script = document.createElement("script");
  Object.assign(script, { src: address, onload: done, onerror: fails });
  document.head.append(script);
});

// A figure is kept in the colours of the light ground; each has its counterpart on the dark one.
const coloured = (figure, isDark) => JSON.parse(!isDark ? JSON.stringify(figure) : JSON.stringify(figure)
  .replace(/#[0-9A-Fa-f]{6}\b/g, (colour) => DARK[colour.toUpperCase()] ?? colour).replace(/rgba\(255,\s*255,\s*255,/g, `rgba(${GROUND},`));

const put = (chart, isDark = dark.matches) => {
  const given = figures[narrow.matches ? "phone" : "desk"]?.[chart.id];
  if (!given) return;
  const { data, layout } = coloured(given, isDark);
  chart.classList.add("is-drawn");
  return Plotly.react(chart.querySelector(".drawing"), data, layout, { displayModeBar: false, responsive: true });
};

const draw = async (chart) => {
  try {
    await Promise.all([load(`${root}assets/${PLOTLY}`), load(`figures-${narrow.matches ? "phone" : "desk"}.js`)]);
    await put(chart);
  } catch {
    chart.classList.add("is-words");  // cannot be drawn here: its words stand in its place
  }
};

const seen = new IntersectionObserver((entries) => entries.filter((one) => one.isIntersecting).forEach((one) => {
  seen.unobserve(one.target);
  draw(one.target);
}), { rootMargin: "100px" });
const charts = [...document.querySelectorAll(".chart")];
const watch = () => charts.forEach((chart) => seen.observe(chart));
// The library is a megabyte and more: to a phone it comes when the reader first touches the page, the words stand there till then.
if (narrow.matches) ["scroll", "pointerdown", "keydown"].forEach((sign) => addEventListener(sign, watch, { once: true, passive: true }));
else watch();
const again = () => charts.filter((chart) => chart.classList.contains("is-drawn")).forEach(draw);
dark.addEventListener("change", again);
narrow.addEventListener("change", again);

// On paper the ground is white, a wide drawing is made to fit, and what is folded away on the screen is told: the tables behind the charts.
addEventListener("beforeprint", () => {
  charts.forEach((chart) => chart.style.setProperty("--fit", Math.min(1, PAPER / chart.offsetWidth)));
  document.querySelectorAll(".behind:not([open])").forEach((fold) => { fold.open = true; fold.dataset.opened = ""; });
  if (dark.matches) charts.filter((chart) => chart.classList.contains("is-drawn")).forEach((chart) => put(chart, false));
});
addEventListener("afterprint", () => {
  document.querySelectorAll("[data-opened]").forEach((fold) => { fold.open = false; delete fold.dataset.opened; });
  if (dark.matches) again();
});

// Search over names and codes of partners, projects and activities.
const search = document.querySelector(".search"), field = search.querySelector("input"), list = search.querySelector("ul"), found = search.querySelector(".found");
field.addEventListener("focus", () => load(search.dataset.index), { once: true });
field.addEventListener("input", async () => {
  await load(search.dataset.index);
  const words = field.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const fits = words.length ? things.filter((one) => words.every((word) => one[0].includes(word))) : [];
  list.replaceChildren(...fits.slice(0, 8).map(([, name, code, folder]) => {
    const line = document.createElement("li"), link = document.createElement("a");
    link.href = local(root + folder);
    link.append(name, ` (${code})`);
    line.append(link);
    return line;
  }));
  found.textContent = words.length ? (fits.length ? search.dataset.found.replace("{count}", fits.length) : search.dataset.none) : "";
});
search.addEventListener("submit", (event) => { event.preventDefault(); list.querySelector("a")?.click(); });
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("nav details[open]").forEach((menu) => { menu.open = false; });
  list.replaceChildren();
});
addEventListener("click", (event) => document.querySelectorAll("nav details[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; }));

// Opened from a disk, a folder does not show its page by itself.
const local = (address) => location.protocol === "file:" && address.endsWith("/") ? `${address}index.html` : address;
if (location.protocol === "file:") document.querySelectorAll("a[href]").forEach((link) => link.setAttribute("href", local(link.getAttribute("href"))));
