// Sending files with a sign of how far it is. Without this script the form is sent as any other.
"use strict";
(() => {
  const form = document.getElementById("upload");
  if (!form || !window.FormData) return;
  const input = form.querySelector("input[type=file]");
  const chosen = document.getElementById("chosen");
  const place = form.querySelector(".drop");
  const sending = form.querySelector(".sending");
  const bar = sending.querySelector("progress");
  const said = sending.querySelector("[role=status]");

  const list = () => {
    chosen.replaceChildren(...[...input.files].map((file) => {
      const line = document.createElement("li");
      const name = document.createElement("bdi");
      name.textContent = file.name;
      line.append(name);
      return line;
    }));
  };
  input.addEventListener("change", list);
  for (const kind of ["dragenter", "dragover"]) {
    place.addEventListener(kind, (event) => { event.preventDefault(); place.classList.add("over"); });
  }
  for (const kind of ["dragleave", "drop"]) place.addEventListener(kind, () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    input.files = event.dataTransfer.files;
    list();
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const request = new XMLHttpRequest();
    const button = form.querySelector("button");
    const failed = () => { button.disabled = false; said.textContent = form.dataset.failed; };
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (step) => {
      if (step.lengthComputable) bar.value = (100 * step.loaded) / step.total;
    });
    request.addEventListener("error", failed);
    request.addEventListener("load", () => {
      if (request.status < 400) { window.location.assign(request.responseURL); return; }
      const answer = new DOMParser().parseFromString(request.responseText, "text/html").getElementById("main");
      if (!answer) { failed(); return; }
      document.getElementById("main").replaceWith(answer);
      answer.focus();
    });
    button.disabled = true;
    sending.hidden = false;
    said.textContent = form.dataset.sending;
    request.send(new FormData(form));
  });
})();
