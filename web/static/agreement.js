// Adjudicating by keyboard: Alt and the arrow keys lead to the disagreement before and behind, Ctrl and Enter save.
"use strict";
document.addEventListener("keydown", (event) => {
  const form = document.getElementById("decide");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form && form.contains(event.target)) {
    const save = form.querySelector("button[value='next']");
    if (save) { event.preventDefault(); save.click(); }
    return;
  }
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const forward = document.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  const back = document.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
  const wanted = { [forward]: "next", [back]: "prev" }[event.key];
  const link = wanted && document.querySelector(`main nav a[rel="${wanted}"]`);
  if (link) { event.preventDefault(); link.click(); }
});
