// What stands beside the picture: what is open, classes, methods with their options.

import {html, nothing} from 'lit';
import * as cards from './card-form.js';
import * as levels from './window.js';

const big = n =>
  n >= 1e6 ? `${(n / 1e6).toFixed(1)} M` : n >= 1e3 ? `${(n / 1e3).toFixed(0)} k` : String(n);

const pick = (app, kind, title) => {
  const shown = app.opening.shown(kind);
  return html`<select aria-label=${title} @change=${e => app.opening.choose({[kind]: e.target.value})}>
    ${app[`${kind}s`].map(one => html`<option value=${one.id} ?selected=${one.id === shown}>${one.title}</option>`)}</select>`;
};

const files = (app, kind, accept) => html`<div class="row s">
  <label class="file">Open …<input type="file" accept=${accept ?? nothing} @change=${e => app.opening.chosen(e, kind)} multiple></label>
  <label class="file">Folder …<input type="file" @change=${e => app.opening.chosen(e, kind)} webkitdirectory></label>
  ${app[`${kind}s`].length < 2 ? nothing
    : html`<button @click=${() => app.opening.close(kind)}>Close it</button>`}</div>`;

const section = (app, kind, title, accept, about) => html`<section><h2>${title}</h2>
  <div class="drop" data-kind=${kind}>${pick(app, kind, title)}${about}${files(app, kind, accept)}</div></section>`;

export const opened = app => both(app, html`
  <div class="s muted">${big(app.model.weights)} weights · ${app.model.size} ·
    ${app.model.classes.length} ${app.model.classes.length === 1 ? 'class' : 'classes'}</div>
  ${cards.form(app)}
  ${app.model.withoutGradient.length === 0 ? nothing : html`<p class="s warn">
    No gradients through ${app.model.withoutGradient.join(', ')}.</p>`}`, html`
  <div class="s muted">${app.picture.width} × ${app.picture.height} pixels ·
    ${app.picture.channels} ${app.picture.channels === 1 ? 'channel' : 'channels'}
    ${app.picture.spacing ? `· ${app.picture.spacing}` : nothing}</div>
  ${slices(app)}${levels.panel(app)}`);

const both = (app, model, image) => html`
  ${section(app, 'model', 'Network', '.onnx,.zip,.yaml,.yml,.data,.bin,.weights', model)}${section(app, 'image', 'Image', null, image)}`;

/** Before anything is shown. Where the first network and image do not go together, others are picked, opened and closed here. */
export const waiting = app => html`<main class="wait" aria-busy=${app.working > 0}><div>
  ${!app.problem ? html`<p>${app.busy?.what ?? 'Opening the example …'}</p>`
    : html`<p class="problem" role="alert">${app.problem}</p>${app.images ? both(app, nothing, nothing) : nothing}`}</div></main>`;

const slices = app => {
  const {picture} = app;
  if (!picture.slices) return nothing;
  const last = picture.slices[picture.plane] - 1;
  return html`<div class="row s"><select aria-label="Plane" @change=${e => app.opening.choose({plane: e.target.value})}>
    ${Object.keys(picture.slices).sort().map(plane =>
      html`<option ?selected=${plane === picture.plane}>${plane}</option>`)}</select>
    <input type="range" class="slices" aria-label="Slice" title="Page Up, Page Down" min="0" max=${last}
      .value=${String(picture.slice)} @input=${e => app.opening.browse(Number(e.target.value))}>
    <span class="m">${picture.slice} / ${last}</span></div>`;
};

export const legend = app => html`
  <section><h2>Predicted mask <span>of image · mean p</span></h2>
    <div class="card cls">${app.classes.map(c => html`
      <i data-color=${c.color ?? ''}></i>
      <button aria-pressed=${app.answer?.class === c.index} ?disabled=${c.pixels === 0}
        @click=${() => app.ask({tool: app.tool === 'border' ? 'border' : 'class', cls: c.index})}>${c.name}</button>
      <span class="s">${((100 * c.pixels) / app.labels.length).toFixed(1)} %</span>
      <span class="s muted m">${c.probability === undefined ? '–' : c.probability.toFixed(2)}</span>`)}
    </div></section>`;

/** The methods that the network can be asked by. */
export const offered = app => app.methods.filter(m => m.needs !== 'trained' || app.explainers.length > 0);

export const methods = app => html`
  <section><h2>Methods</h2><div class="chips" role="group" aria-label="Methods">
    ${offered(app).map(m => html`<button title=${m.summary} aria-pressed=${app.chosen.includes(m.id)}
      @click=${() => app.toggle(m.id)}>${m.title}</button>`)}</div>
    ${app.chosen.map(id => folded(app, app.methods.find(m => m.id === id)))}
    <label class="file s" title="What unoise train made for this network: U-Noise is then one of the methods">U-Noise explainer …<input
      type="file" accept=".onnx" aria-label="U-Noise explainer" @change=${e => app.opening.explainer(e)}></label></section>`;

const folded = (app, method) => method.options.length === 0 ? nothing : html`
  <details class="s options"><summary>${method.title}: options
      ${Object.keys(app.options[method.id] ?? {}).length ? html`<b>(changed)</b>` : nothing}</summary>
    ${form(app, method)}</details>`;

/** The options of a method, a score or whatever has some, made of what the server says of them. */
export const form = (app, owner) => html`${owner.options.map(option => {
      if (owner.id === 'unoise' && option.name === 'explainer') return explainer(app, option);
      const value = app.options[owner.id]?.[option.name] ?? option.standard;
      const change = e => app.option(owner.id, option, e.target.value.trim());
      return html`<label title="${option.allowed}">${option.summary}
        ${option.values.length
          ? html`<select @change=${change}>${option.values.map(v =>
              html`<option ?selected=${v === value}>${v}</option>`)}</select>`
          : html`<input .value=${value} @change=${change} spellcheck="false">`}</label>`;
    })}`;

const chosenExplainer = app => app.options.unoise?.explainer ?? app.explainers.at(-1).id;

/** Which of the explainers that were sent is asked. */
const explainer = (app, option) => html`<label>${option.summary} <select @change=${e => app.option('unoise', option, e.target.value)}>
  ${app.explainers.map(one => html`<option value=${one.id} ?selected=${one.id === chosenExplainer(app)}>
    ${one.title}</option>`)}</select><button aria-label="Delete this explainer" title="Delete this explainer; its maps stay where they are kept"
  @click=${() => app.opening.forget(chosenExplainer(app))}>Delete</button></label>`;
