// What leaves the page: a map's numbers, its picture, and the command line that makes it again.

import * as api from './api.js';

function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** A text as a file. */
export const text = (content, name) => save(new Blob([content]), name);

/** A picture as a file. */
export const canvas = (picture, name) => picture.toBlob(blob => save(blob, `${name}.png`), 'image/png');

/** NumPy's format, version 1.0: the numbers as they came, [rows, columns]. */
export function npyBytes(map) {
  const shape = `{'descr': '<f4', 'fortran_order': False, 'shape': (${map.height}, ${map.width}), }`;
  const length = Math.ceil((10 + shape.length + 1) / 64) * 64 - 10;
  const header = new TextEncoder().encode(shape.padEnd(length - 1) + '\n');
  const bytes = new Uint8Array(10 + header.length + 4 * map.values.length);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length & 255, header.length >> 8]);
  bytes.set(header, 10);
  const view = new DataView(bytes.buffer, 10 + header.length);
  map.values.forEach((v, i) => view.setFloat32(4 * i, v, true));
  return bytes;
}

export function npy(map, name) {
  save(new Blob([npyBytes(map)]), `${name}.npy`);
}

/** The picture as it is shown, one pixel for each of the image. */
export const png = (view, name) => canvas(shown(view), name);

/** The same as a canvas. */
export function shown(view) {
  const base = view.querySelector('.base');
  const canvas = document.createElement('canvas');
  canvas.width = base.width;
  canvas.height = base.height;
  const context = canvas.getContext('2d');
  context.filter = view.dimmed ? 'brightness(0.65)' : 'none';
  context.drawImage(base, 0, 0);
  context.filter = 'none';
  context.drawImage(view.querySelector('.layer'), 0, 0);
  return canvas;
}

/** The question of a map as an ONNX file that answers it. */
export async function onnx(asked, map, name) {
  const {model, image, plane, slice, target} = asked;
  const options = asked.options.filter(text => text.startsWith(`${map.method}.`));
  const question = {model, image, plane, slice, target, methods: [map.method], layers: [map.layer || asked.layers[0]], options};
  save(new Blob([await api.file('/api/compiled', question)]), `${name}.onnx`);
}

/** An explanation with all that is known of it, the numbers of its maps aside. */
export const explanation = async id =>
  text(JSON.stringify(await api.json(`/api/explanations/${id}`), null, 1), `explanation-${id}.json`);

/** What the server makes of something that is kept. */
export const made = async (path, name) => save(new Blob([await api.bytes(path)]), name);

/** The marked pixels as a mask image, which the command line reads. */
export function maskPng(pixels, width, height, name) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  const data = context.createImageData(width, height);
  pixels.forEach((on, i) => data.data.set([on ? 255 : 0, on ? 255 : 0, on ? 255 : 0, 255], 4 * i));
  context.putImageData(data, 0, 0);
  canvas.toBlob(blob => save(blob, name), 'image/png');
}

const quoted = text => (/^[\w.,:/=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** The command line that makes the same maps. */
export function command(asked, model, picture) {
  const image = picture.plane ? `${picture.title}:${picture.plane},${picture.slice}` : picture.title;
  const target = asked.target.replace(/^((?:entropy:)?region:)k\d+/, '$1mask.png');
  const parts = ['./pixelwhy explain', '--model', quoted(model.title), '--image', quoted(image)];
  parts.push('--target', quoted(target), '--method', asked.methods.join(','));
  if (asked.layers.join() !== 'auto') parts.push('--layer', quoted(asked.layers.join(',')));
  if (asked.scores?.length) parts.push('--score', asked.scores.join(','));
  const files = asked.options.map(option => option.replace(/^unoise\.explainer=u\d+$/, 'unoise.explainer=explainer.onnx'));
  files.forEach(option => parts.push('--option', quoted(option)));
  return parts.join(' ');
}
