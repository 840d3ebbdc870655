// One picture: image, mask or map, target and cross-hair, which pointer and arrow keys move. Canvases
// have as many pixels as the image, and are enlarged without smoothing.

import {LitElement, html} from 'lit';
import * as drawing from './drawing.js';
import {Gestures} from './gestures.js';
import {WHOLE} from './zoom.js';

const ARROWS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
// So many pixels of the screen beside a corner still mean it.
const NEAR = 6;
// So long after the last change it is looked whether a picture moved.
const REST = 120;
const inside = (v, n) => Math.min(n - 1, Math.max(0, Math.floor(v)));

/** Whether what is drawn over a picture is not what was drawn before. */
export const others = (marks = {}, before = {}) =>
  [...new Set([...Object.keys(marks), ...Object.keys(before)])].some(name => marks[name] !== before[name]);

export class View extends LitElement {
  static properties = {
    picture: {attribute: false},
    layer: {attribute: false},
    marks: {attribute: false, hasChanged: others},
    zoom: {attribute: false},
    panning: {type: Boolean},
    dimmed: {type: Boolean},
    still: {type: Boolean},
    label: {},
  };

  constructor() {
    super();
    this.zoom = WHOLE;
    this.scales = {x: 1, y: 1};
    this.gestures = new Gestures(this);
  }

  createRenderRoot() {
    return this;
  }

  render() {
    if (!this.picture.bitmap) return html``;
    const hands = this.gestures;
    if (this.still) return html`<div class="frame-still" role="img" aria-label=${this.label}>${this.#canvases()}</div>`;
    return html`<div class="frame ${this.panning ? 'panning' : ''}" tabindex="0" role="application"
      aria-label=${this.label} @pointermove=${e => hands.move(e)} @pointerdown=${e => hands.down(e)}
      @pointerup=${e => hands.up(e)} @pointercancel=${e => hands.cancel(e)}
      @pointerleave=${() => this.tell('pw-leave', {})} @keydown=${this.#key}>
      ${this.#canvases()}</div>`;
  }

  #canvases() {
    return html`<canvas class="base"></canvas><i class="dim" ?hidden=${!this.dimmed}></i><canvas class="layer"></canvas
      ><canvas class="marks"></canvas>`;
  }

  firstUpdated() {
    new ResizeObserver(() => this.#fit()).observe(this);
    this.addEventListener('wheel', e => this.gestures.wheel(e), {passive: false});
  }

  updated(changed) {
    const base = this.querySelector('.base');
    if (!base) return;
    const {bitmap, width, height} = this.picture;
    const renewed = canvas => Object.assign(canvas, {width, height});
    const before = changed.get('picture');
    if (changed.has('picture') && before?.bitmap !== bitmap) renewed(base).getContext('2d').drawImage(bitmap, 0, 0);
    if (changed.has('layer') || changed.has('picture')) this.layer?.(renewed(this.querySelector('.layer')));
    // Where it lies is known but for rare cases: to ask makes the browser lay out the page at once.
    const sized = !changed.has('picture') || (before?.width === width && before?.height === height);
    const known = sized && this.box?.frame === this.firstElementChild;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.#fit(), REST);
    if (known) this.#place();
    else this.#fit();
  }

  // The frame has the image's proportions, as large as there is room, and begins and ends where pixels
  // of the screen do: else what is drawn would lie up to half of one beside where it is computed to be.
  #fit() {
    const frame = this.firstElementChild;
    if (!frame) return;
    const {width, height} = this.picture;
    if (!width) return;
    const room = this.getBoundingClientRect();
    const fill = this.hasAttribute('fill');
    const fit = fill ? Math.min(room.width / width, room.height / height) : room.width / width;
    if (fit <= 0) return;
    const box = {width: Math.max(1, Math.floor(width * fit)), height: Math.max(1, Math.floor(height * fit))};
    const from = (start, space) => `${Math.round(start + space / 2) - start}px`;
    Object.assign(frame.style, {
      width: `${box.width}px`,
      height: `${box.height}px`,
      left: from(room.left, room.width - box.width),
      top: from(room.top, fill ? room.height - box.height : 0),
    });
    Object.assign(box, {frame, ratio: window.devicePixelRatio});
    if (!this.box || others(box, this.box)) {
      this.box = box;
      this.#place();
    }
  }

  #place() {
    const {picture, zoom, box} = this;
    const {width, height} = picture;
    this.scales = {x: (box.width / width) * zoom.scale, y: (box.height / height) * zoom.scale};
    const {x, y} = this.scales;
    for (const canvas of this.querySelectorAll('.base, .layer')) {
      Object.assign(canvas.style, {
        width: `${width}px`,
        height: `${height}px`,
        transform: `translate(${-zoom.x * x}px, ${-zoom.y * y}px) scale(${x}, ${y})`,
      });
    }
    drawing.overlay(this.querySelector('.marks'), box, {picture, zoom, scales: this.scales}, this.marks ?? {});
  }

  /** A place on the screen in the image's coordinates. Whole numbers mean the pixel that begins there: its middle. */
  exactly({clientX, clientY}) {
    const box = this.firstElementChild.getBoundingClientRect();
    const half = 0.5 / (window.devicePixelRatio || 1);
    const centre = v => (Number.isInteger(v) ? v + half : v);
    return {
      x: this.zoom.x + (centre(clientX) - box.left) / this.scales.x,
      y: this.zoom.y + (centre(clientY) - box.top) / this.scales.y,
    };
  }

  /** The image's pixel at a pointer. */
  at(event) {
    const exact = this.exactly(event);
    const {width, height} = this.picture;
    return {x: inside(exact.x, width), y: inside(exact.y, height), exact, reach: NEAR / this.scales.x, shift: event.shiftKey};
  }

  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, {detail, bubbles: true}));
  }

  #key(event) {
    const step = ARROWS[event.key];
    const cross = this.marks?.cross;
    const {width, height} = this.picture;
    if (step) {
      event.preventDefault();
      const from = cross ?? {x: width >> 1, y: height >> 1};
      const by = event.shiftKey ? 10 : 1;
      const to = {x: inside(from.x + by * step[0], width), y: inside(from.y + by * step[1], height)};
      this.tell('pw-move', {...to, keyboard: true});
    } else if (event.key === 'Enter' && cross) {
      event.preventDefault();
      const at = {...cross, shift: event.shiftKey};
      this.tell('pw-press', at);
      this.tell('pw-release', at);
    }
  }
}
customElements.define('pw-view', View);
