// Long work runs on the server as jobs: they go on when the page is closed or reloaded.

import {html, nothing} from 'lit';
import * as api from './api.js';
import * as kept from './kept.js';

const OPEN = ['queued', 'running'];
const PATIENCE = 2000;

const pause = () => new Promise(resolve => setTimeout(resolve, PATIENCE));

/** Hears of a job until its end, also where the server is away for a while; gives how it ended. */
export async function follow(id, heard) {
  for (;;) {
    const last = await events(id, heard);
    if (last) return last;
    await pause();
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

/** How far a job is, in words and steps. */
export function progress(app, job) {
  const title = job.question.methods.map(id => app.methods.find(m => m.id === id)?.title ?? id).join(', ');
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

/** Takes them up, also those that were answered since. */
export function takeUp(app, found) {
  app.jobs = found;
  found.forEach(job => watch(app, job.id));
  app.requestUpdate();
}

async function watch(app, id) {
  const change = now => {
    app.jobs = app.jobs.map(job => (job.id === id ? now : job));
    app.requestUpdate();
  };
  try {
    const last = await follow(id, change);
    if (last.error) app.problem = last.error;
    await kept.refresh(app);
    // The question that is shown has one more map now.
    if (last.explanation && last.explanation === app.now?.kept) await kept.open(app, last.explanation);
  } catch {
    // It is gone.
  }
  app.jobs = app.jobs.filter(job => job.id !== id);
  app.requestUpdate();
}

export const list = app => (app.jobs ?? []).map(job => {
  const {what, done, total} = progress(app, job);
  return html`<div class="job"><span title=${what}>${what}</span>
    <progress max=${total ?? nothing} value=${total ? done : nothing} aria-label=${what}></progress>
    <button aria-label="Cancel ${what}" @click=${() => app.attempt(() => api.remove(`/api/jobs/${job.id}`))}>Cancel</button></div>`;
});
