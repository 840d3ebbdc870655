// A map as a figure: image and map as pixels, everything else as lines and text (SVG).

import {outline} from './drawing.js';

const SIDE = 480;
const FONT = 'font-family="Liberation Sans, Arial, sans-serif"';
const STOPS = 16;

const escaped = text => String(text).replace(/[&<>"]/g, c => ({'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'})[c]);

/** Lines of at most so many letters. */
function wrapped(text, most) {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    if (lines.at(-1).length + word.length >= most && lines.at(-1)) lines.push('');
    lines[lines.length - 1] += `${lines.at(-1) ? ' ' : ''}${word}`;
  }
  return lines;
}

/**
 * @param map with its title, unit and size
 * @param pixels of the target, which are outlined; may be missing
 * @param picture as it is shown, one pixel for each of the image
 * @param colors by which the map is drawn
 * @param said what the figure answers
 */
export function svg({map, pixels, picture, colors, said, number}) {
  const scale = SIDE / Math.max(map.width, map.height);
  const [width, height] = [map.width * scale, map.height * scale];
  const title = wrapped(said, 62);
  const top = 18 * title.length + 26;
  const bar = top + height + 10;
  const stops = Array.from({length: STOPS + 1}, (_, i) =>
    `<stop offset="${i / STOPS}" stop-color="${colors.ramp.colors[Math.round((255 * i) / STOPS)]}"/>`).join('');
  const path = pixels ? outline(pixels, map.width, map.height) : '';
  const line = (color, thick) => (path ? `<path d="${path}" fill="none" stroke="${color}" stroke-width="${thick / scale}" stroke-linecap="square"/>` : '');
  const text = (x, y, content, anchor = 'start', size = 12) =>
    `<text x="${x}" y="${y}" text-anchor="${anchor}" font-size="${size}" ${FONT}>${escaped(content)}</text>`;
  const name = `${map.title}${map.layer ? ` at ${map.layer}` : ''}${map.part ? `: ${map.part}` : ''}`;
  const ends = colors.signed ? (map.ends ?? ['against', 'for']) : ['', ''];
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${bar + 42}" viewBox="0 0 ${width} ${bar + 42}" role="img" aria-label="${escaped(name)}">
<defs><linearGradient id="ramp">${stops}</linearGradient></defs><rect width="100%" height="100%" fill="#fff"/>
${title.map((each, i) => text(0, 16 + 18 * i, each, 'start', 14)).join('\n')}
${text(0, top - 8, name)}${text(width, top - 8, map.unit, 'end')}
<g transform="translate(0 ${top}) scale(${scale})"><image width="${map.width}" height="${map.height}" href="${picture.toDataURL('image/png')}" style="image-rendering:pixelated"/>
${line('#000000', 3)}${line('#ffffff', 1.2)}</g>
<rect x="0" y="${bar}" width="${width}" height="10" fill="url(#ramp)"/>
${text(0, bar + 26, `${ends[0]} ${number(colors.low)}`.trim())}${text(width, bar + 26, `${colors.clips ? '≥ ' : ''}${number(colors.high)} ${ends[1]}`.trim(), 'end')}
</svg>
`;
}
