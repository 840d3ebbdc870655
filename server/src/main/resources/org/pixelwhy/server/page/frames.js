// Frames of a dream as pictures, and its curves.

/** A canvas of some values, channel by channel, from the least to the greatest value of a range. */
export function drawn({values, width, height, channels}, {low, high}) {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, {width, height});
  const context = canvas.getContext('2d');
  const data = context.createImageData(width, height);
  const area = width * height;
  const shade = v => (255 * (v - low)) / (high - low || 1);
  for (let i = 0; i < area; i++) {
    for (let c = 0; c < 3; c++) data.data[4 * i + c] = shade(values[channels >= 3 ? c * area + i : i]);
    data.data[4 * i + 3] = 255;
  }
  context.putImageData(data, 0, 0);
  return canvas;
}

/** Several canvases beside each other. */
export function strip(canvases) {
  const [{width, height}] = canvases;
  const whole = document.createElement('canvas');
  Object.assign(whole, {width: canvases.length * (width + 2) - 2, height});
  const context = whole.getContext('2d');
  canvases.forEach((canvas, i) => context.drawImage(canvas, i * (width + 2), 0));
  return whole;
}

/** Curves by the names of their columns; null where there is no value. */
export function curves(csv) {
  const [header, ...rows] = csv.trim().split(/\r?\n/).map(line => line.split(','));
  const unquoted = header.map(name => name.replace(/^"|"$/g, ''));
  const column = i => rows.map(row => (row[i] === '' ? null : Number(row[i])));
  return Object.fromEntries(unquoted.map((name, i) => [name, column(i)]));
}
