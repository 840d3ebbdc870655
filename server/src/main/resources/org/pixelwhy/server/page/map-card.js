// One map with its colour bar, where the cursor's value is marked, and what has to be known of it.

import {LitElement, html, nothing} from 'lit';
import * as drawing from './drawing.js';
import {coloring, named} from './colors.js';
import * as exporting from './export.js';
import * as figure from './figure.js';
import * as hidden from './hidden.js';
import {others} from './view.js';

export const number = v =>
  !Number.isFinite(v) ? '–' : v === 0 ? '0' : Math.abs(v) >= 1e4 || Math.abs(v) < 1e-3
    ? v.toExponential(2) : v.toPrecision(3);

export class MapCard extends LitElement {
  static properties = {
    map: {attribute: false},
    picture: {attribute: false},
    settings: {attribute: false},
    marks: {attribute: false, hasChanged: others},
    zoom: {attribute: false},
    panning: {type: Boolean},
    compact: {type: Boolean},
    pixels: {attribute: false},
    range: {attribute: false},
    more: {attribute: false},
    about: {attribute: false},
    file: {},
  };

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    // The same numbers are not drawn twice, whatever else became known of a map.
    const other = changed.has('map') && changed.get('map')?.values !== this.map.values;
    if (other || ['settings', 'picture', 'range'].some(name => changed.has(name))) {
      this.colors = coloring(this.map, this.settings, this.range);
      this.layer = canvas => this.#draw(canvas);
    }
    if (other || changed.has('pixels')) this.shares = this.#shares();
  }

  #draw(canvas) {
    const {map, settings, picture, colors} = this;
    if (settings.mode === 'share') hidden.share(canvas, map, picture, settings);
    else if (settings.mode === 'deciles') hidden.deciles(canvas, map, settings, named(settings.ramp));
    else if (settings.mode !== 'image') drawing.heat(canvas, map.values, map.width, map.height, colors, settings);
  }

  get ramp() {
    return this.settings.mode === 'deciles' ? named(this.settings.ramp) : this.colors.ramp;
  }

  /** How much of the map lies inside the target, beside the area that this is. */
  #shares() {
    let inside = 0;
    let all = 0;
    let area = 0;
    const {pixels, map: {values}} = this;
    if (!pixels) return {inside: NaN, area: NaN};
    for (let i = 0; i < values.length; i++) {
      const magnitude = Math.abs(values[i]);
      all += magnitude;
      if (pixels[i]) {
        inside += magnitude;
        area++;
      }
    }
    return {inside: all > 0 ? inside / all : NaN, area: area / values.length};
  }

  #figure() {
    const {map, pixels, colors, about} = this;
    const picture = exporting.shown(this.querySelector('pw-view'));
    exporting.text(figure.svg({map, pixels, colors, picture, said: about?.said ?? '', number}), `${this.file}.svg`);
  }

  updated() {
    const bar = this.querySelector('.bar canvas');
    if (!bar) return;
    this.#bar(bar);
    const mark = this.querySelector('.bar i');
    const cross = this.marks?.cross;
    const hides = ['deciles', 'share'].includes(this.settings.mode);
    mark.hidden = !cross || hides;
    if (cross) {
      const value = this.map.values[cross.y * this.map.width + cross.x];
      mark.style.left = `${100 * this.colors.fraction(value)}%`;
    }
  }

  #bar(bar) {
    const tenths = this.settings.mode === 'deciles';
    const {colors} = this.ramp;
    if (bar.shows === colors && bar.tenths === tenths) return;
    Object.assign(bar, {shows: colors, tenths, width: 256, height: 1});
    const context = bar.getContext('2d');
    for (let i = 0; i < 256; i++) {
      const at = tenths ? Math.round((255 * Math.floor((10 * i) / 256)) / 9) : i;
      context.fillStyle = colors[at];
      context.fillRect(i, 0, 1, 1);
    }
  }

  #ticks(here) {
    const {colors, settings} = this;
    if (settings.mode === 'deciles') {
      return html`<div class="ticks"><span>least</span><b>${here}</b><span>most important tenth</span></div>`;
    }
    if (settings.mode === 'share') {
      return html`<div class="ticks"><span>the top ${settings.share} % of the pixels</span><b>${here}</b></div>`;
    }
    const [low, high] = this.map.ends ?? ['against', 'for'];
    const [against, pro] = colors.signed ? [html`<i>${low}</i>`, html`<i>${high}</i>`] : [nothing, nothing];
    return html`<div class="ticks ${this.compact ? 'short' : ''}"><span>${against} ${number(colors.low)}</span><b>${here}</b>
      <span>${colors.clips ? '≥ ' : ''}${number(colors.high)} ${pro}</span></div>`;
  }

  render() {
    const {map, shares} = this;
    const cross = this.marks?.cross;
    const here = cross ? number(map.values[cross.y * map.width + cross.x]) : '';
    const percent = v => `${(100 * v).toFixed(1)} %`;
    return html`<article class="map card ${this.compact ? 'compact' : ''} ${map.unfinished ? 'unfinished' : ''}" aria-label=${map.title}>
      <h3 title=${map.title}>${this.compact && map.layer ? map.layer : map.title}${map.part ? `: ${map.part}` : ''}
        <span class="part ${map.unfinished ? 'warn' : ''}" title=${map.layer}>${map.unfinished || map.layer || map.unit}</span></h3>
      <pw-view .picture=${this.picture} .layer=${this.layer} .marks=${this.marks}
        .zoom=${this.zoom} ?panning=${this.panning}
        ?dimmed=${this.settings.mode === 'overlay'} label="${map.title}: arrow keys move the cross-hair"></pw-view>
      <div class="bar" ?hidden=${this.settings.mode === 'share'}><canvas></canvas><i hidden></i></div>
      ${this.#ticks(here)}
      <p class="s muted">${map.blank
        ? html`<b class="warn">Blank: it says nothing, not that nothing matters.</b>`
        : Number.isFinite(shares.inside)
          ? html`${percent(shares.inside)} lies inside the target, which is ${percent(shares.area)} of the image.`
          : nothing}</p>
      ${map.warnings.length + map.notes.length === 0 ? nothing : html`<details class="s">
        <summary class=${map.warnings.length ? 'warn' : ''}>${map.warnings.length ? 'Warning' : 'Notes'}</summary>
        ${[...map.warnings, ...map.notes].map(text => html`<p>${text}</p>`)}</details>`}
      ${this.more ?? nothing}
      ${map.unfinished ? nothing : html`<div class="row s"><button @click=${() => exporting.npy(map, this.file)}>NPY</button>
        <button @click=${() => exporting.png(this.querySelector('pw-view'), this.file)}>PNG</button>
        <button title="A figure with colour bar and labels" @click=${() => this.#figure()}>SVG</button>
        ${this.about?.volume ? html`<button title="A volume that lies over the image's: other slices are 0"
          @click=${() => this.about.volume(map, this.file)}>NIfTI</button>` : nothing}
        ${this.about?.compile ? html`<button title="The question as an ONNX file that answers it for any image of this size"
          @click=${() => this.about.compile(map, this.file)}>ONNX</button>` : nothing}
        ${map.milliseconds ? html`<span class="muted">${(map.milliseconds / 1000).toFixed(2)} s</span>` : nothing}</div>`}
    </article>`;
  }
}
customElements.define('pw-map', MapCard);
