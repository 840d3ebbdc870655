// A dream: the image changed step by step until the network sees more of what was asked about. It is a
// job; its frames are seen while it runs, and played when it is done.

import {LitElement, html, nothing} from 'lit';
import * as api from './api.js';
import * as drawing from './drawing.js';
import * as exporting from './export.js';
import * as frames from './frames.js';
import * as jobs from './jobs.js';
import * as kept from './kept.js';
import * as targets from './target.js';
import {form} from './panels.js';
import './curve.js';

const PACE = 180;
const APART = 450;
const FIRST = ['activation', 'area'];

class Dream extends LitElement {
  static properties = {
    app: {attribute: false}, options: {attribute: false}, job: {state: true}, live: {state: true}, dream: {state: true}, at: {state: true},
    playing: {state: true}, followed: {state: true}, problem: {state: true},
  };

  #round = 0;

  constructor() {
    super();
    Object.assign(this, {job: null, live: null, dream: null, at: 0, playing: false, followed: FIRST, problem: ''});
  }

  createRenderRoot() {
    return this;
  }

  /** Of the question that the page shows; the last dream of it, where there is one. */
  async show() {
    const {app} = this;
    const round = ++this.#round;
    Object.assign(this, {entry: app.now, live: null, dream: null, at: 0, problem: ''});
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector('dialog').showModal();
    const last = this.entry.dreams?.at(-1);
    if (last) await this.#load(last, () => round === this.#round);
  }

