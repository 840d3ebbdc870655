// The layers, drawn by resolution from input to output: a U-Net looks like a U, with its skip connections.

import {LitElement, html, nothing, svg} from 'lit';

const [LEFT, RIGHT, TOP, BOTTOM] = [17, 97, 10, 90];
const MANY = 16;
const STEPS = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1};

const extent = layer => (layer.width === layer.height ? `${layer.width}²` : `${layer.height}×${layer.width}`);

/** Where each layer stands: in order from left to right, the lower the coarser; x and y in percent. */
export function places(layers) {
  const levels = layers.map(layer => Math.log2(Math.max(1, layer.width)));
  const most = Math.max(...levels);
  const deep = Math.max(1, most - Math.min(...levels));
  return layers.map((layer, i) => ({
    layer,
    x: LEFT + ((RIGHT - LEFT) * i) / Math.max(1, layers.length - 1),
    y: TOP + ((BOTTOM - TOP) * (most - levels[i])) / deep,
  }));
}

/** What feeds what: the way through all layers, and the connections that skip some. */
export function links(layers) {
  const index = new Map(layers.map((layer, i) => [layer.name, i]));
  return layers.flatMap((layer, to) => layer.from.map(name => index.get(name))
    .filter(from => from !== undefined)
    .map(from => ({from, to, skips: to - from > 1})));
}

export class LayerPicker extends LitElement {
  static properties = {model: {attribute: false}, chosen: {}};

  createRenderRoot() {
    return this;
  }

  get shown() {
    return this.model.layers.filter(layer => layer.principal);
  }

  #choose(name) {
    this.dispatchEvent(new CustomEvent('pw-layer', {detail: name, bubbles: true}));
  }

  #key(event, index) {
    const step = STEPS[event.key];
    const next = this.shown[index + step];
    if (step && next) {
      event.preventDefault();
      this.#choose(next.name);
      this.updateComplete.then(() => this.querySelectorAll('[role=radio]')[index + step]?.focus());
    }
  }

  #lines(stands) {
    return links(this.shown).map(({from, to, skips}) => {
      const [a, b] = [stands[from], stands[to]];
      return svg`<line class=${skips ? 'skip' : ''} x1=${a.x} y1=${a.y} x2=${b.x} y2=${b.y} vector-effect="non-scaling-stroke"></line>`;
    });
  }

  render() {
    const stands = places(this.shown);
    const chosen = this.chosen === 'auto' ? this.model.auto : this.chosen;
    const known = stands.some(({layer}) => layer.name === chosen);
    const levels = new Map(stands.map(({layer, y}) => [extent(layer), y]));
    return html`${stands.length === 0 ? nothing : html`<div class="network ${stands.length > MANY ? 'many' : ''}" role="radiogroup" aria-label="Layer, drawn by resolution">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">${this.#lines(stands)}</svg>
        ${[...levels].map(([text, y]) => html`<span class="level" aria-hidden="true" .y=${y}>${text}</span>`)}
        ${stands.map(({layer, x, y}, i) => html`<button role="radio" .x=${x} .y=${y}
            aria-checked=${layer.name === chosen || this.chosen === 'all'} tabindex=${layer.name === chosen || (!known && i === 0) ? 0 : -1}
            aria-label="${layer.name}, ${layer.height} by ${layer.width}, ${layer.features} features"
            title="${layer.name}: ${layer.features} × ${layer.height} × ${layer.width}"
            @click=${() => this.#choose(layer.name)} @keydown=${e => this.#key(e, i)}></button>`)}
      </div>`}
      <select aria-label="Layer" @change=${e => this.#choose(e.target.value)}>
        <option value="auto" ?selected=${this.chosen === 'auto'}>auto (${this.model.auto ?? 'none'})</option>
        <option value="all" ?selected=${this.chosen === 'all'}>all that are drawn</option>
        ${this.model.layers.map(layer => html`<option value=${layer.name} ?selected=${layer.name === this.chosen}>
            ${layer.name} · ${layer.features} × ${layer.height} × ${layer.width}</option>`)}
      </select>
      <div class="row s"><button aria-pressed=${this.chosen === 'all'} title="A layer method at all layers that are drawn"
        @click=${() => this.#choose(this.chosen === 'all' ? 'auto' : 'all')}>All layers side by side</button></div>`;
  }

  updated() {
    // Styles are set as properties: the page's policy lets no style attribute in.
    for (const placed of this.querySelectorAll('[role=radio], .level')) {
      placed.style.top = `${placed.y}%`;
      if (placed.x !== undefined) placed.style.left = `${placed.x}%`;
    }
  }
}
customElements.define('pw-layers', LayerPicker);
