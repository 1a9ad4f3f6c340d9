"use strict";
// What htmx and HTML do not do by themselves: arrow keys in a table of links, focus on what was opened and back,
// what a new answer changed on the map, a year that moves a date.
(() => {
  const rows = (table) =>
    [...table.tBodies].flatMap((body) => [...body.rows]).map((row) => [...row.cells].slice(1));

  const move = (event) => {
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const step = steps[event.key];
    const link = event.target.closest && event.target.closest("[data-map] a");
    if (!step || !link || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const tables = [...document.querySelectorAll("[data-map]")];
    const table = link.closest("[data-map]");
    const grid = rows(table);
    const toRight = getComputedStyle(table).direction === "rtl" ? -1 : 1;
    let row = grid.findIndex((cells) => cells.includes(link.closest("td")));
    let column = grid[row].indexOf(link.closest("td"));
    let found = null;
    while (!found) {
      row += step[0];
      column += step[1] * toRight;
      const cells = grid[row];
      if (!cells || !cells[column]) break;
      found = cells[column].querySelector("a");
    }
    if (!found && step[0]) {
      const other = tables[tables.indexOf(table) + step[0]];
      const links = other ? [...other.querySelectorAll("tbody td:nth-of-type(1) a")] : [];
      found = step[0] > 0 ? links[0] : links[links.length - 1];
    }
    if (!found) return;
    event.preventDefault();
    found.focus();
  };

  const opened = (event) => {
    const part = event.target.querySelector && event.target.querySelector("[data-opened]");
    if (!part) return;
    part.focus({ preventScroll: true });
    part.scrollIntoView({ block: "nearest" });
  };

  const current = (event) => {
    const link = event.target.closest && event.target.closest("[data-map] a[hx-get]");
    if (!link) return;
    document.querySelectorAll("[data-map] a[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "true");
  };

  // What stands in each cell, by the finding that it opens.
  const told = (cell) =>
    [...cell.childNodes].filter((node) => !node.classList?.contains("mark")).map((node) => node.textContent.trim()).filter(Boolean).join(" · ");
  const line = (cell) => {
    const of = cell.closest("td");
    const column = cell.closest("table").tHead.rows[0].cells[of.cellIndex];
    const item = document.createElement("li");
    item.textContent = `${of.parentNode.cells[0].lastChild.textContent.trim()} (${column.firstChild.textContent.trim()}): ${told(cell)}`;
    return item;
  };
  const cells = (map) => [...map.querySelectorAll("[data-map] a[hx-get]")];
  let before = null;
  let open = null;
  let marked = [];

  const remember = (event) => {
    if (event.target.id !== "map") return;
    before = new Map(cells(event.target).map((cell) => [cell.getAttribute("href"), told(cell)]));
    open = event.target.querySelector("a[aria-current]")?.getAttribute("href");
  };

  const compare = (event) => {
    if (event.target.id !== "map" || !before) return;
    const now = cells(event.target);
    const changed = now.filter((cell) => before.get(cell.getAttribute("href")) !== told(cell));
    const says = document.getElementById("map-told");
    if (changed.length) {
      marked = changed.map((cell) => cell.getAttribute("href"));
      says.hidden = false;
      says.querySelector("ul").replaceChildren(...changed.map(line));
    }
    now.filter((cell) => marked.includes(cell.getAttribute("href"))).forEach((cell) => cell.classList.add("changed"));
    now.find((cell) => cell.getAttribute("href") === open)?.setAttribute("aria-current", "true");
    before = null;
  };

  const back = (event) => {
    if (!event.target.closest || !event.target.closest("[data-back]")) return;
    const cell = document.querySelector("[data-map] a[aria-current]");
    if (!cell) return;
    event.preventDefault();
    cell.focus();
  };

  const year = (event) => {
    const slider = event.target.closest && event.target.closest("[data-year-of]");
    if (!slider) return;
    const day = slider.form.elements[slider.dataset.yearOf];
    const rest = day.value.slice(4) || "-01-01";
    day.value = slider.value + (rest === "-02-29" ? "-02-28" : rest);
  };

  document.addEventListener("keydown", move);
  document.addEventListener("click", current);
  document.addEventListener("click", back);
  document.addEventListener("input", year);
  document.addEventListener("htmx:beforeSwap", remember);
  document.addEventListener("htmx:afterSwap", compare);
  document.addEventListener("htmx:afterSwap", opened);
})();
