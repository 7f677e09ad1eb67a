// A name field that offers whom one may mean while one types. Without this the field keeps the browser's own list
// (its datalist), and the form asks about a name that is not clear.
// data-search: the address that answers ?q=… with a named <ul> of <li role="option" data-value data-name> and
// a <p> that says how many they are; data-choice-in: the id of the hidden field the choice goes into (else the hidden
// field beside it).
const WAIT = 150;

for (const input of document.querySelectorAll("input[data-search]")) offer(input);

function offer(input) {
  const choice = document.getElementById(input.dataset.choiceIn) || input.parentElement.querySelector("[data-choice]");
  const list = document.createElement("ul");
  const note = document.createElement("p");
  let waiting, asked = 0, counted = false;
  Object.assign(list, { id: `${input.id}_options`, className: "combobox-options", hidden: true });
  list.setAttribute("role", "listbox");
  Object.assign(note, { id: `${input.id}_note`, className: "combobox-note" });
  note.setAttribute("role", "status");
  input.removeAttribute("list");
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
    input.setAttribute(name, value);
  }
  input.parentElement.classList.add("has-combobox");
  input.after(list, note);

  const options = () => [...list.querySelectorAll("[role=option]")];
  const current = () => list.querySelector("[aria-selected=true]");

  function close() {
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function select(option) {
    if (current()) current().removeAttribute("aria-selected");
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  function take(option) {
    input.value = option.dataset.name;
    if (choice && choice.options && ![...choice.options].some((one) => one.value === option.dataset.value)) {
      choice.add(new Option(option.dataset.note || option.textContent.trim(), option.dataset.value));
    }
    if (choice) choice.value = option.dataset.value;
    const about = option.querySelector(".option-about");
    counted = false;
    note.textContent = option.dataset.note || (about ? about.textContent : "");
    asked += 1;
    close();
  }

  async function ask() {
    const words = input.value.trim();
    const mine = ++asked;
    if (words.length < 2 && !/^\d/.test(words)) return close();
    const answer = await fetch(`${input.dataset.search}?q=${encodeURIComponent(words)}`, { headers: { "X-Requested-With": "fetch" } });
    if (!answer.ok || mine !== asked) return;
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== asked || document.activeElement !== input) return;
    if (!found.querySelector("ul")) return close();
    list.setAttribute("aria-label", found.querySelector("ul").getAttribute("aria-label"));
    list.replaceChildren(...found.querySelectorAll("li"));
    options().forEach((option, place) => { option.id = `${list.id}_${place}`; });
    list.hidden = !options().length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    note.textContent = found.querySelector("p").textContent;
    counted = true;
  }

  input.addEventListener("input", () => {
    if (choice && choice.type === "hidden") choice.value = "";
    note.textContent = "";
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT);
  });

  input.addEventListener("keydown", (event) => {
    const all = options();
    const place = all.indexOf(current());
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return ask();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const next = place < 0 ? (step > 0 ? 0 : all.length - 1) : place + step;
      select(all[(next + all.length) % all.length]);
    } else if (event.key === "Enter" && current()) {
      event.preventDefault();
      take(current());
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Tab" && current()) {
      take(current());
    }
  });

  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
  input.addEventListener("blur", () => {
    clearTimeout(waiting);
    asked += 1;
    close();
    if (counted) note.textContent = "";
  });
}
