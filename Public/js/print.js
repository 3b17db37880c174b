// The sheet that was just written down as printed goes to the printer. Without this script, Ctrl P does the same.
addEventListener("load", () => print(), { once: true });
