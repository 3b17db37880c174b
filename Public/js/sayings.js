// What to say for the room that is being typed. It comes beside the form and never holds it up: the answer is shown
// when it is there, and one that is late for another room is dropped.
const room = document.querySelector(".register #room"), lines = document.querySelector("[data-sayings]");
let asked = "";

async function ask() {
  const text = room.value.trim();
  if (text === asked) return;
  asked = text;
  const answer = text ? await fetch(`/sayings?room=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } }).catch(() => null) : null;
  const items = answer?.ok ? (await answer.json()).items : [];
  if (text !== asked) return;
  lines.replaceChildren(...items.map(({ text, area }) => {
    const line = document.createElement("p"), icon = document.createElement("i"), head = document.createElement("small"), words = document.createElement("b");
    line.className = "say";
    icon.className = "icon i-talk"; icon.ariaHidden = "true";
    head.textContent = area ? `${lines.dataset.say} · ${area}` : lines.dataset.say;
    words.textContent = text;
    line.append(icon, head, words);
    return line;
  }));
}

if (room && lines) {
  // On a phone the end of the form is a long way down.
  if (matchMedia("(width < 46rem)").matches) document.querySelector('[data-station="1"] .fields')?.append(lines);
  let timer;
  room.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 250); });
  if (room.value) ask();
}
