// Links that go on with what is shown take the filter along, also after the list was narrowed without another page.
document.addEventListener("htmx:pushedIntoHistory", () => {
  for (const link of document.querySelectorAll("a[data-keeps-query]")) {
    link.href = link.dataset.keepsQuery + window.location.search;
  }
});
