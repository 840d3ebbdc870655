// A curve over the steps of a dream, with a line at the step that is shown.

import {LitElement, html} from 'lit';

let chart;

/** The library is loaded when the first curve is drawn. */
async function library() {
  chart ??= import('/lib/chart/chart.umd.js').then(() => globalThis.Chart);
  return chart;
}

const marker = {
  id: 'step',
  afterDraw({ctx, chartArea, scales, options}) {
    const at = options.step;
    if (at === undefined || !chartArea) return;
    const x = scales.x.getPixelForValue(at);
    ctx.save();
    ctx.strokeStyle = options.ink;
    ctx.beginPath();
    ctx.moveTo(x, chartArea.top);
    ctx.lineTo(x, chartArea.bottom);
    ctx.stroke();
    ctx.restore();
  },
};

class Curve extends LitElement {
  static properties = {label: {}, steps: {attribute: false}, values: {attribute: false}, step: {type: Number}};

  createRenderRoot() {
    return this;
  }

  render() {
    return html`<h3>${this.label}</h3><div class="plot"><canvas role="img" aria-label="${this.label} over the steps"></canvas></div>`;
  }

  async updated() {
    const Chart = await library();
    const canvas = this.querySelector('canvas');
    if (!canvas?.isConnected) return;
    const style = getComputedStyle(this);
    const [ink, muted, line, accent] = ['--ink', '--ink-2', '--line', '--accent'].map(name => style.getPropertyValue(name).trim());
    const data = {datasets: [{data: this.steps.map((x, i) => ({x, y: this.values[i]})), borderColor: accent, borderWidth: 1.5, pointRadius: 0}]};
    const axis = {grid: {color: line}, ticks: {color: muted, maxTicksLimit: 5}};
    const options = {
      animation: false, maintainAspectRatio: false, parsing: false, step: this.step, ink,
      plugins: {legend: {display: false}}, scales: {x: {...axis, type: 'linear'}, y: axis},
    };
    if (this.chart?.canvas === canvas) {
      Object.assign(this.chart, {data, options});
      this.chart.update('none');
    } else {
      this.chart?.destroy();
      this.chart = new Chart(canvas, {type: 'line', data, options, plugins: [marker]});
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.chart?.destroy();
    this.chart = null;
  }
}
customElements.define('pw-curve', Curve);
