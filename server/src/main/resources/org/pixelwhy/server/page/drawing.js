// Pixels: what lies over an image, one number for one pixel. Nothing is resampled here, so that
// nothing can be shifted: a canvas has as many pixels as the image, and the style sheet enlarges it.

const FULL_STRENGTH = 0.5;

function onto(canvas, width, height, fill) {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, {width, height});
  const context = canvas.getContext('2d');
  const data = context.createImageData(width, height);
  fill(data.data);
  context.putImageData(data, 0, 0);
}

/** The predicted classes in their colours. */
export function mask(canvas, labels, classes, width, height, opacity) {
  const colors = classes.map(c => (c.color ? parseInt(c.color.slice(1), 16) : -1));
  onto(canvas, width, height, out => {
    for (let i = 0; i < labels.length; i++) {
      const color = labels[i] < 0 ? -1 : colors[labels[i]];
      if (color >= 0) {
        out[4 * i] = color >> 16;
        out[4 * i + 1] = (color >> 8) & 255;
        out[4 * i + 2] = color & 255;
        out[4 * i + 3] = 255 * opacity;
      }
    }
  });
}

/** A map by its colouring; faded, the image shows through where it says little. */
export function heat(canvas, values, width, height, coloring, {mode, opacity, threshold}) {
  const {ramp: {words}, absolute, signed, low, high} = coloring;
  const span = high - low || 1;
  const most = high || 1;
  onto(canvas, width, height, out => {
    const pixels = new Uint32Array(out.buffer);
    // As coloring.fraction and coloring.strength say, without a call for each pixel.
    for (let i = 0; i < values.length; i++) {
      const v = values[i];
      if (!Number.isFinite(v)) continue;
      const at = ((absolute ? Math.abs(v) : v) - low) / span;
      const fraction = at < 0 ? 0 : at > 1 ? 1 : at;
      const far = Math.abs(v) / most;
      const strong = signed ? (far > 1 ? 1 : far) : fraction;
      if (strong < threshold) continue;
      const alpha = mode === 'map' ? 1 : opacity * Math.min(1, strong / FULL_STRENGTH);
      pixels[i] = words[Math.round(255 * fraction)] | (Math.round(255 * alpha) << 24);
    }
  });
}

/** Fractions from 0 to 1 in the colours of a ramp. */
export function ramped(canvas, {table}, fraction) {
  onto(canvas, canvas.width, canvas.height, out => {
    for (let i = 0; 4 * i < out.length; i++) {
      const at = 3 * Math.round(255 * fraction(i));
      out.set([table[at], table[at + 1], table[at + 2], 255], 4 * i);
    }
  });
}

/** The border of some pixels as a path in the image's coordinates: pixel i covers i to i + 1. */
export const border = (pixels, width, height) => new Path2D(outline(pixels, width, height));

/** The same as the text of a path. */
export function outline(pixels, width, height) {
  let path = '';
  const has = (x, y) => x >= 0 && y >= 0 && x < width && y < height && pixels[y * width + x] > 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!has(x, y)) continue;
      const sides = [
        [x, y - 1, x, y, x + 1, y],
        [x, y + 1, x, y + 1, x + 1, y + 1],
        [x - 1, y, x, y, x, y + 1],
        [x + 1, y, x + 1, y, x + 1, y + 1],
      ];
      for (const [nx, ny, x0, y0, x1, y1] of sides) {
        if (!has(nx, ny)) {
          path += `M${x0} ${y0}L${x1} ${y1}`;
        }
      }
    }
  }
  return path;
}

/** Target, cross-hair and what is being drawn; lines are as wide at any zoom. */
export function overlay(canvas, box, {picture, zoom, scales}, {path, cross, rectangle, polygon, brush}) {
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [box.width, box.height].map(size => Math.max(1, Math.round(size * ratio)));
  const context = canvas.getContext('2d');
  if (canvas.width !== width || canvas.height !== height) {
    Object.assign(canvas, {width, height});
  } else {
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
  }
  const [x, y] = [scales.x * ratio, scales.y * ratio];
  context.setTransform(x, 0, 0, y, -zoom.x * x, -zoom.y * y);
  context.lineCap = 'square';
  const line = (draw, color, width) => {
    context.strokeStyle = color;
    context.lineWidth = (width * ratio) / x;
    draw();
  };
  const twice = (draw, dark, light) => {
    line(draw, ...dark);
    line(draw, ...light);
  };
  if (brush) {
    context.fillStyle = '#fff6';
    brush.forEach((on, i) => {
      if (on) context.fillRect(i % picture.width, Math.floor(i / picture.width), 1, 1);
    });
  }
  if (cross) twice(() => context.stroke(lines(cross, picture)), ['#0006', 2.4], ['#fffa', 0.8]);
  if (path) twice(() => context.stroke(path), ['#000b', 3], ['#fff', 1.2]);
  if (polygon?.length) twice(() => context.stroke(sides(polygon, cross)), ['#000b', 3], ['#fff', 1.2]);
  if (rectangle) {
    const {x: left, y: top, width, height} = rectangle;
    twice(() => context.strokeRect(left, top, width, height), ['#000b', 3], ['#fff', 1.2]);
  }
}

/** The corners so far, and the next one under the cross-hair. */
function sides(corners, cross) {
  const path = new Path2D();
  corners.forEach(({x, y}, i) => (i ? path.lineTo(x, y) : path.moveTo(x, y)));
  if (cross) path.lineTo(cross.x + 0.5, cross.y + 0.5);
  return path;
}

/** Through the middle of a pixel. */
function lines(cross, {width, height}) {
  const path = new Path2D();
  path.moveTo(cross.x + 0.5, 0);
  path.lineTo(cross.x + 0.5, height);
  path.moveTo(0, cross.y + 0.5);
  path.lineTo(width, cross.y + 0.5);
  return path;
}
