const PAGE = 'text/html';
const XHTML = 'application/xhtml+xml';
const MAIL = 'mail';
/** Kinds by the end of a file's name, and by its type. */
const KINDS = {
  html: PAGE,
  htm: PAGE,
  xhtml: XHTML,
  xht: XHTML,
  mhtml: MAIL,
  mht: MAIL,
  eml: MAIL,
  [PAGE]: PAGE,
  [XHTML]: XHTML,
  'message/rfc822': MAIL,
  'multipart/related': MAIL,
  'application/x-mimearchive': MAIL,
};

/** What a file is to be read as: `mail`, the type of a page, or `text`. */
export function kindOf({ name, type }, bytes) {
  const kind = KINDS[name.split('.').at(-1).toLowerCase()] ?? KINDS[type] ?? 'text';
  // Some programs give pages the name of mail.
  return kind === MAIL && /^\s*</.test(new TextDecoder().decode(bytes.slice(0, 64))) ? PAGE : kind;
}
