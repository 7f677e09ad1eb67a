// A filter's address names only what was asked for: empty fields are left out of it.
document.addEventListener("formdata", (event) => {
  if (!event.target.matches("form.filters")) return;
  for (const [name, value] of [...event.formData]) {
    if (!value) event.formData.delete(name);
  }
});

document.addEventListener("htmx:configRequest", (event) => {
  if (!event.target.matches("form.filters")) return;
  const asked = event.detail.parameters;
  for (const name of Object.keys(asked)) {
    if (!asked[name]) delete asked[name];
  }
});
