// Starts the app: loads the wasm named by this script's own tag, keeps the
// offline copy up to date, and shows the two things that must not depend on the
// app itself: a browser that is too old, and a crash. Enter leads from a typed
// field of a part to the next one: here, because in the wasm it would weigh more.

import { program } from "./braid.js";

const tag = document.querySelector("script[data-js][data-wasm]");
const root = document.documentElement;

/** Shows the bar of a crash; nothing typed is lost that was marked as saved. */
function crashed() {
  document.getElementById("boot")?.remove();
  document.getElementById("crash").hidden = false;
}

/** Says, in both languages, that the app cannot run here. */
function tooOld(error) {
  const boot = document.getElementById("boot");
  boot.textContent = "";
  const said = [
    ["vi", "Không mở được ứng dụng trên trình duyệt này. Hãy cập nhật trình duyệt, hoặc nối mạng rồi tải lại trang."],
    ["en", "The app cannot be opened in this browser. Update the browser, or go online and reload the page."],
    ["en", String(error)],
  ];
  for (const [language, text] of said) {
    const line = document.createElement("p");
    line.lang = language;
    line.textContent = text;
    boot.append(line);
  }
}

/** Tells the app that a new version waits; it asks when the moment is quiet. */
function newVersion() {
  root.setAttribute("data-new-version", "");
  window.dispatchEvent(new Event("can-dung-new-version"));
}

/** Keeps the offline copy. Debug builds ship a worker that only removes itself. */
async function keepOffline() {
  if (!("serviceWorker" in navigator) || !location.protocol.startsWith("http")) {
    return;
  }
  const workers = navigator.serviceWorker;
  const registration = await workers.register("/sw.js", { updateViaCache: "none" });
  const watch = (worker) =>
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && registration.active) {
        newVersion();
      }
    });
  if (registration.waiting && registration.active) {
    newVersion();
  }
  watch(registration.installing);
  registration.addEventListener("updatefound", () => watch(registration.installing));

  let asked = false;
  window.addEventListener("can-dung-take-new-version", () => {
    asked = true;
    if (registration.waiting) {
      registration.waiting.postMessage("SKIP_WAITING");
    } else {
      location.reload();
    }
  });
  workers.addEventListener("controllerchange", () => {
    // Once, and only where it was asked for: the first worker takes over quietly, and a page
    // that was reloaded past the worker is loaded again too.
    if (asked) {
      asked = false;
      location.reload();
    }
  });

  // Without a network an update check fails; the next one comes.
  const check = () => registration.update().catch(() => {});
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") {
      check();
    }
  });
  setInterval(() => navigator.onLine && check(), 60 * 60 * 1000);
}

/**
 * Goes on to the next typed field that takes the focus: a folded one does not. A
 * choice is never reached, for a second press of Enter would pick it.
 */
function goOn(event) {
  // While letters are being composed, Enter takes the composed word.
  if (event.key !== "Enter" || event.isComposing || !event.target.matches("input")) {
    return;
  }
  const fields = [...document.querySelectorAll(".part :is(input, textarea)[data-field]")];
  const at = fields.indexOf(event.target);
  for (const field of at < 0 ? [] : fields.slice(at + 1)) {
    field.focus();
    if (document.activeElement === field) {
      event.preventDefault();
      return;
    }
  }
}

document.addEventListener("keydown", goOn);
window.addEventListener("error", (event) => {
  if (event.error instanceof WebAssembly.RuntimeError) {
    crashed();
  }
});
window.addEventListener("unhandledrejection", (event) => {
  if (event.reason instanceof WebAssembly.RuntimeError) {
    crashed();
  }
});
document.getElementById("crash-reload").addEventListener("click", () => location.reload());

// Asked for at every start; whether it is granted changes nothing here.
navigator.storage?.persist?.().catch(() => {});

try {
  const app = await import(tag.dataset.js);
  await app.default({ module_or_path: program(tag.dataset.wasm) });
  document.getElementById("boot")?.remove();
} catch (error) {
  if (error instanceof WebAssembly.RuntimeError) {
    crashed();
  } else {
    tooOld(error);
  }
}

keepOffline().catch((error) => console.warn("no offline copy:", error));
