// Long text in a table is clipped after two lines; where it is, a button opens it in its row. Without this, the link
// that is clipped leads to the whole.
function isClipped(text) {
  return text.scrollHeight > text.clientHeight + 2;
}

function opener(text) {
  const button = document.createElement("button");
  const of = text.closest("tr").querySelector(".ref")?.textContent.trim();
  button.type = "button";
  button.className = "open-row";
  button.setAttribute("aria-expanded", "false");
  button.append("Show all");
  if (of) {
    const named = document.createElement("span");
    named.className = "visually-hidden";
    named.textContent = ` of ${of}`;
    button.append(named);
  }
  return button;
}

function offerToOpen(within) {
  for (const text of within.querySelectorAll(".plan-table td > .two-lines")) {
    const offered = text.nextElementSibling?.matches(".open-row");
    if (!offered && isClipped(text)) text.after(opener(text));
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.(".open-row");
  if (!button) return;
  const opens = button.getAttribute("aria-expanded") === "false";
  button.setAttribute("aria-expanded", opens);
  button.firstChild.textContent = opens ? "Show less" : "Show all";
  button.closest("tr").classList.toggle("is-open", opens);
});

offerToOpen(document);
document.addEventListener("htmx:afterSettle", (event) => offerToOpen(event.target));
