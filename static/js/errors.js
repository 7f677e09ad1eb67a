// The list of errors takes the focus, when the page arrives with one and when a part of it is fetched with one.
function focusErrors(root) {
  const summary = root.querySelector(".error-summary");
  if (summary) summary.focus();
}

focusErrors(document);
document.addEventListener("htmx:afterSettle", (event) => focusErrors(event.target));

// An answer that did not come, or was refused, is said where one pressed; what stands in the form stays there.
const UNREACHED = "The site did not answer, so this is not done. What you wrote is still here: try again in a moment.";
const REFUSED = "This could not be done: it may have been closed, or given to somebody else, meanwhile. What you wrote is still here. Copy it before you open the page again.";
const CLOSED = "The site is closed for a while, so this is not done. What you wrote is still here: try again later.";
const TOO_MUCH = "This is more than the site takes at once, so it is not done. What you wrote is still here: send it in parts.";
const TOO_OFTEN = "This was tried too often in a row, so it is not done. What you wrote is still here: try again in a few minutes.";
const BROKEN = "Something went wrong here, so this is not done. What you wrote is still here: try again in a moment.";

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
document.addEventListener("htmx:sendError", (event) => sayNotDone(event.detail.requestConfig.elt, UNREACHED));
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  const words = { 413: TOO_MUCH, 429: TOO_OFTEN, 503: CLOSED }[status];
  sayNotDone(event.detail.requestConfig.elt, words || (status < 500 ? REFUSED : BROKEN));
});
