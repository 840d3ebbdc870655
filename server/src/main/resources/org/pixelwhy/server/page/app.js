// The page: what is open, what is asked, and the maps that answer.

import {LitElement, html, nothing} from 'lit';
import * as api from './api.js';
import * as colors from './colors.js';
import * as drawing from './drawing.js';
import * as exporting from './export.js';
import * as panels from './panels.js';
import * as targets from './target.js';
import './layers.js';
import './map-card.js';
import './view.js';
import {Asking} from './asking.js';

const FIRST = ['saliency', 'grad-cam'];

class App extends LitElement {
  static properties = {ready: {state: true}, problem: {state: true}};

  constructor() {
    super();
    Object.assign(this, {
      working: 0, tool: 'class', cross: null, maps: [], history: [], chosen: FIRST, options: {}, layer: 'auto',
      tint: true, brush: 6, drawn: null, marked: null, asClass: null, problem: '', busy: null,
      settings: {mode: 'overlay', opacity: 0.8, threshold: 0, ramp: 'viridis', clip: true, absolute: false},
    });
    this.asking = new Asking(this);
    this.openModels = e => this.#open(e, 'model');
    this.openImages = e => this.#open(e, 'image');
  }

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    document.addEventListener('keydown', e => this.#key(e));
    for (const type of ['dragover', 'drop']) {
      document.addEventListener(type, e => {
        e.preventDefault();
        if (type === 'drop') this.#dropped(e);
      });
    }
    await this.attempt(async () => {
      const [about, methods, ramps] = await Promise.all(
        ['/api/about', '/api/methods', '/api/colors'].map(path => api.json(path)));
      this.about = about;
      this.methods = methods.methods;
      colors.learn(ramps.maps);
      await this.#list();
      await this.choose({model: this.models[0]?.id, image: this.images[0]?.id});
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

  async #list() {
    const [models, images] = await Promise.all([api.json('/api/models'), api.json('/api/images')]);
    this.models = models.models;
    this.images = images.images;
  }

  /** Shows another model, image or slice, and asks about what is predicted most. */
  choose(change) {
    return this.attempt(async () => {
      this.asking.stop();
      const id = change.image ?? this.picture?.id;
      const image = this.images.find(i => i.id === id);
      const model = this.models.find(m => m.id === (change.model ?? this.model?.id));
      if (!image || !model) throw new Error('Open a network and an image.');
      const picture = {id};
      if (image.slices) {
        picture.plane = change.plane ?? (this.picture?.id === id ? this.picture.plane : 'axial');
        const kept = this.picture?.id === id && this.picture.plane === picture.plane;
        const middle = image.slices[picture.plane] >> 1;
        picture.slice = change.slice ?? (kept ? this.picture.slice : middle);
      }
      await this.#load(model, picture);
    });
  }

  async #load(model, picture) {
    const [image, at] = [`/api/images/${picture.id}`, api.sliceQuery(picture)];
    const predicted = `/api/models/${model.id}`;
    const [facts, blob, values, prediction, labels] = await Promise.all([
      api.json(image + at), api.bytes(`${image}/picture${at}`), api.floats(`${image}/values${at}`),
      api.json(`${predicted}/prediction${api.query(picture)}`),
      api.shorts(`${predicted}/labels${api.query(picture)}`),
    ]);
    const bitmap = await createImageBitmap(new Blob([blob]));
    if (model !== this.model && !model.layers.some(l => l.name === this.layer)) this.layer = 'auto';
    Object.assign(this, {
      model, picture: {...facts, ...picture, bitmap}, values, labels, classes: prediction.classes,
      maps: [], stale: false, answer: null, path: null, cross: null, drawn: null, marked: null, asClass: null, now: null,
    });
    this.#paintMask();
    this.ready = true;
    const background = model.background ?? -1;
    const shown = this.classes.filter(c => c.pixels > 0);
    const most = shown.filter(c => c.index !== background).sort((a, b) => b.pixels - a.pixels)[0];
    if (most ?? shown[0]) await this.ask({tool: 'class', cls: (most ?? shown[0]).index});
  }

  #paintMask() {
    const {labels, classes, picture} = this;
    this.maskLayer = this.tint
      ? canvas => drawing.mask(canvas, labels, classes, picture.width, picture.height, 0.45)
      : () => {};
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
    const index = this.history.indexOf(this.now) - 1;
    if (index >= 0) this.restore(this.history[index]);
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
    this.again();
  }

  /** Asks the same by what is chosen now. */
  again() {
    this.requestUpdate();
    if (this.target) this.ask(this.target);
  }

