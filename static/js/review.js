// A review goes on by itself: after a press the next question takes the focus. Without this every form still works.
document.body.addEventListener("goOn", (event) => {
  const next = document.getElementById(event.detail.value);
  const place = next && (next.querySelector(".answers button") || next);
  if (place) place.focus();
});

// A form that opens beside a question takes the focus: where something is wrong, else where one begins to type.
document.addEventListener("htmx:afterSettle", (event) => {
  const form = event.target.matches("form.otherwise") ? event.target : event.target.querySelector("form.otherwise");
  if (!form || form.contains(document.activeElement)) return;
  const place = form.querySelector("[aria-invalid]") || form.querySelector("input:not([type=hidden]), textarea, select");
  if (place) place.focus();
});

// It closes again and gives the focus back.
document.addEventListener("click", (event) => {
  const form = event.target.closest("[data-close]") && event.target.closest("form.otherwise");
  const opener = form && document.querySelector(`[data-hx-target="#${CSS.escape(form.parentElement.id)}"]`);
  if (!opener) return;
  event.preventDefault();
  form.remove();
  opener.focus();
});

// A key held down answers one question, not the next ones too.
document.addEventListener("keydown", (event) => {
  if (event.repeat && event.key === "Enter" && event.target.closest(".answers, .group-head")) event.preventDefault();
});
