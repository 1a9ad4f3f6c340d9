"use strict";
// Sliders beside the numbers of the likelihood page, and steps of one and five percent by keyboard. Without scripts there are no sliders.
(() => {
  const steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 5, PageDown: -5 };

  const numberOf = (words, otherwise) => {
    const found = Number.parseFloat(words);
    return Number.isFinite(found) ? Math.min(100, Math.max(0, found)) : otherwise;
  };

  const ends = (slider) => document.getElementById(slider.dataset.slides);
  const sliders = () => [...document.querySelectorAll("[data-slides]")];

  const show = () =>
    sliders().forEach((slider) => {
      slider.hidden = false;
      slider.disabled = ends(slider).disabled;
    });

  const told = (input) => input.dispatchEvent(new Event("input", { bubbles: true }));

  // A slider writes into its number; a number moves its slider.
  const follow = (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement)) return;
    if (input.dataset.slides) {
      ends(input).value = input.value;
    } else {
      const slider = sliders().find((one) => one.dataset.slides === input.id);
      if (slider) slider.value = input.value.trim() ? numberOf(input.value, Number(slider.value)) : slider.dataset.blank;
    }
  };

  const step = (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || event.altKey || event.ctrlKey || event.metaKey) return;
    const by = (steps[event.key] || 0) * (event.shiftKey && event.key.startsWith("Arrow") ? 5 : 1);
    const slides = Boolean(input.dataset.slides);
    if (!by || !("percent" in input.dataset || (slides && Math.abs(by) === 5))) return;
    event.preventDefault();
    const from = numberOf(input.value, by > 0 ? 0 : 100);
    input.value = String(Math.min(100, Math.max(0, Math.round((from + by) * 1e6) / 1e6)));
    told(input);
  };

  document.addEventListener("input", follow, true);
  document.addEventListener("keydown", step);
  document.addEventListener("htmx:afterSwap", show);
  show();
})();
