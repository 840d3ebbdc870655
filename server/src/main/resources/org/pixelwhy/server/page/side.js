// The same question answered elsewhere: by another network, about another image, or as it was kept.

import * as api from './api.js';
import * as drawing from './drawing.js';
import * as jobs from './jobs.js';
import * as kept from './kept.js';
import * as scoring from './scoring.js';
import * as targets from './target.js';
import {seen} from './opening.js';

const outlined = (pixels, {width, height}) => ({pixels, path: drawing.border(pixels, width, height)});

/** What the page shows already. */
export function shown(app, method) {
  const map = app.now?.maps.find(one => one.method === method && !one.part);
  return map && {map, answer: app.answer, picture: app.picture, pixels: app.pixels, path: app.path};
}

/** Asks of a network and an image what the page asks of those that it shows. */
export class Elsewhere {
  #app;
  #running = null;
  #tickets = 0;

  constructor(app) {
    this.#app = app;
  }

  /**
   * @param heard is told how far it is
   * @param going whether the answer is still wanted
   */
  async ask({model, image, method}, heard, going) {
    const app = this.#app;
    const whole = await kept.whole(app, model);
    const picture = image.id === app.picture.id ? app.picture : await seen({id: image.id});
    const text = await targets.notation(app.target, app.classes, picture);
    if (!going()) return null;
    const layer = whole.layers.some(one => one.name === app.layer) ? app.layer : 'auto';
    const {plane, slice} = picture;
    const asked = {model: model.id, image: image.id, plane, slice, target: text, methods: [method], layers: [layer], options: app.given(method)};
    const quick = app.methods.find(m => m.id === method).needs === 'gradient';
    const answer = await (quick ? this.#atOnce(asked) : this.#asJob(asked, heard, going));
    if (!answer || !going()) return null;
    const [map] = answer.maps;
    const [values, pixels] = await Promise.all([api.floats(map.at), api.bytes(answer.pixelsAt)]);
    const own = {...map, values, milliseconds: answer.milliseconds, warnings: [...answer.warnings, ...map.warnings]};
    return {map: own, answer, picture, ...outlined(new Uint8Array(pixels), picture)};
  }

  async #atOnce(asked) {
    const ticket = `s${Date.now()}-${++this.#tickets}`;
    this.#running = `questions/${ticket}`;
    const answer = await api.post('/api/answers', {...asked, keep: true, ticket});
    this.#running = null;
    const at = `/api/answers/${answer.id}`;
    return {...answer, pixelsAt: `${at}/target`, maps: answer.maps.map((map, i) => ({...map, at: `${at}/maps/${i}`}))};
  }

  async #asJob(asked, heard, going) {
    const {id} = await api.post('/api/jobs', asked);
    this.#running = `jobs/${id}`;
    if (!going()) return this.stop();
    const last = await jobs.follow(id, now => heard(jobs.progress(this.#app, now)));
    if (!going()) return null;
    this.#running = null;
    if (last.state !== 'done') throw new api.Problem(0, last.error ?? 'The job was cancelled.');
    return (await kept.read(last.explanation)).answers.at(-1);
  }

  /** Stops what is being answered. */
  stop() {
    if (this.#running) api.remove(`/api/${this.#running}`).catch(() => {});
    this.#running = null;
    return null;
  }
}

/** The maps of an explanation, each with its picture. */
export async function ofKept(app, id) {
  const found = await kept.read(id);
  const picture = {id: found.image};
  if (found.plane) Object.assign(picture, {plane: found.plane, slice: found.slice});
  const [whole, pixels] = await Promise.all([seen(picture), api.bytes(found.answers[0].pixelsAt)]);
  const outline = outlined(new Uint8Array(pixels), whole);
  const title = found.name || found.description;
  const model = app.models.find(one => one.id === found.model)?.title ?? found.model;
  return Promise.all(scoring.once(found.answers.filter(one => !one.question.methods.includes('dream'))).map(async map => ({
    title, model, answer: found.answers[0], picture: whole, ...outline, image: whole.title, map: {...map, values: await api.floats(map.at)},
  })));
}
