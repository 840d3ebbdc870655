// Requests to the server. Numbers travel as little-endian arrays.

import * as session from './session.js';
import {Problem} from './problem.js';

export {Problem};

/** So often somebody may have to log in before one request is answered. */
const LOG_INS = 3;

async function sent(path, init) {
  try {
    return await fetch(path, session.signed(init));
  } catch {
    throw new Problem(0, 'The server does not answer; is it still running?');
  }
}

async function answer(path, init) {
  let response = await sent(path, init);
  for (let i = 0; response.status === 401 && i < LOG_INS; i++) {
    await session.again();
    response = await sent(path, init);
  }
  if (!response.ok) {
    const text = await response.text();
    let message = text;
    try {
      message = JSON.parse(text).error;
    } catch {
      // Not from the API: shown as it is.
    }
    throw new Problem(response.status, message);
  }
  return response;
}

export const json = async (path, init) => (await answer(path, init)).json();
export const bytes = async path => (await answer(path)).arrayBuffer();
export const floats = async path => new Float32Array(await bytes(path));
export const shorts = async path => new Int16Array(await bytes(path));

/** A map that is not finished, with its facts; null where there is none yet. */
export async function unfinished(job) {
  const response = await answer(`/api/jobs/${job}/partial`);
  if (response.status === 204) return null;
  return {...JSON.parse(response.headers.get('Map-Facts')), values: new Float32Array(await response.arrayBuffer())};
}

export const remove = path => json(path, {method: 'DELETE'});

export const post = (path, body) =>
  json(path, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(body),
  });

/** Bytes that are made of what is posted. */
export const file = async (path, body) => (await answer(path, {
  method: 'POST',
  headers: {'Content-Type': 'application/json'},
  body: JSON.stringify(body),
})).arrayBuffer();

/** Asks; the answer brings the numbers of its maps and the pixels of its target along. */
export async function ask(question) {
  const sent = await file('/api/answers', {...question, whole: true});
  const [head] = new Uint32Array(sent, 0, 1);
  const facts = JSON.parse(new TextDecoder().decode(new Uint8Array(sent, 4, head)));
  let at = 4 + head;
  const values = facts.maps.map(({width, height}) => {
    const map = new Float32Array(sent, at, width * height);
    at += map.byteLength;
    return map;
  });
  return {...facts, values, marked: new Uint8Array(sent, at)};
}

export const send = (path, data, method = 'POST') =>
  json(path, {method, headers: {'Content-Type': 'application/octet-stream'}, body: data});

/** The query that names a picture: an image, and the slice of a volume. */
export function query(picture) {
  const parts = new URLSearchParams({image: picture.id});
  if (picture.plane) {
    parts.set('plane', picture.plane);
    parts.set('slice', picture.slice);
  }
  return '?' + parts;
}

/** The same for addresses that name the image themselves. */
export function sliceQuery(picture) {
  return picture.plane ? `?plane=${picture.plane}&slice=${picture.slice}` : '';
}
