// Buttons of acts that need no question post at once; without this script they lead to a page that asks.
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[data-act="at-once"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (!token) { window.location = link.href; return; }
  const form = document.createElement("form");
  form.method = "post";
  form.action = link.href;
  form.append(token.cloneNode());
  document.body.append(form);
  form.submit();
});

// The theme marks no main part, and calls all that scrolls the same: who goes from landmark to landmark needs both.
// This runs before its scrollers start, which take their names from the attribute.
document.addEventListener("DOMContentLoaded", () => {
  document.getElementById("main")?.setAttribute("role", "main");
  const title = document.querySelector("h1");
  if (!title) return;
  document.getElementById("tabs-items")?.setAttribute("aria-label", title.textContent.trim());
  for (const part of document.querySelectorAll("#main [data-simplebar]")) {
    const heading = part.closest(".inline-group")?.querySelector("h2, h3") ?? title;
    part.dataset.simplebarAriaLabel = heading.textContent.trim();
  }
});
