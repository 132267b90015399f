// While choices change the lists of choices are drawn anew: those that were unfolded stay so.
const facets = document.getElementById("facets");

let unfolded = [];
document.addEventListener("htmx:beforeSwap", () => {
  unfolded = [...facets.querySelectorAll("details[open]")].map((each) => each.id);
});
document.addEventListener("htmx:oobAfterSwap", () => {
  for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
});
