// How two maps of the same size go together: as the library's scores of likeness define it.

import * as ranks from './ranks.js';

/** The ranks of numbers from 0; equal ones share the mean of theirs. */
function shared(values) {
  const order = ranks.ascending(values);
  const places = new Float64Array(values.length);
  for (let first = 0; first < order.length;) {
    let last = first;
    while (last + 1 < order.length && values[order[last + 1]] === values[order[first]]) last++;
    for (let i = first; i <= last; i++) places[order[i]] = (first + last) / 2;
    first = last + 1;
  }
  return places;
}

function linear(x, y) {
  const mean = v => v.reduce((sum, each) => sum + each, 0) / v.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    xy += (x[i] - meanX) * (y[i] - meanY);
    xx += (x[i] - meanX) * (x[i] - meanX);
    yy += (y[i] - meanY) * (y[i] - meanY);
  }
  return xx === 0 || yy === 0 ? NaN : xy / Math.sqrt(xx * yy);
}

/**
 * Spearman's rank correlation over the pixels at which either map is not 0: pixels that both leave
 * out would agree whatever the rest says. NaN where one map is the same at all of them.
 */
export function rankCorrelation(a, b) {
  const seen = [...a.values.keys()].filter(i =>
    (a.values[i] !== 0 || b.values[i] !== 0) && Number.isFinite(a.values[i]) && Number.isFinite(b.values[i]));
  const of = map => Float32Array.from(seen, i => map.values[i]);
  return {pixels: seen.length, value: linear(shared(of(a)), shared(of(b)))};
}

export const sameSize = (a, b) => a.width === b.width && a.height === b.height;

/** The second map less the first, as a map of its own. */
export function difference(a, b) {
  const values = Float32Array.from(a.values, (v, i) => b.values[i] - v);
  const high = ranks.percentile(values, Math.abs, ranks.USUAL);
  let [min, max] = [Infinity, -Infinity];
  for (const v of values) {
    if (v < min) min = v;
    if (v > max) max = v;
  }
  return {
    method: 'difference', title: 'Difference', part: '', layer: '', unit: a.unit, sign: 'signed', ends: ['less', 'more'], width: a.width, height: a.height,
    values, min, max, low: -high, high, blank: values.every(v => v === 0), notes: [], warnings: [], milliseconds: 0,
  };
}
