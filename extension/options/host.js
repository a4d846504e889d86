/** The host that somebody means who types a site's name or pastes an address; null for nonsense. */
export function hostOf(typed) {
  const text = typed.trim();
  const parsed = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`);
  if (!parsed || /\s/.test(text) || parsed.username || !/^https?:$/.test(parsed.protocol))
    return null;
  const { hostname } = parsed;
  return /^[a-z0-9.-]+$/.test(hostname) && /^(localhost|.*\..*)$/.test(hostname) ? hostname : null;
}
