// A round's stop: a figure out of its limits asks whom one told at once, a picture is made small before it is sent, and
// the page goes where the walk goes on. Without it all of this is said by the server.
const form = document.getElementById("stop-form");

if (form) {
  for (const field of form.querySelectorAll("input[data-low]")) {
    const item = field.closest("[data-item]");
    field.addEventListener("input", () => {
      const figure = Number.parseFloat(field.value.normalize("NFKC").replace(",", "."));
      const { low, high } = field.dataset;
      const bad = !Number.isNaN(figure) && ((low !== "" && figure < Number(low)) || (high !== "" && figure > Number(high)));
      item.classList.toggle("open", bad);
      field.closest(".box").classList.toggle("bad", bad);
    });
  }
  form.addEventListener("change", (event) => {
    if (event.target.matches("[data-photo]")) shrink(event.target);
    // What the server opened closes again when all is well.
    const item = event.target.closest("[data-item]");
    if (item && event.target.name.startsWith("items.") && event.target.type === "radio") item.classList.toggle("open", event.target.hasAttribute("data-bad"));
  });
  const now = document.getElementById("now");
  if (now && !document.querySelector("[data-errors]") && now.previousElementSibling) now.scrollIntoView({ block: "center" });
}

// A telephone's picture of 4 MB tells no more than one of 300 KB; drawn anew it also loses where it was taken.
async function shrink(field) {
  const file = field.files[0];
  if (!file || !window.createImageBitmap || !window.DataTransfer) return;
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return;
  const scale = Math.min(1, 1280 / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const small = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.75));
  if (!small) return;
  const files = new DataTransfer();
  files.items.add(new File([small], "photo.jpg", { type: "image/jpeg" }));
  field.files = files.files;
}
