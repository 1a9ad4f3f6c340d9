"use strict";
// Exhibits dragged into another order; the buttons of each row do the same without a pointer.
(() => {
  const list = document.querySelector("[data-order]");
  if (!list) return;
  const form = list.closest("form");
  let held = null;

  list.addEventListener("dragstart", (event) => {
    held = event.target.closest("li");
    if (!held) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    held.classList.add("held");
  });

  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("li");
    if (!held || !over) return;
    event.preventDefault();
    if (over === held) return;
    const box = over.getBoundingClientRect();
    const after = event.clientY > box.top + box.height / 2;
    list.insertBefore(held, after ? over.nextSibling : over);
  });

  list.addEventListener("drop", (event) => event.preventDefault());

  list.addEventListener("dragend", () => {
    if (!held) return;
    held.classList.remove("held");
    held = null;
    form.elements.order.value = [...list.children].map((row) => row.dataset.id).join(" ");
    form.submit();
  });
})();
