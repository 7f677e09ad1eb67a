// The list of errors takes the focus, when the page arrives with one and when a part of it is fetched with one.
function focusErrors(root) {
  const summary = root.querySelector(".error-summary");
  if (summary) summary.focus();
}

focusErrors(document);
document.addEventListener("htmx:afterSettle", (event) => focusErrors(event.target));

// An answer that did not come, or was refused, is said where one pressed; what stands in the form stays there.
// The words are at this script's tag, some under the number of the answer.
const NOT_DONE = document.currentScript.dataset;

function sayNotDone(place, words) {
  const said = document.createElement("div");
  said.className = "message is-error not-done";
  said.setAttribute("role", "alert");
  said.append(document.createElement("p"));
  said.firstChild.textContent = words;
  place.before(said);
}

document.addEventListener("htmx:beforeRequest", () => {
  for (const said of document.querySelectorAll(".not-done")) said.remove();
});
document.addEventListener("htmx:sendError", (event) => sayNotDone(event.detail.requestConfig.elt, NOT_DONE.unreached));
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  const words = NOT_DONE[status] || (status < 500 ? NOT_DONE.refused : NOT_DONE.broken);
  sayNotDone(event.detail.requestConfig.elt, words);
});
