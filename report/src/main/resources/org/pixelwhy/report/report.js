"use strict";
for (const slider of document.querySelectorAll(".opacity input")) {
  const card = slider.closest(".card");
  const apply = () => {
    card.querySelector("output").textContent = slider.value + " %";
    slider.setAttribute("aria-valuetext", slider.value + " percent");
    for (const layer of card.querySelectorAll(".layer")) {
      layer.style.opacity = slider.value / 100;
    }
  };
  slider.addEventListener("input", apply);
  /* A browser may restore a slider's place when the page is loaded again. */
  apply();
}
const tools = document.querySelector(".tools");
const fade = document.getElementById("fade");
const pixels = document.getElementById("pixels");
const show = () => {
  document.body.classList.toggle("unfaded", !fade.checked);
  document.body.classList.toggle("pixels", pixels.checked);
};
tools.addEventListener("input", show);
tools.addEventListener("submit", (event) => event.preventDefault());
tools.hidden = document.querySelector(".layer") === null;
show();
