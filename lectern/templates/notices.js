"use strict";
// What the page tells in passing: in the bar whether everything is saved, and a note with something to do about it.
const Notices = (() => {
  const NOTE_MS = 9000;
  const $ = (id) => document.getElementById(id);
  let noteTimer = 0;

  function show(state, text) {
    $("status").dataset.state = state;
    $("status").textContent = text;
  }

  function note(text, label, act) {
    const [words, button] = [$("toast").firstElementChild, $("toast-act")];
    words.textContent = text;
    button.hidden = !act;
    button.textContent = label ?? "";
    button.onclick = act ? () => { $("toast").hidden = true; act(); } : null;
    $("toast").hidden = false;
    clearTimeout(noteTimer);
    noteTimer = setTimeout(() => { $("toast").hidden = true; }, NOTE_MS);
  }

  return { show, note, saved: () => show("saved", `Saved · version ${Queue.base}`) };
})();
