// What a map leaves of an image: its most important share, the rest hidden; and its tenths.

import {ramped} from './drawing.js';
import * as ranks from './ranks.js';

const COARSE = 16;
const GREY = 127;

/** Covers all but the top share, in grey or by the image blurred; the image itself lies below. */
export function share(canvas, map, picture, settings) {
  const shown = ranks.top(map, settings);
  const context = canvas.getContext('2d');
  if (settings.hide === 'blur') {
    context.drawImage(blurred(picture), 0, 0, canvas.width, canvas.height);
  } else {
    context.fillStyle = `rgb(${GREY},${GREY},${GREY})`;
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  const data = context.getImageData(0, 0, canvas.width, canvas.height);
  shown.forEach((on, i) => {
    if (on) data.data[4 * i + 3] = 0;
  });
  context.putImageData(data, 0, 0);
}

/** The image made small, so that details are lost, and large again. */
function blurred({bitmap, width, height}) {
  const small = document.createElement('canvas');
  small.width = Math.max(1, Math.round(width / COARSE));
  small.height = Math.max(1, Math.round(height / COARSE));
  const context = small.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, small.width, small.height);
  return small;
}

/** Ten steps of the ramp, a tenth of the pixels each. */
export function deciles(canvas, map, settings, name) {
  const tenths = ranks.deciles(map, settings);
  ramped(canvas, name, i => tenths[i] / 9);
}
