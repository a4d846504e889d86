/** The two scripts that the page may start by address; Trusted Types hold it to them. */
const SCRIPTS = ['worker.js', 'sw.js'];

const policy = globalThis.trustedTypes?.createPolicy('copydesk', {
  createScriptURL(url) {
    if (SCRIPTS.includes(url)) return url;
    throw new TypeError(`not a script of this page: ${url}`);
  },
  createHTML: (html) => html,
});

export function scriptUrl(url) {
  return policy ? policy.createScriptURL(url) : url;
}

/**
 * A document of its own, of which nothing is run or loaded. That is all that a string of HTML
 * becomes here: the policy does not leave this file.
 */
export function parsed(html, type = 'text/html') {
  return new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, type);
}
