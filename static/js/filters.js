// A filter's address names only what was asked for: empty fields are left out of it, and so are columns that are the usual ones.
function asAddress(form, chosen) {
  const columns = chosen.join(",");
  return columns === form.dataset.usual ? "" : columns;
}

document.addEventListener("formdata", (event) => {
  const form = event.target;
  if (!form.matches("form.filters")) return;
  const columns = asAddress(form, event.formData.getAll("columns"));
  event.formData.delete("columns");
  if (columns) event.formData.set("columns", columns);
  for (const [name, value] of [...event.formData]) {
    if (!value) event.formData.delete(name);
  }
});

document.addEventListener("htmx:configRequest", (event) => {
  const form = event.target;
  if (!form.matches("form.filters")) return;
  const asked = event.detail.parameters;
  const columns = asAddress(form, [asked.columns || []].flat());
  delete asked.columns;
  if (columns) asked.columns = columns;
  for (const name of Object.keys(asked)) {
    if (!asked[name]) delete asked[name];
  }
});
