// Files that belong together (slices of a series, a network with its weights, a package) travel as
// one ZIP archive, uncompressed.

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const UTF8 = 0x0800;
const JANUARY_1980 = 0x21;

const TABLE = Uint32Array.from({length: 256}, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc(bytes) {
  let c = 0xffffffff;
  for (const byte of bytes) c = TABLE[(c ^ byte) & 0xff] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/** Numbers of 2 and 4 bytes, as [value, bytes] pairs. */
function packed(...numbers) {
  const view = new DataView(new ArrayBuffer(numbers.reduce((sum, [, size]) => sum + size, 0)));
  let at = 0;
  for (const [value, size] of numbers) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return view.buffer;
}

/** What both headers of a file say of it. */
const stated = (sum, size, name) =>
  [[VERSION, 2], [UTF8, 2], [0, 2], [0, 2], [JANUARY_1980, 2], [sum, 4], [size, 4], [size, 4], [name.length, 2], [0, 2]];

/** An archive of pairs of names and files. */
export async function zip(entries) {
  const [files, directory] = [[], []];
  let offset = 0;
  for (const [called, file] of entries) {
    const name = new TextEncoder().encode(called);
    const same = stated(crc(new Uint8Array(await file.arrayBuffer())), file.size, name);
    const header = packed([LOCAL, 4], ...same);
    files.push(header, name, file);
    directory.push(packed([CENTRAL, 4], [VERSION, 2], ...same, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), name);
    offset += header.byteLength + name.length + file.size;
  }
  const size = directory.reduce((sum, part) => sum + (part.byteLength ?? part.length), 0);
  const count = entries.length;
  const end = packed([END, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [offset, 4], [0, 2]);
  return new Blob([...files, ...directory, end]);
}

async function isDicom(file) {
  return (await file.slice(128, 132).text()) === 'DICM';
}

const folder = file => file.webkitRelativePath?.split('/')[0];

/** Slices that were chosen together as one series; what its files are called says nothing. */
async function series(files) {
  const slices = [];
  for (const file of files) if (await isDicom(file)) slices.push(file);
  if (slices.length < 2) return files.map(file => [file.name, file]);
  const others = files.filter(file => !slices.includes(file)).map(file => [file.name, file]);
  const numbered = slices.map((file, i) => [`${String(i).padStart(5, '0')}.dcm`, file]);
  return [[folder(slices[0]) || slices[0].name, await zip(numbered)], ...others];
}

const DESCRIPTION = /^(rdf|bioimageio)\.yaml$/i;

/** A package, or a network with weights in files beside it, as one. */
async function network(files) {
  const onnx = files.find(file => /\.onnx$/i.test(file.name));
  const described = files.some(file => DESCRIPTION.test(file.name));
  const beside = files.filter(file => file !== onnx && !/\.(onnx|ya?ml)$/i.test(file.name));
  if (!onnx || !(described || beside.length)) return files.map(file => [file.name, file]);
  const parts = described ? files : [onnx, ...beside];
  const within = file => (file.webkitRelativePath || file.name).split('/').slice(folder(file) ? 1 : 0).join('/');
  const whole = [folder(onnx) || onnx.name, await zip(parts.map(file => [within(file), file]))];
  return [whole, ...files.filter(file => !parts.includes(file)).map(file => [file.name, file])];
}

/** What is sent for files that a person chose: pairs of a title and what is sent under it. */
export const bundled = (files, kind) => (kind === 'model' ? network(files) : series(files));