  async #open(event, kind) {
    const files = [...event.target.files];
    event.target.value = '';
    await this.#upload(files, kind);
  }

  #dropped(event) {
    const files = [...event.dataTransfer.files];
    const model = files.some(file => /\.(onnx|ya?ml)$/i.test(file.name));
    if (files.length) this.#upload(files, model ? 'model' : 'image');
  }

  #upload(files, kind) {
    return this.attempt(async () => {
      this.busy = {what: `opening ${files.map(f => f.name).join(', ')}`};
      this.requestUpdate();
      try {
        let id;
        const cards = files.filter(file => /\.ya?ml$/i.test(file.name));
        for (const file of files.filter(f => !cards.includes(f))) {
          const path = kind === 'model' ? '/api/models' : '/api/images';
          id = (await api.send(`${path}?name=${encodeURIComponent(file.name)}`, file)).id;
        }
        for (const card of cards) {
          id = (await api.send(`/api/models/${id ?? this.model.id}/card`, card, 'PUT')).id;
        }
        await this.#list();
        this.busy = null;
        await this.choose({[kind]: id});
      } finally {
        this.busy = null;
      }
    });
  }

  close(kind) {
    return this.attempt(async () => {
      const id = kind === 'model' ? this.model.id : this.picture.id;
      this.asking.stop();
      await api.remove(`/api/${kind}s/${id}`);
      await this.#list();
      await this.choose({[kind]: (kind === 'model' ? this.models : this.images)[0].id});
    });
  }

  set(change) {
    this.settings = {...this.settings, ...change};
    this.requestUpdate();
  }

  // Pointer and keys on any of the pictures; what is drawn is drawn on the large one.
  #move({detail}) {
    this.cross = {x: detail.x, y: detail.y};
    if (detail.pressed && this.pressed) this.asking.drag(detail);
    this.requestUpdate();
  }

  #press({detail}) {
    this.pressed = true;
    this.asking.press(detail);
  }

  #release({detail}) {
    if (this.pressed) {
      this.pressed = false;
      this.attempt(() => this.asking.release(detail));
    }
  }

  #key(event) {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (!this.ready || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') this.asking.stop();
    if (typing) return;
    const tool = targets.TOOLS.find(t => t.key === event.key.toLowerCase());
    if (tool) this.pick(tool.id);
    else if (event.key === 'z') this.undo();
    else if (event.key === 'h') this.set({mode: this.settings.mode === 'image' ? 'overlay' : 'image'});
    else if (event.key === 'm') this.mask(!this.tint);
    else if (event.key === 'Escape') this.asking.stop();
  }

  mask(on) {
    this.tint = on;
    this.#paintMask();
  }

  pick(tool) {
    this.tool = tool;
    this.drawn = null;
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

  render() {
    if (!this.ready) {
      return html`<main class="wait" aria-busy=${!this.problem}>${this.problem || 'Opening the example …'}</main>`;
    }
    const {picture, settings} = this;
    const marks = {path: this.path, cross: this.cross};
    return html`
    <div class="app" aria-busy=${this.working > 0} @pw-layer=${e => { this.layer = e.detail; this.again(); }}
      @pw-move=${this.#move} @pw-leave=${() => { this.cross = null; this.requestUpdate(); }}>
      ${this.#header()}
      <aside class="left" aria-label="Network and image">${panels.opened(this)}${panels.legend(this)}
        <section><h2>Layer</h2><div class="card"><pw-layers .model=${this.model} .chosen=${this.layer}></pw-layers></div></section>
      </aside>
      <main class="mid">${this.#tools()}
        <div class="stage" @pw-press=${this.#press} @pw-release=${this.#release}>
          <pw-view fill .picture=${picture} .layer=${this.maskLayer}
            .marks=${{...marks, rectangle: this.drawn, brush: this.tool === 'brush' && this.marked}}
            label="Image with predicted mask. Arrow keys move the cursor, Enter asks about it."></pw-view>
          <span class="hint">${this.reading}</span></div>
        ${this.#question()}</main>
      <aside class="right" aria-label="Maps">${panels.methods(this)}${this.#display()}
        <div class="maps ${this.stale ? 'stale' : ''}">${this.maps.map((map, i) => html`<pw-map .map=${map} .picture=${picture}
          .settings=${settings} .marks=${marks} .pixels=${this.pixels} file="map-${i + 1}-${map.method}"></pw-map>`)}</div>
      </aside>
      <footer><div class="s jobs">${this.busy ? this.#progress() : html`<span class="muted">Nothing runs.</span>`}</div>
        ${panels.history(this)}</footer>
    </div>`;
  }

  #header() {
    return html`<header><b>PixelWhy</b><span class="muted s">Everything stays on this machine</span><span class="sp"></span>
      ${this.problem ? html`<span class="problem" role="alert">${this.problem}</span>` : nothing}<span class="sp"></span>
      <button @click=${() => this.#theme()}>Theme: ${document.documentElement.dataset.theme}</button></header>`;
  }

  #theme() {
    const names = ['auto', 'light', 'dark'];
    const root = document.documentElement;
    root.dataset.theme = names[(names.indexOf(root.dataset.theme) + 1) % 3];
    this.requestUpdate();
  }

  #tools() {
    return html`<div class="tools" role="toolbar" aria-label="What to ask about"><span class="s muted">Ask about</span>
      <div class="grp">${targets.TOOLS.map(t => html`<button aria-pressed=${t.id === this.tool} title=${t.hint}
        @click=${() => this.pick(t.id)}>${t.title}<kbd>${t.key.toUpperCase()}</kbd></button>`)}</div>
      ${this.tool !== 'brush' ? nothing : html`<label class="s">Size <input type="range" min="0" max="30"
        .value=${String(this.brush)} @input=${e => { this.brush = Number(e.target.value); }}></label>`}
      <span class="sp"></span>
      <label class="s"><input type="checkbox" .checked=${this.tint} @change=${e => this.mask(e.target.checked)}> Mask<kbd>M</kbd></label>
      <button ?disabled=${this.history.indexOf(this.now) < 1} @click=${() => this.undo()}>Undo<kbd>Z</kbd></button></div>`;
  }

  #question() {
    const parts = this.sentence;
    const color = this.classes[this.answer?.class]?.color ?? '';
    return html`<div class="card ask"><h1 class="q" aria-live="polite">${!parts ? 'Choose what to ask about.'
      : html`${parts[0]} <b>${parts[1]}</b> ${targets.called(this.target) ? 'called ' : ''}<b class="class" data-color=${color}>${parts[2]}</b>?`}</h1>
      ${this.classes.length < 2 ? nothing : html`<label class="s">class
        <select @change=${e => { this.asClass = e.target.value === '' ? null : Number(e.target.value); this.asking.reclass(); }}>
          <option value="" ?selected=${this.asClass === null}>as predicted</option>
          ${this.classes.map(c => html`<option value=${c.index} ?selected=${this.asClass === c.index}>${c.name}</option>`)}</select></label>`}
      ${!this.asked ? nothing : html`<details class="s command"><summary>Command line</summary>
        <code>${exporting.command(this.asked, this.model, this.picture)}</code>
        ${this.asked.target.startsWith('region:') ? html`<button @click=${() =>
          exporting.maskPng(this.pixels, this.picture.width, this.picture.height, 'mask.png')}>mask.png</button>` : nothing}</details>`}
    </div>`;
  }

  #display() {
    const {settings} = this;
    const modes = [['overlay', 'Overlay'], ['map', 'Map'], ['image', 'Image']];
    const range = (name, label, least, most, step) => html`<label class="s">${label}
      <input type="range" min=${least} max=${most} step=${step} .value=${String(settings[name])}
        @input=${e => this.set({[name]: Number(e.target.value)})}></label>`;
    const box = (name, label) => html`<label class="s"><input type="checkbox" .checked=${settings[name]}
      @change=${e => this.set({[name]: e.target.checked})}> ${label}</label>`;
    return html`<div class="tools"><div class="grp" role="group" aria-label="Picture">${modes.map(([id, title]) => html`
        <button aria-pressed=${settings.mode === id} @click=${() => this.set({mode: id})}>${title}</button>`)}</div>
      ${range('opacity', 'Opacity', 0, 1, 0.05)}${range('threshold', 'Hide weak', 0, 0.9, 0.02)}
      <label class="s">Colours <select @change=${e => this.set({ramp: e.target.value})}>${colors.unsignedNames().map(name =>
        html`<option ?selected=${name === settings.ramp}>${name}</option>`)}</select></label>
      ${box('clip', 'Clip at 99.5 %')}${box('absolute', 'Without sign')}</div>`;
  }

  #progress() {
    const {what, done, total} = this.busy;
    return html`<span>${what}</span> <progress max=${total ?? nothing} value=${total ? done : nothing}></progress>
      ${this.asking.running ? html`<button @click=${() => this.asking.stop()}>Stop<kbd>Esc</kbd></button>` : nothing}`;
  }

  updated() {
    this.querySelectorAll('[data-color]').forEach(e => e.style.setProperty('--class', e.dataset.color || 'transparent'));
    this.querySelectorAll('.hist canvas').forEach(canvas => this.#thumb(canvas));
  }

  #thumb(canvas) {
    const {entry} = canvas;
    if (canvas.drawn === entry.maps.length && canvas.of === entry) return;
    Object.assign(canvas, {drawn: entry.maps.length, of: entry});
    const context = canvas.getContext('2d');
    context.clearRect(0, 0, 64, 64);
    context.drawImage(entry.picture.bitmap, 0, 0, 64, 64);
    const map = entry.maps[0];
    if (map) {
      const layer = document.createElement('canvas');
      const usual = {...this.settings, mode: 'overlay', opacity: 0.8, threshold: 0};
      drawing.heat(layer, map.values, map.width, map.height, colors.coloring(map, usual), usual);
      context.drawImage(layer, 0, 0, 64, 64);
    }
  }
}
customElements.define('pw-app', App);
