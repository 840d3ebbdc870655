// What is open: networks, images and the slice that is shown; files that are opened and closed.

import * as api from './api.js';
import {bundled} from './archive.js';
import {changed} from './card-form.js';
import * as kept from './kept.js';
import {WHOLE} from './zoom.js';

/** What a network says of a picture, and the picture's values. */
export async function read(model, picture) {
  const predicted = `/api/models/${model.id}`;
  const [values, prediction, labels] = await Promise.all([
    api.floats(`/api/images/${picture.id}/values${api.sliceQuery(picture)}`),
    api.json(`${predicted}/prediction${api.query(picture)}`),
    api.shorts(`${predicted}/labels${api.query(picture)}`),
  ]);
  return {model, values, labels, classes: prediction.classes};
}

/** What is known of a picture, and the picture itself. */
export async function seen(picture) {
  const [image, at] = [`/api/images/${picture.id}`, api.sliceQuery(picture)];
  const [facts, blob] = await Promise.all([api.json(image + at), api.bytes(`${image}/picture${at}`)]);
  return {...facts, ...picture, bitmap: await createImageBitmap(new Blob([blob]))};
}

// How long a slider rests before more than the picture is loaded.
const REST = 250;

// What goes when another picture is shown.
const NOTHING = {
  maps: [], stale: false, answer: null, asked: null, path: null, drawn: null, marked: null, corners: [], now: null, target: null,
  sentence: null,
};

export class Opening {
  #app;
  #round = 0;
  #tried = {};

  constructor(app) {
    this.#app = app;
  }

