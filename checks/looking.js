// What anybody must find on a page, asked of the page as it stands; answers sentences, none where all is well.
window.lookAtPage = () => {
  const found = [];
  const shown = (element) => element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: false });
  const name = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 110);

  const headings = [...document.querySelectorAll("h1")].filter(shown);
  if (headings.length !== 1 || !headings[0].textContent.trim()) found.push(`${headings.length} visible h1`);
  if (!document.title.trim()) found.push("no title");
  if (!/^en-gb$/i.test(document.documentElement.lang)) found.push(`language ${document.documentElement.lang}`);
  for (const landmark of ["header", "main", "footer"]) {
    const there = [...document.querySelectorAll(landmark)].filter((each) => !each.parentElement.closest("article, section, aside, nav, main"));
    if (there.length !== 1) found.push(`${there.length} ${landmark}`);
  }

  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) {
    const beyond = [...document.body.querySelectorAll("*")].filter((each) => shown(each)
      && each.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !each.closest(".visually-hidden"));
    found.push(`scrolls sideways by ${wide} pixels: ${beyond.slice(-2).map(name).join(" · ")}`);
  }

  for (const each of document.querySelectorAll("[aria-describedby], [aria-labelledby], [aria-controls]")) {
    for (const attribute of ["aria-describedby", "aria-labelledby", "aria-controls"]) {
      for (const id of (each.getAttribute(attribute) || "").split(/\s+/).filter(Boolean)) {
        if (!document.getElementById(id)) found.push(`${attribute} names ${id}, which is not there: ${name(each)}`);
      }
    }
  }

  for (const link of document.querySelectorAll(".error-summary a[href^='#']")) {
    const field = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!field) found.push(`the list of errors leads to ${link.hash}, which is not there`);
    else if (!field.matches("input, select, textarea, button, a, [tabindex]")) found.push(`the list of errors leads to what takes no focus: ${name(field)}`);
  }

  const months = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec";
  const short = new RegExp(`\\b(\\d{4}-\\d\\d-\\d\\d|\\d{1,2}/\\d{1,2}/\\d{2,4}|\\d{1,2} (?:${months})\\.? \\d{4}|(?:January|February|March|April|May|June|July|August|September|October|November|December|${months})\\.? \\d{1,2}, \\d{4}|0\\d (?:January|February|March|April|May|June|July|August|September|October|November|December))\\b`);
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const node = words.currentNode, said = node.data.match(short);
    if (!said || !shown(node.parentElement)) continue;
    if (!node.parentElement.closest("bdi, q, blockquote, textarea, script, style, code, .source-words, .as-written, .printed")) {
      found.push(`a day reads “${said[0]}”: ${name(node.parentElement)}`);
    }
  }

  for (const each of document.querySelectorAll("main *, header *, footer *")) {
    const style = getComputedStyle(each);
    const moves = style.transitionDuration.split(",").some((time) => parseFloat(time) > 0.02) && style.transitionProperty !== "none";
    const plays = style.animationName !== "none" && style.animationDuration.split(",").some((time) => parseFloat(time) > 0.02);
    if (moves || plays) { found.push(`moves though less motion is asked for: ${name(each)}`); break; }
  }
  return [...new Set(found)];
};

// Each thing that takes the focus shows that it has it, and is not covered while it has.
window.lookAtFocus = () => {
  const found = [];
  const name = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 110);
  const reach = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex='-1'])";
  const before = document.activeElement;
  for (const each of document.querySelectorAll(reach)) {
    if (each.disabled || each.tabIndex < 0 || !each.checkVisibility({ checkVisibilityCSS: true }) || each.matches(".skip-link")) continue;
    each.focus({ focusVisible: true });
    if (document.activeElement !== each) continue;
    const around = [each, each.closest("label"), each.parentElement].filter(Boolean);
    const seen = around.some((one) => {
      const style = getComputedStyle(one);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    });
    if (!seen) found.push(`its focus is not seen: ${name(each)}`);
    const box = [...each.getClientRects()].find((rect) => rect.width && rect.height);
    if (!box) continue;
    const spots = [[0.5, 0.5], [0.05, 0.5], [0.95, 0.5], [0.5, 0.1], [0.5, 0.9]].map(([x, y]) => [box.left + box.width * x, box.top + box.height * y]);
    const visible = spots.some(([x, y]) => {
      const top = document.elementFromPoint(x, y);
      return top && (each.contains(top) || (each.labels && [...each.labels].some((label) => label.contains(top))));
    });
    if (!visible) found.push(`is covered or out of sight while it has the focus: ${name(each)}`);
  }
  if (before && before.focus) before.focus();
  else document.activeElement.blur();
  scrollTo(0, 0);
  return [...new Set(found)];
};

// The list of errors has the focus, and each field that is wrong says so.
window.lookAtErrors = () => {
  const found = [];
  const summary = document.querySelector(".error-summary");
  if (document.activeElement !== summary) found.push("the list of errors does not have the focus");
  if (!document.title.startsWith("Error: ")) found.push(`the title does not say that something is wrong: ${document.title}`);
  for (const link of summary.querySelectorAll("a[href^='#']")) {
    const field = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (field?.matches("input:not([type=radio], [type=checkbox]), select, textarea") && field.getAttribute("aria-invalid") !== "true") {
      found.push(`a field that is wrong does not say so: ${field.outerHTML.slice(0, 110)}`);
    }
  }
  return found;
};

window.openAll = (which) => {
  for (const each of document.querySelectorAll(which)) each.open = true;
};
window.closeAll = (which) => {
  for (const each of document.querySelectorAll(which)) each.open = false;
};
