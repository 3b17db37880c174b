// The desk's form: asks while it is typed, says what is missing, moves with keys. Without it the form still works.
const form = document.querySelector("[data-desk-form]");
const $ = (id) => document.getElementById(id);
const chosen = (name) => form.elements[name]?.value ?? "";
const token = () => document.querySelector('meta[name="form-token"]').content;

if (form) {
  const later = (wait, act) => { let timer; return (...args) => { clearTimeout(timer); timer = setTimeout(() => act(...args), wait); }; };
  let match = "";
  let tries = 1;

  // Station 1: the visitor says room and name; the screen answers match or no match and nothing else.
  const ask = later(200, async () => {
    const room = $("room").value.trim(), name = $("host").value.trim();
    match = "";
    if (room && name) {
      const answer = await fetch(`/rooms/match?room=${encodeURIComponent(room)}&name=${encodeURIComponent(name)}`, { headers: { Accept: "application/json" } }).catch(() => null);
      if (answer?.ok) match = (await answer.json()).match ? "match" : "no_match";
    }
    const chip = $("match");
    chip.hidden = !match;
    chip.textContent = match === "match" ? chip.dataset.match : chip.dataset.noMatch;
    chip.className = `chip box-on ${match === "match" ? "done" : "late"}`;
    $("match-hint").textContent = match === "no_match" ? $("match-hint").dataset.say : $("match-hint").dataset.plain;
    show();
  });

  // Who came to this room before, masked; ↓ and Enter take one, the server fills in what is not shown.
  const list = $("returning");
  let offered = [];
  const offer = later(150, async () => {
    const room = $("room").value.trim();
    const answer = room ? await fetch(`/returning-visitors?room=${encodeURIComponent(room)}`, { headers: { Accept: "application/json" } }).catch(() => null) : null;
    offered = answer?.ok ? (await answer.json()).items : [];
    list.replaceChildren(...offered.map((item, index) => {
      const line = document.createElement("li");
      line.role = "option"; line.id = `returning-${index}`;
      const name = document.createElement("b"); name.textContent = item.name;
      const last = document.createElement("small"); last.textContent = item.last;
      line.append(name, ` ${item.purpose_text}`, last);
      line.addEventListener("mousedown", (event) => { event.preventDefault(); take(index); });
      return line;
    }));
    list.hidden = !offered.length || document.activeElement !== $("room");
  });
  let at = -1;
  const point = (index) => {
    at = index;
    [...list.children].forEach((line, i) => line.setAttribute("aria-selected", String(i === at)));
    $("room").setAttribute("aria-activedescendant", at < 0 ? "" : `returning-${at}`);
  };
  const take = (index) => {
    const item = offered[index];
    form.elements.returning.value = item.visit;
    for (const field of [$("visitor"), $("host")]) { field.value = ""; field.placeholder = field === $("visitor") ? item.name : "—"; }
    if ([...$("purpose").options].some((option) => option.value === item.purpose)) $("purpose").value = item.purpose;
    if (item.document_type) { $("document").value = item.document_type; $("number").placeholder = $("number").dataset.seen; }
    list.hidden = true; point(-1);
    $("room").blur();
    show();
  };

  // Station 3: the number is checked as it is typed; findings say what to do, never what the person is.
  const examine = later(150, async () => {
    const number = $("number").value.trim(), type = $("document").value;
    $("checks").replaceChildren();
    $("number-masked").textContent = "";
    if (!number) return;
    const answer = await fetch("/document-checks", { method: "POST", headers: { Accept: "application/json", "Content-Type": "application/json", "X-Form-Token": token() }, body: JSON.stringify({ type, number }) }).catch(() => null);
    if (!answer?.ok) return;
    const { findings, masked } = await answer.json();
    const lines = findings.length ? findings : [{ message: $("checks").dataset.good, good: true }];
    $("checks").replaceChildren(...lines.map((finding) => {
      const line = document.createElement("li");
      line.className = finding.good ? "" : finding.is_hint ? "hint" : "no";
      const icon = document.createElement("i");
      icon.className = `icon s i-${finding.good ? "check" : finding.is_hint ? "flag" : "cross"}`; icon.ariaHidden = "true";
      line.append(icon, finding.message);
      return line;
    }));
    $("number").closest(".box").classList.toggle("bad", findings.some((finding) => !finding.is_hint));
    $("number-masked").textContent = $("number-masked").dataset.text.replace("{masked}", masked);
  });

  // What the form would do now, said before it is done.
  function show() {
    const answer = chosen("confirmation.result"), check = chosen("document.check");
    // After the host's own yes the register decides: one who is not confirmed to callers may have given it.
    const refused = match === "no_match" && answer !== "confirmed" || answer === "declined" || answer === "no_answer" || check === "mismatch";
    const missing = [];
    const note = $("missing");
    if (!$("room").value.trim()) missing.push(note.dataset.room);
    if (!refused && !answer) missing.push(note.dataset.answer);
    if (!refused && !$("visitor").value.trim() && !form.elements.returning.value) missing.push(note.dataset.visitor);
    if (!refused && answer && !check) missing.push(note.dataset.check);
    note.textContent = missing.length ? note.dataset.text.replace("{fields}", missing.join(document.documentElement.lang === "en" ? ", " : "、")) : refused ? note.dataset.refuse : "";
    const admit = $("admit");
    admit.firstChild.textContent = refused ? admit.dataset.refuse : admit.dataset.admit;
    admit.classList.toggle("main", !refused); admit.classList.toggle("warn", refused);
    $("wait").hidden = !(match === "no_match" && answer !== "confirmed" && answer !== "declined" || answer === "no_answer" || check === "declined" || check === "unreadable");
    const stations = [...form.querySelectorAll("[data-station]")];
    const done = [!!$("room").value.trim() && match !== "no_match" && (!!$("host").value.trim() || !!form.elements.returning.value), answer === "confirmed", !!check, false];
    const now = done.findIndex((passed) => !passed);
    stations.forEach((station, index) => {
      station.classList.toggle("done", done[index] && index !== now);
      station.classList.toggle("now", index === now);
      if (index === now) station.setAttribute("aria-current", "step"); else station.removeAttribute("aria-current");
    });
    return !missing.length;
  }

  form.addEventListener("input", (event) => {
    const { target } = event;
    if (target.id === "room") { form.elements.returning.value = ""; offer(); ask(); }
    if (target.id === "host") ask();
    if (target.id === "number" || target.id === "document") examine();
    show();
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "confirmation.result" && event.target.value === "no_answer") {
      $("tries").textContent = $("tries").dataset.text.replace("{n}", tries);
      form.elements["confirmation.tries"].value = tries++;
    }
    if (show() && event.target.type === "radio") $("admit").focus();
  });
  $("room").addEventListener("blur", () => setTimeout(() => { list.hidden = true; }, 120));
  $("room").addEventListener("focus", () => { if (offered.length) list.hidden = false; });

  form.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.target === $("room") && !list.hidden) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        point((at + (event.key === "ArrowDown" ? 1 : offered.length - 1) + (at < 0 && event.key === "ArrowUp" ? 1 : 0)) % offered.length);
        return;
      }
      if (event.key === "Enter" && at >= 0) { event.preventDefault(); take(at); return; }
    }
    if (event.key !== "Enter") return;
    if (event.ctrlKey) { event.preventDefault(); return form.requestSubmit($("admit")); }
    if (event.target.matches("button, summary")) return;
    event.preventDefault();
    // A group of choices is one field: Enter goes into it, a digit picks in it, Enter goes on.
    const fields = [...form.querySelectorAll("input:not([type=hidden]), select, button")].filter((field) => field.offsetParent);
    const group = (field) => field.type === "radio" ? field.name : field;
    const next = fields[fields.findLastIndex((field) => group(field) === group(event.target)) + 1];
    const picked = next?.type === "radio" && fields.find((field) => field.name === next.name && field.checked);
    (picked || next)?.focus();
  });

  let sent = false;
  form.addEventListener("submit", (event) => { if (sent) event.preventDefault(); sent = true; });
  show();
  if ($("room").value) ask();
}

