// What a page can do better with a script; all of it can be read and searched without.
"use strict";

(() => {
  const leave = document.getElementById("leave");
  document.documentElement.classList.add("scripts");

  // Leave at once: end the session, clear what this site keeps, and take this page out of the tab's history.
  function go(event) {
    if (event) event.preventDefault();
    const signOut = document.getElementById("sign-out");
    if (signOut) navigator.sendBeacon(signOut.action, new FormData(signOut));
    try { sessionStorage.clear(); localStorage.clear(); } catch { /* storage switched off */ }
    document.documentElement.classList.add("gone");
    location.replace(leave.href);
  }

  if (leave) {
    let last = -Infinity;
    leave.addEventListener("click", go);
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.repeat) return;
      if (event.timeStamp - last < 1000) go();
      last = event.timeStamp;
    });
  }

  document.getElementById("sign-out")?.addEventListener("submit", () => {
    try { sessionStorage.clear(); localStorage.clear(); } catch { /* storage switched off */ }
  });

  // A paragraph that was chosen offers its address.
  const { copy, copied } = document.body.dataset;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    button.textContent = copied;
  });

  function offer() {
    button.remove();
    const id = decodeURIComponent(location.hash.slice(1));
    const chosen = id && document.getElementById(id);
    if (!chosen || !chosen.classList.contains("para") || !navigator.clipboard) return;
    button.textContent = copy;
    chosen.append(button);
  }

  addEventListener("hashchange", offer);
  offer();

  // Another language of the page opens at the same paragraph: only the browser knows which one was chosen.
  for (const tongue of document.querySelectorAll(".tongues a")) {
    tongue.addEventListener("click", () => { tongue.hash = location.hash; });
  }

  // Where a browser cannot show a closed drawer open on a wide screen, open it.
  const filters = document.getElementById("filters");
  if (filters && !CSS.supports("selector(::details-content)")) {
    filters.open = matchMedia("(min-width: 60rem)").matches;
  }
})();
