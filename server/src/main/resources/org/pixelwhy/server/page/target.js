// What is asked about: its notation, which is that of the command line, and its sentence.

import {send, sliceQuery} from './api.js';

export const TOOLS = [
  {id: 'class', title: 'Class', key: 'c', hint: 'Click a class in the image or the list'},
  {id: 'object', title: 'Object', key: 'o', hint: 'Click one object of a class'},
  {id: 'border', title: 'Border', key: 'b', hint: 'Click a class: its border is asked about'},
  {id: 'pixel', title: 'Pixel', key: 'p', hint: 'Click a pixel; with Shift add or remove one'},
  {id: 'brush', title: 'Brush', key: 'd', hint: 'Paint pixels; with Shift erase'},
  {id: 'polygon', title: 'Polygon', key: 'g', hint: 'Click the corners; click the last or the first one again to close'},
  {id: 'rectangle', title: 'Rectangle', key: 'r', hint: 'Draw a rectangle'},
];

/** A class as targets name it: by its name, where that says which one is meant. */
export function classText(classes, index) {
  const name = classes[index].name;
  const unique = classes.filter(c => c.name === name).length === 1;
  return unique && name.trim() === name && name !== '' ? name : String(index);
}

const UNSURE = 'entropy:';

/** The text of one pixel. */
export const pixelText = ({x, y, cls, unsure}, classes) =>
  `${unsure ? UNSURE : ''}pixel:${x},${y}${cls === null ? '' : ':' + classText(classes, cls)}`;

/** The target's text; pixels that were marked are sent first. */
export async function notation(target, classes, picture) {
  if (target.tool === 'everywhere') return 'entropy';
  return (target.unsure ? UNSURE : '') + (await place(target, classes, picture));
}

async function place(target, classes, picture) {
  const about = target.cls === null ? '' : ':' + classText(classes, target.cls);
  switch (target.tool) {
    case 'class':
    case 'border':
      return target.tool + about;
    case 'object':
      return `object:${target.x},${target.y}${about}`;
    case 'rectangle': {
      const {x, y, width, height} = target.rectangle;
      return `rectangle:${x},${y},${width},${height}${about}`;
    }
    case 'file':
      if (!target.marked) return target.text + about;
      return (await mask(target, picture)) + about;
    default: {
      const first = target.marked.findIndex(on => on);
      if (target.tool === 'pixel' && first === target.marked.findLastIndex(on => on)) {
        return pixelText({x: first % picture.width, y: Math.floor(first / picture.width), cls: target.cls}, classes);
      }
      return (await mask(target, picture)) + about;
    }
  }
}

const mask = async ({marked}, picture) =>
  (await send(`/api/images/${picture.id}/masks${sliceQuery(picture)}`, marked)).target;

/** The question in three parts: before, what it is about, the class. */
export function sentence(target, answer, classes) {
  const name = classes[answer.class]?.name ?? '?';
  const n = answer.pixels;
  const pixels = n === 1 ? 'pixel' : `${n.toLocaleString('en')} pixels`;
  const one = n === 1 ? 'is' : 'are';
  if (target.unsure) return ['Why is the network unsure', unsureAt(target, n, pixels, name), ''];
  switch (target.tool) {
    case 'class':
      return [`Why ${one}`, `the ${pixels}`, name];
    case 'object':
      return [`Why ${one}`, `the ${pixels} of this object`, name];
    case 'border':
      return [`Why ${one}`, n === 1 ? 'this border pixel' : `the ${n} border pixels`, name];
    case 'rectangle':
      return ['What speaks, in', `the ${pixels} of this rectangle, for`, name];
    case 'polygon':
      return ['What speaks, in', `the ${pixels} of this polygon, for`, name];
    case 'file':
      return ['What speaks, in', `the ${pixels} of ${target.name}, for`, name];
    default:
      return n === 1 && target.tool === 'pixel'
        ? ['What speaks, at', `pixel ${target.x}, ${target.y}, for`, name]
        : ['What speaks, in', `the ${n} marked ${n === 1 ? 'pixel' : 'pixels'}, for`, name];
  }
}

/** Where it is unsure. */
function unsureAt(target, n, pixels, name) {
  switch (target.tool) {
    case 'everywhere':
      return 'in the whole image';
    case 'class':
      return `at the ${pixels} called ${name}`;
    case 'object':
      return `at the ${pixels} of this ${name}`;
    case 'border':
      return `at the ${n} border ${n === 1 ? 'pixel' : 'pixels'} of ${name}`;
    case 'file':
      return `at the ${pixels} of ${target.name}`;
    case 'rectangle':
    case 'polygon':
      return `at the ${pixels} of this ${target.tool}`;
    default:
      return n === 1 && target.tool === 'pixel' ? `at pixel ${target.x}, ${target.y}` : `at the ${n} marked pixels`;
  }
}

export const called = target => ['class', 'object', 'border'].includes(target.tool);

/** The question as one text. */
export const spoken = (target, [before, what, name]) =>
  `${before} ${what}${name && (called(target) ? ' called ' : ' ')}${name}?`;

/** Sets the pixels of a disc. */
export function paint(marked, width, height, x, y, radius, on) {
  for (let row = Math.max(0, y - radius); row <= Math.min(height - 1, y + radius); row++) {
    for (let col = Math.max(0, x - radius); col <= Math.min(width - 1, x + radius); col++) {
      if ((row - y) ** 2 + (col - x) ** 2 <= radius * radius) marked[row * width + col] = on ? 1 : 0;
    }
  }
}

/** The pixels whose centre lies in a polygon. */
export function inside(corners, width, height) {
  const marked = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const y = row + 0.5;
    const crossings = corners.flatMap((a, i) => {
      const b = corners[(i + 1) % corners.length];
      return a.y <= y === b.y <= y ? [] : [a.x + ((y - a.y) * (b.x - a.x)) / (b.y - a.y)];
    }).sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const end = Math.min(width, Math.ceil(crossings[k + 1] - 0.5));
      for (let col = Math.max(0, Math.ceil(crossings[k] - 0.5)); col < end; col++) marked[row * width + col] = 1;
    }
  }
  return marked;
}

/** The target that a text means; what has no tool of its own is the pixels that it came to. */
export function parsed(text, cls, classes, pixels) {
  if (text === 'entropy') return {tool: 'everywhere', cls: null, unsure: true};
  const unsure = text.startsWith(UNSURE);
  return {...parsedPlace(unsure ? text.slice(UNSURE.length) : text, cls, classes, pixels), unsure};
}

function parsedPlace(text, cls, classes, {marked, width}) {
  const [kind, place = '', ...about] = text.split(':');
  const numbers = place.split(',').map(Number);
  const named = about.join(':');
  const given = named === '' ? null : classes.findIndex((_, i) => classText(classes, i) === named || String(i) === named);
  const own = given === -1 ? null : given;
  switch (kind) {
    case 'class':
    case 'border':
      return {tool: kind, cls};
    case 'object':
      return {tool: 'object', x: numbers[0], y: numbers[1], cls};
    case 'rectangle':
      return {tool: 'rectangle', rectangle: {x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3]}, cls: own};
    case 'pixel': {
      const only = marked.indexOf(1);
      return {tool: 'pixel', marked, x: only % width, y: Math.floor(only / width), cls: own};
    }
    default:
      return {tool: 'brush', marked, cls: own};
  }
}
