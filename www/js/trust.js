/** The two scripts that the page may start by address; Trusted Types hold it to them. */
const SCRIPTS = ['worker.js', 'sw.js'];

const policy = globalThis.trustedTypes?.createPolicy('copydesk', {
  createScriptURL(url) {
    if (SCRIPTS.includes(url)) return url;
    throw new TypeError(`not a script of this page: ${url}`);
  },
});

export function scriptUrl(url) {
  return policy ? policy.createScriptURL(url) : url;
}
