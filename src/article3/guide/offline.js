// Keeps the guide on this device, but only when somebody asks for it. Nothing is stored before, and nothing is sent.
"use strict";
(() => {
  const box = document.getElementById("offline");
  if (!box || !("serviceWorker" in navigator) || !("caches" in window)) return;
  const kept = document.getElementById("kept");
  const forget = document.getElementById("forget");
  const shown = (there) => { kept.textContent = there ? box.dataset.kept : ""; forget.hidden = !there; };
  const name = "article3-guide";
  box.hidden = false;
  caches.has(name).then(shown, () => shown(false));
  document.getElementById("keep").addEventListener("click", async () => {
    const list = new URL(box.dataset.files, location.href);
    const files = await (await fetch(list)).json();
    await navigator.serviceWorker.register(new URL(box.dataset.worker, location.href));
    const cache = await caches.open(name);
    await cache.addAll(files.map((file) => new URL(file, list).href));
    shown(true);
  });
  forget.addEventListener("click", async () => {
    await caches.delete(name);
    for (const one of await navigator.serviceWorker.getRegistrations()) {
      if (one.active && one.active.scriptURL === new URL(box.dataset.worker, location.href).href) await one.unregister();
    }
    shown(false);
  });
})();
