// What input and output of a network mean, as a form: filled with what its card says and what was guessed.
// Every change opens the network again, so that the mask shows at once what it would be.

import {html, nothing} from 'lit';

const VALUES = [['as it is', null], ['x / 255', '0..1'], ['x / 127.5 − 1', '-1..1'], ['ImageNet', 'imagenet'], ['none', 'none']];
const ACTIVATIONS = [
  ['nothing; one class a pixel', 'logits'],
  ['nothing; classes may overlap', 'multi_label_logits'],
  ['sigmoid', 'sigmoid'],
  ['softmax', 'softmax'],
];

/** The card with some of its fields changed, as it is sent: JSON is YAML. */
export function changed(card, {input, output}) {
  return JSON.stringify({...card, input: {...card.input, ...input}, output: {...card.output, ...output}});
}

const select = (label, values, now, change) => html`<label>${label}
  <select @change=${e => change(values[e.target.selectedIndex][1])}>${values.map(([title, value]) =>
    html`<option ?selected=${String(value).toLowerCase() === String(now).toLowerCase()}>${title}</option>`)}</select></label>`;

const named = text => ({output: {classes: text.split(',').map(name => name.trim())}});

export function form(app) {
  const {card, guesses} = app.model;
  const {input, output} = card;
  const colors = ['RGB', 'BGR'];
  const backgrounds = [['none', 'none'], ...output.classes.map((name, i) => [name, i])];
  const state = change => app.opening.state(change);
  return html`<details class="s card-form"><summary class=${guesses.length ? 'warn' : ''}>${guesses.length
      ? `${guesses.length} guesses: check them` : 'What its numbers mean'}</summary>
    ${guesses.map(guess => html`<p class="warn">${guess}</p>`)}
    ${select('Values go in as', VALUES, null, v => v && state({input: {preprocessing: v}}))}
    ${colors.includes(input.channels) ? select('Channels', colors.map(c => [c, c]), input.channels,
      channels => state({input: {channels}})) : nothing}
    ${select('The output went through', ACTIVATIONS, output.activation, activation => state({output: {activation}}))}
    <label>Classes <input .value=${output.classes.join(', ')} spellcheck="false" @change=${e => state(named(e.target.value))}></label>
    ${select('Background', backgrounds, output.background ?? 'none', background => state({output: {background}}))}
    <p class="muted">The mask shows each change. A model card (YAML) states the same.</p></details>`;
}
