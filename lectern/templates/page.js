"use strict";
// A footnote opens its note beside the sentence. Without this script, or without popovers, its link leads to the notes.
(() => {
  const card = document.getElementById("note-card");
  if (!card || !("showPopover" in card)) return;

  function place(link) {
    const at = link.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    if (room < 700) { card.style.left = card.style.top = ""; return; }
    const left = Math.max(16, Math.min(at.left - 40, room - card.offsetWidth - 16));
    const below = at.bottom + 10 + card.offsetHeight < window.innerHeight;
    card.style.left = `${left}px`;
    card.style.top = `${below ? at.bottom + 10 : Math.max(16, at.top - card.offsetHeight - 10)}px`;
  }

  for (const link of document.querySelectorAll("a.fn[href^='#note-']")) link.setAttribute("aria-haspopup", "dialog");
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.fn[href^='#note-']");
    const note = link && document.querySelector(link.getAttribute("href"));
    if (!note) return;
    event.preventDefault();
    card.replaceChildren(...[...note.childNodes].map((node) => node.cloneNode(true)));
    card.setAttribute("aria-label", link.getAttribute("aria-label"));
    link.focus(); // Safari does not focus a clicked link, and closing returns to what had the focus
    card.showPopover({ source: link });
    place(link);
    card.focus({ preventScroll: true });
  });
  card.addEventListener("click", (event) => {
    if (event.target.closest("a[href^='#']")) card.hidePopover();
  });
  // Paper cannot be unfolded.
  window.addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("details:not([open])")) { fold.open = true; fold.dataset.folded = ""; }
  });
  window.addEventListener("afterprint", () => {
    for (const fold of document.querySelectorAll("details[data-folded]")) { fold.open = false; delete fold.dataset.folded; }
  });
})();
