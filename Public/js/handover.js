// The handover's screen: panes by Alt and a digit, a name drawn with the finger. Without it everything still works.
addEventListener("keydown", (event) => {
  if (!event.altKey || event.isComposing || !/^Digit[1-3]$/.test(event.code)) return;
  const pane = document.querySelector(`[data-pane="${event.code.slice(5)}"]`);
  if (!pane) return;
  event.preventDefault();
  (pane.closest(".pane").querySelector(".scroll :is(input:not([type=hidden]), button)") ?? pane).focus();
});

addEventListener("refreshed", (event) => prepare(event.target));
prepare(document);

function prepare(part) {
  for (const pad of part.querySelectorAll("[data-pad]")) draw(pad);
}

function draw(pad) {
  const svg = pad.querySelector("svg"), field = pad.closest("form").querySelector("[data-drawn]");
  const strokes = [];
  pad.hidden = false;
  const point = (event) => {
    const box = svg.getBoundingClientRect();
    return [Math.round((event.clientX - box.left) / box.width * 400), Math.round((event.clientY - box.top) / box.height * 160)]
      .map((number) => Math.max(0, Math.min(400, number)));
  };
  const show = () => {
    const last = strokes.at(-1);
    last.path.setAttribute("d", `M${last.points.map((each) => each.join(" ")).join("L")}`);
    field.value = strokes.map((stroke) => stroke.points.map((each) => each.join(",")).join(" ")).join(";").slice(0, 6000);
  };
  let drawing = false;
  pad.addEventListener("pointerdown", (event) => {
    drawing = true;
    pad.setPointerCapture(event.pointerId);
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.append(path);
    strokes.push({ path, points: [point(event)] });
  });
  pad.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    const points = strokes.at(-1).points, next = point(event), last = points.at(-1);
    if (Math.hypot(next[0] - last[0], next[1] - last[1]) < 4) return;
    points.push(next);
    show();
  });
  pad.addEventListener("pointerup", () => { drawing = false; });
}
