"use strict";
// What opens over the page: versions with what differs, exports, and the choice between two wordings of one sentence.
const Dialogs = (() => {
  const $ = (id) => document.getElementById(id);
  const DONE = { cut: "You cut it.", earlier: "You moved it up.", later: "You moved it down.", cite: "You changed its source.", vouch: "You vouched for it.", direct: "You took its picture away.", choose: "You chose another opening." };

  function open(name, tell) {
    $(name).showModal();
    if (name === "exports") fill(tell);
    if (name === "versions") $("saves").querySelector("button")?.focus();
  }

  async function look(version) {
    if (!$("versions").open) open("versions");
    for (const button of $("saves").querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.dataset.look === String(version)));
    try {
      const answer = await fetch(`${location.pathname}/versions/${version}`);
      if (!answer.ok) throw new Error(String(answer.status));
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      $("difference").replaceChildren(...fresh.body.childNodes);
    } catch { $("difference").textContent = "Not connected. Try again in a moment."; return; }
    $("restore").hidden = Number(version) === Queue.base;
    $("restore").textContent = Number(version) > Queue.base ? `Take draft ${version}` : `Restore version ${version}`;
    $("restore").dataset.restore = version;
    $("difference").focus();
  }

  async function fill(tell) {
    $("files").textContent = "Writing …";
    const told = await tell("exports");
    if (!told) { $("files").textContent = "Nothing was written."; return; }
    $("files").replaceChildren(...told.files.map(({ name, title, bytes }) => {
      const [item, link, size] = ["li", "a", "span"].map((tag) => document.createElement(tag));
      link.href = `${location.pathname}/exports/${encodeURIComponent(name)}`;
      link.textContent = name;
      link.download = name;
      size.className = "quiet";
      size.textContent = ` ${title}, ${Math.max(1, Math.round(bytes / 1024))} kB`;
      item.append(link, size);
      return item;
    }));
    if ($("exports").open) $("files").querySelector("a").focus();
  }

  // Show both wordings of what two people changed; one of them decides. `placeBefore` gives the sentence before a key.
  function decide({ standing, author, changes, edits }, placeBefore, done) {
    const mine = edits.find((edit) => edit.action === "reword") ?? edits[0];
    const theirs = changes.find((change) => change.key === mine.key) ?? changes[0];
    const isGone = theirs.kind === "cut";
    $("conflict-story").textContent = `${author} ${isGone ? "cut" : "changed"} what you were working on. It was: “${theirs.before}”`;
    $("theirs").replaceChildren(...(isGone ? ["It was cut."] : theirs.pieces.map(([kind, text]) => {
      const piece = document.createElement(kind === "cut" ? "del" : kind === "added" ? "ins" : "span");
      piece.textContent = text;
      return piece;
    })));
    $("mine").value = mine.text || DONE[mine.action] || "";
    $("mine").disabled = mine.action !== "reword";
    $("keep-mine").hidden = isGone && mine.action !== "reword"; // there is nothing left to do it to
    const keys = [...new Set(edits.map((edit) => edit.key))];
    const close = () => { $("conflict").close(); done(); };
    $("take-theirs").onclick = () => { close(); Queue.settle(standing, keys, []); };
    $("keep-mine").onclick = () => {
      close();
      const text = $("mine").value;
      const again = mine.action !== "reword" ? edits
        : isGone ? [{ action: "insert", key: placeBefore(mine.key), text }]
          : [{ action: "reword", key: mine.key, text }, { action: "done", key: mine.key }];
      Queue.settle(standing, keys, again);
    };
    $("conflict").showModal();
  }

  return { open, look, decide };
})();
