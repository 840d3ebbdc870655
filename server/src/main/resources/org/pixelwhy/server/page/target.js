// What is asked about: its notation, which is that of the command line, and its sentence.

import {send, sliceQuery} from './api.js';

export const TOOLS = [
  {id: 'class', title: 'Class', key: 'c', hint: 'Click a class in the image or the list'},
  {id: 'object', title: 'Object', key: 'o', hint: 'Click one object of a class'},
  {id: 'border', title: 'Border', key: 'b', hint: 'Click a class: its border is asked about'},
  {id: 'pixel', title: 'Pixel', key: 'p', hint: 'Click a pixel; with Shift add or remove one'},
  {id: 'brush', title: 'Brush', key: 'd', hint: 'Paint pixels; with Shift erase'},
  {id: 'rectangle', title: 'Rectangle', key: 'r', hint: 'Draw a rectangle'},
];

/** A class as targets name it: by its name, where that says which one is meant. */
export function classText(classes, index) {
  const name = classes[index].name;
  const unique = classes.filter(c => c.name === name).length === 1;
  return unique && name.trim() === name && name !== '' ? name : String(index);
}

/** The target's text; pixels that were marked are sent first. */
export async function notation(target, classes, picture) {
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
    default: {
      const marked = [...target.marked.keys()].filter(i => target.marked[i]);
      if (target.tool === 'pixel' && marked.length === 1) {
        const [i] = marked;
        return `pixel:${i % picture.width},${Math.floor(i / picture.width)}${about}`;
      }
      const sent = await send(`/api/images/${picture.id}/masks${sliceQuery(picture)}`, target.marked);
      return sent.target + about;
    }
  }
}

/** The question in three parts: before, what it is about, the class. */
export function sentence(target, answer, classes) {
  const name = classes[answer.class]?.name ?? '?';
  const n = answer.pixels;
  const pixels = n === 1 ? 'pixel' : `${n.toLocaleString('en')} pixels`;
  const one = n === 1 ? 'is' : 'are';
  switch (target.tool) {
    case 'class':
      return [`Why ${one}`, `the ${pixels}`, name];
    case 'object':
      return [`Why ${one}`, `the ${pixels} of this object`, name];
    case 'border':
      return [`Why ${one}`, n === 1 ? 'this border pixel' : `the ${n} border pixels`, name];
    case 'rectangle':
      return ['What speaks, in', `the ${pixels} of this rectangle, for`, name];
    default:
      return n === 1 && target.tool === 'pixel'
        ? ['What speaks, at', `pixel ${target.x}, ${target.y}, for`, name]
        : ['What speaks, in', `the ${n} marked ${n === 1 ? 'pixel' : 'pixels'}, for`, name];
  }
}

export const called = target => ['class', 'object', 'border'].includes(target.tool);

/** Sets the pixels of a disc. */
export function paint(marked, width, height, x, y, radius, on) {
  for (let row = Math.max(0, y - radius); row <= Math.min(height - 1, y + radius); row++) {
    for (let col = Math.max(0, x - radius); col <= Math.min(width - 1, x + radius); col++) {
      if ((row - y) ** 2 + (col - x) ** 2 <= radius * radius) marked[row * width + col] = on ? 1 : 0;
    }
  }
}
