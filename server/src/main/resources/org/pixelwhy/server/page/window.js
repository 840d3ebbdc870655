// Window and level: which of an image's values are black and white. Applied here, to the values as they
// stand in the file; what the network sees does not change.

import {html, nothing} from 'lit';

const BINS = 96;
const AIR = -500;

// Low and high ends in Hounsfield units.
const PRESETS = [
  ['Soft tissue', -160, 240],
  ['Lung', -1350, 150],
  ['Bone', -450, 1050],
  ['Liver', -45, 105],
];

// Colours are read anew only where they may be others: to ask for them takes the browser long.
const DARK = matchMedia('(prefers-color-scheme: dark)');

const planes = picture => (picture.channels === 3 ? 3 : 1);
export const windowed = picture => picture.range !== 255;

/** Least and greatest of what is shown. */
export function extent(values, picture) {
  const shown = planes(picture) * picture.width * picture.height;
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < shown; i++) {
    if (Number.isFinite(values[i])) {
      low = Math.min(low, values[i]);
      high = Math.max(high, values[i]);
    }
  }
  return low <= high ? {low, high} : {low: 0, high: 1};
}

/** What is drawn without a window: 8-bit images as they are, others from the least to the greatest value. */
export const usual = (values, picture) => (windowed(picture) ? extent(values, picture) : {low: 0, high: 255});

/** The picture by a window, as the server draws it without one: what is no number is black. */
export function drawn(values, picture, {low, high}) {
  const {width, height} = picture;
  const area = width * height;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, {width, height});
  const context = canvas.getContext('2d');
  const data = context.createImageData(width, height);
  const scale = high > low ? 255 / (high - low) : 0;
  const level = v => (Number.isFinite(v) ? (scale ? Math.round((v - low) * scale) : 128) : 0);
  const [green, blue] = planes(picture) === 3 ? [area, 2 * area] : [0, 0];
  for (let i = 0; i < area; i++) {
    data.data[4 * i] = level(values[i]);
    data.data[4 * i + 1] = level(values[green + i]);
    data.data[4 * i + 2] = level(values[blue + i]);
    data.data[4 * i + 3] = 255;
  }
  context.putImageData(data, 0, 0);
  return canvas;
}

/** How often values lie in each of equal parts from least to greatest. */
export function histogram(values, picture, {low, high}) {
  const counts = new Uint32Array(BINS);
  const shown = planes(picture) * picture.width * picture.height;
  for (let i = 0; i < shown; i++) {
    if (Number.isFinite(values[i])) {
      counts[Math.min(BINS - 1, Math.floor((BINS * (values[i] - low)) / (high - low || 1)))]++;
    }
  }
  return counts;
}

/** Values that reach down to air are taken for Hounsfield units. */
const hounsfield = (picture, all) => picture.channels === 1 && all.low <= AIR && all.high < 32768;

export function panel(app) {
  const {picture, values} = app;
  if (!windowed(picture)) return nothing;
  if (app.extentOf !== values) Object.assign(app, {extentOf: values, extent: extent(values, picture)});
  const all = app.extent;
  const {low, high} = app.window ?? all;
  // Whole numbers where there are enough of them.
  const span = all.high - all.low;
  const step = span >= 100 ? 1 : span / 400 || 1;
  const [level, width] = [(low + high) / 2, high - low];
  const slider = (label, value, least, most, change) => html`<label class="s">${label}
    <input type="range" aria-label=${label} min=${least} max=${most} step=${step} .value=${String(value)}
      @input=${e => change(Number(e.target.value))}><span class="m">${+value.toPrecision(4)}</span></label>`;
  const set = (l, w) => app.levels({low: l - w / 2, high: l + w / 2});
  return html`<div class="window"><canvas class="histogram" aria-hidden="true"></canvas>
    ${slider('Level', level, all.low, all.high, v => set(v, width))}
    ${slider('Width', width, step, all.high - all.low || step, v => set(level, v))}
    <div class="row s">${hounsfield(picture, all) ? PRESETS.map(([title, from, to]) => html`<button
      aria-pressed=${low === from && high === to} @click=${() => app.levels({low: from, high: to})}>${title}</button>`) : nothing}
      <button ?disabled=${!app.window} @click=${() => app.levels(null)}>All values</button></div></div>`;
}

/** Bars, the window between its ends, on a scale of roots: one value that most pixels have hides nothing. */
export function paint(app) {
  const canvas = app.querySelector('.histogram');
  if (!canvas) return;
  const {picture, values, extent: all} = app;
  const {low, high} = app.window ?? all;
  const theme = document.documentElement.dataset.theme + DARK.matches;
  const shown = {values, low, high, theme};
  if (canvas.shown && Object.keys(shown).every(name => canvas.shown[name] === shown[name])) return;
  canvas.shown = shown;
  if (canvas.of !== values) Object.assign(canvas, {of: values, counts: histogram(values, picture, all)});
  Object.assign(canvas, {width: 2 * BINS, height: 40});
  const most = Math.sqrt(Math.max(...canvas.counts));
  const context = canvas.getContext('2d');
  const style = getComputedStyle(canvas);
  canvas.counts.forEach((count, i) => {
    const value = all.low + ((i + 0.5) * (all.high - all.low)) / BINS;
    context.fillStyle = style.getPropertyValue(value >= low && value <= high ? '--accent' : '--ink-2');
    const height = Math.ceil((40 * Math.sqrt(count)) / most);
    context.fillRect(2 * i, 40 - height, 2, height);
  });
}
