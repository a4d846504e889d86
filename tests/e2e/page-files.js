// A saved page of our own writing, with everything that a page can hold, and files made of it.

/** Text that tells where in the page it stands. */
export const TITLE = 'How the tide mill at Garrow learned to grind again';

const HEAD = `<title>${TITLE} | The Garrow Gazette</title>
<meta property="og:site_name" content="The Garrow Gazette">
<meta name="author" content="Ines Calloway">`;

export const BODY = `<header><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li>
<li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article>
<h1>${TITLE}</h1>
<p class="byline">By <a rel="author" href="/by/ines">Ines Calloway</a>, <time datetime="2025-05-04">4 May 2025</time></p>
<p>For ninety years the wheel below the bridge at Garrow stood still, and the pond behind it filled with silt and shopping trolleys. On Saturday the miller, Tobias Renn, opened the gate at high water and the stones began to turn.</p>
<figure><img src="https://pictures.example.org/wheel.jpg" alt="A wooden wheel under a stone arch"><figcaption>The wheel was built from local oak.</figcaption></figure>
<p>The work took <strong>six winters</strong> and cost less than the county had set aside for <a href="https://garrow.example.org/plan">pulling the building down</a>, because most of it was done by people who live within sight of the chimney.</p>
<h2>What had to be done</h2>
<p>The list on the wall of the mill is long, and every line of it has been crossed out with the same red pencil.</p>
<ul><li>Dig out the pond, by hand, at low water</li><li>Carve two hundred teeth for the great gear</li><li>Find somebody who still knows how to dress a stone</li></ul>
<blockquote><p>We thought the stones would be the hard part. The hard part was the paperwork, which weighs about the same.</p></blockquote>
<p>The flour is sold at the door. A bag costs three pounds, and the price of every kind hangs beside the scales for all to see.</p>
<table><thead><tr><th>Flour</th><th>Price</th></tr></thead><tbody><tr><td>Wheat</td><td>£3.00</td></tr><tr><td>Rye</td><td>£3.40</td></tr></tbody></table>
<p>The gate is watched by a small program that a pupil of the school wrote over a weekend, and which fits on the back of a postcard.</p>
<pre><code class="language-python">while True:
    level = read(pond)
    if level &gt; 2.4:
        gate.open()
</code></pre>
<p>The mill grinds whenever the tide allows it, and that is twice a day, an hour later every day, for as long as the moon keeps to the arrangement.</p>
<aside class="related"><h3>Read more</h3><ul><li><a href="/a">Ten bakeries that open before dawn</a></li><li><a href="/b">Why the ferry is late again</a></li></ul></aside>
</article></main>
<div class="newsletter">Sign up for our newsletter and never miss a story from the coast.</div>
<footer><p>© 2025 The Garrow Gazette. All rights reserved. Terms of use. Privacy.</p></footer>
<script>globalThis.ran = true</script>`;

export const PAGE_HTML = `<!doctype html><html lang="en"><head><meta charset="utf-8">${HEAD}</head><body>${BODY}</body></html>`;

const quoted = (bytes) =>
  [...bytes]
    .map((byte) => {
      const char = String.fromCharCode(byte);
      return byte === 10 || (/[ -~]/.test(char) && char !== '=')
        ? char
        : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('')
    .replace(/(.{1,70})(?=[^\n])/g, '$1=\n')
    .replace(/\n/g, '\r\n');

const lines = (...all) => all.join('\r\n');

/** The page as browsers save it in one file: quoted-printable, its picture and a frame beside it. */
export const MHTML = lines(
  'From: <Saved by Blink>',
  'Snapshot-Content-Location: https://gazette.example.org/2025/tide-mill',
  'Subject: =?utf-8?Q?Tide_mill?=',
  'MIME-Version: 1.0',
  'Content-Type: multipart/related; type="text/html"; boundary="----edge"',
  '',
  '',
  '------edge',
  'Content-Type: text/html',
  'Content-ID: <frame-1@mhtml.blink>',
  'Content-Transfer-Encoding: quoted-printable',
  'Content-Location: https://gazette.example.org/2025/tide-mill',
  '',
  quoted(Buffer.from(PAGE_HTML.replace('https://garrow.example.org/plan', '/plan'))),
  '------edge',
  'Content-Type: image/png',
  'Content-Transfer-Encoding: base64',
  'Content-Location: https://pictures.example.org/wheel.png',
  '',
  'iVBORw0KGgo=',
  '------edge',
  'Content-Type: text/html',
  'Content-Location: https://ads.example.org/frame',
  '',
  '<p>An advertisement in a frame, which is no part of the page.</p>',
  '------edge--',
  '',
);

/** A newsletter: text beside HTML in base64, in an old encoding. */
export const MAIL = lines(
  'From: Ines Calloway <ines@example.org>',
  'To: readers@example.org',
  'Subject: =?iso-8859-1?Q?M=FCller_und_Rad?=',
  'Date: Sun, 4 May 2025 08:00:00 +0000',
  'MIME-Version: 1.0',
  'Content-Type: multipart/alternative; boundary=b1',
  '',
  '--b1',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'The short form, for those who read in a terminal.',
  '--b1',
  'Content-Type: text/html; charset=iso-8859-1',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from(`<html><body>${BODY.replace('Tobias Renn', 'Jürgen Müller')}</body></html>`, 'latin1')
    .toString('base64')
    .replace(/(.{76})/g, '$1\r\n'),
  '--b1--',
  '',
);

export const TEXT_MAIL = (text) =>
  lines(
    'From: Orla Quill <orla@example.org>',
    'Subject: The keeper',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text.replaceAll('\n', '\r\n'),
  );
