// How values become colours: the ramps are the server's, so that page and report look alike.

import * as ranks from './ranks.js';

const maps = new Map();

export function learn(list) {
  for (const {name, signed, colors} of list) {
    const table = new Uint8ClampedArray(colors.length * 3);
    colors.forEach((hex, i) => {
      const rgb = parseInt(hex.slice(1), 16);
      table.set([rgb >> 16, (rgb >> 8) & 255, rgb & 255], i * 3);
    });
    // As they lie in a picture's memory, transparent.
    const words = Uint32Array.from(colors, (_, i) => table[3 * i] | (table[3 * i + 1] << 8) | (table[3 * i + 2] << 16));
    maps.set(name, {name, signed, colors, table, words});
  }
}

export const named = name => maps.get(name);
export const unsignedNames = () => [...maps.values()].filter(m => !m.signed).map(m => m.name);
export const SIGNED = 'blue-white-red';

export const {USUAL} = ranks;

/** The values at the ends: all of them, or up to a percentile. */
function ends(map, percent) {
  if (percent === 100) return {low: map.min, high: map.max};
  if (percent === USUAL && map.low !== undefined) return {low: map.low, high: map.high};
  if (map.sign === 'unsigned') {
    return {low: Math.min(0, map.min), high: ranks.percentile(map.values, v => v, percent)};
  }
  const end = ranks.percentile(map.values, Math.abs, percent);
  return {low: -end, high: end};
}

/**
 * How a map is coloured: what is drawn of a value, the values at the ends, and the ramp.
 * Signed maps are symmetric about zero, whatever the settings.
 *
 * @param range of several maps, where one colour means the same value in all of them
 */
export function coloring(map, settings, range) {
  const plain = map.sign === 'unsigned';
  const signed = !plain && !settings.absolute;
  const most = Math.max(Math.abs(map.min), Math.abs(map.max));
  let {low, high} = range ?? ends(map, settings.clip);
  if (plain) {
    low = Math.min(0, low);
  } else {
    high = Math.max(Math.abs(low), Math.abs(high));
    low = signed ? -high : 0;
  }
  const absolute = !plain && settings.absolute;
  const span = high - low || 1;
  const fraction = v => Math.min(1, Math.max(0, ((absolute ? Math.abs(v) : v) - low) / span));
  return {
    signed,
    absolute,
    low,
    high,
    clips: most > Math.max(Math.abs(low), Math.abs(high)),
    ramp: named(signed ? SIGNED : settings.ramp),
    fraction,
    // How much a value says: its distance from zero, or from the low end.
    strength: signed ? v => Math.min(1, Math.abs(v) / (high || 1)) : fraction,
  };
}

/** Values at the ends that suit several maps of one kind. */
export function common(maps, settings) {
  const each = maps.map(map => coloring(map, settings));
  return {low: Math.min(...each.map(c => c.low)), high: Math.max(...each.map(c => c.high))};
}
