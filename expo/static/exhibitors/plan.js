/* Zooming and moving over a hall's plan in place. Without this script the same controls are links. */

const STEP = 2; // times nearer, as in exhibitors/plan/view.py
const MOVE = 3; // moves across what is seen
const GLIDE = 160; // milliseconds
const SLIP = 5; // pixels that a finger may move while it taps
const LENGTHS = [1, 2, 5, 10, 20, 50]; // metres, for the scale bar
const KEYS = { "+": "in", "=": "in", "-": "out", _: "out", 0: "whole", ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
const AHEAD = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const svg = document.querySelector("svg[data-frame]");
const controls = [...document.querySelectorAll("[data-way]")];
const [left, top, width, depth] = svg.dataset.frame.split(" ").map(Number);
const most = Number(svg.dataset.most);
const details = svg.dataset.details.split(" ").map(Number);
const lit = svg.dataset.lit?.split(" ").map(Number);
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const between = (least, wanted, greatest) => Math.max(least, Math.min(wanted, greatest));

/* A view is its left border, its upper border and its width; it has the frame's proportions and stays inside. */
function inside([x, y, wide]) {
  const w = between(width / most, wide, width);
  return [between(left, x, left + width - w), between(top, y, top + depth - (w * depth) / width), w];
}
const around = (x, y, wide) => {
  const w = between(width / most, wide, width);
  return inside([x - w / 2, y - (w * depth) / width / 2, w]);
};
const middle = ([x, y, w]) => [x + w / 2, y + (w * depth) / width / 2];
const same = (one, other) => one.every((number, at) => Math.abs(number - other[at]) < 1);

let view = inside(svg.getAttribute("viewBox").split(" ").map(Number));
let goal = view;
let glide = 0;
let later = 0;

const WAYS = {
  in: ([, , w]) => around(...middle(goal), w / STEP),
  out: ([, , w]) => around(...middle(goal), w * STEP),
  left: ([x, y, w]) => inside([x - w / MOVE, y, w]),
  right: ([x, y, w]) => inside([x + w / MOVE, y, w]),
  up: ([x, y, w]) => inside([x, y - (w * depth) / width / MOVE, w]),
  down: ([x, y, w]) => inside([x, y + (w * depth) / width / MOVE, w]),
  whole: () => [left, top, width],
  lit: () => around(...lit, 2400),
};

function draw() {
  const [x, y, w] = view;
  svg.setAttribute("viewBox", `${x} ${y} ${w} ${(w * depth) / width}`);
  const pixels = svg.getScreenCTM().a; // of the screen, for a centimetre
  svg.dataset.detail = details.filter((least) => pixels * 100 >= least).length;
  svg.toggleAttribute("data-zoomed", w < width - 1);
  keepSize(1 / pixels);
  for (const control of controls) {
    const way = WAYS[control.dataset.way](goal);
    control.setAttribute("aria-disabled", same(way, goal));
  }
}

/* The pin and the scale bar are as large on the screen however near one comes. */
function keepSize(size) {
  const [x, y, w] = view;
  const pin = svg.querySelector(".pin");
  pin?.setAttribute("transform", pin.getAttribute("transform").replace(/scale\(.*\)/, `scale(${size})`));
  const scale = svg.querySelector(".scale");
  const metres = LENGTHS.findLast((each) => each * 400 <= w) ?? LENGTHS[0];
  scale.setAttribute("transform", `translate(${x + 14 * size} ${y + (w * depth) / width - 14 * size}) scale(${size})`);
  const length = (metres * 100) / size;
  scale.querySelector("path").setAttribute("d", `M0 -6V0H${length}V-6`);
  const words = scale.querySelector("text");
  words.setAttribute("x", length + 6); // beside the bar: above it there is no room on a phone
  words.textContent = `${metres} m`;
}

function look(next, smoothly = false) {
  cancelAnimationFrame(glide);
  goal = inside(next);
  const from = view;
  const start = performance.now();
  const step = (now) => {
    const part = smoothly && !calm.matches ? between(0, (now - start) / GLIDE, 1) : 1;
    view = part < 1 ? from.map((number, at) => number + (goal[at] - number) * part) : goal;
    draw();
    if (part < 1) glide = requestAnimationFrame(step);
  };
  step(start);
  clearTimeout(later);
  later = setTimeout(remember, 300);
}

/* So that reloading, or coming back from an exhibitor, shows the same part of the hall. */
function remember() {
  const address = new URL(location);
  const [x, y] = middle(goal).map(Math.round);
  const asked = goal[2] < width - 1 ? { zoom: (width / goal[2]).toPrecision(4), x, y } : {};
  for (const name of ["zoom", "x", "y"]) {
    if (name in asked) address.searchParams.set(name, asked[name]);
    else address.searchParams.delete(name);
  }
  history.replaceState(history.state, "", address);
}

function go(way) {
  const next = WAYS[way](goal);
  const moves = !same(next, goal);
  if (moves) look(next, true);
  return moves;
}

/* What lies under a place on the screen stays there while one zooms. */
function zoomAt(times, clientX, clientY, smoothly) {
  const [x, y, w] = view;
  const wide = between(width / most, w / times, width);
  const at = new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM().inverse());
  look([at.x - ((at.x - x) * wide) / w, at.y - ((at.y - y) * wide) / w, wide], smoothly);
}

