// Answers with what was kept when there is no connection; with a connection the guide is read anew and nothing more is kept.
"use strict";
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(fetch(event.request).catch(async () => {
    const found = await (await caches.open("article3-guide")).match(event.request, { ignoreSearch: true });
    return found || Response.error();
  }));
});
