// Asking: targets from pointer and keys, one request for each method, and the history of answers.

import * as api from './api.js';
import * as drawing from './drawing.js';
import * as jobs from './jobs.js';
import * as kept from './kept.js';
import * as targets from './target.js';
import {read} from './opening.js';
import {painted} from './painted.js';
import {WHOLE} from './zoom.js';

const POLL = 400;

/** The maps of an answer; numbers that are shown already are not drawn again. */
const found = (answer, values, early = []) => answer.maps.map((map, i) => ({
  ...map, values: early[i] && same(early[i].values, values[i]) ? early[i].values : values[i],
  milliseconds: answer.milliseconds, warnings: [...answer.warnings, ...map.warnings],
}));

/** Whether numbers are the same to the bit. */
function same(a, b) {
  const [one, other] = [a, b].map(({buffer, byteOffset, length}) => new Uint32Array(buffer, byteOffset, length));
  return one.length === other.length && one.every((word, i) => word === other[i]);
}

const samePicture = (a, b) => a.id === b.id && a.plane === b.plane && a.slice === b.slice;

export class Asking {
  #app;
  #round = 0;
  #tickets = 0;
  #addressed = null;
  running = null;

  constructor(app) {
    this.#app = app;
  }

  press(at) {
    const app = this.#app;
    const {picture} = app;
    if (app.tool === 'rectangle') {
      this.start = at;
    } else if (app.tool === 'brush') {
      this.before = app.marked;
      app.marked = app.marked ? app.marked.slice() : new Uint8Array(picture.width * picture.height);
      this.drag(at);
    }
  }

  /** Gives up what is being drawn. */
  cancel() {
    const app = this.#app;
    this.start = null;
    Object.assign(app, {drawn: null, corners: []});
    if (app.tool === 'brush' && app.pressed) app.marked = this.before ?? null;
    app.requestUpdate();
  }

  drag(at) {
    const app = this.#app;
    const {width, height} = app.picture;
    if (app.tool === 'rectangle' && this.start) {
      app.drawn = this.#rectangle(at);
    } else if (app.tool === 'brush' && app.marked) {
      targets.paint(app.marked, width, height, at.x, at.y, app.brush, !at.shift);
      app.marked = app.marked.slice();
    }
    app.requestUpdate();
  }

