// Choosing words of a record by mouse or keys, and finding a code; without it paragraph and words are typed in the form.
"use strict";

(() => {
  const text = document.getElementById("coded-text");
  const form = document.getElementById("code-form");
  if (!text) return;
  const units = [...text.querySelectorAll(".words")];
  const said = document.getElementById("said");
  const find = document.getElementById("find-code");
  let words = null; // in a paragraph whose words are being chosen: { unit, places, first, last }

  units.forEach((unit, place) => { unit.tabIndex = place ? -1 : 0; });
  const count = (letters) => [...letters].length; // code points, as the server counts

  function focus(unit) {
    for (const other of units) other.tabIndex = other === unit ? 0 : -1;
    unit.focus();
    unit.scrollIntoView({ block: "nearest" });
  }

  // The place in the nodes of a paragraph that lies so many UTF-16 units behind its beginning.
  function point(unit, at) {
    const walker = document.createTreeWalker(unit, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (node && at > node.data.length) {
      at -= node.data.length;
      node = walker.nextNode();
    }
    return [node, at];
  }

  function show() {
    const { unit, places, first, last } = words;
    const range = document.createRange();
    const [low, high] = first < last ? [first, last] : [last, first];
    range.setStart(...point(unit, places[low].index));
    range.setEnd(...point(unit, places[high].index + places[high][0].length));
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    said.textContent = range.toString();
  }

  function behind(unit, node, offset) {
    const range = document.createRange();
    range.setStart(unit, 0);
    range.setEnd(node, offset);
    return count(range.toString());
  }

  // What is selected, within the one paragraph where the selection begins.
  function selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const unit = units.find((one) => one.contains(range.startContainer));
    if (!unit) return null;
    const whole = document.createRange();
    whole.selectNodeContents(unit);
    const within = unit.contains(range.endContainer) ? range : (() => {
      const cut = range.cloneRange();
      cut.setEnd(whole.endContainer, whole.endOffset);
      return cut;
    })();
    const start = behind(unit, within.startContainer, within.startOffset);
    const letters = within.toString();
    return letters.trim() ? { unit, start, end: start + count(letters), letters } : null;
  }

  function take(chosen) {
    if (!form) return;
    form.elements.anchor.value = chosen.unit.dataset.anchor;
    form.elements.words.value = chosen.letters;
    form.elements.start.value = chosen.start;
    form.elements.end.value = chosen.end;
    for (const unit of units) unit.parentElement.classList.toggle("chosen", unit === chosen.unit);
  }

  function whole(unit) {
    return { unit, start: 0, end: count(unit.textContent), letters: unit.textContent };
  }

  text.addEventListener("mouseup", () => {
    const chosen = selected();
    if (chosen) {
      take(chosen);
      said.textContent = `${text.dataset.chosen} ${chosen.letters}`;
    }
  });

  function inWords(event, forward) {
    const most = words.places.length - 1;
    const step = event.key === forward ? 1 : -1;
    words.last = Math.min(most, Math.max(0, words.last + step));
    if (!event.shiftKey) words.first = words.last;
    show();
  }

  text.addEventListener("keydown", (event) => {
    const unit = event.target.closest(".words");
    if (!unit || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = units.indexOf(unit);
    const [forward, back] = unit.dir === "rtl" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      words = null;
      getSelection().removeAllRanges();
      focus(units[Math.min(units.length - 1, Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)))]);
    } else if (event.key === "Enter" && words && words.unit === unit) {
      const chosen = selected();
      if (chosen) take(chosen);
      words = null;
      (find || form?.elements.words)?.focus();
    } else if (event.key === "Enter") {
      const places = [...unit.textContent.matchAll(/\S+/gu)];
      if (!places.length) return;
      words = { unit, places, first: 0, last: 0 };
      show();
    } else if (event.key === " " && !words) {
      take(whole(unit));
      (find || form?.elements.words)?.focus();
    } else if (words && (event.key === forward || event.key === back)) {
      inWords(event, forward);
    } else if (event.key === "Escape" && words) {
      words = null;
      getSelection().removeAllRanges();
      return;
    } else {
      return;
    }
    event.preventDefault();
  });

  // The places belong to words that were chosen in the text: who types others is asked for these alone.
  for (const name of ["anchor", "words"]) {
    form?.elements[name].addEventListener("input", () => { form.elements.start.value = form.elements.end.value = ""; });
  }

  const plain = (letters) => letters.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  find?.addEventListener("input", () => {
    const wanted = plain(find.value).split(/\s+/).filter(Boolean);
    for (const facet of form.querySelectorAll("[data-facet]")) {
      let shown = 0;
      for (const choice of facet.querySelectorAll(".code-choice")) {
        const known = plain(choice.dataset.words);
        choice.hidden = !wanted.every((word) => known.includes(word));
        shown += !choice.hidden;
      }
      facet.hidden = !shown;
      if (wanted.length) facet.open = shown > 0;
    }
  });
  find?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const first = form.querySelector(".code-choice:not([hidden]) input");
    if (first) {
      first.checked = true;
      first.focus();
    }
  });
})();
