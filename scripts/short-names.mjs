// Short names for what the wasm imports. wasm-bindgen gives each a name with a hash, which stands
// in the wasm and in the glue, and does not compress.

const IMPORTS = 2;
/** Magic number and version. */
const HEAD = 8;

/** An unsigned LEB128 number at `at`, and where it ends. */
function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value |= (byte & 127) << shift;
    if (byte < 128) return [value, at];
  }
}

function written(value) {
  return value < 128 ? [value] : [(value & 127) | 128, ...written(value >>> 7)];
}

const named = (name) => [...written(name.length), ...name];

/** Where the contents of the section of imports start and end, and where the section does. */
function sectionOfImports(bytes) {
  for (let at = HEAD; at < bytes.length; ) {
    const [size, start] = number(bytes, at + 1);
    if (bytes[at] === IMPORTS) return [at, start, start + size];
    at = start + size;
  }
  throw new Error('The wasm imports nothing.');
}

/** A name at `at`, and where it ends. */
function nameAt(bytes, at) {
  const [length, start] = number(bytes, at);
  return [bytes.subarray(start, start + length), start + length];
}

/**
 * The same wasm and glue with short names for the functions that the one imports and the other has.
 *
 * @param {Uint8Array} bytes the wasm; everything that it imports is a function
 * @param {string} glue the module of wasm-bindgen that belongs to it
 */
export function shortened(bytes, glue) {
  const [section, start, end] = sectionOfImports(bytes);
  const [count, first] = number(bytes, start);
  const names = new Map();
  const imports = [];
  let at = first;
  for (let i = 0; i < count; i++) {
    const [module, afterModule] = nameAt(bytes, at);
    const [name, afterName] = nameAt(bytes, afterModule);
    if (bytes[afterName] !== 0) throw new Error('The wasm imports more than functions.');
    const type = number(bytes, afterName + 1)[1];
    const short = `_${i.toString(36)}`;
    names.set(Buffer.from(name).toString(), short);
    imports.push(...named(module), ...named(Buffer.from(short)), ...bytes.slice(afterName, type));
    at = type;
  }
  const body = [...written(count), ...imports];
  const wasm = Buffer.concat([
    bytes.subarray(0, section),
    Buffer.from([IMPORTS, ...written(body.length), ...body]),
    bytes.subarray(end),
  ]);
  return {
    wasm,
    glue: glue.replace(/\b__wb\w+(?=: function)/g, (name) => names.get(name) ?? name),
  };
}
