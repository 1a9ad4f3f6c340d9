"use strict";
// Nothing that somebody typed is lost by leaving a page: the browser asks first where a form holds what was not sent.
(() => {
  let sent = null;

  const watched = (control) =>
    control.form && control.form.matches('[method="post"]:not([role="search"])') && control.name && !["hidden", "submit", "button"].includes(control.type);

  const differs = (control) => {
    if (!watched(control) || control.disabled || control.form === sent) return false;
    if (control.type === "checkbox" || control.type === "radio") return control.checked !== isKept(control);
    if (control.type === "file") return control.files.length > 0;
    if (control instanceof HTMLSelectElement) return control.value !== keptChoice(control);
    return control.value !== (control.dataset.kept ?? control.defaultValue);
  };

  const isKept = (control) => ("kept" in control.dataset ? control.dataset.kept === "yes" : control.defaultChecked);

  const keptChoice = (control) => {
    if ("kept" in control.dataset) return control.dataset.kept;
    const chosen = [...control.options].find((one) => one.defaultSelected) || control.options[0];
    return chosen ? chosen.value : "";
  };

  // What a field sends by itself is kept once the answer says so; what was typed meanwhile is not.
  const keep = (home, values) =>
    home.querySelectorAll("input, select, textarea").forEach((control) => {
      if (!watched(control)) return;
      if (control.type === "checkbox" || control.type === "radio") {
        control.dataset.kept = values.getAll(control.name).includes(control.value) ? "yes" : "no";
      } else if (values.has(control.name)) {
        control.dataset.kept = values.get(control.name);
      }
    });

  const saved = (event) => {
    const home = event.detail.elt;
    if (!home.matches || !home.matches("[data-saves]") || !event.detail.successful) return;
    const state = home.querySelector(".state");
    if (state && !state.querySelector(".bad")) keep(home, event.detail.requestConfig.formData);
  };

  const isUnsaved = () =>
    [...document.querySelectorAll("form[data-unsaved]")].some((form) => form !== sent) ||
    [...document.querySelectorAll("input, select, textarea")].some(differs);

  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) sent = event.target;
  });
  document.addEventListener("htmx:afterRequest", saved);
  window.addEventListener("beforeunload", (event) => {
    if (isUnsaved()) event.preventDefault();
    sent = null;
  });
})();
