// The link to a search is copied where the browser can; without, it is a link like any other.
"use strict";

(() => {
  const share = document.querySelector("a.share");
  if (!share || !navigator.clipboard) return;
  share.setAttribute("aria-live", "polite");
  share.addEventListener("click", async (event) => {
    event.preventDefault();
    await navigator.clipboard.writeText(share.href);
    share.textContent = share.dataset.copied;
  });
})();
