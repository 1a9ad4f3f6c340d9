"use strict";
// A page that tells of a mistake begins there, since what stands on a page from its start is not read out by itself.
// When a part of a page takes the place of another, whoever was in it stays where they were, and what they had opened stays open.
(() => {
  const STOPS = "a[href], button, input, select, textarea, summary, [tabindex]";
  const held = { main: [], besides: [] };

  // What tells one stop from the others of its part.
  const key = (one) => {
    const said = ["BUTTON", "SUMMARY"].includes(one.tagName) ? one.textContent.trim() : "";
    const chosen = one.type === "radio" || one.tagName === "BUTTON" ? one.value : "";
    const named = ["id", "href", "name", "aria-label", "aria-labelledby"].map((name) => one.getAttribute(name));
    return JSON.stringify([one.tagName, ...named, chosen, said]);
  };

  const stops = (part) => [...part.querySelectorAll(STOPS)];
  const opened = (part) => [...part.querySelectorAll("details")].filter((one) => one.open && one.querySelector("summary"));
  const there = (part) => (part.isConnected ? part : part.id && document.getElementById(part.id));

  const before = (list) => (event) => {
    if (!event.detail.shouldSwap) return;
    const part = event.detail.target || event.target;
    const active = document.activeElement;
    const inside = active && active !== document.body && part.contains(active);
    list.push({
      part,
      key: inside ? key(active) : "",
      nth: inside ? stops(part).filter((one) => key(one) === key(active)).indexOf(active) : 0,
      open: opened(part).map((one) => key(one.querySelector("summary"))),
    });
  };

  const after = (list) => () => {
    for (const { part, key: wanted, nth, open } of list.splice(0)) {
      const now = there(part);
      if (!now) continue;
      now.querySelectorAll("details").forEach((one) => {
        const summary = one.querySelector("summary");
        if (summary && open.includes(key(summary))) one.open = true;
      });
      if (!wanted || (document.activeElement && document.activeElement !== document.body)) continue;
      const same = stops(now).filter((one) => key(one) === wanted);
      const next = same[nth] || same[0] || now;
      next.focus({ preventScroll: true });
      if (document.activeElement !== document.body) continue;
      if (!now.hasAttribute("tabindex")) now.tabIndex = -1; // what it was is gone, or cannot be used now
      now.focus({ preventScroll: true });
    }
  };

  document.querySelector(".error-summary[tabindex]")?.focus();

  // What comes besides the part that was asked for is put in its place first.
  document.addEventListener("htmx:beforeSwap", before(held.main));
  document.addEventListener("htmx:afterSwap", after(held.main));
  document.addEventListener("htmx:oobBeforeSwap", before(held.besides));
  document.addEventListener("htmx:oobAfterSwap", after(held.besides));
})();
