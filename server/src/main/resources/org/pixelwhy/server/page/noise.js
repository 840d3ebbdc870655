// The image under the noise that an explainer of U-Noise has learned: as the network may see it.

import {LitElement, html, nothing} from 'lit';
import * as api from './api.js';
import * as levels from './window.js';
import {Problem} from './problem.js';

/** The explainer that a map came from. */
const explainer = app => app.asked.options.map(text => /^unoise\.explainer=(u\d+)$/.exec(text)?.[1]).find(Boolean);

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function uniform(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** So many numbers of a normal distribution, by Box and Muller. */
export function normal(count, seed) {
  const next = uniform(seed);
  const numbers = new Float32Array(count);
  for (let i = 0; i < count; i += 2) {
    const length = Math.sqrt(-2 * Math.log(1 - next()));
    const angle = 2 * Math.PI * next();
    numbers[i] = length * Math.cos(angle);
    if (i + 1 < count) numbers[i + 1] = length * Math.sin(angle);
  }
  return numbers;
}

class Noise extends LitElement {
  static properties = {app: {attribute: false}, map: {attribute: false}, deviation: {state: true}, times: {state: true},
    seed: {state: true}, problem: {state: true}};

  constructor() {
    super();
    Object.assign(this, {deviation: null, times: 1, seed: 1, problem: ''});
  }

  createRenderRoot() {
    return this;
  }

  async #open(open) {
    if (!open || this.deviation) return;
    const {model, picture} = this.app;
    try {
      this.deviation = await api.floats(`/api/models/${model.id}/explainers/${explainer(this.app)}/noise${api.query(picture)}`);
    } catch (e) {
      if (!(e instanceof Problem)) throw e;
      this.problem = e.message;
    }
  }

  /** Noise is the same in all channels; values stay in the range of what is shown. */
  #drawn() {
    const {app, deviation, times} = this;
    const {picture, values, window} = app;
    if (this.drawnOf?.seed !== this.seed) this.drawnOf = {seed: this.seed, normal: normal(deviation.length, this.seed)};
    const {low, high} = levels.usual(values, picture);
    const noised = values.map((v, i) => {
      const pixel = i % deviation.length;
      return Math.max(low, Math.min(high, v + times * deviation[pixel] * this.drawnOf.normal[pixel]));
    });
    return levels.drawn(noised, picture, window ?? {low, high});
  }

  render() {
    const {app} = this;
    return html`<details class="s noise" @toggle=${e => this.#open(e.target.open)}><summary>The image under this noise</summary>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      ${!this.deviation ? nothing : html`
        <pw-view still .picture=${{...app.picture, bitmap: this.#drawn()}} .zoom=${app.zoom} .marks=${{path: app.path}}
          label="The image under the noise that was learned"></pw-view>
        <div class="row"><label>${this.times.toFixed(1)} times <input type="range" aria-label="Strength of the noise" min="0" max="3" step="0.1"
          .value=${String(this.times)} @input=${e => { this.times = Number(e.target.value); }}></label>
        <button @click=${() => { this.seed++; }}>Draw again</button></div>`}</details>`;
  }
}
customElements.define('pw-noise', Noise);

/** Below a map of U-Noise. */
export const panel = (app, map) =>
  map.method !== 'unoise' || map.unfinished || !explainer(app) ? nothing : html`<pw-noise .app=${app} .map=${map}></pw-noise>`;
