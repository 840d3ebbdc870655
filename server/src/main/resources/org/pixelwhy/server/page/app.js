// The page: what is open, what is asked, and the maps that answer.

import {LitElement, html, nothing} from 'lit';
import * as api from './api.js';
import * as bars from './bars.js';
import * as colors from './colors.js';
import * as drawing from './drawing.js';
import * as exporting from './export.js';
import * as history from './history.js';
import * as jobs from './jobs.js';
import * as kept from './kept.js';
import * as keys from './keys.js';
import {painted} from './painted.js';
import * as panels from './panels.js';
import * as session from './session.js';
import * as targets from './target.js';
import './compare.js';
import './dream.js';
import './kept-list.js';
import './layers.js';
import './map-card.js';
import './view.js';
import {Asking} from './asking.js';
import {Opening} from './opening.js';
import * as levels from './window.js';
import {Preview} from './preview.js';
import * as noise from './noise.js';
import * as scoring from './scoring.js';
import {Trail} from './trail.js';
import * as zooming from './zoom.js';

const FIRST = ['saliency', 'grad-cam'];

class App extends LitElement {
  static properties = {ready: {state: true}, problem: {state: true}};

  constructor() {
    super();
    Object.assign(this, {
      working: 0, tool: 'class', cross: null, maps: [], history: [], chosen: FIRST, options: {}, layer: 'auto',
      explainers: [], tint: true, brush: 6, drawn: null, marked: null, asClass: null, unsure: false, problem: '', busy: null,
      zoom: zooming.WHOLE, panning: false, window: null, corners: [],
      settings: {mode: 'overlay', opacity: 0.8, threshold: 0, ramp: 'viridis', clip: colors.USUAL, absolute: false, share: 10, hide: 'grey'},
    });
    this.asking = new Asking(this);
    this.opening = new Opening(this);
    this.preview = new Preview(this);
    this.trail = new Trail();
  }

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    document.addEventListener('keydown', e => keys.press(this, e));
    document.addEventListener('keyup', e => keys.release(this, e));
    for (const type of ['dragover', 'drop']) {
      document.addEventListener(type, e => {
        e.preventDefault();
        if (type === 'drop') this.opening.dropped(e);
      });
    }
    await this.attempt(async () => {
      await session.start();
      const [about, methods, ramps, scores, dreams] = await Promise.all(
        ['/api/about', '/api/methods', '/api/colors', '/api/scores', '/api/dreams'].map(path => api.json(path)));
      this.about = about;
      this.methods = methods.methods;
      Object.assign(this, {scores: scores.scores, dreams});
      colors.learn(ramps.maps);
      await this.opening.list();
      const waiting = await jobs.waiting();
      await kept.start(this);
      jobs.takeUp(this, waiting);
    });
  }

  /** Does something, and shows why where it cannot be done. */
  async attempt(work) {
    try {
      this.working++;
      this.problem = '';
      await work();
    } catch (e) {
      this.problem = e.message;
      if (!(e instanceof api.Problem)) console.error(e);
    } finally {
      this.working--;
    }
    this.requestUpdate();
  }

  /** Asks about a target. */
  ask(target) {
    return this.attempt(() => this.asking.ask(target));
  }

  restore(entry) {
    return this.attempt(() => this.asking.restore(entry));
  }

  undo() {
    const entry = this.trail.back(this.now);
    if (entry) this.restore(entry);
  }

  redo() {
    const entry = this.trail.forth();
    if (entry) this.restore(entry);
  }

  toggle(id) {
    this.chosen = this.chosen.includes(id) ? this.chosen.filter(m => m !== id) : [...this.chosen, id];
    this.again();
  }

  option(method, {name, standard}, value) {
    const own = {...this.options[method]};
    if (value === '' || value === standard) delete own[name];
    else own[name] = value;
    this.options = {...this.options, [method]: own};
    if (this.methods.some(m => m.id === method)) this.again();
    else this.requestUpdate();
  }

  /** The options of a method that differ from the usual, as they are sent. */
  given(method) {
    const own = {...this.options[method]};
    if (method === 'unoise') own.explainer ??= this.explainers.at(-1)?.id ?? 'none';
    return Object.entries(own).map(([name, value]) => `${method}.${name}=${value}`);
  }

  /** Asks the same by what is chosen now. */
  again() {
    this.requestUpdate();
    if (this.target) this.ask(this.target);
  }

  set(change) {
    this.settings = {...this.settings, ...change};
    this.requestUpdate();
  }

  // Pointer and keys on any of the pictures; what is drawn is drawn on the large one.
  #move({detail}) {
    this.cross = {x: detail.x, y: detail.y};
    if (detail.keyboard) this.zoom = zooming.showing(this.zoom, this.picture, this.cross);
    if (detail.pressed && this.pressed) this.asking.drag(detail);
    else if (this.tool === 'pixel' && !this.asking.running) this.preview.at(this.cross);
    this.requestUpdate();
  }

  #leave() {
    this.cross = null;
    this.preview.stop();
    this.requestUpdate();
  }

  /** Draws the image by a window; without one, as the server does. */
  levels(window) {
    const {picture, values} = this;
    this.window = window;
    const bitmap = levels.drawn(values, picture, window ?? levels.usual(values, picture));
    this.picture = {...picture, bitmap};
    this.requestUpdate();
  }

  /** Shows another part of the image, in all pictures. */
  show(zoom) {
    this.zoom = zoom;
    this.requestUpdate();
  }

  #press({detail}) {
    this.pressed = true;
    this.preview.stop(detail);
    this.asking.press(detail);
  }

  #cancel() {
    this.pressed = false;
    this.asking.cancel();
  }

  #release({detail}) {
    if (this.pressed) {
      this.pressed = false;
      this.attempt(() => this.asking.release(detail));
    }
  }

  /** Shows or hides the predicted mask. */
  mask(on) {
    const {labels, classes, picture} = this;
    this.tint = on;
    this.maskLayer = on
      ? canvas => drawing.mask(canvas, labels, classes, picture.width, picture.height, 0.45)
      : () => {};
    this.requestUpdate();
  }

  pick(tool) {
    this.tool = tool;
    this.asking.cancel();
    this.preview.stop();
    if (tool === 'brush') this.marked = null;
    this.requestUpdate();
  }

  /** The values under the cross-hair. */
  get reading() {
    if (!this.cross) return targets.TOOLS.find(t => t.id === this.tool).hint;
    const {x, y} = this.cross;
    const i = y * this.picture.width + x;
    const area = this.picture.width * this.picture.height;
    const values = Array.from({length: Math.min(4, this.picture.channels)}, (_, c) => this.values[c * area + i]);
    const label = this.labels[i] < 0 ? 'no class' : this.classes[this.labels[i]].name;
    return `x ${x}  y ${y}  ${label}  value ${values.map(v => +v.toPrecision(5)).join(' ')}`;
  }

  /** What the figure of a map says, and how its question becomes a file. */
  #about({method}) {
    const compiles = this.methods.find(m => m.id === method)?.compiles;
    const compile = (map, file) => this.attempt(() => exporting.onnx(this.asked, map, file));
    const volume = (map, file) => this.attempt(async () =>
      exporting.made(`${await kept.place(this.now.kept, map)}/volume`, `${file}.nii.gz`));
    return {said: targets.spoken(this.target, this.sentence), compile: compiles ? compile : null,
      volume: this.picture.plane && this.now?.kept ? volume : null};
  }

  render() {
    if (!this.ready) return panels.waiting(this);
    const {picture, settings} = this;
    const marks = {path: this.path, cross: this.cross};
    return html`
    <div class="app" aria-busy=${this.working > 0} @pw-layer=${e => { this.layer = e.detail; this.again(); }}
      @pw-move=${this.#move} @pw-zoom=${e => this.show(e.detail)} @pw-leave=${this.#leave}>
      ${bars.header(this)}
      <aside class="left" aria-label="Network and image">${panels.opened(this)}${panels.legend(this)}
        <section><h2>Layer</h2><div class="card"><pw-layers .model=${this.model} .chosen=${this.layer}></pw-layers></div></section>
      </aside>
      <main class="mid">${bars.tools(this)}
        <div class="stage" @pw-press=${this.#press} @pw-release=${this.#release} @pw-cancel=${this.#cancel}>
          <pw-view fill .picture=${picture} .zoom=${this.zoom} ?panning=${this.panning} .layer=${this.maskLayer}
            .marks=${{...marks, rectangle: this.drawn, polygon: this.corners, brush: this.tool === 'brush' && this.marked}}
            label="Image with predicted mask. Arrow keys move the cursor, Enter asks about it."></pw-view>
          <span class="hint">${this.reading}</span>${bars.magnifier(this)}${bars.previewed(this)}</div>
        ${bars.question(this)}</main>
      <aside class="right" aria-label="Maps">${panels.methods(this)}${bars.display(this)}
        <div class="row">${bars.beside(this)}</div>${scoring.options(this)}
        ${this.unfinished ? html`<div class="maps"><pw-map .map=${this.unfinished} .picture=${picture} .settings=${settings} .zoom=${this.zoom}
          ?panning=${this.panning} .marks=${this.stale ? {cross: this.cross} : marks} .pixels=${this.stale ? null : this.pixels} file="unfinished"></pw-map></div>` : nothing}
        <div class="maps ${this.stale ? 'stale' : ''} ${this.layer === 'all' ? 'strip' : ''}">${this.maps.map((map, i) => html`<pw-map .map=${map} .picture=${picture}
          .settings=${settings} .zoom=${this.zoom} ?panning=${this.panning} .marks=${marks} .pixels=${this.pixels}
          .more=${[scoring.table(this, map), noise.panel(this, map)]} .about=${this.#about(map)} ?compact=${this.layer === 'all'} file="map-${i + 1}-${map.method}"></pw-map>`)}</div>
      </aside>
      <footer><div class="s jobs">${this.busy ? bars.progress(this)
        : this.jobs?.length ? nothing : html`<span class="muted">Nothing runs.</span>`}${jobs.list(this)}</div>
        ${history.list(this)}</footer>
    </div><pw-compare .app=${this} .settings=${settings}></pw-compare>
    <pw-dream .app=${this} .options=${this.options}></pw-dream>`;
  }

  updated() {
    this.querySelectorAll('[data-color]').forEach(e => e.style.setProperty('--class', e.dataset.color || 'transparent'));
    if (this.ready) levels.paint(this);
    this.thumbs ??= painted().then(() => {
      this.thumbs = null;
      history.thumbs(this);
    });
  }
}
customElements.define('pw-app', App);
