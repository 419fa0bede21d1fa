// Keeps <html lang> true to the language in the URL: screen readers, hyphenation and fonts go by it.
const say = () => { document.documentElement.lang = new URLSearchParams(location.search).get("lang") === "en" ? "en" : "th"; };
for (const name of ["pushState", "replaceState"]) {
  const original = history[name].bind(history);
  history[name] = (...given) => { original(...given); say(); };
}
addEventListener("popstate", say);
say();
