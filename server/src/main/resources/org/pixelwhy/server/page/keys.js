// What keys do wherever nobody types.

import * as targets from './target.js';
import * as zooming from './zoom.js';

const TYPING = /^(INPUT|SELECT|TEXTAREA)$/;

export function press(app, event) {
  if (!app.ready || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  // What is open over the page has keys of its own.
  if (event.target.closest?.('dialog')) return undefined;
  if (event.key === 'Escape') {
    app.asking.cancel();
    app.asking.stop();
  }
  if (TYPING.test(event.target.tagName)) return;
  if (event.key === ' ') return space(app, event);
  const tool = targets.TOOLS.find(t => t.key === event.key.toLowerCase());
  if (tool) app.pick(tool.id);
  else if (ACTIONS[event.key]?.(app)) event.preventDefault();
  return undefined;
}

export function release(app, event) {
  if (event.key === ' ' && app.panning) {
    app.panning = false;
    app.requestUpdate();
  }
}

// Held over a picture, or where nothing else has the focus, the space bar lets the picture be dragged.
function space(app, event) {
  const over = document.querySelector('.frame:hover');
  if (!over && event.target.closest('button, summary, a, label')) return;
  event.preventDefault();
  if (!app.panning) {
    app.panning = true;
    app.requestUpdate();
  }
}

/** Enlarges about the cross-hair, or the middle of what is shown. */
export function enlarge(app, factor) {
  const {cross, zoom, picture} = app;
  const about = cross ? {x: cross.x + 0.5, y: cross.y + 0.5} : zooming.middle(zoom, picture);
  app.show(zooming.about(zoom, picture, about, factor));
}

export const STEP = 1.5;

const ACTIONS = {
  z: app => app.undo(),
  y: app => app.redo(),
  PageDown: app => app.opening.step(1),
  PageUp: app => app.opening.step(-1),
  u: app => app.asking.unsure(!app.unsure),
  h: app => app.set({mode: app.settings.mode === 'image' ? 'overlay' : 'image'}),
  m: app => app.mask(!app.tint),
  '+': app => enlarge(app, STEP),
  '=': app => enlarge(app, STEP),
  '-': app => enlarge(app, 1 / STEP),
  0: app => app.show(zooming.WHOLE),
};
