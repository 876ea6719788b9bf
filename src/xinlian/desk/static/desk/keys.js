// Keyboard for every page: / search, j k rows, x ticks a row, Enter open, [ ] pages, g + letter menu, ? help.
"use strict";

const typing = (target) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type="checkbox"]), select, textarea'));

const rows = () => [...document.querySelectorAll("table.list tbody tr")];

function move(step) {
  const all = rows();
  if (!all.length) return;
  const now = all.findIndex((row) => row.classList.contains("current"));
  const next = Math.min(Math.max(now + step, 0), all.length - 1);
  all[now]?.classList.remove("current");
  all[next].classList.add("current");
  all[next].scrollIntoView({ block: "nearest" });
  (all[next].querySelector("td.main a") || all[next].querySelector("a"))?.focus({ preventScroll: true });
}

function follow(selector) {
  document.querySelector(selector)?.click();
}

function help() {
  const dialog = document.getElementById("keys");
  if (dialog.open) dialog.close();
  else dialog.showModal();
}

const actions = {
  "/": () => document.getElementById("search")?.focus(),
  "?": help,
  j: () => move(1),
  k: () => move(-1),
  x: () => follow("tr.current .tick input"),
  "[": () => follow('.pager a[rel="prev"]'),
  "]": () => follow('.pager a[rel="next"]'),
};

let going = false;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && typing(event.target)) return event.target.blur();
  if (typing(event.target)) return;
  if (going) {
    going = false;
    return follow(`.menu a[data-key="${CSS.escape(event.key)}"]`);
  }
  if (event.key === "g") {
    going = true;
    return;
  }
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

// On a phone the filters are folded; chips say what is in force.
for (const box of document.querySelectorAll("details.filterbox"))
  if (matchMedia("(max-width: 40rem)").matches) box.open = false;

// One open menu at a time, closed by a click elsewhere or by Escape.
const menus = () => document.querySelectorAll("details.account[open], .listtools details[open]");
document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") for (const menu of menus()) menu.open = false;
});
