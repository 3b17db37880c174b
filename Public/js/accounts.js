// Changing the person in few keys: a digit picks the face, six more digits let in. And copying what is shown once.
for (const form of document.querySelectorAll("[data-faces]")) {
  const pin = form.querySelector("[data-pin]");
  const faces = [...form.querySelectorAll("[data-digit]")];
  const pick = (face) => { face.checked = true; pin.focus(); pin.select(); };
  for (const face of form.querySelectorAll("input[name=account]")) face.addEventListener("click", () => pin.focus());
  addEventListener("keydown", (event) => {
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    if (!digit || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    // While a text field has the focus digits are text, except in an empty PIN field before anybody was picked.
    const field = event.target.closest("input:not([type=radio]), textarea, select");
    const nobody = !form.querySelector("input[name=account]:checked");
    if (field && !(field === pin && nobody)) return;
    const face = faces.find((face) => face.dataset.digit === digit);
    if (!face) return;
    event.preventDefault();
    pick(face);
  });
  pin.addEventListener("input", () => {
    const digits = pin.value.normalize("NFKC").replace(/\D/g, "");
    if (digits !== pin.value) pin.value = digits;
    if (digits.length === 6 && form.querySelector("input[name=account]:checked")) form.requestSubmit();
  });
  const chosen = form.querySelector("input[name=account]:checked");
  // What is wrong with the other form is read first.
  const wrong = document.querySelector("[data-errors]");
  if (chosen) pin.focus();
  else if (!wrong || form.contains(wrong)) form.querySelector("input[name=account]")?.focus({ preventScroll: true });
}

for (const button of document.querySelectorAll("[data-copy-from]")) {
  const field = document.getElementById(button.dataset.copyFrom);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    // The clipboard is only there on a secure page; a desk in a plain LAN has the old way.
    if (navigator.clipboard) await navigator.clipboard.writeText(field.value); else document.execCommand("copy");
  });
}
for (const field of document.querySelectorAll("[data-copy]")) field.addEventListener("focus", () => field.select());
