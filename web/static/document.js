// A citation or the mark of a note says in a small card what it leads to: what the page itself holds, nothing is asked.
"use strict";

(() => {
  const card = document.createElement("div");
  card.className = "card";
  card.id = "card";
  card.role = "tooltip";
  card.hidden = true;
  document.body.append(card);
  let of = null;

  // The name of what is cited and one line on it; of a note its text.
  function told(link) {
    const line = document.getElementById(link.dataset.card || link.hash.slice(1));
    if (!line) return null;
    if (!link.dataset.card) return { text: line.querySelector("p")?.innerText.slice(0, 400) ?? "" };
    if (link.classList.contains("away")) {
      return { name: link, text: line.closest("details").querySelector("summary").firstChild.textContent.replace("(", "") };
    }
    return { name: line.querySelector("a"), text: line.querySelector(".hint")?.textContent ?? "" };
  }

  function show(link) {
    const { name, text } = told(link) ?? {};
    if (!name && !text) return;
    card.replaceChildren();
    if (name) {
      const title = document.createElement("b");
      title.lang = name.closest("[lang]").lang;
      title.dir = name.dir || "auto";
      title.textContent = name.textContent;
      card.append(title);
    }
    card.append(text);
    card.hidden = false;
    const place = link.getBoundingClientRect();
    const wide = document.documentElement.clientWidth;
    card.style.top = `${scrollY + place.bottom + 6}px`;
    card.style.left = `${Math.max(16, Math.min(place.left, wide - card.offsetWidth - 16))}px`;
    link.setAttribute("aria-describedby", "card");
    of = link;
  }

  function hide() {
    of?.removeAttribute("aria-describedby");
    card.hidden = true;
    of = null;
  }

  const text = document.getElementById("text");

  // An address of a paragraph that stands in another part of a long text opens that part.
  function open() {
    const anchor = location.hash.slice(1);
    const asked = new URLSearchParams(location.search).get("paragraph");
    if (text && "inParts" in text.dataset && anchor.startsWith("p-") && anchor !== asked && !document.getElementById(anchor)) {
      location.replace(`${location.pathname}?paragraph=${encodeURIComponent(anchor)}#${anchor}`);
    }
  }
  addEventListener("hashchange", open);
  open();

  const wanted = (event) => event.target.closest?.(".cite, .call");
  let wait = 0;
  text?.addEventListener("mouseover", (event) => {
    const link = wanted(event);
    clearTimeout(wait);
    if (link && link !== of) wait = setTimeout(() => { hide(); show(link); }, 150);
  });
  text?.addEventListener("mouseout", (event) => {
    if (wanted(event)) { clearTimeout(wait); wait = setTimeout(hide, 300); }
  });
  card.addEventListener("mouseenter", () => clearTimeout(wait));
  card.addEventListener("mouseleave", hide);
  text?.addEventListener("focusin", (event) => { hide(); const link = wanted(event); if (link?.matches(":focus-visible")) show(link); });
  text?.addEventListener("focusout", hide);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
})();
