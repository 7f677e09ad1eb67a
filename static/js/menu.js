// A menu opened from the header closes when one presses Escape or goes elsewhere. Without this it stays a plain <details>.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

for (const happening of ["click", "focusin"]) {
  document.addEventListener(happening, (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
}

// The search folded away on a phone is ready to be written in as soon as it is opened.
for (const fold of document.querySelectorAll("details.search-fold")) {
  fold.addEventListener("toggle", () => {
    if (fold.open) fold.querySelector("input").focus();
  });
}
