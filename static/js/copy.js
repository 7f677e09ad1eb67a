// A field that holds something to take elsewhere gets a button that copies it. Without this it is marked and copied by hand.
for (const field of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn";
  button.textContent = field.dataset.copy;
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    said.textContent = field.dataset.copied;
  });
  const row = document.createElement("p");
  row.className = "form-end";
  row.append(button, said);
  field.after(row);
}
