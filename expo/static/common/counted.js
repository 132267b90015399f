// Says how much of a text box is filled once its end is near, where the browser would stop without a word.
const NEAR = 0.9; // of the most that it takes
const PAUSE = 300; // milliseconds without a key until it is said: nobody wants to hear every letter

const number = new Intl.NumberFormat(document.documentElement.lang || undefined);

for (const box of document.querySelectorAll("textarea[data-counted][maxlength]")) {
  const said = document.createElement("p");
  said.className = "help counted";
  said.setAttribute("aria-live", "polite");
  box.after(said);

  const say = () => {
    const used = box.value.length;
    const words = box.dataset.counted.replace("{used}", number.format(used)).replace("{most}", number.format(box.maxLength));
    said.textContent = used >= NEAR * box.maxLength ? words : "";
    said.toggleAttribute("data-full", used >= box.maxLength);
  };
  let waiting;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(say, PAUSE);
  });
  say();
}
