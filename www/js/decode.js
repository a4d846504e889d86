/** Turns the bytes of a file into text, or says why they are none. */
export function decode(buffer) {
  const bytes = new Uint8Array(buffer);
  const encoding = byteOrderMark(bytes);
  if (!encoding && bytes.subarray(0, 65536).includes(0)) {
    throw failure(
      'not-text',
      'This file is not text. Choose a text file, or copy the text of the page and paste it.',
    );
  }
  try {
    return new TextDecoder(encoding ?? 'utf-8', {
      fatal: encoding !== 'utf-16be' && encoding !== 'utf-16le',
    }).decode(bytes);
  } catch {
    throw failure(
      'not-utf8',
      'This file is not in UTF-8 or UTF-16. Save it again as UTF-8, or open it and paste its text.',
    );
  }
}

function byteOrderMark([a, b]) {
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return null;
}

function failure(code, message) {
  return Object.assign(new Error(message), { code });
}
