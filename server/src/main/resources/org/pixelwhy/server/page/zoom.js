// Which part of the image all pictures show: how many times it is enlarged beyond what fits, and the
// image's coordinates at the upper left corner. Pixel i covers i to i + 1.

export const WHOLE = {scale: 1, x: 0, y: 0};

// At least so many pixels of the shorter side stay in sight.
const FEWEST = 4;

function within({scale, x, y}, {width, height}) {
  const inside = (v, extent) => Math.min(extent - extent / scale, Math.max(0, v));
  return {scale, x: inside(x, width), y: inside(y, height)};
}

/** Enlarged by a factor; what lies at a point stays there. */
export function about(zoom, size, point, factor) {
  const most = Math.max(1, Math.min(size.width, size.height) / FEWEST);
  const scale = Math.min(most, Math.max(1, zoom.scale * factor));
  const kept = zoom.scale / scale;
  return within({scale, x: point.x - (point.x - zoom.x) * kept, y: point.y - (point.y - zoom.y) * kept}, size);
}

/** Moved by so many pixels of the image. */
export const moved = (zoom, size, dx, dy) => within({...zoom, x: zoom.x + dx, y: zoom.y + dy}, size);

/** Moved no further than a pixel needs to be in sight. */
export function showing(zoom, size, {x, y}) {
  const along = (from, v, extent) => Math.min(v, Math.max(from, v + 1 - extent / zoom.scale));
  return within({...zoom, x: along(zoom.x, x, size.width), y: along(zoom.y, y, size.height)}, size);
}

export const middle = ({scale, x, y}, {width, height}) => ({x: x + width / scale / 2, y: y + height / scale / 2});
