"use strict";
// What waits to be saved. It is kept in this browser until the server has it, so a lost connection, a closed tab or a
// server that starts again loses nothing. Saves name the version that they were made from; the server refuses the second.
const Queue = (() => {
  const PAUSE_MS = 1200, FIRST_RETRY_MS = 2000, LAST_RETRY_MS = 15000;
  const place = location.pathname.replace(/\/$/, "");
  const shelf = `lectern ${place}`;
  const events = new EventTarget();
  let base = 0, waiting = [], sending = null, retryMs = FIRST_RETRY_MS, timer = 0, isStopped = false;

  const tell = (name, detail) => events.dispatchEvent(new CustomEvent(name, { detail }));
  const all = () => [...(sending ?? []), ...waiting];

  function keep() {
    try {
      if (all().length) localStorage.setItem(shelf, JSON.stringify({ base, edits: all() }));
      else localStorage.removeItem(shelf);
    } catch { tell("unkept"); }
  }

  function start(version) {
    base = version;
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(shelf)); } catch { /* nothing readable was kept */ }
    if (!kept?.edits?.length) return [];
    base = kept.base;
    waiting = kept.edits;
    return waiting;
  }

  async function ask(path, body) {
    const answer = await fetch(`${place}/${path}`, body === undefined ? {} : {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
    });
    const told = (answer.headers.get("Content-Type") ?? "").includes("json") ? await answer.json() : { message: await answer.text() };
    return { status: answer.status, told };
  }

  // A sentence's newest wording replaces the one that waits; anything else is kept in order.
  function add(edit, { soon = false } = {}) {
    const last = waiting.findIndex((other) => edit.action === "reword" && other.action === "reword" && other.key === edit.key);
    if (last >= 0 && waiting.slice(last + 1).every((other) => other.key !== edit.key)) waiting[last] = edit;
    else waiting.push(edit);
    keep();
    tell("dirty");
    later(soon ? 0 : PAUSE_MS);
  }

  function later(ms) {
    clearTimeout(timer);
    timer = setTimeout(send, ms);
  }

  async function send() {
    if (sending || !waiting.length || isStopped) return;
    sending = waiting;
    waiting = [];
    tell("saving");
    let answer;
    try { answer = await ask("edits", { base, edits: sending }); } catch { answer = { status: 0, told: {} }; }
    const edits = sending, before = base;
    sending = null;
    if (answer.status === 200) {
      base = answer.told.version;
      retryMs = FIRST_RETRY_MS;
      keep();
      tell("saved", { ...answer.told, edits, before });
      if (waiting.length) later(0);
    } else if (answer.status === 409) {
      waiting = [...edits, ...waiting];
      conflict(answer.told);
    } else if (answer.status === 401 || answer.status === 0 || answer.status >= 500) {
      waiting = [...edits, ...waiting];
      keep();
      tell("offline", { retryMs, isLocked: answer.status === 401 });
      later(retryMs);
      retryMs = Math.min(2 * retryMs, LAST_RETRY_MS);
    } else {
      keep();
      tell("refused", { message: answer.told.message, edits });
    }
  }

  // Edits of other sentences than theirs go on top of theirs; of the same one, a person decides.
  function conflict(told) {
    const theirs = new Set(told.overlaps);
    const both = waiting.filter((edit) => theirs.has(edit.key));
    if (!both.length) {
      base = told.standing;
      keep();
      tell("beside", told);
      later(0);
      return;
    }
    isStopped = true;
    keep();
    tell("conflict", { ...told, edits: both });
  }

  // Go on after a conflict: `dropped` are keys whose edits are given up, `added` edits to make instead.
  function settle(standing, dropped, added) {
    waiting = [...waiting.filter((edit) => !dropped.includes(edit.key)), ...added];
    base = standing;
    isStopped = false;
    keep();
    if (waiting.length) later(0);
    else tell("settled");
  }

  window.addEventListener("online", () => { if (waiting.length) later(0); });
  return {
    add, ask, settle, start, flush: () => later(0),
    on: (name, act) => events.addEventListener(name, (event) => act(event.detail)),
    moveTo: (version) => { if (!all().length) base = version; },
    get base() { return base; },
    get isEmpty() { return !all().length; },
    has: (key) => all().some((edit) => edit.key === key),
  };
})();
