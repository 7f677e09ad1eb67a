// Escape leaves a piece that was opened for editing; where something was typed it only goes to “Leave it”, so no words are lost.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  const form = event.target.closest("form.in-place");
  if (!form) return;
  const typed = [...form.querySelectorAll("textarea")].some((box) => box.value !== box.defaultValue);
  const leave = form.querySelector(".leave");
  if (typed) return leave.focus();
  leave.click();
});
