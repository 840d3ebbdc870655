// Who is logged in, and the form that asks for it; what was asked meanwhile goes on afterwards.

import {LitElement, html, nothing} from 'lit';
import {Problem} from './problem.js';

const PATH = '/api/session';
const TOKEN = /^#token=([!-~]+)$/;

/** What the server says: what it needs, and of who is logged in name and proof. */
let now = {needs: 'none'};
let waiting = null;

const known = () => now.needs === 'none' || now.proof !== undefined;

export const needs = () => now.needs;
export const name = () => now.name ?? '';
export const loggedIn = () => now.proof !== undefined;

async function say(method, body, path = PATH) {
  let response;
  try {
    response = await fetch(path, signed({
      method,
      headers: body ? {'Content-Type': 'application/json'} : {},
      body: body ? JSON.stringify(body) : undefined,
    }));
  } catch {
    throw new Problem(0, 'The server does not answer; is it still running?');
  }
  const said = await response.json();
  if (!response.ok) throw new Problem(response.status, said.error);
  const before = now;
  now = said;
  // Somebody else: nothing of whoever was here before stays on the page.
  if (before.proof && now.proof && before.name !== now.name) location.reload();
}

/** A request that proves that it comes from this page, where it changes something. */
export function signed(init = {}) {
  return !now.proof || (init.method ?? 'GET') === 'GET' ? init
    : {...init, headers: {...init.headers, 'X-CSRF-Token': now.proof}};
}

/** Learns who is logged in; an address with a token logs in, and is forgotten. */
export async function start() {
  const [, token] = TOKEN.exec(location.hash) ?? [];
  if (token) history.replaceState(null, '', '#');
  await say('GET');
  if (token && now.needs === 'token') {
    try {
      await say('POST', {token});
    } catch {
      // The form asks for the right one.
    }
  }
}

/** Waits until somebody is logged in: in another tab already, or by the form. */
export async function again() {
  waiting ??= (async () => {
    await say('GET');
    if (!known()) await document.querySelector('pw-login').ask();
  })();
  try {
    await waiting;
  } finally {
    waiting = null;
  }
}

export async function logOut() {
  await say('DELETE');
  history.replaceState(null, '', '#');
  location.reload();
}

/** Tells password managers whose it is. */
const owner = () => html`<input hidden autocomplete="username" .value=${name()}>`;

export const changePassword = () => document.querySelector('pw-login').change();

class LogIn extends LitElement {
  static properties = {asked: {state: true}, changing: {state: true}, problem: {state: true}, busy: {state: true}};

  constructor() {
    super();
    Object.assign(this, {asked: false, changing: false, problem: '', busy: false});
  }

  createRenderRoot() {
    return this;
  }

  /** Shows the form, until somebody is logged in. */
  ask() {
    this.asked = true;
    return new Promise(resolve => {
      this.done = resolve;
    });
  }

  /** Shows the form for another password; who has one logs in by it. */
  change() {
    this.changing = true;
  }

  #leave() {
    this.changing = false;
    this.problem = '';
    this.requestUpdate();
  }

  updated() {
    const dialog = this.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
  }

  async #submit(event) {
    event.preventDefault();
    const form = event.target;
    const fields = Object.fromEntries(new FormData(form));
    this.busy = true;
    try {
      if (this.asked) {
        await say('POST', fields);
        this.problem = '';
        this.asked = false;
        this.done();
      } else {
        if (fields.new !== fields.again) throw new Problem(0, 'The two new passwords are not the same.');
        await say('PUT', {old: fields.old, new: fields.new}, `${PATH}/password`);
        location.reload();
      }
    } catch (e) {
      this.problem = e.message;
      const secret = form.querySelector('input[type=password]');
      secret.value = '';
      secret.focus();
    }
    this.busy = false;
  }

  render() {
    if (!this.asked && !this.changing) return nothing;
    const field = (name, title, type, complete) => html`<label>${title}<input name=${name} type=${type} required
      autocomplete=${complete} autocapitalize="none" spellcheck="false"></label>`;
    if (!this.asked) return this.#another(field);
    return html`<dialog class="login" aria-labelledby="log-in" @cancel=${e => e.preventDefault()} @close=${() => this.requestUpdate()}>
      <form @submit=${e => this.#submit(e)}><h1 id="log-in">PixelWhy</h1>
        ${now.needs === 'token' ? html`<p class="muted">The server printed an address with a token for one person.</p>${owner()}
          ${field('token', 'Token', 'password', 'off')}`
        : html`${field('name', 'Name', 'text', 'username')}${field('password', 'Password', 'password', 'current-password')}`}
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
        <button ?disabled=${this.busy}>Log in</button></form></dialog>`;
  }

  #another(field) {
    return html`<dialog class="login" aria-labelledby="log-in" @close=${() => this.#leave()}>
      <form @submit=${e => this.#submit(e)}><h2 id="log-in">Change the password of ${name()}</h2>${owner()}
        ${field('old', 'Old password', 'password', 'current-password')}
        ${field('new', 'New password, at least 10 letters', 'password', 'new-password')}
        ${field('again', 'New password again', 'password', 'new-password')}
        ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
        <button ?disabled=${this.busy}>Change</button>
        <button type="button" @click=${() => this.#leave()}>Leave it</button></form></dialog>`;
  }
}
customElements.define('pw-login', LogIn);
