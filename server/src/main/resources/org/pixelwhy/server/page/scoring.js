// Scores of a map that is shown: asked for one by one, computed as jobs, kept with the explanation.

import {html, nothing} from 'lit';
import * as api from './api.js';
import * as jobs from './jobs.js';
import * as kept from './kept.js';
import {form} from './panels.js';

const SAME = ['method', 'layer', 'part'];
const one = (a, b) => SAME.every(name => a[name] === b[name]);

/** A map with scores beside those that it has; a later one of a kind takes the place of the earlier. */
const scored = (map, scores) => {
  const ids = scores.map(score => score.score);
  return {...map, scores: [...(map.scores ?? []).filter(score => !ids.includes(score.score)), ...scores]};
};

/** The maps with the scores that were found of some of them. */
export const merged = (maps, found) => maps.map(map => {
  const {scores} = found.find(other => one(other, map)) ?? {};
  return scores ? scored(map, scores) : map;
});

const whole = (map, answer) => ({...map, milliseconds: answer.milliseconds, warnings: [...answer.warnings, ...map.warnings]});

/** The maps of all answers, each once: those that were asked for again for their scores only give these. */
export function once(answers) {
  let maps = [];
  for (const answer of answers) {
    const again = answer.question.scores?.length && answer.maps.every(map => maps.some(other => one(other, map)));
    if (again) maps = merged(maps, answer.maps);
    else maps = [...maps, ...answer.maps.map(map => whole(map, answer))];
  }
  return maps;
}

/** Asks for a score of a map; the method is run again as it was. */
export function ask(app, map, id) {
  const entry = app.now;
  const running = (change) => {
    app.scoring = {...app.scoring, [key(entry, map, id)]: change};
    app.requestUpdate();
  };
  return app.attempt(async () => {
    const {asked} = entry;
    const own = asked.options.filter(text => text.startsWith(`${map.method}.`));
    running({what: 'its turn comes'});
    try {
      const {id: job} = await api.post('/api/jobs', {
        model: asked.model, image: asked.image, plane: asked.plane, slice: asked.slice, target: asked.target,
        methods: [map.method], layers: [map.layer || asked.layers[0]], options: [...own, ...app.given(id)], scores: [id],
        explanation: entry.kept,
      });
      const last = await jobs.follow(job, now => running({...jobs.progress(app, now), job}));
      if (last.state !== 'done') throw new api.Problem(0, last.error ?? 'The job was cancelled.');
      const {answers} = await kept.read(last.explanation);
      entry.maps = merged(entry.maps, answers.at(-1).maps);
      entry.total += answers.at(-1).maps.length;
      entry.asked = {...entry.asked, scores: [...new Set([...(entry.asked.scores ?? []), id])],
        options: [...new Set([...entry.asked.options, ...app.given(id)])]};
      if (app.now === entry) Object.assign(app, {maps: entry.maps, asked: entry.asked});
    } finally {
      running(undefined);
    }
  });
}

const key = (entry, map, id) => `${entry?.kept} ${SAME.map(name => map[name]).join(' ')} ${id}`;

/** The scores of a map: what is known, and buttons for what is not. */
export function table(app, map) {
  if (!app.scores?.length || map.unfinished || map.part) return nothing;
  return html`<details class="s scores" ?open=${Boolean(map.scores?.length)}><summary>Scores</summary>${app.scores.map(score => row(app, map, score))}</details>`;
}

function row(app, map, score) {
  const found = map.scores?.find(each => each.score === score.id);
  const busy = app.scoring?.[key(app.now, map, score.id)];
  const better = `${score.better} is better`;
  return html`<div class="score" title="${score.summary} In ${score.unit}."><span>${score.title}<br><span class="muted">${better}</span></span>
    ${busy ? html`<span class="muted">${busy.what}</span><button aria-label="Cancel ${score.title}" ?disabled=${!busy.job}
        @click=${() => app.attempt(() => api.remove(`/api/jobs/${busy.job}`))}>Cancel</button>`
      : found ? html`<b class="m">${found.value === undefined ? 'none' : Number(found.value.toPrecision(4))}</b>
          <button aria-label="${score.title} again" title="Again, by the options that are chosen now" @click=${() => ask(app, map, score.id)}>↻</button>`
        : html`<button aria-label="${score.title} of ${map.title}" @click=${() => ask(app, map, score.id)}>Compute</button>`}
    ${(found?.notes ?? []).map(note => html`<span class="note muted">${note}</span>`)}</div>`;
}

/** What may be chosen about scores: holds for those that are asked for from then on. */
export const options = app => html`<details class="s options"><summary>Scores: options</summary>${app.scores.map(score => html`
  <p class="muted"><b>${score.title}</b> (<code>docs/metrics</code>): ${score.summary}</p>${form(app, score)}`)}</details>`;
