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
    if (!answer?.ok) return;
    const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
    const scroll = part.querySelector(".scroll")?.scrollTop ?? 0;
    part.innerHTML = await answer.text();
    if (focused) document.getElementById(focused)?.focus();
    const scroller = part.querySelector(".scroll");
    if (scroller) scroller.scrollTop = scroll;
    part.dispatchEvent(new CustomEvent("refreshed", { bubbles: true }));
  }, 120));
}
