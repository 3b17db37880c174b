// Results while typing: the same page is asked, and its results take the place of the old ones.
let asked = 0;

for (const form of document.querySelectorAll("[data-live-search]")) {
  const input = form.querySelector("input[type=search]");
  let waiting;
  const ask = async () => {
    const turn = ++asked;
    const address = `${form.action}?q=${encodeURIComponent(input.value.trim())}`;
    const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
    // A slow answer to an earlier question must not replace that to a later one.
    if (!answer?.ok || turn !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const results = page.getElementById(form.dataset.liveSearch);
    if (!results) return;
    document.getElementById(form.dataset.liveSearch)?.replaceWith(results);
    history.replaceState(null, "", address);
  };
  input.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (!event.isComposing) waiting = setTimeout(ask, 120);
  });
  input.addEventListener("compositionend", () => { clearTimeout(waiting); waiting = setTimeout(ask, 120); });
  if (!matchMedia("(pointer: coarse)").matches) input.focus();
}

// A choice in the preview reads the file again at once; without JavaScript there is a button.
for (const form of document.querySelectorAll("[data-resubmit]"))
  form.addEventListener("change", () => form.requestSubmit());
