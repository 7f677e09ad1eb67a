// Counts what is ticked while one ticks, and ticks all or none without another page. Without this the links ask for one.
for (const form of document.querySelectorAll("form[data-ticks]")) {
  const boxes = [...form.querySelectorAll("input[name=action]")];
  const count = () => {
    form.querySelector("[data-ticks-count]").textContent = boxes.filter((box) => box.checked).length;
  };
  form.addEventListener("change", count);
  for (const link of form.querySelectorAll("[data-ticks-set]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      for (const box of boxes) box.checked = link.dataset.ticksSet === "all";
      count();
    });
  }
  count();
}
