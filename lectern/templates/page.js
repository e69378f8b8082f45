"use strict";
(() => {
  const card = document.getElementById("note-card");
  if (!card || !("showPopover" in card)) return;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.fn[href^='#note-']");
    if (!link) return;
    const note = document.querySelector(link.getAttribute("href"));
    if (!note) return;
    event.preventDefault();
    card.replaceChildren(...[...note.childNodes].map((node) => node.cloneNode(true)));
    card.showPopover();
    const at = link.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    if (room < 700) { card.style.left = card.style.top = ""; return; }
    const left = Math.max(16, Math.min(at.left - 40, room - card.offsetWidth - 16));
    const below = at.bottom + 10 + card.offsetHeight < window.innerHeight;
    card.style.left = `${left}px`;
    card.style.top = `${below ? at.bottom + 10 : Math.max(16, at.top - card.offsetHeight - 10)}px`;
  });
})();
