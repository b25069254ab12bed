// A reading list in this browser: ids of public documents and nothing else, from when it is switched on until it is
// switched off, the reader signs out or leaves.
"use strict";

(() => {
  const KEY = "reading-list";

  function read() {
    try { return JSON.parse(localStorage.getItem(KEY)); } catch { return null; }
  }

  function keep(ids) {
    try { ids === null ? localStorage.removeItem(KEY) : localStorage.setItem(KEY, JSON.stringify(ids)); } catch { /* switched off */ }
  }

  function button(text, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "link";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }

  // On a public document: on the list, or off it.
  const offer = document.getElementById("keep");
  if (offer && read()) {
    const { keep: id, put, take } = offer.dataset;
    const on = () => read()?.includes(id);
    const turn = button(on() ? take : put, () => {
      keep(on() ? read().filter((one) => one !== id) : [...(read() ?? []), id]);
      turn.textContent = on() ? take : put;
    });
    turn.setAttribute("aria-live", "polite");
    offer.replaceWith(turn);
  }

  // On the page of the list: on or off, what is on it, and away with one of it.
  const place = document.getElementById("list-switch");
  if (!place) return;
  const { here, on, off, most } = place.dataset;
  const ids = read();
  const show = (wanted) => location.replace(wanted?.length ? `${here}?ids=${wanted.slice(-most).join(",")}` : here);
  if (ids?.length && !("asked" in place.dataset)) { show(ids); return; }
  place.append(ids ? button(off, () => { keep(null); show(null); }) : button(on, () => { keep([]); location.reload(); }));
  const list = document.querySelector(".reading-list");
  for (const line of list?.querySelectorAll("[data-id]") ?? []) {
    const id = line.dataset.id;
    if (ids?.includes(id)) {
      const remove = button(list.dataset.remove, () => { keep(read().filter((one) => one !== id)); show(read()); });
      remove.setAttribute("aria-label", `${list.dataset.remove}: ${line.querySelector("a").textContent}`);
      line.append(" ", remove);
    }
  }
})();
