// What only the browser knows, told to the page and to the server. Runs before Streamlit connects.

// <html lang> follows the language in the URL: screen readers and line breaking go by it.
const say = () => { document.documentElement.lang = new URLSearchParams(location.search).get("lang") === "en" ? "en" : "th"; };
for (const name of ["pushState", "replaceState"]) {
  const original = history[name].bind(history);
  history[name] = (...given) => { original(...given); say(); };
}
addEventListener("popstate", say);
say();

// The window's size, so that a phone opens as a phone and a projector's table holds no more rows than fit. Kept nowhere.
const measure = () => { document.cookie = `window=${innerWidth}x${innerHeight}; path=/; SameSite=Strict`; };
addEventListener("resize", measure);
measure();

// Whether the graphics card can draw a map: tried once a visit, before the first page is asked for.
const draws = () => {
  const gl = document.createElement("canvas").getContext("webgl2");
  gl?.getExtension("WEBGL_lose_context")?.loseContext();
  return gl ? 1 : 0;
};
if (!document.cookie.includes("webgl=")) document.cookie = `webgl=${draws()}; path=/; SameSite=Strict`;

// Streamlit's menu on a phone lays groups in a list, where only entries may lie: a screen reader is told that each group is a list of its own.
const grouped = () => document.querySelectorAll("[data-testid=stSidebarNavItems]:not([role]), [data-testid=stSidebarNavItems] > :not([role])").forEach((part) => {
  part.setAttribute("role", { UL: "group", LI: "presentation" }[part.tagName] ?? "list");
});
new MutationObserver(grouped).observe(document, { childList: true, subtree: true });

// F fills the screen with a projected page and leaves it again; told by the key's place, so that it works under a Thai keyboard too.
addEventListener("keydown", (event) => {
  const isProjected = new URLSearchParams(location.search).get("mode") === "projector";
  if (event.code !== "KeyF" || event.ctrlKey || event.altKey || event.metaKey || !isProjected) return;
  document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
});
