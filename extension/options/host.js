/** The host that somebody means who types a site's name or pastes an address; null for nonsense. */
export function hostOf(typed) {
  const text = typed.trim();
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (/\s/.test(text) || !URL.canParse(url)) return null;
  const { hostname, protocol, username } = new URL(url);
  if (username || !/^https?:$/.test(protocol) || !/^[a-z0-9.-]+$/.test(hostname)) return null;
  return hostname === 'localhost' || hostname.includes('.') ? hostname : null;
}
