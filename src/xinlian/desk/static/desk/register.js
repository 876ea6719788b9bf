// Registering by keyboard: Ctrl+Enter registers from anywhere, representatives show for a visit
// of many, a second click registers nothing twice. Without it everything works, only plainer.
"use strict";

const form = document.getElementById("register");
const channel = form.elements.channel;
const people = form.elements.people;
const representatives = document.getElementById("representatives");

function show() {
  const group = channel.value === "visit" && Number(people.value) >= Number(form.dataset.group);
  representatives.hidden = !group && !form.elements.representatives.value;
}

form.addEventListener("input", show);
show();

form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit(document.getElementById("submit"));
  }
});

form.addEventListener("submit", () => {
  setTimeout(() => {
    for (const button of form.querySelectorAll("button")) button.disabled = true;
  });
});

// Back from the receipt the page is not a second registration in waiting.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

(form.querySelector(".wrong input, .wrong select, .wrong textarea") || channel).focus();
