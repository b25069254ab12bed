// Offers how a query may go on while it is typed (the combobox pattern of ARIA). Without a script the field is a field.
"use strict";

(() => {
  const WAIT = 120; // milliseconds without a key

  function enhance(field) {
    const list = document.createElement("ul");
    list.id = `${field.id}-offers`;
    list.className = "offers";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", field.dataset.offers);
    list.hidden = true;
    field.closest(".row").append(list);
    field.type = "text"; // a field of type search may not be a combobox
    field.enterKeyHint = "search";
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" };
    for (const [name, value] of Object.entries(roles)) field.setAttribute(name, value);

    let chosen = -1;
    let timer = 0;
    let asking = null;
    let written = field.value;

    function close() {
      clearTimeout(timer);
      if (asking) asking.abort();
      asking = null;
      list.hidden = true;
      list.replaceChildren();
      chosen = -1;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    }

    function mark(number) {
      const offers = list.children;
      if (chosen >= 0) offers[chosen].setAttribute("aria-selected", "false");
      chosen = number;
      if (chosen < 0) {
        field.removeAttribute("aria-activedescendant");
        return;
      }
      offers[chosen].setAttribute("aria-selected", "true");
      offers[chosen].scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", offers[chosen].id);
    }

    function take(offer) {
      const rest = field.value.slice(field.selectionEnd);
      field.value = offer.dataset.query + rest;
      written = field.value;
      close();
      field.focus();
      const end = offer.dataset.query.length;
      field.setSelectionRange(end, end);
    }

    function option(found, number) {
      const offer = document.createElement("li");
      offer.id = `${list.id}-${number}`;
      offer.setAttribute("role", "option");
      offer.setAttribute("aria-selected", "false");
      offer.dataset.query = found.query;
      const name = document.createElement("bdi");
      name.textContent = found.text;
      if (found.language) name.lang = found.language;
      const kind = document.createElement("span");
      kind.className = "hint";
      kind.textContent = found.called;
      offer.append(name, " ", kind);
      offer.addEventListener("mousedown", (event) => { event.preventDefault(); take(offer); });
      return offer;
    }

    async function ask() {
      if (asking) asking.abort();
      asking = new AbortController();
      const typed = field.value.slice(0, field.selectionEnd);
      try {
        const address = `${field.dataset.suggest}?${new URLSearchParams({ q: typed })}`;
        const answer = await fetch(address, { signal: asking.signal, cache: "no-store" });
        if (!answer.ok) return close();
        const { suggestions } = await answer.json();
        if (document.activeElement !== field || !suggestions.length) return close();
        chosen = -1;
        field.removeAttribute("aria-activedescendant");
        list.replaceChildren(...suggestions.map(option));
        list.hidden = false;
        field.setAttribute("aria-expanded", "true");
      } catch { /* a newer question was asked, or nobody answers: then nothing is offered */ }
    }

    field.addEventListener("input", (event) => {
      clearTimeout(timer);
      if (event.isComposing || field.value === written) return;
      written = field.value;
      if (field.value.trim().length < 2) close();
      else timer = setTimeout(ask, WAIT);
    });
    field.addEventListener("keydown", (event) => {
      if (list.hidden || event.isComposing) return;
      const last = list.children.length - 1;
      if (event.key === "ArrowDown") mark(chosen < last ? chosen + 1 : -1);
      else if (event.key === "ArrowUp") mark(chosen < 0 ? last : chosen - 1);
      else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
      else {
        if (event.key === "Escape" || event.key === "Tab") close();
        return;
      }
      event.preventDefault();
    });
    field.addEventListener("blur", close);
    field.form.addEventListener("submit", close);
  }

  for (const field of document.querySelectorAll("input[data-suggest]")) enhance(field);
})();
