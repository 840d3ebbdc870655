// One picture: image, mask or map, target and cross-hair, which pointer and arrow keys move.

import {LitElement, html} from 'lit';
import * as drawing from './drawing.js';

export class View extends LitElement {
  static properties = {
    picture: {attribute: false},
    layer: {attribute: false},
    marks: {attribute: false},
    dimmed: {type: Boolean},
    label: {},
  };

  createRenderRoot() {
    return this;
  }

  render() {
    const {bitmap, width, height} = this.picture;
    if (!bitmap) return html``;
    return html`<div class="frame ${this.dimmed ? 'dimmed' : ''}" tabindex="0" role="application"
      aria-label=${this.label} @pointermove=${this.#move} @pointerdown=${this.#down}
      @pointerup=${this.#up} @pointerleave=${this.#leave} @keydown=${this.#key}>
      <canvas class="base" width=${width} height=${height}></canvas><canvas class="layer"></canvas
      ><canvas class="marks"></canvas></div>`;
  }

  firstUpdated() {
    new ResizeObserver(() => this.#fit()).observe(this);
  }

  updated(changed) {
    const base = this.querySelector('.base');
    if (!base) return;
    if (changed.has('picture')) {
      base.getContext('2d').drawImage(this.picture.bitmap, 0, 0);
    }
    if (changed.has('layer') || changed.has('picture')) {
      const canvas = this.querySelector('.layer');
      canvas.width = this.picture.width;
      canvas.height = this.picture.height;
      this.layer?.(canvas);
    }
    this.#fit();
  }

  // The frame has the image's proportions, as large as there is room.
  #fit() {
    const frame = this.querySelector('.frame');
    if (!frame) return;
    const {width, height} = this.picture;
    const room = this.getBoundingClientRect();
    const scale = this.hasAttribute('fill')
      ? Math.min(room.width / width, room.height / height)
      : room.width / width;
    if (scale > 0) {
      frame.style.width = `${width * scale}px`;
      frame.style.height = `${height * scale}px`;
      const box = {width: width * scale, height: height * scale};
      drawing.overlay(this.querySelector('.marks'), box, this.picture, this.marks ?? {});
    }
  }

  #at(event) {
    const box = this.querySelector('.frame').getBoundingClientRect();
    const {width, height} = this.picture;
    const inside = (v, n) => Math.min(n - 1, Math.max(0, Math.floor(v)));
    return {
      x: inside(((event.clientX - box.left) / box.width) * width, width),
      y: inside(((event.clientY - box.top) / box.height) * height, height),
      shift: event.shiftKey,
    };
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, {detail, bubbles: true}));
  }

  #move(event) {
    this.#tell('pw-move', {...this.#at(event), pressed: event.buttons === 1});
  }

  #down(event) {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    this.#tell('pw-press', this.#at(event));
  }

  #up(event) {
    if (event.button === 0) this.#tell('pw-release', this.#at(event));
  }

  #leave() {
    this.#tell('pw-leave', {});
  }

  #key(event) {
    const step = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[event.key];
    const cross = this.marks?.cross;
    const {width, height} = this.picture;
    if (step) {
      event.preventDefault();
      const from = cross ?? {x: width >> 1, y: height >> 1};
      const by = event.shiftKey ? 10 : 1;
      const inside = (v, n) => Math.min(n - 1, Math.max(0, v));
      this.#tell('pw-move', {
        x: inside(from.x + by * step[0], width),
        y: inside(from.y + by * step[1], height),
        keyboard: true,
      });
    } else if ((event.key === 'Enter' || event.key === ' ') && cross) {
      event.preventDefault();
      const at = {...cross, shift: event.shiftKey};
      this.#tell('pw-press', at);
      this.#tell('pw-release', at);
    }
  }
}
customElements.define('pw-view', View);
