// What was just written down as printed goes to the printer, once: afterwards the page is a preview again, and printing it
// anew is another entry of the record. Without this script, Ctrl P prints it.
addEventListener("load", () => print(), { once: true });
addEventListener("afterprint", () => {
  const address = new URL(location.href);
  address.searchParams.delete("print");
  location.replace(address);
}, { once: true });