function moveBy(right, down) {
  const pixels = svg.getScreenCTM().a;
  look([view[0] - right / pixels, view[1] - down / pixels, view[2]]);
}

/* Buttons */
for (const control of controls) {
  control.setAttribute("role", "button");
  control.tabIndex = 0;
  control.addEventListener("click", (event) => {
    event.preventDefault();
    go(control.dataset.way);
  });
  control.addEventListener("keydown", (event) => {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    go(control.dataset.way);
  });
}

/* Mouse and fingers: one drags, two pinch. A wheel without Ctrl, or a finger over the whole hall, scrolls the page. */
const fingers = new Map();
let hasMoved = false;

svg.addEventListener("pointerdown", (event) => {
  if (event.button !== 0) return;
  if (!fingers.size) hasMoved = false;
  fingers.set(event.pointerId, { x: event.clientX, y: event.clientY, startX: event.clientX, startY: event.clientY });
});
svg.addEventListener("pointermove", (event) => {
  const finger = fingers.get(event.pointerId);
  if (!finger) return;
  hasMoved ||= Math.hypot(event.clientX - finger.startX, event.clientY - finger.startY) > SLIP;
  if (!hasMoved) return;
  svg.setPointerCapture(event.pointerId);
  if (fingers.size === 2) pinch(finger, event);
  else if (fingers.size === 1) moveBy(event.clientX - finger.x, event.clientY - finger.y);
  Object.assign(finger, { x: event.clientX, y: event.clientY });
});
for (const name of ["pointerup", "pointercancel"]) {
  svg.addEventListener(name, (event) => fingers.delete(event.pointerId));
}
addEventListener("pointerup", (event) => fingers.delete(event.pointerId));

function pinch(finger, event) {
  const other = [...fingers.values()].find((each) => each !== finger);
  const before = Math.hypot(finger.x - other.x, finger.y - other.y);
  const now = Math.hypot(event.clientX - other.x, event.clientY - other.y);
  moveBy((event.clientX - finger.x) / 2, (event.clientY - finger.y) / 2);
  if (before && now) zoomAt(now / before, (event.clientX + other.x) / 2, (event.clientY + other.y) / 2);
}

svg.addEventListener("dragstart", (event) => event.preventDefault());
svg.addEventListener("click", (event) => hasMoved && event.preventDefault(), true);
svg.addEventListener("dblclick", (event) => zoomAt(STEP, event.clientX, event.clientY, true));
svg.addEventListener(
  "wheel",
  (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoomAt(Math.exp(-between(-50, event.deltaY, 50) / 100), event.clientX, event.clientY);
  },
  { passive: false },
);

/* Keys: on the plan they move it; among the booths they lead from one to the next. */
svg.tabIndex = 0;
svg.setAttribute("aria-describedby", "plan-help");
document.getElementById("plan-help").hidden = false;

svg.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const booth = event.target.closest("a.place");
  const done = booth ? walk(booth, event.key) : act(event.key);
  if (done) event.preventDefault();
});

function act(key) {
  if (key === "Enter") return enter(...middle(view));
  return key in KEYS && go(KEYS[key]);
}

function walk(booth, key) {
  if (key === "Escape") return svg.focus(), true;
  if (!(key in AHEAD)) return key in KEYS && go(KEYS[key]);
  const [across, down] = AHEAD[key];
  const here = centre(booth);
  const distance = ([x, y]) => {
    const [dx, dy] = [x - here[0], y - here[1]];
    const [ahead, aside] = across ? [dx * across, Math.abs(dy)] : [dy * down, Math.abs(dx)];
    return ahead > 1 && ahead >= aside ? ahead + 2 * aside : Infinity;
  };
  return focusNearest(distance), true;
}

const enter = (x, y) => focusNearest(([bx, by]) => Math.hypot(bx - x, by - y));

function focusNearest(distance) {
  const far = [...svg.querySelectorAll("a.place")].map((booth) => [distance(centre(booth)), booth]);
  const [nearest, booth] = far.reduce((one, other) => (other[0] < one[0] ? other : one), [Infinity, null]);
  if (nearest === Infinity) return false;
  booth.focus({ preventScroll: true });
  show(booth);
  return true;
}

function centre(booth) {
  const box = booth.querySelector(".booth").getBBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

function show(booth) {
  const box = booth.querySelector(".booth").getBBox();
  const [x, y, w] = goal;
  const isSeen = box.x >= x && box.y >= y && box.x + box.width <= x + w && box.y + box.height <= y + (w * depth) / width;
  if (!isSeen) look(around(...centre(booth), w), true);
}

/* Paper shows the whole hall. */
let seen = view;
addEventListener("beforeprint", () => {
  seen = goal;
  view = [left, top, width];
  draw();
});
addEventListener("afterprint", () => look(seen));

new ResizeObserver(() => draw()).observe(svg);
