// The bars around the pictures: title, tools, question, how maps are shown, and what runs.

import {html, nothing} from 'lit';
import * as colors from './colors.js';
import * as exporting from './export.js';
import * as keys from './keys.js';
import * as targets from './target.js';
import * as zooming from './zoom.js';

export function header(app) {
  return html`<header><b>PixelWhy</b><span class="muted s">Everything stays on this machine</span><span class="sp"></span>
    ${app.problem ? html`<span class="problem" role="alert">${app.problem}</span>` : nothing}<span class="sp"></span>
    <button @click=${() => theme(app)}>Theme: ${document.documentElement.dataset.theme}</button></header>`;
}

function theme(app) {
  const names = ['auto', 'light', 'dark'];
  const root = document.documentElement;
  root.dataset.theme = names[(names.indexOf(root.dataset.theme) + 1) % 3];
  app.requestUpdate();
}

export function tools(app) {
  return html`<div class="tools" role="toolbar" aria-label="What to ask about"><span class="s muted">Ask about</span>
    <div class="grp">${targets.TOOLS.map(t => html`<button aria-pressed=${t.id === app.tool} title=${t.hint}
      @click=${() => app.pick(t.id)}>${t.title}<kbd>${t.key.toUpperCase()}</kbd></button>`)}</div>
    ${app.tool !== 'brush' ? nothing : html`<label class="s">Size <input type="range" min="0" max="30"
      .value=${String(app.brush)} @input=${e => { app.brush = Number(e.target.value); }}></label>`}
    <span class="sp"></span>
    <label class="s"><input type="checkbox" .checked=${app.tint} @change=${e => app.mask(e.target.checked)}> Mask<kbd>M</kbd></label>
    <button ?disabled=${app.history.indexOf(app.now) < 1} @click=${() => app.undo()}>Undo<kbd>Z</kbd></button></div>`;
}

/** Zoom by buttons; the middle one shows the whole image again. */
export function magnifier(app) {
  return html`<div class="magnifier grp" role="group" aria-label="Zoom">
    <button aria-label="Smaller" title="Smaller (-)" @click=${() => keys.enlarge(app, 1 / keys.STEP)}>−</button>
    <button aria-label="Whole image" title="Whole image (0)" @click=${() => app.show(zooming.WHOLE)}>${app.zoom.scale.toFixed(1)}×</button>
    <button aria-label="Larger" title="Larger (+)" @click=${() => keys.enlarge(app, keys.STEP)}>+</button></div>`;
}

export function question(app) {
  const parts = app.sentence;
  const color = app.classes[app.answer?.class]?.color ?? '';
  return html`<div class="card ask"><h1 class="q" aria-live="polite">${!parts ? 'Choose what to ask about.'
    : html`${parts[0]} <b>${parts[1]}</b> ${targets.called(app.target) ? 'called ' : ''}<b class="class" data-color=${color}>${parts[2]}</b>?`}</h1>
    ${app.classes.length < 2 ? nothing : html`<label class="s">class
      <select @change=${e => { app.asClass = e.target.value === '' ? null : Number(e.target.value); app.asking.reclass(); }}>
        <option value="" ?selected=${app.asClass === null}>as predicted</option>
        ${app.classes.map(c => html`<option value=${c.index} ?selected=${app.asClass === c.index}>${c.name}</option>`)}</select></label>`}
    ${!app.asked ? nothing : html`<details class="s command"><summary>Command line</summary>
      <code>${exporting.command(app.asked, app.model, app.picture)}</code>
      ${app.asked.target.startsWith('region:') ? html`<button @click=${() =>
        exporting.maskPng(app.pixels, app.picture.width, app.picture.height, 'mask.png')}>mask.png</button>` : nothing}</details>`}
  </div>`;
}

export function display(app) {
  const {settings} = app;
  const modes = [['overlay', 'Overlay'], ['map', 'Map'], ['image', 'Image']];
  const range = (name, label, least, most, step) => html`<label class="s">${label}
    <input type="range" min=${least} max=${most} step=${step} .value=${String(settings[name])}
      @input=${e => app.set({[name]: Number(e.target.value)})}></label>`;
  const box = (name, label) => html`<label class="s"><input type="checkbox" .checked=${settings[name]}
    @change=${e => app.set({[name]: e.target.checked})}> ${label}</label>`;
  return html`<div class="tools"><div class="grp" role="group" aria-label="Picture">${modes.map(([id, title]) => html`
      <button aria-pressed=${settings.mode === id} @click=${() => app.set({mode: id})}>${title}</button>`)}</div>
    ${range('opacity', 'Opacity', 0, 1, 0.05)}${range('threshold', 'Hide weak', 0, 0.9, 0.02)}
    <label class="s">Colours <select @change=${e => app.set({ramp: e.target.value})}>${colors.unsignedNames().map(name =>
      html`<option ?selected=${name === settings.ramp}>${name}</option>`)}</select></label>
    ${box('clip', 'Clip at 99.5 %')}${box('absolute', 'Without sign')}</div>`;
}

export function progress(app) {
  const {what, done, total} = app.busy;
  return html`<span>${what}</span> <progress max=${total ?? nothing} value=${total ? done : nothing}></progress>
    ${app.asking.running ? html`<button @click=${() => app.asking.stop()}>Stop<kbd>Esc</kbd></button>` : nothing}`;
}