for (const short of document.querySelectorAll("[data-short]"))
  short.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.ctrlKey) short.requestSubmit(); });

addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.altKey && /^Digit\d$/.test(event.code)) {
    const digit = event.code.slice(5);
    const link = document.querySelector(`[data-alt="Alt ${digit}"]`);
    const station = form?.querySelector(`[data-station="${digit}"] :is(input:not([type=hidden]), select, button)`);
    if (link || station) { event.preventDefault(); (link ? link.click() : station.focus()); }
    return;
  }
  if (event.ctrlKey && event.key === "Enter" && form && !form.contains(event.target)) { event.preventDefault(); form.requestSubmit($("admit")); return; }
  const typing = event.target.closest("input:not([type=radio]), textarea, select");
  if (event.key === "Escape") {
    if (typing && typing.value) { typing.value = ""; typing.dispatchEvent(new Event("input", { bubbles: true })); } else if (form) location.assign(location.pathname + location.search);
    return;
  }
  if (typing || event.ctrlKey || event.metaKey) return;
  if (/^(Digit|Numpad)\d$/.test(event.code)) {
    const key = [...document.querySelectorAll(".register .choice kbd")].find((kbd) => kbd.textContent === event.code.slice(-1) && kbd.offsetParent);
    if (!key) return;
    event.preventDefault();
    const input = key.closest(".choice").querySelector("input");
    input.checked = true;
    input.focus();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
});
