// The bars around the pictures: title, tools, question, how maps are shown, and what runs.

import {html, nothing} from 'lit';
import * as colors from './colors.js';
import * as drawing from './drawing.js';
import * as exporting from './export.js';
import * as keys from './keys.js';
import * as session from './session.js';
import * as targets from './target.js';
import * as zooming from './zoom.js';

export function header(app) {
  return html`<header><b>PixelWhy</b><span class="muted s">Everything stays on this ${session.needs() === 'none' ? 'machine' : 'server'}</span><span class="sp"></span>
    ${app.problem ? html`<span class="problem" role="alert">${app.problem}</span>` : nothing}<span class="sp"></span>
    ${session.loggedIn() ? html`${session.name() ? html`<button title="Change the password" @click=${session.changePassword}>${session.name()}</button>` : nothing}
      <button @click=${() => app.attempt(session.logOut)}>Log out</button>` : nothing}
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
    <label class="file s" title="A picture or .npy of the image's size, or a region of ImageJ (.roi)">Mask file …<input
      type="file" accept=".png,.npy,.roi,.tif,.tiff,.gif" aria-label="Mask file" @change=${e => app.opening.mask(e)}></label>
    <span class="sp"></span>
    <label class="s"><input type="checkbox" .checked=${app.tint} @change=${e => app.mask(e.target.checked)}> Mask<kbd>M</kbd></label>
    <div class="grp"><button ?disabled=${!app.trail.before(app.now)} @click=${() => app.undo()}>Undo<kbd>Z</kbd></button>
      <button ?disabled=${!app.trail.after} @click=${() => app.redo()}>Redo<kbd>Y</kbd></button></div></div>`;
}

/** Zoom by buttons; the middle one shows the whole image again. */
export function magnifier(app) {
  return html`<div class="magnifier grp" role="group" aria-label="Zoom">
    <button aria-label="Smaller" title="Smaller (-)" @click=${() => keys.enlarge(app, 1 / keys.STEP)}>−</button>
    <button aria-label="Whole image" title="Whole image (0)" @click=${() => app.show(zooming.WHOLE)}>${app.zoom.scale.toFixed(1)}×</button>
    <button aria-label="Larger" title="Larger (+)" @click=${() => keys.enlarge(app, keys.STEP)}>+</button></div>`;
}

/** Draws a preview. */
function layer(map, settings) {
  const usual = {...settings, mode: 'overlay', threshold: 0};
  const coloring = colors.coloring(map, usual);
  return canvas => drawing.heat(canvas, map.values, map.width, map.height, coloring, usual);
}

/** The preview stands in the corner that is further from the mouse. */
export function previewed(app) {
  const {shown} = app.preview;
  if (!shown || app.tool !== 'pixel' || !app.cross) return nothing;
  const {picture, settings, zoom} = app;
  const {map} = shown;
  if (shown.settings !== settings) Object.assign(shown, {settings, layer: layer(map, settings)});
  const left = (app.cross.x - zoom.x) * zoom.scale > picture.width / 2;
  return html`<figure class="preview ${left ? 'left' : ''}"><pw-view still dimmed .picture=${picture} .layer=${shown.layer} .zoom=${zoom}
    .marks=${shown.marks} label="Preview"></pw-view><figcaption>${map.title} of pixel ${shown.x}, ${shown.y}: click to ask</figcaption></figure>`;
}

