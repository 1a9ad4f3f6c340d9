"use strict";
// Files go in pieces, each safe on the server's disk before the next, so that a broken connection costs one piece.
// Without scripts, or without the browser's means to know a file again, the form sends them whole.
(() => {
  const form = document.querySelector("[data-sends]");
  if (!form || !window.crypto || !crypto.subtle) return;

  const EDGE = 1 << 20;
  const WAITS = [1000, 4000];
  const place = document.getElementById("sending");
  const goOn = place.querySelector("[data-go-on]");
  const list = place.querySelector("[data-show]");
  const queue = [];
  let running = false;

  class Stop extends Error {}

  const say = (where, what) =>
    where.querySelectorAll(":scope > [data-say]").forEach((one) => { one.hidden = one.dataset.say !== what; });
  const tell = (what) => say(place.querySelector("[role=status]"), what);
  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

  const read = async (blob) => {
    try {
      return await blob.arrayBuffer();
    } catch {
      throw new Stop("unreadable");
    }
  };

  // Name, size, day, first and last bytes: whoever chooses the file again, after whatever broke off, goes on with it.
  const fingerprint = async (file) => {
    const told = JSON.stringify([file.name, file.size, file.lastModified]);
    const parts = await read(new Blob([told, file.slice(0, EDGE), file.slice(-EDGE)]));
    const digest = await crypto.subtle.digest("SHA-256", parts);
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  const ask = async (address, body, kind) => {
    const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, ...(kind ? { "Content-Type": kind } : {}) };
    let answer;
    let told = {};
    try {
      answer = await fetch(address, { method: "POST", body, headers, redirect: "manual" });
      if ((answer.headers.get("Content-Type") || "").startsWith("application/json")) told = await answer.json();
    } catch {
      throw new Stop("stopped");
    }
    if (answer.type === "opaqueredirect" || answer.status === 403) throw new Stop("out");
    if (told.refused) throw Object.assign(new Stop("refused"), { words: told.refused });
    if (!answer.ok && answer.status !== 404 && answer.status !== 409) throw new Stop("stopped");
    return { told, status: answer.status };
  };

  const draw = (one) => {
    const part = one.file.size ? (one.at ? one.at.done : 0) / one.file.size : 0;
    one.row.querySelector("progress").value = part;
    one.row.querySelector(".percent").textContent = `${Math.floor(part * 100)}%`;
  };

  const announce = async (one) => {
    one.print = one.print || (await fingerprint(one.file));
    const { told, status } = await ask(
      form.dataset.sends,
      new URLSearchParams({ name: one.file.name, size: one.file.size, fingerprint: one.print }),
    );
    if (status !== 200) throw new Stop("stopped");
    one.at = told;
  };

  const send = async (one) => {
    if (!one.at) await announce(one);
    while (!one.at.kept) {
      draw(one);
      const { done, piece, address } = one.at;
      const content = await read(one.file.slice(done, done + piece));
      const { told, status } = await ask(`${address}?from=${done}`, content, "application/octet-stream");
      if (status === 404) {
        one.at = null; // it was given up, or is too old: from the beginning
        await announce(one);
      } else {
        one.at = { ...one.at, ...told };
      }
    }
    draw(one);
  };

  // One file to its end; what stands in the way is told, and whether the next one may follow.
  const carry = async (one) => {
    say(one.row, "sending");
    for (let tried = 0; ; tried += 1) {
      const before = one.at && one.at.done;
      try {
        await send(one);
        one.state = "kept";
        break;
      } catch (error) {
        if (!(error instanceof Stop)) throw error;
        one.state = error.message;
        if (one.at && one.at.done !== before) tried = 0;
        if (one.state === "refused") one.row.querySelector(".why").textContent = error.words;
        if (one.state !== "stopped" || tried >= WAITS.length) break;
        tell("again");
        await pause(WAITS[tried]);
        tell("sending");
      }
    }
    say(one.row, one.state === "out" ? "stopped" : one.state);
    return !["stopped", "out"].includes(one.state);
  };

  const finished = () => {
    const came = document.createElement("input");
    const ids = queue.filter((one) => one.state === "kept").map((one) => one.at.id);
    Object.assign(came, { type: "hidden", name: "came", value: ids.join(" ") });
    form.append(came);
    form.reset();
    HTMLFormElement.prototype.submit.call(form);
  };

  const run = async () => {
    if (running) return;
    running = true;
    if (document.activeElement === goOn) place.focus();
    goOn.hidden = true;
    list.hidden = true;
    tell("sending");
    let broken = "";
    for (let one; !broken && (one = queue.find((each) => ["waiting", "stopped", "out"].includes(each.state))); ) {
      if (!(await carry(one))) broken = one.state;
    }
    running = false;
    if (broken) {
      tell(broken);
      goOn.hidden = broken === "out";
    } else if (queue.every((one) => one.state === "kept")) {
      tell("kept");
      finished();
    } else {
      tell("over");
      list.hidden = false;
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    for (const file of form.elements.files.files) {
      const row = place.querySelector("template").content.cloneNode(true).firstElementChild;
      row.querySelector(".name").textContent = file.name;
      row.querySelector("progress").setAttribute("aria-label", file.name);
      place.querySelector("ul").append(row);
      queue.push({ file, row, state: "waiting", at: null });
    }
    form.reset();
    place.hidden = false;
    place.focus();
    run();
  });

  goOn.addEventListener("click", run);
  list.addEventListener("click", finished);
  window.addEventListener("online", () => { if (!goOn.hidden) run(); });
})();