  #rectangle(at) {
    const {start} = this;
    return {
      x: Math.min(start.x, at.x),
      y: Math.min(start.y, at.y),
      width: Math.abs(at.x - start.x) + 1,
      height: Math.abs(at.y - start.y) + 1,
    };
  }

  async release(at) {
    const app = this.#app;
    const {width, height} = app.picture;
    const label = app.labels[at.y * width + at.x];
    const cls = app.asClass;
    switch (app.tool) {
      case 'class':
      case 'border':
        if (label < 0) throw new api.Problem(0, 'No class is predicted there.');
        return this.ask({tool: app.tool, cls: label});
      case 'object':
        if (label < 0) throw new api.Problem(0, 'No class is predicted there.');
        return this.ask({tool: 'object', x: at.x, y: at.y, cls: label});
      case 'rectangle': {
        const rectangle = this.#rectangle(at);
        this.start = null;
        app.drawn = null;
        return this.ask({tool: 'rectangle', rectangle, cls});
      }
      case 'polygon':
        return this.#corner(at, cls);
      case 'brush':
        if (!app.marked?.some(on => on)) return undefined;
        return this.ask({tool: 'brush', marked: app.marked, cls});
      default: {
        const before = app.target?.tool === 'pixel' ? app.target.marked : null;
        const marked = at.shift && before ? before.slice() : new Uint8Array(width * height);
        const i = at.y * width + at.x;
        marked[i] = at.shift && before ? 1 - before[i] : 1;
        if (!marked.some(on => on)) return undefined;
        const only = marked.indexOf(1);
        return this.ask({tool: 'pixel', marked, x: only % width, y: Math.floor(only / width), cls});
      }
    }
  }

  /** Adds a corner; at the first or the last one again, the polygon is closed. */
  #corner(at, cls) {
    const app = this.#app;
    const {corners, picture} = app;
    const place = at.exact ?? {x: at.x + 0.5, y: at.y + 0.5};
    const near = c => Math.hypot(c.x - place.x, c.y - place.y) <= (at.reach ?? 0.5);
    if (corners.length < 3 || !(near(corners[0]) || near(corners.at(-1)))) {
      const last = corners.at(-1);
      app.corners = last && near(last) ? corners : [...corners, place];
      app.requestUpdate();
      return undefined;
    }
    app.corners = [];
    const marked = targets.inside(corners, picture.width, picture.height);
    if (!marked.some(on => on)) throw new api.Problem(0, 'The polygon holds the centre of no pixel.');
    return this.ask({tool: 'polygon', marked, cls});
  }

  /** Asks about the same pixels for another class. */
  reclass() {
    const app = this.#app;
    if (app.target && !targets.called(app.target)) app.ask({...app.target, cls: app.asClass});
    else app.requestUpdate();
  }

  /** Asks why the network is undecided there, or what speaks for a class again. */
  unsure(on) {
    const app = this.#app;
    app.unsure = on;
    const {target} = app;
    if (target && target.tool !== 'everywhere') app.ask(targets.called(target) ? target : {...target, cls: app.asClass});
    else app.requestUpdate();
  }

  /** Asks: one method after the other, so that quick ones show at once; a later question stops it. */
  async ask(what) {
    const app = this.#app;
    const unsure = app.unsure || what.tool === 'everywhere';
    const target = {...what, unsure, cls: unsure && !targets.called(what) ? null : what.cls};
    this.stop();
    app.preview.stop(target.tool === 'pixel' ? target : null);
    const round = ++this.#round;
    const {model, picture, layer} = app;
    const text = await targets.notation(target, app.classes, picture);
    if (round !== this.#round) return;
    const slow = id => (app.methods.find(m => m.id === id).needs === 'gradient' ? 0 : 1);
    const order = [...app.chosen].sort((a, b) => slow(a) - slow(b));
    // What is there stays, dimmed, until something takes its place.
    Object.assign(app, {target, stale: true, busy: null});
    const entry = {target, picture, model, layer, chosen: app.chosen, options: app.options, maps: []};
    const problems = [];
    for (const method of order) {
      const asked = {
        model: model.id, image: picture.id, plane: picture.plane, slice: picture.slice, target: text,
        methods: [method], layers: [layer], keep: true, explanation: entry.kept,
        options: app.given(method),
      };
      try {
        // A click asks what the mouse has been told, or is just being told: that is on screen while it is kept.
        app.preview.answerTo(asked)?.then(answer => answer && this.#early(answer, asked, entry, round));
        const answer = await this.#answer(asked, round);
        if (!answer) return;
        entry.kept = answer.explanation;
        await this.#show(answer, asked, entry, round);
      } catch (e) {
        if (round !== this.#round) return;
        problems.push(e.message);
      }
    }
    if (!entry.maps.length) Object.assign(app, {maps: [], asked: null});
    Object.assign(app, {busy: null, stale: false});
    await this.#addressed;
    if (problems.length) throw new api.Problem(0, [...new Set(problems)].join(' · '));
  }

  #answer(asked, round) {
    const quick = this.#app.methods.find(m => m.id === asked.methods[0]).needs === 'gradient';
    return quick ? this.#atOnce(asked, round) : this.#asJob(asked, round);
  }

  /** Long work goes on where the page is closed meanwhile. */
  async #asJob({keep, ...question}, round) {
    const app = this.#app;
    const {id} = await api.post('/api/jobs', question);
    if (round !== this.#round) {
      api.remove(`/api/jobs/${id}`).catch(() => {});
      return null;
    }
    this.running = `jobs/${id}`;
    const last = await jobs.follow(id, now => {
      if (round !== this.#round) return;
      app.busy = jobs.progress(app, now);
      app.requestUpdate();
      jobs.fill(app, now, () => round === this.#round && this.running === `jobs/${id}`);
    });
    jobs.filled(app, id);
    if (round !== this.#round) return null;
    Object.assign(this, {running: null});
    app.busy = null;
    if (last.state !== 'done') throw new api.Problem(0, last.error ?? 'The job was cancelled.');
    const found = await kept.read(last.explanation);
    return {...found.answers.at(-1), explanation: last.explanation};
  }

  async #atOnce(asked, round) {
    const ticket = `q${Date.now()}-${++this.#tickets}`;
    const title = this.#app.methods.find(m => m.id === asked.methods[0]).title;
    this.running = `questions/${ticket}`;
    this.#app.busy = {what: title};
    this.#app.requestUpdate();
    const timer = setInterval(() => this.#progress(ticket, title), POLL);
    try {
      const answer = await api.ask({...asked, ticket});
      return round === this.#round ? answer : null;
    } finally {
      clearInterval(timer);
      if (this.running === `questions/${ticket}`) {
        this.running = null;
        this.#app.busy = null;
      }
    }
  }

  async #progress(ticket, title) {
    try {
      const {what, done, total} = await api.json(`/api/questions/${ticket}`);
      if (this.running === `questions/${ticket}`) {
        this.#app.busy = {what: `${title}: ${what}`, done, total};
        this.#app.requestUpdate();
      }
    } catch {
      // Answered meanwhile.
    }
  }

  async #show(answer, asked, entry, round) {
    // What comes at once brings its numbers along; where it is kept, they are asked for.
    const [pixels, ...values] = answer.values ? [answer.marked, ...answer.values] : await Promise.all([
      api.bytes(answer.pixelsAt).then(bytes => new Uint8Array(bytes)),
      ...answer.maps.map(map => api.floats(map.at)),
    ]);
    if (round !== this.#round) return;
    const first = entry.maps.length === 0;
    const maps = found(answer, values, entry.early);
    entry.maps = [...entry.maps, ...maps];
    entry.total = entry.maps.length;
    if (first) {
      const app = this.#app;
      this.#about(entry, answer, asked, pixels);
      app.history = [...app.history, entry];
      app.trail.went(entry);
      if (entry.target.tool === 'file') entry.target.marked = pixels;
      // The browser takes its time to write an address.
      this.#addressed = painted().then(() => app.now === entry && kept.shown(entry.kept));
    }
    entry.asked = {
      ...entry.asked,
      methods: [...entry.asked.methods, ...asked.methods],
      options: [...new Set([...entry.asked.options, ...asked.options])],
    };
    this.#present(entry);
  }

  /** Shows what a preview answered: the same numbers, but nothing is kept of it yet. */
  #early(answer, asked, entry, round) {
    if (round !== this.#round || entry.maps.length > 0) return;
    this.#about(entry, answer, asked, answer.marked);
    entry.early = found(answer, answer.values);
    this.#present({...entry, maps: entry.early, asked: {...entry.asked, methods: asked.methods}});
  }

  /** What a question turned out to be about. */
  #about(entry, answer, asked, pixels) {
    const {classes, picture} = this.#app;
    const path = entry.path ?? drawing.border(pixels, picture.width, picture.height);
    const sentence = targets.sentence(entry.target, answer, classes);
    Object.assign(entry, {answer, pixels, sentence, path, asked: {...asked, methods: []}});
  }

  #present(entry) {
    const {answer, pixels, sentence, path, asked, maps, target} = entry;
    Object.assign(this.#app, {answer, pixels, sentence, path, asked, maps, target, stale: false, now: entry});
    this.#app.requestUpdate();
  }

  /** Shows an earlier question again; its maps are still there, nothing runs. */
  async restore(entry) {
    const app = this.#app;
    const current = this.begin();
    if (app.picture.rough || !samePicture(entry.picture, app.picture) || entry.model !== app.model) {
      const found = await read(entry.model, entry.picture);
      if (!current()) return;
      if (entry.picture.width !== app.picture.width || entry.picture.height !== app.picture.height) app.zoom = WHOLE;
      const window = entry.picture.id === app.picture.id ? app.window : null;
      Object.assign(app, found, {picture: {...entry.picture, rough: false}});
      // Drawn again: its picture may have been drawn by another window.
      app.levels(window);
      app.mask(app.tint);
    }
    app.trail.went(entry);
    const {layer, chosen, options, target} = entry;
    const tool = targets.TOOLS.some(t => t.id === target.tool) ? target.tool : app.tool;
    Object.assign(app, {layer, chosen, options, tool, unsure: Boolean(target.unsure), drawn: null, corners: [], cross: null});
    app.marked = target.tool === 'brush' ? target.marked : null;
    this.#present(entry);
    kept.shown(entry.kept);
  }

  /** Something else is to be shown: ends what runs, and gives what tells whether that is still so. */
  begin() {
    this.stop();
    this.#app.preview.stop();
    this.#app.opening.stop();
    const round = this.#round;
    return () => round === this.#round;
  }

  /** Stops what is being answered; its later maps are not asked for. */
  stop() {
    this.#round++;
    if (this.running) {
      api.remove(`/api/${this.running}`).catch(() => {});
      this.running = null;
    }
    Object.assign(this.#app, {busy: null, stale: false, unfinished: null});
    this.#app.requestUpdate();
  }
}
