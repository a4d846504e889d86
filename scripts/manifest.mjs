// The extension's manifest: one source, what each browser is given of it, and the policy that it has to keep.

/** What only one of the browsers knows. */
const ONLY = {
  chromium: ['minimum_chrome_version', 'side_panel', 'message_serialization'],
  firefox: ['sidebar_action', 'browser_specific_settings'],
};
const BACKGROUND = { chromium: 'service_worker', firefox: 'scripts' };
/** Permissions that are asked for at install; none of them shows the reader a warning. */
const PERMISSIONS = ['activeTab', 'scripting', 'storage', 'contextMenus'];
const PANEL = { chromium: ['sidePanel'], firefox: [] };

/** The manifest for a browser. */
export function manifestFor(browser, source) {
  const others = Object.keys(ONLY).filter((name) => name !== browser);
  const left = new Set(others.flatMap((name) => ONLY[name]));
  const manifest = Object.fromEntries(Object.entries(source).filter(([key]) => !left.has(key)));
  const own = BACKGROUND[browser];
  const { type, [own]: background } = source.background;
  const panels = new Set(others.flatMap((name) => PANEL[name]));
  return {
    ...manifest,
    permissions: source.permissions.filter((name) => !panels.has(name)),
    background: { [own]: background, type },
  };
}

/** What a policy may say of extension pages: nothing from anywhere else, and code from the package alone. */
const SOURCES = {
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'connect-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
};

function policyProblems(policy) {
  if (!policy) return ['no content security policy'];
  const rules = policy.split(';').map((rule) => rule.trim().split(/\s+/));
  const known = new Map(rules.map(([name, ...sources]) => [name, sources]));
  if (known.get('default-src')?.join() !== "'none'") return ["default-src is not 'none'"];
  return [...known].flatMap(([name, sources]) => {
    const allowed = SOURCES[name] ?? ["'none'"];
    return sources.filter((one) => !allowed.includes(one)).map((one) => `${name} allows ${one}`);
  });
}

/** What in a browser's manifest breaks the policy, one line each. */
export function checkManifest(manifest, browser) {
  const allowed = [...PERMISSIONS, ...PANEL[browser]];
  const problems = manifest.permissions
    .filter((name) => !allowed.includes(name))
    .map((name) => `permission ${name}`);
  for (const key of ['host_permissions', 'content_scripts', 'web_accessible_resources'])
    if (manifest[key]) problems.push(`${key} at install`);
  for (const key of ['externally_connectable', 'update_url', 'optional_permissions', 'sandbox'])
    if (manifest[key]) problems.push(key);
  if (manifest.manifest_version !== 3) problems.push('not Manifest V3');
  const { extension_pages: policy, ...others } = manifest.content_security_policy ?? {};
  problems.push(...policyProblems(policy), ...Object.keys(others).map((key) => `policy of ${key}`));
  if (browser === 'firefox') {
    const { required, optional } =
      manifest.browser_specific_settings?.gecko?.data_collection_permissions ?? {};
    if (required?.join() !== 'none' || optional) problems.push('collects data');
  }
  return problems.map((problem) => `manifest for ${browser}: ${problem}`);
}
