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
