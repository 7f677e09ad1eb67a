// Long text in a table is clipped after two lines; where it is, a button opens it in its row. Without this, the link
// that is clipped leads to the whole. The words on the button are at this script's tag.
const OPENER = document.currentScript.dataset;

function isClipped(text) {
  return text.scrollHeight > text.clientHeight + 2;
}

function addOpener(text) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "open-row";
  text.after(button);
  nameOpener(button, false);
}

function nameOpener(button, opened) {
  const of = button.closest("tr").querySelector(".ref")?.textContent.trim();
  button.setAttribute("aria-expanded", opened);
  button.textContent = opened ? OPENER.less : OPENER.all;
  if (of) button.setAttribute("aria-label", (opened ? OPENER.lessOf : OPENER.allOf).replace("{reference}", of));
}

function offerToOpen(within) {
  for (const text of within.querySelectorAll(".plan-table td > .two-lines")) {
    const offered = text.nextElementSibling?.matches(".open-row");
    if (!offered && isClipped(text)) addOpener(text);
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.(".open-row");
  if (!button) return;
  const opens = button.getAttribute("aria-expanded") === "false";
  nameOpener(button, opens);
  button.closest("tr").classList.toggle("is-open", opens);
});

offerToOpen(document);
document.addEventListener("htmx:afterSettle", (event) => offerToOpen(event.target));
