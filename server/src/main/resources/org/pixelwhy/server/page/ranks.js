// Which pixels of a map come first, and where its values end. Computed once for a map.

/** The percentile that reports draw up to, which the server sends; others are found here. */
export const USUAL = 99.5;

// Value and place of a pixel fit into one number, 32 and 21 bits.
const MOST_AT_ONCE = 2 ** 21;

const known = new WeakMap();
const bits = new Uint32Array(1);
const float = new Float32Array(bits.buffer);

/** The magnitude where zero is neutral and neither side speaks for the target, or none is asked for. */
export const important = (map, settings) =>
  map.sign === 'two-sided' || (map.sign === 'signed' && settings.absolute) ? Math.abs : v => v;

/** Whole numbers that are in the order of the floats; what is no number comes last. */
function sortable(v) {
  if (Number.isNaN(v)) return 0;
  float[0] = v === 0 ? 0 : v;
  return bits[0] >>> 31 ? ~bits[0] >>> 0 : (bits[0] | 0x80000000) >>> 0;
}

/**
 * The pixels, the most important first, equals in their own order: as scores of maps rank them.
 * One sort of plain numbers.
 */
export function ranking(map, settings) {
  const of = important(map, settings);
  const own = known.get(map.values) ?? new Map();
  known.set(map.values, own);
  if (!own.has(of.name)) own.set(of.name, sorted(map.values, of));
  return own.get(of.name);
}

function sorted(values, of) {
  if (values.length > MOST_AT_ONCE) {
    const last = v => (Number.isNaN(v) ? -Infinity : of(v));
    return Uint32Array.from(values.keys()).sort((a, b) => last(values[b]) - last(values[a]) || a - b);
  }
  return byKeys(values, v => 0xffffffff - sortable(of(v)));
}

function byKeys(values, key) {
  const keys = Float64Array.from(values, (v, i) => key(v) * MOST_AT_ONCE + i).sort();
  return Uint32Array.from(keys, at => at % MOST_AT_ONCE);
}

/** Where the numbers are, the least first. */
export const ascending = values => values.length > MOST_AT_ONCE
  ? Uint32Array.from(values.keys()).sort((a, b) => values[a] - values[b] || a - b)
  : byKeys(values, sortable);

/** The pixels of the top share: a hundredth part is rounded to whole pixels, at least one. */
export function top(map, settings) {
  const order = ranking(map, settings);
  const count = Math.max(1, Math.round((order.length * settings.share) / 100));
  const shown = new Uint8Array(order.length);
  for (let i = 0; i < count; i++) shown[order[i]] = 1;
  return shown;
}

/** Of each pixel its tenth: 9 is the most important. */
export function deciles(map, settings) {
  const order = ranking(map, settings);
  const tenths = new Uint8Array(order.length);
  order.forEach((pixel, rank) => {
    tenths[pixel] = 9 - Math.floor((10 * rank) / order.length);
  });
  return tenths;
}

/** The value below which so many percent of those that are not 0 lie, the next above between two. */
export function percentile(values, of, percent) {
  const counted = Float32Array.from(values.filter(v => Number.isFinite(v) && v !== 0), of).sort();
  if (counted.length === 0) return 0;
  return counted[Math.min(counted.length - 1, Math.ceil(((counted.length - 1) * percent) / 100))];
}
