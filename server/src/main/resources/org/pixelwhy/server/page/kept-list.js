// All explanations that are kept: found by a word, opened, named, deleted, linked to.

import {LitElement, html, nothing} from 'lit';
import * as api from './api.js';
import * as kept from './kept.js';
import * as session from './session.js';

const when = text => new Date(text).toLocaleString([], {dateStyle: 'medium', timeStyle: 'short'});

class KeptList extends LitElement {
  static properties = {app: {attribute: false}, found: {state: true}, naming: {state: true}, said: {state: true}, beside: {state: true}};

  constructor() {
    super();
    Object.assign(this, {found: null, word: '', naming: null, said: '', beside: null});
  }

  createRenderRoot() {
    return this;
  }

  get #dialog() {
    return this.querySelector('dialog');
  }

  show() {
    this.#dialog.showModal();
    return this.#find();
  }

  /** Looks again, or further where a page is named. */
  #find(before) {
    return this.app.attempt(async () => {
      const {word} = this;
      const query = new URLSearchParams({find: word, count: 50, ...(before ? {before} : {})});
      const {explanations, next} = await api.json(`/api/explanations?${query}`);
      if (word !== this.word) return;
      this.found = {list: before ? [...this.found.list, ...explanations] : explanations, next};
    });
  }

  #open(id) {
    this.#dialog.close();
    return this.app.attempt(() => kept.open(this.app, id));
  }

  #rename(id, name) {
    this.naming = null;
    return this.app.attempt(async () => {
      const renamed = await kept.rename(id, name);
      this.found = {...this.found, list: this.found.list.map(one => (one.id === id ? renamed : one))};
      await kept.refresh(this.app);
    });
  }

  #share(id, shared) {
    return this.app.attempt(async () => {
      const changed = await kept.share(id, shared);
      this.found = {...this.found, list: this.found.list.map(one => (one.id === id ? changed : one))};
      this.said = shared ? 'All who have an account can see it now, by its link.' : 'Nobody else sees it any more.';
    });
  }

  #delete(id) {
    return this.app.attempt(async () => {
      await api.remove(`/api/explanations/${id}`);
      this.found = {...this.found, list: this.found.list.filter(one => one.id !== id)};
      this.app.history = this.app.history.filter(entry => entry.kept !== id);
      if (location.hash.endsWith(`/${id}`)) history.replaceState(null, '', '#');
      await kept.refresh(this.app);
    });
  }

  /** The first one is marked, the second one shown beside it. */
  #compare(id) {
    if (!this.beside || this.beside === id) {
      this.beside = this.beside ? null : id;
      this.said = this.beside ? 'Choose another one to compare it with.' : '';
      return undefined;
    }
    const ids = [this.beside, id];
    Object.assign(this, {beside: null, said: ''});
    this.#dialog.close();
    return this.app.attempt(() => this.app.querySelector('pw-compare').showKept(ids));
  }

  async #copy(id) {
    try {
      await navigator.clipboard.writeText(kept.link(id));
      this.said = 'The link is copied.';
    } catch {
      this.said = kept.link(id);
    }
  }

  render() {
    return html`<button @click=${() => this.show()}>Kept …</button>
    <dialog aria-label="Kept explanations" class="kept">
      <form method="dialog" class="row"><input type="search" aria-label="Find" placeholder="Find by name, class, image or network"
          .value=${this.word} @input=${e => { this.word = e.target.value; this.#find(); }}>
        <span class="sp"></span><button>Close</button></form>
      <p class="s muted" role="status">${this.said}</p>
      ${!this.found ? nothing : html`
        ${this.found.list.length === 0 ? html`<p class="muted">Nothing of this kind is kept.</p>` : nothing}
        <ul>${this.found.list.map(one => this.#row(one))}</ul>
        ${this.found.next ? html`<button @click=${() => this.#find(this.found.next)}>More</button>` : nothing}`}
    </dialog>`;
  }

  #row(one) {
    const image = this.app.images.find(i => i.id === one.image)?.title ?? one.image;
    const title = one.name || one.description;
    return html`<li data-id=${one.id}>
      ${this.naming === one.id
        ? html`<input aria-label="Name" .value=${one.name} maxlength="200"
            @keydown=${e => { if (e.key === 'Enter') this.#rename(one.id, e.target.value); }}>`
        : html`<button class="title" @click=${() => this.#open(one.id)}>${title}</button>`}
      <span class="s muted">${one.name ? `${one.description} · ` : ''}${image} · ${one.methods.join(', ')} · ${when(one.created)}</span>
      <span class="row s">${this.naming === one.id
        ? html`<button @click=${e => this.#rename(one.id, e.target.closest('li').querySelector('input').value)}>Save</button>`
        : html`<button @click=${() => { this.naming = one.id; }} aria-label="Rename ${title}">Rename</button>`}
        <button aria-pressed=${this.beside === one.id} @click=${() => this.#compare(one.id)} aria-label="Compare ${title}">Compare</button>
        <button @click=${() => this.#copy(one.id)} aria-label="Copy link of ${title}">Copy link</button>
        ${session.needs() !== 'account' ? nothing : html`<button aria-pressed=${one.shared} aria-label="Share ${title}"
          title="All who have an account can see it by its link" @click=${() => this.#share(one.id, !one.shared)}>${one.shared ? 'Shared' : 'Share'}</button>`}
        <button @click=${() => this.#delete(one.id)} aria-label="Delete ${title}">Delete</button></span></li>`;
  }
}
customElements.define('pw-kept', KeptList);
