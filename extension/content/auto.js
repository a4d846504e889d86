// Comes after the content script on sites that are cleaned by themselves.

globalThis.copydesk?.automatic();