  async list() {
    const [models, images] = await Promise.all([api.json('/api/models'), api.json('/api/images')]);
    Object.assign(this.#app, {models: models.models, images: images.images});
  }

  /** The model or image that is shown, or that could not be. */
  shown(kind) {
    const {model, picture} = this.#app;
    return (kind === 'model' ? model : picture)?.id ?? this.#tried[kind];
  }

  /** Shows another model, image or slice, and asks about what is predicted most. */
  choose(change) {
    const app = this.#app;
    const current = this.#begin();
    return app.attempt(async () => {
      app.asking.stop();
      app.preview.stop();
      const wanted = {image: this.shown('image'), model: this.shown('model'), ...change};
      if (!app.ready) this.#tried = wanted;
      const id = wanted.image;
      const image = app.images.find(i => i.id === id);
      const model = await kept.whole(app, app.models.find(m => m.id === wanted.model));
      if (!image || !model) throw new api.Problem(0, 'Open a network and an image.');
      if (!(await this.show(model, {id, ...this.#slice(image, change)}, current))) return;
      // What was asked meanwhile was about the picture before.
      app.asking.stop();
      await this.#askMost(model);
    });
  }

  /** The slice of a volume: the one that was chosen, shown before, or the middle one. */
  #slice(image, {plane, slice}) {
    if (!image.slices) return {};
    const before = this.#app.picture?.id === image.id ? this.#app.picture : {};
    const along = plane ?? before.plane ?? 'axial';
    const middle = image.slices[along] >> 1;
    return {plane: along, slice: slice ?? (before.plane === along ? before.slice : middle)};
  }

  #begin() {
    const round = ++this.#round;
    return () => round === this.#round;
  }

  /** What is being opened is not shown any more. */
  stop() {
    this.#round++;
  }

  /** Shows a model's prediction of a picture, where that is still wanted when it is there; asks nothing. */
  async show(model, picture, current) {
    const app = this.#app;
    const [whole, found, {explainers}] = await Promise.all([
      seen(picture), read(model, picture), api.json(`/api/models/${model.id}/explainers`)]);
    if (!current()) return false;
    app.explainers = explainers;
    if (model !== app.model) app.options = {...app.options, unoise: undefined};
    if (!explainers.length) app.chosen = app.chosen.filter(id => id !== 'unoise');
    const same = app.picture?.id === picture.id;
    const alike = app.picture?.width === whole.width && app.picture?.height === whole.height;
    if (model !== app.model && !model.layers.some(l => l.name === app.layer)) app.layer = 'auto';
    Object.assign(app, {
      ...found, ...NOTHING, picture: whole, cross: null, asClass: null, unsure: false,
      window: same ? app.window : null,
    });
    if (app.window) app.levels(app.window);
    if (!alike) app.zoom = WHOLE;
    app.mask(app.tint);
    app.ready = true;
    return true;
  }

  async #askMost(model) {
    const app = this.#app;
    const background = model.background ?? -1;
    const shown = app.classes.filter(c => c.pixels > 0).sort((a, b) => b.pixels - a.pixels);
    const most = shown.find(c => c.index !== background) ?? shown[0];
    if (most) await app.ask({tool: 'class', cls: most.index});
  }

  /** The next slices at once; what is predicted in one is found out where the slider rests. */
  browse(slice) {
    const app = this.#app;
    const current = this.#begin();
    // Its labels are not known yet, and its values only soon.
    const picture = {...app.picture, slice, rough: true};
    app.picture = picture;
    return app.attempt(async () => {
      app.asking.stop();
      app.preview.stop();
      const at = api.sliceQuery(picture);
      const values = await api.floats(`/api/images/${picture.id}/values${at}`);
      if (!current()) return;
      const labels = new Int16Array(app.labels.length).fill(-1);
      Object.assign(app, {values, labels, ...NOTHING});
      app.levels(app.window);
      app.mask(app.tint);
      await new Promise(resolve => setTimeout(resolve, REST));
      if (current()) await this.choose({slice});
    });
  }

  /** So many slices further; false where there is none. */
  step(by) {
    const {slices, plane, slice} = this.#app.picture;
    const next = slice + by;
    if (!slices || next < 0 || next >= slices[plane]) return false;
    this.browse(next);
    return true;
  }

  /** A file of marked pixels, which are asked about. */
  mask(event) {
    const app = this.#app;
    const [file] = event.target.files;
    event.target.value = '';
    return app.attempt(async () => {
      if (!file) return;
      const {picture} = app;
      const parts = new URLSearchParams(api.sliceQuery(picture));
      parts.set('name', file.name);
      const sent = await api.send(`/api/images/${picture.id}/masks?${parts}`, file);
      await app.ask({tool: 'file', text: sent.target, name: file.name, cls: app.asClass});
    });
  }

  /** A file that was trained to explain the network: it is tried on the image, and then asked. */
  explainer(event) {
    const app = this.#app;
    const [file] = event.target.files;
    event.target.value = '';
    return app.attempt(async () => {
      if (!file) return;
      const {model, picture} = app;
      const parts = new URLSearchParams(api.query(picture));
      parts.set('name', file.name);
      const {id} = await api.send(`/api/models/${model.id}/explainers?${parts}`, file);
      app.explainers = (await api.json(`/api/models/${model.id}/explainers`)).explainers;
      app.options = {...app.options, unoise: {...app.options.unoise, explainer: id}};
      if (!app.chosen.includes('unoise')) app.chosen = [...app.chosen, 'unoise'];
      if (app.target) await app.asking.ask(app.target);
    });
  }

  /** Deletes an explainer; where none is left, its method is none either. */
  forget(id) {
    const app = this.#app;
    return app.attempt(async () => {
      await api.remove(`/api/models/${app.model.id}/explainers/${id}`);
      app.explainers = app.explainers.filter(one => one.id !== id);
      const {explainer, ...others} = app.options.unoise ?? {};
      app.options = {...app.options, unoise: others};
      if (!app.explainers.length) app.chosen = app.chosen.filter(method => method !== 'unoise');
      app.again();
    });
  }

  /** States what a network's input or output means, in place of what was guessed. */
  state(change) {
    const app = this.#app;
    return app.attempt(async () => {
      app.asking.stop();
      app.preview.stop();
      await api.send(`/api/models/${app.model.id}/card`, changed(app.model.card, change), 'PUT');
      await this.list();
      await this.choose({});
    });
  }

  /** Files that a person chose in a form. */
  chosen(event, kind) {
    const files = [...event.target.files];
    event.target.value = '';
    return this.#upload(files, kind);
  }

  dropped(event) {
    const files = [...event.dataTransfer.files];
    const model = files.some(file => /\.(onnx|ya?ml)$/i.test(file.name));
    if (files.length) this.#upload(files, model ? 'model' : 'image');
  }

  #upload(files, kind) {
    const app = this.#app;
    return app.attempt(async () => {
      app.busy = {what: `opening ${files.map(f => f.name).join(', ')}`};
      app.requestUpdate();
      try {
        const id = await this.#send(files, kind);
        await this.list();
        app.busy = null;
        await this.choose({[kind]: id});
      } finally {
        app.busy = null;
      }
    });
  }

  /** A card that comes with a network is the network's; files that belong together are sent as one. */
  async #send(files, kind) {
    let id;
    const cards = [];
    for (const [name, file] of await bundled(files, kind)) {
      if (/\.ya?ml$/i.test(name)) cards.push(file);
      else id = (await api.send(`/api/${kind}s?name=${encodeURIComponent(name)}`, file)).id;
    }
    for (const card of cards) {
      id = (await api.send(`/api/models/${id ?? this.shown('model')}/card`, card, 'PUT')).id;
    }
    return id;
  }

  close(kind) {
    const app = this.#app;
    return app.attempt(async () => {
      app.asking.stop();
      await api.remove(`/api/${kind}s/${this.shown(kind)}`);
      await this.list();
      await this.choose({[kind]: app[`${kind}s`][0]?.id});
    });
  }
}
