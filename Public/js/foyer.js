// What every page shares: keys by position, the clock, the theme without a reload, live nudges.
import { live } from "./live.js";

const root = document.documentElement;

// Keys are read by position: a Chinese input method eats letters and turns "/" into 、.
addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing && !/^F\d+$/.test(event.code)) return;
  const target = document.querySelector(`[data-key="${event.code}"]`);
  if (!target) return;
  event.preventDefault();
  if (target.matches("input, textarea, select")) { target.focus(); target.select?.(); } else target.click();
});

addEventListener("click", (event) => {
  const button = event.target.closest('[data-act="theme"]');
  if (!button) return;
  event.preventDefault();
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  // The server keeps it in a cookie that no script can read.
  const form = new FormData(button.form);
  form.set("theme", root.dataset.theme);
  fetch(button.form.action, { method: "POST", headers: { Accept: "application/json" }, body: new URLSearchParams(form) });
});

function tick() {
  for (const time of document.querySelectorAll("time[data-clock]"))
    time.textContent = new Date().toLocaleTimeString("en-GB", { timeZone: time.dataset.clock, hour: "2-digit", minute: "2-digit" });
}
setInterval(tick, 5000);

// A message stays for six seconds; one that offers to undo stays as long, with its key.
for (const toast of document.querySelectorAll("[data-toasts] .toast")) setTimeout(() => toast.remove(), 6000);

for (const button of document.querySelectorAll('[data-act="print"]')) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

document.querySelector("[data-errors]")?.focus();

// From what is wrong to its field: the fold around it opens, and the cursor stands in it.
for (const link of document.querySelectorAll("[data-errors] a.at")) link.addEventListener("click", (event) => {
  const field = document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  (field.matches("fieldset") ? field.querySelector("input") ?? field : field).focus();
});

// A menu closes with Esc, and when somebody does something else.
const menu = document.querySelector("details[data-menu]");
addEventListener("click", (event) => { if (menu?.open && !menu.contains(event.target)) menu.open = false; });
addEventListener("keydown", (event) => { if (menu?.open && event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); } });

live(document.body.dataset.live);
