"use strict";
const root = document.documentElement;
const theme = document.getElementById("theme");
const themes = ["auto", "light", "dark"];
theme.hidden = false;
theme.addEventListener("click", () => {
  root.dataset.theme = themes[(themes.indexOf(root.dataset.theme) + 1) % 3];
  theme.textContent = "Theme: " + root.dataset.theme;
});
const tools = document.querySelector(".tools");
const strength = document.getElementById("strength");
const show = () => {
  const on = (id) => document.getElementById(id).checked;
  document.body.dataset.mode = tools.elements.mode.value;
  document.body.classList.toggle("unfaded", !on("fade"));
  document.body.classList.toggle("pixels", on("pixels"));
  document.body.classList.toggle("bare", !on("outline"));
  document.body.style.setProperty("--strength", strength.value / 100);
};
tools.addEventListener("input", show);
tools.addEventListener("submit", (event) => event.preventDefault());
tools.hidden = document.querySelector(".map") === null;
show();
/* Values: whole numbers in units of a step, high bytes first, deflated. */
const loaded = new Map();
const unpack = async (text) => {
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  const all = new Uint8Array(await new Response(stream).arrayBuffer());
  const half = all.length / 2;
  return Int16Array.from({ length: half }, (unused, i) => (all[i] << 8) | all[half + i]);
};
const waiting = new Map();
window.pixelwhyValues = (name, text) => {
  waiting.get(name)?.(text);
};
const values = (map) => {
  if (!loaded.has(map)) {
    const file = map.dataset.file;
    const text = file
      ? new Promise((resolve) => {
          waiting.set(file, resolve);
          const script = document.createElement("script");
          script.src = file;
          document.body.append(script);
        })
      : Promise.resolve(map.dataset.values);
    loaded.set(map, text.then(unpack).catch(() => null));
  }
  return loaded.get(map);
};
const short = (value) => (value === 0 ? "0" : String(Number(value.toPrecision(3))).replace("-", "\u2212"));
const place = async (map, x, y) => {
  const width = Number(map.dataset.width);
  const numbers = await values(map);
  const number = numbers ? numbers[y * width + x] : -32768;
  return number === -32768 ? null : number * Number(map.dataset.step);
};
const cursor = (question) => {
  const maps = [...question.querySelectorAll(".map[data-step]")];
  const state = { x: 0, y: 0, pinned: false };
  const table = question.querySelector(".at");
  const draw = async () => {
    const rows = [];
    for (const map of maps) {
      const value = await place(map, state.x, state.y);
      const width = Number(map.dataset.width);
      const height = Number(map.dataset.height);
      const stack = map.querySelector(".stack");
      stack.style.setProperty("--x", (100 * (state.x + 0.5)) / width + "%");
      stack.style.setProperty("--y", (100 * (state.y + 0.5)) / height + "%");
      stack.classList.add("pointed");
      stack.dataset.value = value === null ? "none" : short(value);
      const mark = map.querySelector(".scale i");
      const low = Number(map.dataset.low);
      const high = Number(map.dataset.high);
      mark.hidden = value === null || low === high;
      mark.style.left = 100 * Math.min(1, Math.max(0, (value - low) / (high - low))) + "%";
      const share = value === null ? "" : Math.round((100 * Math.abs(value)) / (32767 * Number(map.dataset.step))) + " %";
      rows.push([map.dataset.title, value === null ? "none" : short(value), map.dataset.unit, share]);
    }
    table.hidden = false;
    table.querySelector("span").textContent = `x ${state.x}, y ${state.y}` + (state.pinned ? " (pinned)" : "");
    const body = table.querySelector("tbody");
    body.replaceChildren(
      ...rows.map((row) => {
        const line = document.createElement("tr");
        row.forEach((text, i) => {
          const cell = document.createElement("td");
          cell.textContent = text;
          cell.className = i % 2 ? "number" : "";
          line.append(cell);
        });
        line.children[2].className = "";
        return line;
      }),
    );
  };
  const go = (map, x, y) => {
    state.x = Math.max(0, Math.min(Number(map.dataset.width) - 1, x));
    state.y = Math.max(0, Math.min(Number(map.dataset.height) - 1, y));
    draw();
  };
  for (const map of maps) {
    const stack = map.querySelector(".stack");
    const at = (event) => {
      const box = stack.getBoundingClientRect();
      return [
        Math.floor(((event.clientX - box.left) / box.width) * Number(map.dataset.width)),
        Math.floor(((event.clientY - box.top) / box.height) * Number(map.dataset.height)),
      ];
    };
    stack.addEventListener("pointermove", (event) => {
      if (!state.pinned) {
        go(map, ...at(event));
      }
    });
    stack.addEventListener("click", (event) => {
      if (!event.target.closest("button")) {
        state.pinned = !state.pinned;
        go(map, ...at(event));
      }
    });
    stack.addEventListener("keydown", (event) => {
      const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
      const step = steps[event.key];
      if (step && event.target === stack) {
        event.preventDefault();
        const wide = event.shiftKey ? 8 : 1;
        go(map, state.x + wide * step[0], state.y + wide * step[1]);
      } else if (event.key === "Enter" && event.target === stack) {
        state.pinned = !state.pinned;
        draw();
      }
    });
  }
};
document.querySelectorAll(".question").forEach(cursor);
/* One picture, as large as the window. */
const large = document.getElementById("large");
const enlarge = (stack) => {
  const copy = stack.cloneNode(true);
  copy.removeAttribute("tabindex");
  copy.querySelector("button")?.remove();
  const question = stack.closest(".result");
  large.querySelector("div").setAttribute("style", question.getAttribute("style"));
  large.querySelector("div").className = stack.closest(".map") ? "map" : "hero";
  large.querySelector("div").replaceChildren(copy);
  large.showModal();
};
for (const stack of document.querySelectorAll(".stack")) {
  stack.querySelector(".enlarge")?.addEventListener("click", () => enlarge(stack));
  stack.addEventListener("dblclick", () => enlarge(stack));
}
document.querySelectorAll(".hero .stack").forEach((stack) => stack.addEventListener("click", () => enlarge(stack)));
large.addEventListener("click", (event) => {
  if (event.target === large || event.target.closest("button")) {
    large.close();
  }
});
