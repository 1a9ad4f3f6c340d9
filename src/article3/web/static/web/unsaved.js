"use strict";
// Nobody loses what they typed by leaving a page: the browser asks first. What is kept at once by itself is not asked about.
(() => {
  let typed = false;

  const form = (event) => event.target.closest && event.target.closest("form[method=post], [hx-post]");
  const isWriting = (input) => input.matches && input.matches("textarea, input:not([type=file]):not([type=hidden]):not([type=range])");

  document.addEventListener("input", (event) => {
    if (form(event) && isWriting(event.target)) typed = true;
  });
  document.addEventListener("submit", () => { typed = false; });
  // A field that is kept when it changes says so in its answer; a drawing for what is typed keeps nothing.
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && event.target.matches("fieldset.fact")) typed = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (typed) event.preventDefault();
  });
})();
