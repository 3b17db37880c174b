// Shows a document number for half a minute in its place, without leaving the page. Without this script the same
// form lies on a page of its own.
const dialog = document.getElementById("reveal");
const form = dialog?.querySelector("form");
const submit = dialog?.querySelector("[data-submit]");
const failed = dialog?.querySelector("[data-failed]");
const place = document.querySelector("[data-number]");
let timer;

function ready() {
  const chosen = form.querySelector("[name=reason]:checked");
  submit.setAttribute("aria-disabled", chosen ? "false" : "true");
  if (chosen) submit.textContent = submit.dataset.ready;
}

function hide(masked) {
  place.textContent = masked;
  place.classList.remove("shown");
}

async function reveal() {
  const answer = await fetch(form.action, {
    method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" }, cache: "no-store",
  }).catch(() => null);
  const number = answer?.ok ? (await answer.json()).number : null;
  failed.hidden = number !== null;
  if (number === null) return;
  dialog.close();
  const masked = place.textContent;
  place.textContent = number;
  place.classList.add("shown");
  clearTimeout(timer);
  timer = setTimeout(hide, Number(dialog.dataset.seconds) * 1000, masked);
}

if (dialog) {
  for (const link of document.querySelectorAll("[data-reveal]"))
    link.addEventListener("click", (event) => {
      event.preventDefault();
      if (place.classList.contains("shown")) return;
      form.reset();
      submit.setAttribute("aria-disabled", "true");
      failed.hidden = true;
      dialog.showModal();
      form.querySelector("[name=reason]").focus();
    });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  form.addEventListener("change", ready);
  form.addEventListener("submit", (event) => { event.preventDefault(); reveal(); });
  // The digit picks a reason, by position of the key.
  dialog.addEventListener("keydown", (event) => {
    if (event.target.matches("input:not([type=radio])") || event.ctrlKey || event.altKey || event.metaKey) return;
    const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
    const choice = digit && form.querySelector(`[data-digit="${digit}"]`);
    if (!choice) return;
    event.preventDefault();
    choice.checked = true;
    choice.focus();
    ready();
  });
}
