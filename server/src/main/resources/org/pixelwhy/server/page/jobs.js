// Long work runs on the server as jobs: they go on when the page is closed or reloaded.

import {html, nothing} from 'lit';
import * as api from './api.js';
import * as kept from './kept.js';

const OPEN = ['queued', 'running'];
const PATIENCE = 2000;
const EVERY = 1000;
const APART = 450;

const pause = time => new Promise(resolve => setTimeout(resolve, time));

/** Hears of a job until its end, also where the server is away for a while; gives how it ended. */
export async function follow(id, heard) {
  for (;;) {
    const last = await events(id, heard);
    if (last) return last;
    await pause(PATIENCE);
    try {
      const now = await api.json(`/api/jobs/${id}`);
      heard(now);
      if (!OPEN.includes(now.state)) return now;
    } catch (e) {
      if (e.status === 404) throw e;
    }
  }
}

function events(id, heard) {
  return new Promise(resolve => {
    const source = new EventSource(`/api/jobs/${id}/events`);
    const end = last => {
      source.close();
      resolve(last);
    };
    source.addEventListener('job', event => {
      const now = JSON.parse(event.data);
      heard(now);
      if (!OPEN.includes(now.state)) end(now);
    });
    source.addEventListener('error', () => end(null));
  });
}

/** Shows the map of a job as it comes about; what is fetched may be outdated when it is there. */
export async function fill(app, job, wanted) {
  if (job.state !== 'running' || job.question.scores?.length || job.question.methods.includes('dream') || app.filling || performance.now() - (app.filledAt ?? -Infinity) < APART) return;
  Object.assign(app, {filling: true, filledAt: performance.now()});
  try {
    const found = await api.unfinished(job.id);
    if (!found || !wanted()) return;
    const [id] = job.question.methods;
    const {title, unit} = app.methods.find(m => m.id === id) ?? {title: id, unit: ''};
    const share = job.total ? `, ${Math.floor((100 * job.done) / job.total)} %` : '';
    app.unfinished = {
      ...found, method: id, title, unit, part: '', notes: [], warnings: [], blank: false, milliseconds: 0, job: job.id,
      unfinished: `not finished${share}`,
    };
    app.requestUpdate();
  } catch {
    // It is at its end, or the server is away for a while.
  } finally {
    app.filling = false;
  }
}

/** Its map is there, or is not wanted any more. */
export function filled(app, id) {
  if (app.unfinished?.job !== id) return;
  app.unfinished = null;
  app.requestUpdate();
}

/** How far a job is, in words and steps. */
export function progress(app, job) {
  const titled = (all, ids) => ids.map(id => all.find(m => m.id === id)?.title ?? (id === 'dream' ? 'Dream' : id)).join(', ');
  const scores = job.question.scores ?? [];
  const title = (scores.length ? `${titled(app.scores, scores)} of ` : '') + titled(app.methods, job.question.methods);
  if (job.state === 'queued') {
    return {what: job.before ? `${title}: ${job.before} before it` : `${title}: its turn comes`};
  }
  const left = job.secondsLeft === undefined ? '' : `, ${time(job.secondsLeft)} left`;
  return {what: `${title}: ${job.what ?? 'begins'}${left}`, done: job.done, total: job.total};
}

const time = seconds =>
  seconds < 90 ? `${Math.max(1, Math.round(seconds))} s` : `${Math.round(seconds / 60)} min`;

/** What was asked before the page was opened, and is not answered yet; the first one first. */
export const waiting = async () =>
  (await api.json('/api/jobs')).jobs.filter(job => OPEN.includes(job.state)).reverse();

/** Takes them up, also those that were answered since: one question for all, as a browser opens few connections. */
export async function takeUp(app, found) {
  app.jobs = found;
  app.requestUpdate();
  while (app.jobs.length) {
    await pause(EVERY);
    try {
      await look(app);
    } catch {
      // The server is away for a while.
    }
  }
}

async function look(app) {
  const listed = new Map((await api.json('/api/jobs')).jobs.map(job => [job.id, job]));
  const now = [];
  for (const job of app.jobs) now.push(listed.get(job.id) ?? (await unlisted(job.id)));
  const open = job => job && OPEN.includes(job.state);
  app.jobs = now.filter(open);
  app.requestUpdate();
  for (const job of app.jobs) {
    const shown = () => job.explanation && job.explanation === app.now?.kept && !app.asking.running;
    if (shown()) await fill(app, job, shown);
    else filled(app, job.id);
  }
  for (const job of now) if (job && !open(job)) await ended(app, job);
  app.requestUpdate();
}

/** So many came after it that it is not listed any more; null where it is gone. */
async function unlisted(id) {
  try {
    return await api.json(`/api/jobs/${id}`);
  } catch (e) {
    if (e.status === 404) return null;
    throw e;
  }
}

/** Nothing is asked, opened or drawn that a question shown again would replace. */
const idle = app => app.working === 0 && !app.busy && !app.stale && !app.drawn && !app.marked && !app.pressed && app.corners.length === 0;

async function ended(app, job) {
  if (job.error) app.problem = job.error;
  filled(app, job.id);
  try {
    await kept.refresh(app);
    const {explanation} = job;
    if (explanation && explanation === app.now?.kept && idle(app)) await kept.open(app, explanation);
    // Opened again from what is kept, it has all its maps.
    else if (explanation) app.history = app.history.filter(entry => entry.kept !== explanation);
  } catch {
    // It is deleted.
  }
}

export const list = app => (app.jobs ?? []).map(job => {
  const {what, done, total} = progress(app, job);
  return html`<div class="job"><span title=${what}>${what}</span>
    <progress max=${total ?? nothing} value=${total ? done : nothing} aria-label=${what}></progress>
    <button aria-label="Cancel ${what}" @click=${() => app.attempt(() => api.remove(`/api/jobs/${job.id}`))}>Cancel</button></div>`;
});
