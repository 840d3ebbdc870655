// Side by side: the question of the page asked of several networks and about several images, or what
// is kept of two questions. Zoom, cross-hair and colours are those of all; two maps are compared.

import {LitElement, html, nothing} from 'lit';
import * as agreement from './agreement.js';
import * as bars from './bars.js';
import * as colors from './colors.js';
import * as side from './side.js';
import * as targets from './target.js';
import {offered} from './panels.js';
import * as zooming from './zoom.js';
import {STEP} from './keys.js';

const MOST = 12;

class Compare extends LitElement {
  static properties = {
    app: {attribute: false}, settings: {attribute: false}, cells: {state: true}, cross: {state: true}, zoom: {state: true},
    common: {state: true}, two: {state: true}, said: {state: true},
  };

  #round = 0;

  constructor() {
    super();
    Object.assign(this, {cells: [], cross: null, zoom: zooming.WHOLE, common: false, two: null, said: '', known: new Map(), ofKept: null});
  }

  createRenderRoot() {
    return this;
  }

  get #dialog() {
    return this.querySelector('dialog');
  }

  /** The question that the page shows, of what it shows at first. */
  show() {
    const {app} = this;
    this.#begin(null);
    this.elsewhere = new side.Elsewhere(app);
    this.models = new Set([app.model.id]);
    this.images = new Set([app.picture.id]);
    this.method = app.maps[0]?.method ?? app.chosen[0];
    return this.#fill();
  }

  /** Two explanations that are kept. */
  async showKept(ids) {
    this.#begin(ids);
    const round = this.#round;
    const found = await Promise.all(ids.map(id => side.ofKept(this.app, id)));
    if (round !== this.#round) return;
    this.cells = found.flatMap((cells, i) => cells.slice(0, MOST / 2).map((cell, n) => ({...cell, key: `${ids[i]}/${n}`})));
    // At first the same method of both, where there is one.
    const [first, ...others] = found[0].map(cell => cell.map.method);
    const same = [first, ...others].find(method => found[1].some(cell => cell.map.method === method)) ?? null;
    const at = (cells, i) => `${ids[i]}/${Math.max(0, cells.findIndex(cell => cell.map.method === same))}`;
    this.two = found.map(at);
  }

  #begin(ids) {
    Object.assign(this, {cells: [], cross: null, zoom: zooming.WHOLE, two: null, said: '', known: new Map(), ofKept: ids});
    this.#round++;
    this.requestUpdate();
    this.updateComplete.then(() => this.#dialog.showModal());
  }

  #closed() {
    this.#round++;
    this.elsewhere?.stop();
    Object.assign(this, {cells: [], known: new Map()});
  }

  get #pairs() {
    const {app} = this;
    const models = app.models.filter(one => this.models.has(one.id));
    const images = app.images.filter(one => this.images.has(one.id));
    return models.flatMap(model => images.map(image => ({model, image, method: this.method, key: `${model.id} ${image.id} ${this.method}`})));
  }

  /** Asks what is not known yet, one after the other; what is chosen meanwhile comes next. */
  async #fill() {
    const round = ++this.#round;
    const going = () => round === this.#round;
    this.elsewhere.stop();
    const pairs = this.#pairs;
    const shown = pairs.slice(0, MOST);
    this.said = pairs.length > MOST ? `The first ${MOST} of ${pairs.length} are shown.` : '';
    this.#place(shown);
    for (const pair of shown.filter(one => !this.known.has(one.key))) {
      const found = await this.#find(pair, going);
      if (!going()) return;
      this.known.set(pair.key, found);
      this.#place(shown);
    }
  }

  async #find(pair, going) {
    const {app} = this;
    if (pair.model.id === app.model.id && pair.image.id === app.picture.id) {
      const own = side.shown(app, pair.method);
      if (own) return own;
    }
    try {
      return await this.elsewhere.ask(pair, ({what}) => { this.said = what; }, going);
    } catch (e) {
      return {problem: e.message};
    }
  }

  #place(shown) {
    this.cells = shown.map(({model, image, key}) => ({key, model: model.title, image: image.title, ...(this.known.get(key) ?? {waits: true})}));
    const keys = this.cells.filter(cell => cell.map).map(cell => cell.key);
    if (!this.two?.every(key => keys.includes(key))) this.two = keys.length > 1 ? keys.slice(0, 2) : null;
  }

  #toggle(set, id, on) {
    if (on) set.add(id);
    else set.delete(id);
    return this.#fill();
  }

  willUpdate(changed) {
    if (changed.has('cells') || changed.has('two')) this.pair = this.#compared();
  }

  /** What there is to say of two maps. */
  #compared() {
    const chosen = this.two?.map(key => this.cells.find(cell => cell.key === key));
    if (!chosen?.every(cell => cell?.map)) return null;
    const [a, b] = chosen;
    if (!agreement.sameSize(a.map, b.map)) return {a, b, problem: 'Maps of different sizes are not compared pixel by pixel.'};
    return {a, b, ...agreement.rankCorrelation(a.map, b.map), difference: a.map.unit === b.map.unit ? agreement.difference(a.map, b.map) : null};
  }

  // Places are shares of the picture, so that images of different sizes go along.
  #move({target, detail}) {
    const {width, height} = target.picture;
    this.cross = {x: (detail.x + 0.5) / width, y: (detail.y + 0.5) / height};
    if (detail.keyboard) this.zoom = this.#share(zooming.showing(this.#zoomOf(target.picture), target.picture, detail), target.picture);
  }

  #zoomOf = ({width, height}) => ({scale: this.zoom.scale, x: this.zoom.x * width, y: this.zoom.y * height});

  #share = ({scale, x, y}, {width, height}) => ({scale, x: x / width, y: y / height});

  #enlarge(factor) {
    const picture = this.cells.find(cell => cell.map)?.picture;
    if (!picture) return;
    const {width, height} = picture;
    const own = this.#zoomOf(picture);
    const about = this.cross ? {x: this.cross.x * width, y: this.cross.y * height} : zooming.middle(own, picture);
    this.zoom = this.#share(zooming.about(own, picture, about, factor), picture);
  }

  #key(event) {
    const factors = {'+': STEP, '=': STEP, '-': 1 / STEP};
    if (/^(INPUT|SELECT)$/.test(event.target.tagName)) return;
    if (factors[event.key]) this.#enlarge(factors[event.key]);
    else if (event.key === '0') this.zoom = zooming.WHOLE;
  }

  render() {
    const {app} = this;
    return html`<dialog class="compare" aria-label="Side by side" @close=${this.#closed} @keydown=${this.#key}
      @pw-move=${this.#move} @pw-leave=${() => { this.cross = null; }}
      @pw-zoom=${e => { this.zoom = this.#share(e.detail, e.target.picture); }}>
      ${!app.ready || (this.cells.length === 0 && !this.models) ? nothing : html`
      <form method="dialog" class="row"><h2 class="q">${this.ofKept ? 'Two questions, side by side' : targets.spoken(app.target, app.sentence)}</h2>
        <span class="s muted" role="status">${this.said}</span><span class="sp"></span><button>Close</button></form>
      <div class="sides"><div class="choices">${this.ofKept ? nothing : this.#choices()}
          <label class="s"><input type="checkbox" .checked=${this.common} @change=${e => { this.common = e.target.checked; }}>
            One colour range for all</label>
          ${this.#zoomer()}${this.#agreement()}</div>
        <div class="many">${bars.display(app)}<div class="cells">${this.cells.map(cell => this.#cell(cell))}${this.#difference()}</div></div>
      </div>`}</dialog>`;
  }

  #zoomer() {
    return html`<div class="grp" role="group" aria-label="Zoom">
      <button aria-label="Smaller" title="Smaller (-)" @click=${() => this.#enlarge(1 / STEP)}>−</button>
      <button aria-label="Whole image" title="Whole image (0)" @click=${() => { this.zoom = zooming.WHOLE; }}>${this.zoom.scale.toFixed(1)}×</button>
      <button aria-label="Larger" title="Larger (+)" @click=${() => this.#enlarge(STEP)}>+</button></div>`;
  }

  #choices() {
    const {app} = this;
    const boxes = (title, all, set) => html`<fieldset><legend>${title}</legend>${all.map(one => html`
      <label class="s"><input type="checkbox" .checked=${set.has(one.id)}
        @change=${e => this.#toggle(set, one.id, e.target.checked)}> ${one.title}</label>`)}</fieldset>`;
    return html`${boxes('Networks', app.models, this.models)}${boxes('Images', app.images, this.images)}
      <label class="s">Method <select @change=${e => { this.method = e.target.value; this.#fill(); }}>${offered(app).map(m =>
        html`<option value=${m.id} ?selected=${m.id === this.method}>${m.title}</option>`)}</select></label>`;
  }

  #name = cell => `${cell.title ?? cell.model} · ${cell.image}${this.ofKept ? ` · ${cell.map.title}${cell.map.part ? `: ${cell.map.part}` : ''}` : ''}`;

  #agreement() {
    const with_ = this.cells.filter(cell => cell.map);
    if (with_.length < 2) return html`<p class="s muted">Choose more networks or images to compare their maps.</p>`;
    const choice = i => html`<select aria-label=${i ? 'Second map' : 'First map'}
      @change=${e => { this.two = this.two.with(i, e.target.value); }}>${with_.map(cell =>
        html`<option value=${cell.key} ?selected=${cell.key === this.two?.[i]}>${this.#name(cell)}</option>`)}</select>`;
    const {pair} = this;
    return html`<fieldset class="two"><legend>Two of them</legend>${choice(0)}${choice(1)}
      ${!pair ? nothing : pair.problem ? html`<p class="s warn">${pair.problem}</p>` : html`
        <p class="s" aria-live="polite">Rank correlation <b>${Number.isNaN(pair.value) ? 'none' : pair.value.toFixed(3)}</b>
          <span class="muted">(Spearman’s, −1 to 1, over the ${pair.pixels.toLocaleString('en')} pixels at which either map is not 0)</span></p>
        ${pair.difference ? nothing : html`<p class="s muted">Their units differ, so that a difference would mean nothing.</p>`}`}</fieldset>`;
  }

  #range(map) {
    const alike = this.cells.map(cell => cell.map).filter(one => one && one.unit === map.unit && one.sign === map.sign);
    return this.common ? colors.common(alike, this.settings) : undefined;
  }

  #marks({path, map}) {
    const {cross} = this;
    return {path, cross: cross && {x: Math.floor(cross.x * map.width), y: Math.floor(cross.y * map.height)}};
  }

  #cell(cell) {
    return html`<section class="side" aria-label=${`${cell.model}, ${cell.image}`}><h3>${cell.title ? html`${cell.title} · ` : nothing}${cell.model} · ${cell.image}</h3>
      ${cell.problem ? html`<p class="s warn">${cell.problem}</p>` : cell.waits ? html`<p class="s muted">Being asked …</p>` : html`
        <p class="s muted">${cell.answer.pixels.toLocaleString('en')} pixels · value ${Number(cell.answer.value).toPrecision(4)}</p>
        <pw-map .map=${cell.map} .picture=${cell.picture} .settings=${this.settings} .zoom=${this.#zoomOf(cell.picture)}
          .marks=${this.#marks(cell)} .pixels=${cell.pixels} .range=${this.#range(cell.map)} file="map-${cell.key.replace(/\W+/g, '-')}"></pw-map>`}
    </section>`;
  }

  #difference() {
    const {pair} = this;
    if (!pair?.difference) return nothing;
    const plain = {...this.settings, mode: this.settings.mode === 'image' ? 'image' : 'map', absolute: false};
    return html`<section class="side" aria-label="Difference"><h3>The second less the first</h3>
      <p class="s muted">Blue: less in the second. Red: more.</p>
      <pw-map .map=${pair.difference} .picture=${pair.b.picture} .settings=${plain} .zoom=${this.#zoomOf(pair.b.picture)}
        .marks=${this.#marks({path: null, map: pair.difference})} file="difference"></pw-map></section>`;
  }
}
customElements.define('pw-compare', Compare);
