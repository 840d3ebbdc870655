// The map of the pixel under the mouse, by the quickest method that is chosen. One request runs at a
// time; of the pixels that were passed meanwhile only the last one is asked about.

import * as api from './api.js';
import {pixelText} from './target.js';

// Up to ten maps a second; an answer that takes longer than a second is not waited for.
const APART = 100;
const PATIENCE = 1000;

/** What a question is about and by what it is answered, as one text. */
const key = ({model, image, plane, slice, target, methods, layers, options}) =>
  JSON.stringify([model, image, plane, slice, target, methods, layers, options]);

export class Preview {
  #app;
  #wanted = null;
  #ticket = null;
  #asked = null;
  #answer = null;
  #started = 0;
  #timer = 0;
  #tickets = 0;
  #round = 0;
  shown = null;

  constructor(app) {
    this.#app = app;
  }

  /** The mouse came to a pixel. */
  at(place) {
    if (this.#wanted?.x === place.x && this.#wanted?.y === place.y) return;
    if (this.shown?.x === place.x && this.shown?.y === place.y && !this.#ticket) return;
    this.#wanted = place;
    if (this.#ticket && performance.now() - this.#started > PATIENCE) this.#cancel();
    this.#next();
  }

  /**
   * Nothing is wanted any more, or something else is asked.
   *
   * @param clicked the pixel that is asked about now: what is being answered of it answers that, too
   */
  stop(clicked = null) {
    // What was asked before is not shown, also where the mouse comes to another pixel meanwhile.
    this.#round++;
    this.#wanted = null;
    this.shown = null;
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (!clicked) this.#answer = null;
    const needed = clicked && this.#asked?.x === clicked.x && this.#asked.y === clicked.y;
    if (this.#ticket && !needed) this.#cancel();
  }

  /** The answer to a question that was asked as a preview, or is being asked; null where it was not. */
  answerTo(question) {
    return this.#answer?.key === key(question) ? this.#answer.found : null;
  }

  #cancel() {
    api.remove(`/api/questions/${this.#ticket}`).catch(() => {});
  }

  #next() {
    if (!this.#wanted || this.#ticket || this.#timer) return;
    const wait = this.#started + APART - performance.now();
    if (wait > 0) {
      this.#timer = setTimeout(() => {
        this.#timer = 0;
        this.#next();
      }, wait);
    } else {
      this.#ask(this.#wanted);
    }
  }

  async #ask(place) {
    const app = this.#app;
    this.#started = performance.now();
    this.#asked = place;
    this.#ticket = `v${Date.now()}-${++this.#tickets}`;
    const round = this.#round;
    const {model, picture} = app;
    const quick = id => app.methods.find(m => m.id === id)?.needs === 'gradient';
    const method = app.chosen.find(quick) ?? (quick('saliency') ? 'saliency' : app.methods.find(m => quick(m.id)).id);
    const {unsure} = app;
    const target = pixelText({...place, unsure, cls: unsure ? null : app.asClass}, app.classes);
    const question = {
      model: model.id, image: picture.id, plane: picture.plane, slice: picture.slice,
      target, methods: [method], layers: [app.layer], options: app.given(method),
    };
    // All layers are too much for one look.
    const asked = app.layer === 'all' ? {...question, layers: ['auto']} : question;
    const found = api.ask({...asked, preview: true, ticket: this.#ticket});
    this.#answer = {key: key(asked), found: found.catch(() => null)};
    try {
      const answer = await found;
      const same = ['id', 'plane', 'slice'].every(part => picture[part] === app.picture[part]);
      if (round === this.#round && same && model === app.model) {
        this.shown = {...place, map: {...answer.maps[0], values: answer.values[0]}, marks: {cross: place}};
      }
    } catch {
      // Stopped, or cannot be asked: the click will say why.
    }
    this.#ticket = null;
    if (this.#wanted === place) this.#wanted = null;
    app.requestUpdate();
    this.#next();
  }
}
