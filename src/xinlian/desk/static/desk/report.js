// The editor of a report: a figure of the list is put where the cursor last stood.
"use strict";

let last = null;
let changed = false;

document.addEventListener("focusin", (event) => {
  if (event.target instanceof HTMLTextAreaElement) last = event.target;
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-token]");
  if (!button) return;
  const field = last || document.querySelector('textarea[name="line"]');
  field.setRangeText(button.dataset.token, field.selectionStart, field.selectionEnd, "end");
  field.focus();
  changed = true;
});

// What was typed is not lost by leaving the page unawares.
document.addEventListener("input", () => {
  changed = true;
});
document.addEventListener("submit", () => {
  changed = false;
});
window.addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});
