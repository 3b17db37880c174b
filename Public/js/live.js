// Server-sent events are only a nudge: each part that named a topic fetches its own fragment again.
//   <section data-refresh="visits passes" data-from="/desk/inside" id="inside"> … </section>
let waiting = new Map();

export function live(address) {
  if (!address || !window.EventSource) return;
  const parts = [...document.querySelectorAll("[data-refresh]")];
  const source = new EventSource(address);
  const sign = document.querySelector("[data-connection]");
  const show = (connected) => {
    if (!sign) return;
    sign.hidden = false;
    sign.children[1].hidden = !connected;
    sign.children[2].hidden = connected;
  };
  // What changed between the page's drawing and this connection was announced to nobody: a part that waits for the end
  // of something asks once more.
  const begun = parts.filter((part) => part.dataset.begun !== undefined);
  source.onopen = () => { (sign && !sign.hidden && !sign.children[2].hidden ? parts : begun).forEach(refresh); show(true); };
  source.onerror = () => show(false);
  source.addEventListener("everything", () => parts.forEach(refresh));
  const topics = new Set(parts.flatMap((part) => part.dataset.refresh.split(" ")));
  for (const topic of topics)
    source.addEventListener(topic, () => parts.filter((part) => part.dataset.refresh.split(" ").includes(topic)).forEach(refresh));
}

// A burst of changes is fetched once. Focus and scroll stay where they are.
export function refresh(part) {
  if (waiting.has(part)) return;
  waiting.set(part, setTimeout(async () => {
    waiting.delete(part);
    const answer = await fetch(part.dataset.from, { headers: { Accept: "text/html" } }).catch(() => null);
    // Signed out meanwhile, as after a handover: the whole page asks who is there.
    if (answer?.redirected) return location.reload();
    if (!answer?.ok) return;
    const news = await answer.text();
    if (part.dataset.careful !== undefined && isBusy(part)) return tellNews();
    const focused = part.contains(document.activeElement) ? place(part, document.activeElement) : null;
    const scroll = part.querySelector(".scroll")?.scrollTop ?? 0;
    const folds = [...part.querySelectorAll("details[id]")].map((fold) => [fold.id, fold.open]);
    part.innerHTML = news;
    for (const [id, open] of folds) { const fold = document.getElementById(id); if (fold) fold.open = open; }
    if (focused) focused()?.focus();
    const scroller = part.querySelector(".scroll");
    if (scroller) scroller.scrollTop = scroll;
    part.dispatchEvent(new CustomEvent("refreshed", { bubbles: true }));
  }, 120));
}

// Where somebody is writing or drawing, what he has written stays, and the page says that there is news.
function isBusy(part) {
  const typed = [...part.querySelectorAll("input:not([type=hidden]), textarea")]
    .some((field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked);
  return typed || part.querySelector("details.say[open], details:not(.fold, .report)[open], [data-pad] path") !== null
    || (part.contains(document.activeElement) && document.activeElement.matches("input:not([type=hidden]), textarea, select"));
}

function tellNews() {
  const news = document.querySelector("[data-news]");
  if (news) news.hidden = false;
}

// Finds again what had the focus: by its id, or by its form and what the form is about.
function place(part, element) {
  if (element.id) return () => document.getElementById(element.id);
  const about = (form) => form && form.getAttribute("action") + (form.elements.namedItem("item")?.value ?? form.elements.namedItem("kind")?.value ?? "");
  const wanted = about(element.form), index = element.form ? [...element.form.elements].indexOf(element) : -1;
  return () => wanted && [...part.querySelectorAll("form")].find((form) => about(form) === wanted)?.elements[index];
}
