// The offline copy. The list of files, each with the hash of its content, and
// the version are written in by the build; a list that cannot be had whole is
// not installed, and the copy before it stays.

const VERSION = "__VERSION__";
const FILES = __FILES__;
const CACHE = `can-dung-${VERSION}`;

const listed = new Set(FILES.map(([path]) => path));

self.addEventListener("install", (event) => {
  event.waitUntil(install());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(activate());
});

self.addEventListener("message", (event) => {
  if (event.data === "SKIP_WAITING") {
    self.skipWaiting();
  }
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) {
    return;
  }
  // The office and its interface are never answered from the copy.
  if (url.pathname.startsWith("/api/") || /^\/office(\/|$)/.test(url.pathname)) {
    return;
  }
  if (request.mode === "navigate") {
    event.respondWith(kept("/index.html", request));
  } else if (listed.has(url.pathname)) {
    event.respondWith(kept(url.pathname, request));
  }
});

async function install() {
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(
      FILES.map(async ([path, integrity]) => {
        const response = await fetch(path, { cache: "reload", integrity });
        if (!response.ok) {
          throw new Error(`${path}: ${response.status}`);
        }
        await cache.put(path, response);
      }),
    );
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function activate() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("can-dung-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function kept(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}
