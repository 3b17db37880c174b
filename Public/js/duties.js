// The shift's line goes on while a page stays open, and so does what only the clock changes: who is late now.
import { refresh } from "./live.js";

const duration = (minutes, words) =>
  minutes < 60
    ? words.minutes.replace("{n}", minutes)
    : words.hours.replace("{h}", Math.floor(minutes / 60)).replace("{m}", String(minutes % 60).padStart(2, "0"));

function move(line) {
  const [from, until, now] = [Number(line.dataset.from), Number(line.dataset.until), Date.now()];
  const share = Math.min(1, Math.max(0, (now - from) / Math.max(1, until - from)));
  const left = Math.floor((until - now) / 60000);
  const text = left >= 0 ? line.dataset.left : line.dataset.over;
  const span = line.querySelector(".span span");
  span.textContent = text.replace("{time}", duration(Math.abs(left), line.dataset));
  span.classList.toggle("late", left < 0);
  line.querySelector(".bar").style.setProperty("--at", `${share * 100}%`);
  line.querySelector(".here").style.setProperty("--p", `${share * 100}%`);
}

setInterval(() => document.querySelectorAll("[data-shift]").forEach(move), 30000);
for (const part of document.querySelectorAll("[data-every]")) setInterval(() => refresh(part), Number(part.dataset.every) * 1000);
