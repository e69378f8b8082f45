"use strict";
// The page as a place to work: choose a sentence, type into it, judge it; everything is saved as it is written.
(() => {
  const POLL_MS = 6000;
  const $ = (id) => document.getElementById(id);
  const panel = $("panel"), status = $("status"), { show, saved, note } = Notices;
  let selected = null, editing = null, began = "", isReading = false, isAskedAgain = false;

  // ---- choosing
  const sentences = () => [...document.querySelectorAll("#script .s[data-key]:not(.title)")];
  const byKey = (key) => document.querySelector(`.s[data-key="${CSS.escape(key)}"]`);

  function select(span) {
    if (selected && selected !== span) { selected.classList.remove("selected"); selected.tabIndex = selected.matches(".title") ? 0 : -1; }
    selected = span;
    if (span) { span.classList.add("selected"); span.tabIndex = 0; }
    const template = $(span && !span.matches(".title") ? `panel-${span.dataset.key}` : "panel-none");
    panel.replaceChildren(template ? template.content.cloneNode(true) : "");
    panel.classList.toggle("open", Boolean(span && template && template.id !== "panel-none"));
    panel.scrollTop = 0;
    if (span && getComputedStyle(panel).position === "fixed") span.scrollIntoView({ block: "nearest" }); // not behind the sheet
  }

  function go(step) {
    const list = sentences(), at = list.indexOf(selected);
    const next = list[at < 0 ? 0 : Math.max(0, Math.min(list.length - 1, at + step))];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }

  function goToOpen() {
    const list = sentences(), at = list.indexOf(selected);
    const waits = (span) => span.matches(".unsupported, .has-finding, .placeholder");
    const next = [...list.slice(at + 1), ...list.slice(0, at + 1)].find(waits);
    if (!next) { note("Nothing is open."); return; }
    next.focus();
    next.scrollIntoView({ block: "center" });
  }

  // ---- writing
  function edit(span) {
    if (editing || !span) return;
    if (selected !== span) select(span);
    editing = span;
    began = span.textContent;
    span.contentEditable = "plaintext-only";
    span.setAttribute("role", "textbox");
    span.spellcheck = true;
    span.focus();
    const caret = getSelection(); // where the mouse put it, else at the end
    if (span.matches("[data-placeholder]")) caret.selectAllChildren(span);
    else if (!span.contains(caret.anchorNode)) { caret.selectAllChildren(span); caret.collapseToEnd(); }
  }

  const written = (span) => span.textContent.replace(/\s+/g, " ").trim();

  function leave() {
    const span = editing;
    if (!span) return;
    editing = null;
    span.contentEditable = "false";
    span.removeAttribute("contenteditable");
    span.setAttribute("role", "button");
    const text = written(span);
    if (span.dataset.behind !== undefined) { // a sentence that is being added
      span.remove();
      if (text) Queue.add({ action: "insert", key: span.dataset.behind, text }, { soon: true });
      byKey(span.dataset.behind)?.focus();
      return;
    }
    if (!text) {
      span.textContent = began;
      change(span, began);
      note("A sentence needs words. To take it out, cut it with Del.");
    } else {
      if (span.textContent !== text) span.textContent = text;
      if (text !== began || Queue.has(span.dataset.key)) change(span, text, true);
    }
    if (Queue.isEmpty) refresh();
  }

  function change(span, text, isDone = false) {
    if (span.matches(".title")) {
      if (isDone && text !== began) Queue.add({ action: "retitle", key: span.dataset.key, text }, { soon: true });
      return;
    }
    Queue.add({ action: "reword", key: span.dataset.key, text });
    if (isDone) Queue.add({ action: "done", key: span.dataset.key }, { soon: true });
  }

  function insertBehind(span) {
    const fresh = document.createElement("span");
    fresh.className = "s fresh";
    fresh.dataset.behind = span.dataset.key;
    fresh.setAttribute("aria-label", "A new sentence");
    const last = [...span.parentElement.children].find((node) => node.compareDocumentPosition(span) & Node.DOCUMENT_POSITION_PRECEDING && node.matches(".s"));
    span.parentElement.insertBefore(fresh, last ?? null);
    editing = fresh;
    began = "";
    fresh.contentEditable = "plaintext-only";
    fresh.setAttribute("role", "textbox");
    fresh.focus();
  }

  // ---- judging
  const ACTS = {
    edit: () => edit(selected),
    accept: () => judge("accept"),
    reject: () => judge("reject"),
    comment: () => unfold(panel.querySelector("form.comment")),
    picture: () => unfold(panel.querySelector("form.cue")),
    up: () => move(-1),
    down: () => move(1),
    put: (button) => reworded(selected.dataset.key, button.dataset.text),
    cut: () => {
      const key = selected.dataset.key;
      go(1);
      Queue.add({ action: "cut", key }, { soon: true });
      byKey(key)?.classList.add("leaving");
    },
    never: async (button) => { ACTS.cut(); await wish(button.dataset.target, "ban"); },
    insert: () => insertBehind(selected),
    vouch: () => Queue.add({ action: "vouch", key: selected.dataset.key }, { soon: true }),
    cite: (button) => Queue.add({ action: "cite", key: selected.dataset.key, fact_ids: [...facts(), button.dataset.fact] }, { soon: true }),
    uncite: (button) => Queue.add({ action: "cite", key: selected.dataset.key, fact_ids: facts().filter((id) => id !== button.dataset.fact) }, { soon: true }),
    distrust: (button) => judgeOther("claim", button.dataset.fact, "reject", "Rejected: drafts do without this fact, and sentences that rest on it are open."),
    trust: (button) => judgeOther("claim", button.dataset.fact, "accept", "Trusted again."),
    choose: (button) => Queue.add({ action: "choose", key: button.dataset.key }, { soon: true }),
    refuse: (button) => button.getAttribute("aria-pressed") === "true"
      ? judgeOther("hook", button.dataset.key, "accept", "The rejection is taken back.")
      : judgeOther("hook", button.dataset.key, "reject", "Rejected: the next draft does not offer it again."),
    remark: (button) => unfold(button.closest(".card").querySelector("form.comment")),
    wish: (button) => wish(button.dataset.target, button.dataset.wish),
    next: goToOpen,
    close: () => { const span = selected; select(null); span?.focus(); panel.classList.remove("open"); },
  };
  const facts = () => [...panel.querySelectorAll("[data-act='uncite']")].map((button) => button.dataset.fact);

  function unfold(form) {
    if (!form) return;
    form.hidden = false;
    form.querySelector("textarea").focus();
  }

  const isWriting = (part) => [...part.querySelectorAll("form:not([hidden]) :is(textarea, input)")]
    .some((field) => field.value !== field.defaultValue || field.matches("textarea:focus"));

  function reworded(key, text) {
    Queue.add({ action: "reword", key, text });
    Queue.add({ action: "done", key }, { soon: true });
  }

  function move(step) {
    const list = sentences(), at = list.indexOf(selected);
    if (at < 0) return;
    const beats = [...document.querySelectorAll("#script .beat")], beat = beats.indexOf(selected.closest(".beat"));
    const isLast = step < 0 ? at === 0 && beat === 0 : at === list.length - 1 && beat === beats.length - 1;
    if (isLast) { note(`This is the ${step < 0 ? "first" : "last"} place already.`); return; }
    Queue.add({ action: step < 0 ? "earlier" : "later", key: selected.dataset.key }, { soon: true });
  }

  async function judge(kind, text = "", span = selected) {
    if (!span || span.matches("[data-placeholder]") && kind !== "comment") return;
    if (!await tell("feedback", { subject: "sentence", key: span.dataset.key, kind, text })) return;
    await refresh();
    if (kind !== "comment") { note(kind === "accept" ? "Accepted." : "Rejected: it stays until you reword or cut it."); }
  }

  async function judgeOther(subject, key, kind, words) {
    if (!await tell("feedback", { subject, key, kind })) return;
    await refresh();
    note(words);
  }

  async function wish(target, action) {
    if (!await tell("style", action ? { target, action } : { target })) return false;
    await refresh();
    note(action ? "Asked for. `lectern run` drafts the script with it, and offers you the draft." : "Taken back.");
    return true;
  }

  // Ask the server for something that is no edit; false where it was not done, and the note says why.
  async function tell(path, body) {
    try {
      const { status: code, told } = await Queue.ask(path, body);
      if (code === 200) return told;
      note(code === 409 ? `${told.author} saved meanwhile. Look at the page as it is now, and do it again.` : told.message);
      if (code === 409) refresh();
    } catch { note("Not connected: this was not stored. Try again in a moment."); }
    return false;
  }

  async function restore(version) {
    if (!Queue.isEmpty) { Queue.flush(); note("Your last words are being saved first. Try again in a moment."); return; }
    const before = Queue.base;
    const told = await tell("restore", { base: before, version: Number(version) });
    if (!told) return;
    Queue.moveTo(told.version);
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
    await refresh();
    note(`${told.reason}.`, "Undo", () => restore(before));
  }

  // ---- the page as the server has it
  async function refresh() {
    isAskedAgain = isReading;
    if (isReading || !Queue.isEmpty) return;
    isReading = true;
    try {
      const answer = await fetch(location.pathname);
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!Queue.isEmpty) return;
      const key = selected?.dataset.key, hadFocus = document.activeElement === selected, top = panel.scrollTop;
      for (const part of document.querySelectorAll("[data-swap]")) {
        const now = fresh.getElementById(part.id);
        if (now && !(editing && part.contains(editing)) && !isWriting(part)) part.replaceWith(document.adoptNode(now));
      }
      Queue.moveTo(Number($("desk").dataset.version));
      if (!editing) {
        const isCommenting = isWriting(panel); // what is being written stays
        selected = null;
        if (!isCommenting) { select(key ? byKey(key) : null); panel.scrollTop = top; } else {
          selected = byKey(key);
          selected?.classList.add("selected");
        }
        if (hadFocus) selected?.focus();
      }
      first();
      saved();
    } catch { show("offline", "Not connected. What you write is kept in this browser."); } finally { isReading = false; }
    if (isAskedAgain) await refresh();
  }

  function first() {
    const list = sentences();
    if (list.length && !list.some((span) => span.tabIndex === 0)) list[0].tabIndex = 0;
  }

  // ---- events of the queue
  Queue.on("dirty", () => show("dirty", "Writing …"));
  Queue.on("saving", () => show("saving", "Saving …"));
  Queue.on("saved", ({ kinds, edits, before }) => {
    saved();
    if (editing?.dataset.key in kinds) {
      editing.classList.toggle("unsupported", kinds[editing.dataset.key] === "unsupported");
    }
    const hasMoved = edits.some((edit) => edit.action === "earlier" || edit.action === "later");
    if (Queue.isEmpty) refresh().then(() => { if (hasMoved) selected?.scrollIntoView({ block: "nearest" }); });
    if (hasMoved) note("Moved.", "Undo", () => restore(before));
    if (edits.some((edit) => edit.action === "cut")) note("Cut.", "Undo", () => restore(before));
  });
  Queue.on("offline", ({ retryMs, isLocked }) => show("offline", isLocked
    ? "Locked. Open the page again with `lectern script open`; your words are kept here."
    : `Not connected. Your words are kept in this browser; trying again in ${Math.round(retryMs / 1000)} s.`));
  Queue.on("unkept", () => show("offline", "This browser keeps nothing. Do not close the page before it says “Saved”."));
  Queue.on("refused", ({ message }) => { show("refused", "Not saved"); note(message); });
  Queue.on("beside", ({ author, changes }) => note(`${author} changed ${changes.length} other place${changes.length === 1 ? "" : "s"} meanwhile. Both are kept.`));
  Queue.on("settled", refresh);
  Queue.on("conflict", (told) => {
    show("conflict", `${told.author} changed this, too`);
    Dialogs.decide(told, (key) => (sentences()[sentences().findIndex((span) => span.dataset.key === key) - 1] ?? sentences()[1]).dataset.key, () => {
      if (editing) { editing.removeAttribute("contenteditable"); editing = null; }
    });
  });

  // ---- mouse, keyboard, dialogs
  document.addEventListener("focusin", (event) => {
    const span = event.target.closest?.(".s[data-key]");
    if (span && span !== selected) select(span);
  });
  document.addEventListener("focusout", (event) => { // making a sentence editable takes the focus away for a moment, too
    const span = event.target;
    setTimeout(() => { if (editing === span && document.activeElement !== span && !$("conflict").open) leave(); }, 0);
  });
  document.addEventListener("input", (event) => { if (editing && event.target === editing && editing.dataset.key && written(editing)) change(editing, written(editing)); });
  let pressedOn = null; // what was selected before the press: the first touch selects, the second writes; a mouse writes at once
  document.addEventListener("pointerdown", () => { pressedOn = selected; });
  document.addEventListener("click", (event) => {
    const span = event.target.closest(".s[data-key]");
    if (span) { if (event.pointerType === "mouse" || span === pressedOn) edit(span); else span.focus(); return; }
    const place = event.target.closest("a[href^='#s']"), cue = event.target.closest("[data-cue]");
    const named = place && /^#s\d+$/.test(place.hash) ? document.querySelector(place.hash) : cue && byKey(cue.dataset.cue);
    if (named) {
      event.preventDefault();
      named.focus();
      named.scrollIntoView({ block: "center" });
      if (cue) ACTS.picture();
      return;
    }
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.act) ACTS[button.dataset.act]?.(button);
    else if (button.dataset.open) open(button.dataset.open);
    else if ("shut" in button.dataset) button.closest("dialog").close();
    else if (button.dataset.look) { leave(); Dialogs.look(button.dataset.look); }
    else if (button.dataset.restore) restore(button.dataset.restore);
    else if (button.dataset.rule) tell("preferences", { rule_id: button.dataset.rule, is_revoked: button.dataset.revoked === "true" }).then((told) => { if (told) { note(`${told.is_revoked ? "Revoked" : "Followed again"}: ${told.statement}`); refresh(); } });
  });
  document.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target, field = form.querySelector("textarea, input");
    if (form.matches(".cue")) {
      form.hidden = true;
      Queue.add({ action: "direct", key: selected.dataset.key, text: field.value }, { soon: true });
      selected.focus();
    } else if (form.matches(".ban")) {
      const phrase = field.value;
      field.value = "";
      if (phrase.trim() && !await wish(phrase, "ban")) field.value = phrase;
    } else if (field.value.trim() && await tell("feedback", { ...form.dataset, kind: "comment", text: field.value })) {
      field.value = "";
      form.hidden = true;
      (panel.contains(form) ? selected : form.parentElement.querySelector("[data-act='remark']"))?.focus();
      await refresh();
    }
  });

  function open(name) {
    leave();
    Dialogs.open(name, tell);
  }

  const KEYS = {
    ArrowDown: () => go(1), ArrowUp: () => go(-1), Enter: ACTS.edit, a: ACTS.accept, r: ACTS.reject, c: ACTS.comment, o: ACTS.insert, i: ACTS.picture,
    Delete: ACTS.cut, p: () => panel.querySelector("button:not(.close)")?.focus(), F2: ACTS.edit,
  };
  const ANYWHERE = { v: () => open("versions"), x: () => open("exports"), "?": () => open("keys"), n: goToOpen, u: () => { if ($("desk").dataset.parent) restore($("desk").dataset.parent); } };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.isComposing) return;
    if (event.altKey) {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (step && !editing && event.target === selected && !selected.matches(".title")) { event.preventDefault(); move(step); }
      return;
    }
    if (editing) {
      if (event.key === "Enter" || event.key === "Escape") {
        event.preventDefault();
        const span = editing;
        leave();
        (span.isConnected ? span : selected)?.focus();
      }
      return;
    }
    if (document.querySelector("dialog[open]") || event.target.matches("textarea, input, select")) {
      if (event.key === "Escape" && panel.contains(event.target)) {
        const form = event.target.closest("form"); // a comment that is begun stays, a picture is as it was
        form.hidden = form.matches(".cue") || !event.target.value.trim();
        if (form.matches(".cue")) form.reset();
        selected?.focus();
      }
      return;
    }
    if (event.key === "Escape" && panel.contains(event.target)) { selected?.focus(); return; }
    const onSentence = event.target.matches?.(".s[data-key]");
    if (onSentence && event.target.matches(".title")) { if (event.key === "Enter") { event.preventDefault(); edit(event.target); return; } }
    else if (onSentence && event.key in KEYS) { event.preventDefault(); KEYS[event.key](); return; }
    if (!event.target.closest("a") && event.key in ANYWHERE) { event.preventDefault(); ANYWHERE[event.key](); }
  });

  async function poll() {
    if (document.hidden || !Queue.isEmpty) return;
    try {
      const { status: code, told } = await Queue.ask("head");
      if (code !== 200) { show("offline", code === 401 ? "Locked. Open the page again with `lectern script open`." : "Not connected."); return; }
      if (status.dataset.state === "offline") saved();
      if (told.version === Queue.base || editing || document.querySelector("dialog[open]")) return;
      await refresh();
      note(`${told.author} saved version ${told.version}.`);
    } catch { show("offline", "Not connected. What you write is kept in this browser."); }
  }

  // ---- begin: what was kept in this browser goes back to its place
  for (const edit_ of Queue.start(Number($("desk").dataset.version))) {
    const span = edit_.action === "reword" && byKey(edit_.key);
    if (span) span.textContent = edit_.text;
  }
  saved();
  select(null);
  first();
  if (!Queue.isEmpty) { show("saving", "Saving what this browser kept …"); Queue.flush(); }
  setInterval(poll, POLL_MS);
})();
