// A review goes on by itself: after a press the next question takes the focus. Without this every form still works.
document.body.addEventListener("goOn", (event) => {
  const next = document.getElementById(event.detail.value);
  const place = next && (next.querySelector(".answers button") || next);
  if (place) place.focus();
});

// A form that was opened beside a question closes again and gives the focus back.
document.addEventListener("click", (event) => {
  const form = event.target.closest("[data-close]") && event.target.closest("form.otherwise");
  const place = form && form.parentElement;
  if (!place || !place.id) return;
  event.preventDefault();
  const opener = document.querySelector(`[hx-target="#${CSS.escape(place.id)}"]`);
  place.replaceChildren();
  if (opener) opener.focus();
});

// A key held down answers one question, not the next ones too.
document.addEventListener("keydown", (event) => {
  if (event.repeat && event.key === "Enter" && event.target.closest(".answers")) event.preventDefault();
});