  #closed() {
    this.#round++;
    this.#play(false);
  }

  async #start() {
    const {app, entry} = this;
    const going = () => this.entry === entry;
    const {model, image, plane, slice, target} = entry.asked;
    Object.assign(this, {dream: null, live: null, problem: '', steps: []});
    this.#play(false);
    try {
      const {id} = await api.post('/api/jobs', {
        model, image, plane, slice, target, methods: ['dream'], options: app.given('dream'), explanation: entry.kept,
      });
      this.job = {id, what: 'its turn comes'};
      const last = await jobs.follow(id, now => this.#heard(now, going));
      if (last.state !== 'done') throw new api.Problem(0, last.error ?? 'The dream was stopped.');
      const answer = (await kept.read(last.explanation)).answers.at(-1);
      entry.dreams = [...(entry.dreams ?? []), answer];
      entry.total += answer.maps.length;
      if (going()) await this.#load(answer, going);
    } catch (e) {
      this.problem = e.message;
    } finally {
      this.job = null;
    }
  }

  async #heard(now, going) {
    this.job = {id: now.id, ...jobs.progress(this.app, now)};
    if (now.state !== 'running' || performance.now() - (this.seen ?? 0) < APART) return;
    this.seen = performance.now();
    const frame = await api.unfinished(now.id).catch(() => null);
    if (!frame || !going() || !this.job) return;
    const {range} = this.app.picture;
    this.live = {...frame, canvas: frames.drawn(frame, {low: 0, high: range || 255})};
    this.steps = [...this.steps, frame];
  }

  async #load(answer, going) {
    const parts = name => answer.maps.filter(map => map.part === name);
    const [csv, ...found] = await Promise.all([
      api.bytes(parts('curves')[0].at),
      ...parts('frame').map(async (facts, i) => {
        const values = await api.floats(facts.at);
        const mask = new Uint8Array(await api.bytes(parts('mask')[i].at));
        return {...facts, values, mask};
      }),
    ]);
    if (!going()) return;
    const text = new TextDecoder().decode(csv);
    const all = found.map(frame => ({
      ...frame, canvas: frames.drawn(frame, answer.dream), path: drawing.border(frame.mask, frame.width, frame.height)}));
    Object.assign(this, {live: null, dream: {...answer.dream, file: answer.at, csv: text, curves: frames.curves(text), frames: all}, at: all.length - 1});
    this.followed = [...FIRST, ...this.dream.features.slice(0, 2).map(feature => feature.id)];
  }

  #play(on) {
    clearInterval(this.timer);
    this.playing = on;
    if (!on) return;
    if (this.at === this.dream.frames.length - 1) this.at = 0;
    this.timer = setInterval(() => {
      if (this.at < this.dream.frames.length - 1) this.at++;
      else this.#play(false);
    }, PACE);
  }

  #follow(name, on) {
    this.followed = on ? [...this.followed, name] : this.followed.filter(one => one !== name);
  }

  get #curves() {
    if (this.dream) return this.dream.curves;
    const steps = this.steps ?? [];
    return {step: steps.map(s => s.step), activation: steps.map(s => s.activation), area: steps.map(s => s.area)};
  }

  render() {
    const {app} = this;
    return html`<dialog class="dream" aria-label="Dream" @close=${this.#closed}>${!this.entry ? nothing : html`
      <form method="dialog" class="row"><h2 class="q">Dream of: ${targets.spoken(this.entry.target, this.entry.sentence)}</h2>
        <span class="sp"></span><button>Close</button></form>
      <div class="sides"><div class="choices">
          <p class="s muted">The image is changed step by step so that the network answers this question with more: what appears is what it looks for.</p>
          <div class="row">${this.job ? html`<button @click=${() => api.remove(`/api/jobs/${this.job.id}`).catch(() => {})}>Stop</button>`
            : html`<button @click=${() => this.#start()}>${this.dream ? 'Dream again' : 'Dream'}</button>`}</div>
          ${this.job ? html`<p class="s">${this.job.what}</p><progress max=${this.job.total ?? nothing}
            value=${this.job.total ? this.job.done : nothing} aria-label="Progress of the dream"></progress>` : nothing}
          ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
          <details class="s options"><summary>Options</summary>${form(app, app.dreams)}</details>
          ${this.dream ? this.#facts() : nothing}</div>
        <div class="screen">${this.#picture()}</div>
        <div class="curves">${this.#choice()}${this.followed.filter(name => this.#curves[name]).map(name => html`
          <pw-curve .label=${this.#title(name)} .steps=${this.#curves.step} .values=${this.#curves[name]}
            .step=${(this.live ?? this.dream?.frames[this.at])?.step}></pw-curve>`)}</div></div>`}</dialog>`;
  }

  #title(name) {
    const feature = this.dream?.features.find(one => one.id === name);
    return feature ? `${feature.name}${feature.unit ? ` (${feature.unit})` : ''}` : {activation: 'Activation', area: 'Area of the mask (pixels)'}[name];
  }

  #choice() {
    if (!this.dream) return nothing;
    return html`<details class="s"><summary>Curves</summary>${[...FIRST, ...this.dream.features.map(one => one.id)].map(name => html`
      <label><input type="checkbox" .checked=${this.followed.includes(name)} @change=${e => this.#follow(name, e.target.checked)}>
        ${this.#title(name)}</label>`)}</details>`;
  }

  #facts() {
    const {neuron, end, notes} = this.dream;
    return html`<p class="s">Of ${neuron}: ${end}.</p>${notes.map(note => html`<p class="s muted">${note}</p>`)}
      <div class="row s"><button @click=${() => exporting.text(this.dream.csv, 'curves.csv')}>CSV</button>
        <button @click=${() => exporting.canvas(this.dream.frames[this.at].canvas, `dream-${this.dream.frames[this.at].step}`)}>PNG</button>
        <button title="All frames beside each other" @click=${() =>
          exporting.canvas(frames.strip(this.dream.frames.map(frame => frame.canvas)), 'dream-frames')}>Frames</button>
        <button title="All frames as a film, with the mask's border" @click=${() => this.#save('film', 'dream.gif')}>GIF</button>
        <button title="Each frame as a PNG file" @click=${() => this.#save('frames', 'dream.zip')}>ZIP</button></div>`;
  }

  async #save(what, name) {
    try {
      await exporting.made(`${this.dream.file}/${what}`, name);
    } catch (e) {
      this.problem = e.message;
    }
  }

  #picture() {
    const frame = this.live ?? this.dream?.frames[this.at];
    if (!frame) return html`<p class="s muted">${this.job ? 'The first picture comes …' : 'Nothing is dreamt of this question yet.'}</p>`;
    const picture = {width: frame.width, height: frame.height, bitmap: frame.canvas};
    return html`<pw-view still .picture=${picture} .marks=${{path: frame.path}} label="Step ${frame.step} of the dream"></pw-view>
      ${this.live ? html`<p class="s warn">Step ${frame.step}, not finished</p>` : html`<div class="row s player">
        <button @click=${() => this.#play(!this.playing)}>${this.playing ? 'Pause' : 'Play'}</button>
        <input type="range" aria-label="Step" min="0" max=${this.dream.frames.length - 1} .value=${String(this.at)}
          @input=${e => { this.#play(false); this.at = Number(e.target.value); }}>
        <span class="m">step ${frame.step}</span></div>`}`;
  }
}
customElements.define('pw-dream', Dream);
