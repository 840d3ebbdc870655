// How values become colours: the ramps are the server's, so that page and report look alike.

const maps = new Map();

export function learn(list) {
  for (const {name, signed, colors} of list) {
    const table = new Uint8ClampedArray(colors.length * 3);
    colors.forEach((hex, i) => {
      const rgb = parseInt(hex.slice(1), 16);
      table.set([rgb >> 16, (rgb >> 8) & 255, rgb & 255], i * 3);
    });
    maps.set(name, {name, signed, colors, table});
  }
}

export const named = name => maps.get(name);
export const unsignedNames = () => [...maps.values()].filter(m => !m.signed).map(m => m.name);
export const SIGNED = 'blue-white-red';

/**
 * How a map is coloured: what is drawn of a value, the values at the ends, and the ramp.
 * Signed maps are symmetric about zero, whatever the settings.
 */
export function coloring(map, settings) {
  const signed = map.sign !== 'unsigned' && !settings.absolute;
  const most = Math.max(Math.abs(map.min), Math.abs(map.max));
  let low = settings.clip ? map.low : map.min;
  let high = settings.clip ? map.high : map.max;
  if (map.sign !== 'unsigned') {
    const end = settings.clip ? Math.max(Math.abs(map.low), Math.abs(map.high)) : most;
    low = signed ? -end : 0;
    high = end;
  } else {
    low = Math.min(0, low);
  }
  const of = map.sign !== 'unsigned' && settings.absolute ? Math.abs : v => v;
  const span = high - low || 1;
  return {
    signed,
    low,
    high,
    clips: most > Math.max(Math.abs(low), Math.abs(high)),
    ramp: named(signed ? SIGNED : settings.ramp),
    fraction: v => Math.min(1, Math.max(0, (of(v) - low) / span)),
    // How much a value says: its distance from zero, or from the low end.
    strength: v =>
      signed ? Math.min(1, Math.abs(v) / (high || 1)) : Math.min(1, Math.max(0, (of(v) - low) / span)),
  };
}
