// One map with its colour bar, where the cursor's value is marked, and what has to be known of it.

import {LitElement, html, nothing} from 'lit';
import * as drawing from './drawing.js';
import {coloring} from './colors.js';
import * as exporting from './export.js';

export const number = v =>
  !Number.isFinite(v) ? '–' : v === 0 ? '0' : Math.abs(v) >= 1e4 || Math.abs(v) < 1e-3
    ? v.toExponential(2) : v.toPrecision(3);

export class MapCard extends LitElement {
  static properties = {
    map: {attribute: false},
    picture: {attribute: false},
    settings: {attribute: false},
    marks: {attribute: false},
    zoom: {attribute: false},
    panning: {type: Boolean},
    pixels: {attribute: false},
    file: {},
  };

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (changed.has('map') || changed.has('settings')) {
      this.colors = coloring(this.map, this.settings);
      const {values, width, height} = this.map;
      this.layer = this.settings.mode === 'image'
        ? () => {}
        : canvas => drawing.heat(canvas, values, width, height, this.colors, this.settings);
    }
    if (changed.has('map') || changed.has('pixels')) this.shares = this.#shares();
  }

  /** How much of the map lies inside the target, beside the area that this is. */
  #shares() {
    let inside = 0;
    let all = 0;
    let area = 0;
    this.map.values.forEach((v, i) => {
      all += Math.abs(v);
      inside += this.pixels[i] ? Math.abs(v) : 0;
      area += this.pixels[i] ? 1 : 0;
    });
    return {inside: all > 0 ? inside / all : NaN, area: area / this.map.values.length};
  }

  updated() {
    const bar = this.querySelector('.bar canvas');
    if (!bar) return;
    bar.width = 256;
    bar.height = 1;
    const context = bar.getContext('2d');
    this.colors.ramp.colors.forEach((color, i) => {
      context.fillStyle = color;
      context.fillRect(i, 0, 1, 1);
    });
    const mark = this.querySelector('.bar i');
    const cross = this.marks?.cross;
    mark.hidden = !cross;
    if (cross) {
      const value = this.map.values[cross.y * this.map.width + cross.x];
      mark.style.left = `${100 * this.colors.fraction(value)}%`;
    }
  }

  render() {
    const {map, colors, shares} = this;
    const cross = this.marks?.cross;
    const here = cross ? number(map.values[cross.y * map.width + cross.x]) : '';
    const percent = v => `${(100 * v).toFixed(1)} %`;
    return html`<article class="map card" aria-label=${map.title}>
      <h3>${map.title}${map.part ? `: ${map.part}` : ''}
        <span title=${map.layer}>${map.layer || map.unit}</span></h3>
      <pw-view .picture=${this.picture} .layer=${this.layer} .marks=${this.marks}
        .zoom=${this.zoom} ?panning=${this.panning}
        ?dimmed=${this.settings.mode === 'overlay'} label="${map.title}: arrow keys move the cross-hair"></pw-view>
      <div class="bar"><canvas></canvas><i hidden></i></div>
      <div class="ticks"><span>${colors.signed ? 'against' : number(colors.low)}
        ${colors.signed ? number(colors.low) : ''}</span><b>${here}</b>
        <span>${colors.clips ? '≥ ' : ''}${number(colors.high)} ${colors.signed ? 'for' : ''}</span></div>
      <p class="s muted">${map.blank
        ? html`<b class="warn">Blank: it says nothing, not that nothing matters.</b>`
        : Number.isFinite(shares.inside)
          ? html`${percent(shares.inside)} lies inside the target, which is ${percent(shares.area)} of the image.`
          : nothing}</p>
      ${map.warnings.length + map.notes.length === 0 ? nothing : html`<details class="s">
        <summary class=${map.warnings.length ? 'warn' : ''}>${map.warnings.length ? 'Warning' : 'Notes'}</summary>
        ${[...map.warnings, ...map.notes].map(text => html`<p>${text}</p>`)}</details>`}
      <div class="row s"><button @click=${() => exporting.npy(map, this.file)}>NPY</button>
        <button @click=${() => exporting.png(this.querySelector('pw-view'), this.file)}>PNG</button>
        <span class="muted">${(map.milliseconds / 1000).toFixed(2)} s</span></div>
    </article>`;
  }
}
customElements.define('pw-map', MapCard);
