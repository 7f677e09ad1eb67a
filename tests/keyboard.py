"""A person who has only a keyboard: comes by Tab to what is called so, presses, types, chooses."""

CALLED = """() => {
  const at = document.activeElement;
  const words = at.labels?.length ? at.labels[0].textContent : at.getAttribute("aria-label") || at.textContent;
  return words.replace(/\\s+/g, " ").trim();
}"""
MOST_STOPS = 150


class Keyboard:
    def __init__(self, page):
        self.page = page

    @property
    def at(self):
        """What has the focus, as it is called."""
        return self.page.evaluate(CALLED)

    def to(self, words, key="Tab"):
        """Press Tab until something is focused that is called so, or begins so."""
        for _ in range(MOST_STOPS):
            self.page.keyboard.press(key)
            if self.at.startswith(words):
                return self
        raise AssertionError(f"{key} does not come to {words}; it ended at {self.at}.")

    def press(self, key="Enter"):
        self.page.keyboard.press(key)
        return self

    def type(self, words):
        self.page.keyboard.type(words)
        return self

    def choose(self, words):
        """Go back to the question before, of which one answer can be chosen, and by the arrows to this answer."""
        for key in ("Shift+Tab", "ArrowDown"):
            for _ in range(MOST_STOPS):
                self.page.keyboard.press(key)
                at_one = self.page.evaluate("document.activeElement.type === 'radio'")
                if at_one if key == "Shift+Tab" else self.at.startswith(words):
                    break
        assert self.at.startswith(words), f"The arrows do not come to {words}; they ended at {self.at}."
        return self

    def follow(self, words):
        """Come to a link or a button and press it, where that leads to another page."""
        self.to(words)
        with self.page.expect_navigation():
            self.press()
        return self
