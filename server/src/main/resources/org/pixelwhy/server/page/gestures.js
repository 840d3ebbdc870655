// Pointers on a picture: a press means what is asked about; two fingers, the wheel, the middle button,
// and dragging with the space bar held, mean what part is shown.

import * as zooming from './zoom.js';

const WHEEL = 0.002;
const PINCH = 0.01;

export class Gestures {
  #view;
  #pointers = new Map();
  #doing = null;

  constructor(view) {
    this.#view = view;
  }

  down(event) {
    const {target, pointerId, button} = event;
    this.#pointers.set(pointerId, {x: event.clientX, y: event.clientY});
    target.setPointerCapture(pointerId);
    if (this.#pointers.size > 1) {
      if (this.#doing === 'press') this.#view.tell('pw-cancel', {});
      this.#doing = 'pinch';
    } else if (button === 1 || (button === 0 && this.#view.panning)) {
      event.preventDefault();
      this.#doing = 'pan';
    } else if (button === 0) {
      this.#doing = 'press';
      this.#view.tell('pw-press', this.#view.at(event));
    }
  }

  move(event) {
    const before = this.#pointers.get(event.pointerId);
    if (this.#doing === 'pinch') {
      this.#pinch(event, before);
    } else if (this.#doing === 'pan') {
      this.#pan(event.clientX - before.x, event.clientY - before.y);
    } else {
      this.#view.tell('pw-move', {...this.#view.at(event), pressed: this.#doing === 'press'});
    }
    if (before) this.#pointers.set(event.pointerId, {x: event.clientX, y: event.clientY});
  }

  #pan(dx, dy) {
    const {zoom, picture, scales} = this.#view;
    this.#view.tell('pw-zoom', zooming.moved(zoom, picture, -dx / scales.x, -dy / scales.y));
  }

  #pinch(event, before) {
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (!before || !other) return;
    const {zoom, picture} = this.#view;
    const now = {x: event.clientX, y: event.clientY};
    const apart = (a, b) => Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));
    const middle = {clientX: (before.x + other.x) / 2, clientY: (before.y + other.y) / 2};
    const about = this.#view.exactly(middle);
    const factor = apart(now, other) / apart(before, other);
    const {scales} = this.#view;
    const grown = zooming.about(zoom, picture, about, factor);
    // Told once: the view has what it is told only after this.
    const along = (from, to, scale) => ((from - to) / 2 / scale) * (zoom.scale / grown.scale);
    this.#view.tell('pw-zoom', zooming.moved(grown, picture, along(before.x, now.x, scales.x), along(before.y, now.y, scales.y)));
  }

  up(event) {
    if (this.#doing === 'press' && event.button === 0) this.#view.tell('pw-release', this.#view.at(event));
    this.#end(event);
  }

  cancel(event) {
    if (this.#doing === 'press') this.#view.tell('pw-cancel', {});
    this.#end(event);
  }

  // The finger that is left of two means nothing any more.
  #end(event) {
    this.#pointers.delete(event.pointerId);
    if (this.#pointers.size === 0) this.#doing = null;
  }

  /** Pinching a touch pad arrives as a wheel with Ctrl; over maps the wheel alone scrolls their list. */
  wheel(event) {
    if (!event.ctrlKey && !this.#view.hasAttribute('fill')) return;
    event.preventDefault();
    const {zoom, picture} = this.#view;
    const lines = event.deltaMode === 1 ? 16 : 1;
    const factor = Math.exp(-event.deltaY * lines * (event.ctrlKey ? PINCH : WHEEL));
    this.#view.tell('pw-zoom', zooming.about(zoom, picture, this.#view.exactly(event), factor));
  }
}
