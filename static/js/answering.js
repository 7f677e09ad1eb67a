// What was last said goes into the answer, before what is typed there already, and one goes on writing.
document.addEventListener("click", (event) => {
  const start = event.target.closest("[data-start]");
  const box = start && document.getElementById(start.dataset.start);
  if (!box) return;
  event.preventDefault();
  box.value = [start.dataset.words, box.value].filter(Boolean).join("\n\n");
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
  box.dispatchEvent(new Event("input", { bubbles: true }));
});

// Where only this script could do it, it is offered only with it.
for (const start of document.querySelectorAll("[data-start][hidden]")) start.hidden = false;

// Words typed and not saved are not left behind unasked.
let unsaved = false;
document.addEventListener("input", (event) => {
  if (event.target.closest("form[data-guard]")) unsaved = true;
});
document.addEventListener("submit", () => { unsaved = false; });
addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});