export function question(app) {
  const parts = app.sentence;
  const color = app.classes[app.answer?.class]?.color ?? '';
  return html`<div class="card ask"><h1 class="q" aria-live="polite">${!parts ? 'Choose what to ask about.'
    : html`${parts[0]} <b>${parts[1]}</b>${parts[2] ? html` ${targets.called(app.target) ? 'called ' : ''}<b class="class" data-color=${color}>${parts[2]}</b>` : nothing}?`}</h1>
    <label class="s">ask <select aria-label="What to ask" title="What speaks for the class, or why the network is undecided (U)"
      @change=${e => app.asking.unsure(e.target.selectedIndex === 1)}>
      <option ?selected=${!app.unsure}>why this class</option><option ?selected=${app.unsure}>why unsure</option></select></label>
    ${!app.unsure ? nothing : html`<button title="Why the network is undecided, over all pixels"
      @click=${() => app.ask({tool: 'everywhere', cls: null})}>Everywhere</button>`}
    ${app.classes.length < 2 || app.unsure ? nothing : html`<label class="s">class
      <select @change=${e => { app.asClass = e.target.value === '' ? null : Number(e.target.value); app.asking.reclass(); }}>
        <option value="" ?selected=${app.asClass === null}>as predicted</option>
        ${app.classes.map(c => html`<option value=${c.index} ?selected=${app.asClass === c.index}>${c.name}</option>`)}</select></label>`}
    ${!app.asked ? nothing : html`<details class="s command"><summary>Command line</summary>
      <code>${exporting.command(app.asked, app.model, app.picture)}</code>
      ${/^(entropy:)?region:/.test(app.asked.target) ? html`<button @click=${() =>
        exporting.maskPng(app.pixels, app.picture.width, app.picture.height, 'mask.png')}>mask.png</button>` : nothing}
      ${app.now?.kept ? html`<button title="All that is known of it, with provenance; numbers of maps aside"
        @click=${() => app.attempt(() => exporting.explanation(app.now.kept))}>JSON</button>
        <button title="A page with prediction, maps, scores and provenance, as the command line writes it" @click=${() => app.attempt(() =>
          exporting.made(`/api/explanations/${app.now.kept}/report`, `explanation-${app.now.kept}.html`))}>Report</button>` : nothing}</details>`}
  </div>`;
}

const MODES = [
  ['overlay', 'Overlay', 'The map over the image'],
  ['map', 'Map', 'The map alone'],
  ['image', 'Image', 'The image alone'],
  ['share', 'Top share', 'Only what the most important pixels show of the image'],
  ['deciles', 'Tenths', 'The pixels in ten steps of importance, a tenth each'],
];

const CLIPS = [100, 99.9, colors.USUAL, 99, 98, 95, 90];

/** How all maps are drawn; their numbers do not change. */
export function display(app) {
  const {settings} = app;
  const range = (name, label, least, most, step) => html`<label class="s">${label}
    <input type="range" min=${least} max=${most} step=${step} .value=${String(settings[name])}
      @input=${e => app.set({[name]: Number(e.target.value)})}></label>`;
  const choice = (name, label, values, shown) => html`<label class="s">${label} <select
    @change=${e => app.set({[name]: values[e.target.selectedIndex]})}>${values.map(v =>
      html`<option ?selected=${v === settings[name]}>${shown(v)}</option>`)}</select></label>`;
  return html`<div class="tools display"><div class="grp" role="group" aria-label="Picture">${MODES.map(([id, title, hint]) => html`
      <button aria-pressed=${settings.mode === id} title=${hint} @click=${() => app.set({mode: id})}>${title}</button>`)}</div>
    ${settings.mode === 'share' ? html`${range('share', `Share ${settings.share} %`, 1, 100, 1)}
      ${choice('hide', 'The rest', ['grey', 'blur'], v => ({grey: 'grey', blur: 'blurred'})[v])}` : nothing}
    ${settings.mode === 'overlay' ? range('opacity', 'Opacity', 0, 1, 0.05) : nothing}
    ${['overlay', 'map'].includes(settings.mode) ? html`${range('threshold', 'Hide weak', 0, 0.9, 0.02)}
      ${choice('clip', 'Clip', CLIPS, v => (v === 100 ? 'nothing' : `at ${v} %`))}` : nothing}
    ${choice('ramp', 'Colours', colors.unsignedNames(), v => v)}
    <label class="s"><input type="checkbox" .checked=${settings.absolute}
      @change=${e => app.set({absolute: e.target.checked})}> Without sign</label></div>`;
}

/** The same question of other networks and images. */
export const beside = app => html`<button title="The same question of other networks and images" ?disabled=${!app.now}
  @click=${() => app.querySelector('pw-compare').show()}>Side by side …</button>
  <button title="The image changed so that the network answers the question with more" ?disabled=${!app.now || app.target?.unsure}
    @click=${() => app.querySelector('pw-dream').show()}>Dream …</button>`;

export function progress(app) {
  const {what, done, total} = app.busy;
  return html`<span>${what}</span> <progress max=${total ?? nothing} value=${total ? done : nothing}></progress>
    ${app.asking.running ? html`<button @click=${() => app.asking.stop()}>Stop<kbd>Esc</kbd></button>` : nothing}`;
}
