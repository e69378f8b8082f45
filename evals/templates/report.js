"use strict";
// Filters over the cases. Without this script the page shows all of them.
(() => {
  const form = document.getElementById("filters");
  const cases = [...document.querySelectorAll("#list > .case")];
  const texts = new Map();
  const textOf = (one) => texts.get(one) ?? texts.set(one, one.textContent.toLowerCase()).get(one);

  function apply() {
    const wanted = Object.fromEntries(new FormData(form));
    const words = (wanted.text ?? "").toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const one of cases) {
      const fits = (!wanted.metric || one.dataset.metrics.split(" ").includes(wanted.metric))
        && (!wanted.direction || one.dataset.direction === wanted.direction)
        && (!wanted.split || one.dataset.split === wanted.split)
        && (!wanted.errors || "error" in one.dataset)
        && words.every((word) => textOf(one).includes(word));
      one.hidden = !fits;
      shown += fits;
    }
    document.getElementById("count").textContent =
      shown === cases.length ? `${shown} cases` : `${shown} of ${cases.length} cases`;
    document.getElementById("none").hidden = shown > 0;
  }

  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("clear").addEventListener("click", () => { form.reset(); apply(); form.elements.text.focus(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && event.target !== form.elements.text && !event.ctrlKey && !event.metaKey) { event.preventDefault(); form.elements.text.focus(); }
    if (event.key === "Escape" && form.contains(event.target)) { form.reset(); apply(); }
  });
  apply(); // a browser that goes back keeps what was chosen
})();
