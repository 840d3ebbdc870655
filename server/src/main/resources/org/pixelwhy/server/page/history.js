// The questions so far, each with a small picture of its first map.

import {html, nothing} from 'lit';
import * as colors from './colors.js';
import * as drawing from './drawing.js';
import * as kept from './kept.js';

const SIDE = 64;

export const list = app => html`
  <div class="hist" role="group" aria-label="Questions so far">
    ${app.history.length === 0 ? html`<span class="muted s">Questions that you ask are kept here.</span>` : nothing}
    ${[...app.history].reverse().map(entry => html`
      <button aria-pressed=${entry === app.now} @click=${() => app.restore(entry)}>
        <canvas width=${SIDE} height=${SIDE} .entry=${entry}></canvas>
        <span>${entry.sentence.join(' ')}<br><span class="muted">${entry.picture.title} · ${entry.maps.length}
          ${entry.maps.length === 1 ? 'map' : 'maps'}</span></span></button>`)}
    ${earlier(app).map(one => html`<button @click=${() => app.attempt(() => kept.open(app, one.id))}>
      <span>${one.name || one.description}<br><span class="muted">${app.images.find(i => i.id === one.image)?.title ?? one.image} ·
        ${one.methods.join(', ')} · ${new Date(one.created).toLocaleDateString()}</span></span></button>`)}
    <pw-kept .app=${app}></pw-kept>
  </div>`;

/** Kept before this page was opened. */
const earlier = app => (app.keptOnes ?? []).filter(one => !app.history.some(entry => entry.kept === one.id));

/** By question: a newer one moves all others on to another canvas, and nothing is computed again. */
const small = new WeakMap();

/** Draws the small pictures that are not drawn yet. */
export function thumbs(app) {
  app.querySelectorAll('.hist canvas').forEach(canvas => {
    const picture = thumb(app, canvas.entry);
    if (canvas.shows === picture) return;
    canvas.shows = picture;
    const context = canvas.getContext('2d');
    context.clearRect(0, 0, SIDE, SIDE);
    context.drawImage(picture, 0, 0);
  });
}

/** As many of a map's values as a small picture has pixels. */
function sample({values, width, height}) {
  const few = new Float32Array(SIDE * SIDE);
  const at = (i, extent) => Math.floor(((i + 0.5) * extent) / SIDE);
  for (let i = 0; i < few.length; i++) few[i] = values[at(Math.floor(i / SIDE), height) * width + at(i % SIDE, width)];
  return few;
}

function thumb(app, entry) {
  const [map] = entry.maps;
  const known = small.get(entry);
  if (known && known.map === map) return known.canvas;
  const canvas = Object.assign(document.createElement('canvas'), {width: SIDE, height: SIDE});
  small.set(entry, {map, canvas});
  const context = canvas.getContext('2d');
  context.drawImage(entry.picture.bitmap, 0, 0, SIDE, SIDE);
  if (map) {
    const layer = document.createElement('canvas');
    const usual = {...app.settings, mode: 'overlay', opacity: 0.8, threshold: 0};
    drawing.heat(layer, sample(map), SIDE, SIDE, colors.coloring(map, usual), usual);
    context.drawImage(layer, 0, 0);
  }
  return canvas;
}
