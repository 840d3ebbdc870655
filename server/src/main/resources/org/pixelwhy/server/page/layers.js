// The layers, drawn by resolution from input to output: a U-Net looks like a U.

import {LitElement, html, svg} from 'lit';

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
    const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
    const next = this.shown[index + step];
    if (step && next) {
      event.preventDefault();
      this.#choose(next.name);
      this.updateComplete.then(() => this.querySelectorAll('[role=radio]')[index + step]?.focus());
    }
  }

  #places() {
    const layers = this.shown;
    const sizes = layers.map(layer => Math.log2(Math.max(1, layer.width)));
    const most = Math.max(...sizes);
    const levels = Math.max(1, most - Math.min(...sizes));
    return layers.map((layer, i) => ({
      layer,
      x: 4 + (92 * i) / Math.max(1, layers.length - 1),
      y: 12 + (76 * (most - sizes[i])) / levels,
    }));
  }

  render() {
    const places = this.#places();
    const chosen = this.chosen === 'auto' ? this.model.auto : this.chosen;
    const known = places.some(place => place.layer.name === chosen);
    const line = places.map(place => `${place.x},${place.y}`).join(' ');
    return html`<div class="network" role="radiogroup" aria-label="Layer, drawn by resolution">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">${svg`
          <polyline points=${line} vector-effect="non-scaling-stroke"></polyline>`}</svg>
        ${places.map(
          ({layer, x, y}, i) => html`<button role="radio" .x=${x} .y=${y}
            aria-checked=${layer.name === chosen} tabindex=${layer.name === chosen || (!known && i === 0) ? 0 : -1}
            aria-label="${layer.name}, ${layer.height} by ${layer.width}, ${layer.features} features"
            title="${layer.name}: ${layer.features} × ${layer.height} × ${layer.width}"
            @click=${() => this.#choose(layer.name)} @keydown=${e => this.#key(e, i)}></button>`,
        )}
      </div>
      <select aria-label="Layer" @change=${e => this.#choose(e.target.value)}>
        <option value="auto" ?selected=${this.chosen === 'auto'}>auto (${this.model.auto ?? 'none'})</option>
        <option value="all" ?selected=${this.chosen === 'all'}>all that are drawn</option>
        ${this.model.layers.map(
          layer => html`<option value=${layer.name} ?selected=${layer.name === this.chosen}>
            ${layer.name} · ${layer.features} × ${layer.height} × ${layer.width}</option>`,
        )}
      </select>`;
  }

  updated() {
    // Styles are set as properties: the page's policy lets no style attribute in.
    this.querySelectorAll('[role=radio]').forEach(button => {
      button.style.left = `${button.x}%`;
      button.style.top = `${button.y}%`;
    });
  }
}
customElements.define('pw-layers', LayerPicker);
