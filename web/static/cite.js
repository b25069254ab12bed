// A text is copied by its button; without a script it is marked by hand, with one click.
"use strict";

(() => {
  if (!navigator.clipboard) {
    for (const button of document.querySelectorAll("[data-take]")) button.remove();
    return;
  }
  for (const button of document.querySelectorAll("[data-take]")) {
    const name = button.textContent;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.take).textContent);
      button.textContent = button.dataset.taken;
      setTimeout(() => { button.textContent = name; }, 2000);
    });
  }
})();
