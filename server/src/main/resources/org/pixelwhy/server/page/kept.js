// What the server keeps: models that were opened before it started, and explanations with their links.

import * as api from './api.js';
import * as drawing from './drawing.js';
import * as scoring from './scoring.js';
import * as targets from './target.js';

const LINK = /^#\/explanations\/(x\d+)$/;
const SHOWN = 12;

/** A listed model with all that is known of it; the server opens it where it is not open yet. */
export async function whole(app, listed) {
  if (!listed || listed.layers) return listed;
  const model = await api.json(`/api/models/${listed.id}`);
  app.models = app.models.map(m => (m.id === model.id ? model : m));
  return model;
}

/** The permanent link of an explanation. */
export const link = id => `${location.origin}/#/explanations/${id}`;

/** The address says what is shown: a reload, or somebody else, comes back to it. */
export function shown(id) {
  if (id && location.hash !== `#/explanations/${id}`) history.replaceState(null, '', `#/explanations/${id}`);
}

/** An explanation; each answer and map knows where its numbers are. */
export async function read(id) {
  const kept = await api.json(`/api/explanations/${id}`);
  let n = 0;
  let dreams = 0;
  const answers = kept.answers.map(answer => ({
    ...answer, ...(answer.dream ? {at: `/api/explanations/${id}/dreams/${dreams++}`} : {}),
    pixelsAt: `/api/explanations/${id}/target`,
    maps: answer.maps.map(map => ({...map, at: `/api/explanations/${id}/maps/${n++}`})),
  }));
  return {...kept, answers};
}

/** Where a map that is shown is kept. */
export async function place(id, map) {
  const {answers} = await read(id);
  const same = ['method', 'layer', 'part', 'min', 'max'];
  return answers.flatMap(answer => answer.maps).find(other => same.every(name => other[name] === map[name])).at;
}

/** What the page shows first: what its address names, else what was asked last, else the first image. */
export async function start(app) {
  addEventListener('hashchange', () => {
    const [, id] = LINK.exec(location.hash) ?? [];
    if (id && id !== app.now?.kept) app.attempt(() => open(app, id));
  });
  await refresh(app);
  const [, named] = LINK.exec(location.hash) ?? [];
  const id = named ?? app.keptOnes[0]?.id;
  let problem = '';
  if (id) {
    try {
      await open(app, id);
      return;
    } catch (e) {
      problem = e.message;
    }
  }
  await app.opening.choose({model: app.models[0]?.id, image: app.images[0]?.id});
  if (named && problem) app.problem = problem;
}

/** The newest ones. */
export async function refresh(app) {
  app.keptOnes = (await api.json(`/api/explanations?count=${SHOWN}`)).explanations;
  app.requestUpdate();
}

/** Shows an explanation with its model, image, question and maps; nothing is computed for it. */
export async function open(app, id) {
  const current = app.asking.begin();
  const known = app.history.find(entry => entry.kept === id);
  const found = await read(id);
  if (!current()) return;
  const total = found.answers.reduce((n, answer) => n + answer.maps.length, 0);
  if (known && known.total === total) {
    await app.asking.restore(known);
    return;
  }
  // Naming them opens them, where they are closed.
  const picture = {id: found.image};
  if (found.plane) Object.assign(picture, {plane: found.plane, slice: found.slice});
  await api.json(`/api/images/${found.image}${api.sliceQuery(picture)}`);
  const model = app.models.find(m => m.id === found.model && m.layers) ?? (await api.json(`/api/models/${found.model}`));
  await app.opening.list();
  if (!found.own) await borrow(app, model, picture);
  if (!(await app.opening.show(await whole(app, app.models.find(m => m.id === model.id)), picture, current))) return;
  const entry = await entryOf(app, found);
  if (!current()) return;
  app.history = [...app.history.filter(other => other.kept !== id), entry];
  await app.asking.restore(entry);
}

/** What somebody shares is listed while it is shown, and can be looked at. */
async function borrow(app, model, picture) {
  const among = (all, one) => (all.some(other => other.id === one.id) ? all : [...all, one]);
  app.models = among(app.models, model);
  app.images = among(app.images, await api.json(`/api/images/${picture.id}`));
}

async function entryOf(app, found) {
  const {width, height} = app.picture;
  const isDream = one => one.question.methods.includes('dream');
  const own = found.answers.filter(one => !isDream(one));
  const maps = scoring.once(own);
  const [pixels, ...values] = await Promise.all([
    api.bytes(found.answers[0].pixelsAt), ...maps.map(map => api.floats(map.at))]);
  const marked = new Uint8Array(pixels);
  const answer = found.answers[0];
  const target = targets.parsed(found.target, answer.class, app.classes, {marked, width});
  const questions = (own.length ? own : [{question: {...answer.question, methods: [], options: []}}]).map(one => one.question);
  const texts = [...new Set(questions.flatMap(q => q.options))];
  return {
    dreams: found.answers.filter(isDream), total: found.answers.reduce((n, one) => n + one.maps.length, 0),
    kept: found.id, name: found.name, target, answer, pixels: marked, picture: app.picture, model: app.model,
    layer: questions[0].layers[0], chosen: [...new Set(questions.flatMap(q => q.methods))], options: options(texts),
    maps: maps.map((map, i) => ({...map, values: values[i]})), path: drawing.border(marked, width, height),
    sentence: targets.sentence(target, answer, app.classes),
    asked: {
      ...questions[0], methods: [...new Set(questions.flatMap(q => q.methods))], options: texts,
      scores: [...new Set(questions.flatMap(q => q.scores ?? []))],
    },
  };
}

/** METHOD.NAME=VALUE, by method and name. */
function options(texts) {
  const all = {};
  for (const text of texts) {
    const [, method, name, value] = /^([^.=]+)\.([^=]+)=(.*)$/.exec(text) ?? [];
    if (method) all[method] = {...all[method], [name]: value};
  }
  return all;
}

const change = (id, what) => api.json(`/api/explanations/${id}`, {
  method: 'PATCH',
  headers: {'Content-Type': 'application/json'},
  body: JSON.stringify(what),
});

export const rename = (id, name) => change(id, {name});

/** Lets all who have an account look at it by its link, or nobody else any more. */
export const share = (id, shared) => change(id, {shared});
