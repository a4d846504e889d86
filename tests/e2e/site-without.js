import { createServer } from 'node:http';
import { serve } from '../../scripts/serve.mjs';

const SITE = process.env.COPYDESK_SITE ?? 'dist/www';

/**
 * A site that answers for a file with a failure until `heal` is called, and is without its service worker.
 */
export async function siteWithout(file, status) {
  const whole = await serve(SITE);
  let lost = true;
  const server = createServer(async ({ url }, response) => {
    if (url === '/sw.js' || (lost && url.endsWith(file))) {
      return response.writeHead(status).end();
    }
    try {
      const answer = await fetch(new URL(url, whole.url));
      const body = Buffer.from(await answer.arrayBuffer());
      response.writeHead(answer.status, { 'Content-Type': answer.headers.get('content-type') });
      response.end(body);
    } catch {
      response.destroy(); // closed while a file was on its way
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    heal() {
      lost = false;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await whole.close();
    },
  };
}
