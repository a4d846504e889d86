// Pages with their markup: rich paste and files, structure, pictures, links, the pencil on blocks.

import assert from 'node:assert/strict';
import { BODY, MAIL, MHTML, PAGE_HTML, TEXT_MAIL, TITLE } from './page-files.js';
import { inBrowsers, PAGE } from './support.js';

const FIRST = 'the wheel below the bridge at Garrow stood still';
const TEASER = 'Ten bakeries that open before dawn';
const PLAIN = `${TITLE}\n\nFor ninety years the wheel stood still.`;

const tags = (desk) =>
  desk.page.$$eval('#body [data-start]', (all) => all.map(({ localName }) => localName));

const problem = async (desk) => {
  await desk.page.waitForSelector('#problem:not([hidden])');
  return desk.text('#problem');
};

async function isTheArticle(desk) {
  await desk.reading();
  assert.equal(await desk.text('#head .title'), TITLE);
  const body = await desk.body();
  assert.ok(body.includes(FIRST));
  assert.ok(!body.includes('Sign up for our newsletter'));
}

inBrowsers('pages', (scenario) => {
  scenario('a rich paste becomes its article, with its structure', async (desk) => {
    await desk.pastePage(BODY, PLAIN);
    await isTheArticle(desk);
    const kinds = await tags(desk);
    for (const kind of ['p', 'h2', 'ul', 'blockquote', 'table', 'pre', 'figure'])
      assert.ok(kinds.includes(kind), `${kind} in ${kinds}`);
    assert.equal(
      await desk.text('#body pre'),
      'while True:\n    level = read(pond)\n    if level > 2.4:\n        gate.open()',
    );
    assert.equal(await desk.text('#body strong'), 'six winters');
    assert.deepEqual(
      await desk.page.$$eval('#body tr', (rows) => rows.map((row) => row.textContent)),
      ['FlourPrice', 'Wheat£3.00', 'Rye£3.40'],
    );
    assert.deepEqual(desk.errors, []);
  });

  scenario('code says its language', async (desk) => {
    await desk.pasteEvent({ 'text/html': BODY, 'text/plain': PLAIN });
    await isTheArticle(desk);
    assert.equal(await desk.page.$eval('#body pre', ({ dataset }) => dataset.language), 'python');
  });

  scenario('nothing of a pasted page is run, fetched or put into the document', async (desk) => {
    const html = `${BODY}<img src="https://spy.example.org/1.gif" onerror="globalThis.ran = 1"><iframe src="https://spy.example.org/2"></iframe><link rel="stylesheet" href="https://spy.example.org/3.css">`;
    await desk.pasteEvent({ 'text/html': html, 'text/plain': PLAIN });
    await isTheArticle(desk);
    await desk.show('pencil');
    await desk.show('both');
    assert.equal(await desk.page.evaluate(() => globalThis.ran), undefined);
    assert.equal(
      await desk.page.$$eval('#main img, #main iframe, #main link', (all) => all.length),
      0,
    );
    const origin = new URL(desk.site.url).origin;
    assert.deepEqual(
      desk.requests.filter((url) => /^(https?|wss?):/.test(url) && !url.startsWith(origin)),
      [],
    );
  });

  scenario(
    'a picture is a link that opens it; a link leads out and takes nothing along',
    async (desk) => {
      await desk.pasteEvent({ 'text/html': BODY, 'text/plain': PLAIN });
      await isTheArticle(desk);
      const links = await desk.page.$$eval('#body a', (all) =>
        all.map(({ href, target, rel, textContent }) => ({ href, target, rel, textContent })),
      );
      const out = { target: '_blank', rel: 'noopener noreferrer' };
      assert.deepEqual(links, [
        { href: 'https://pictures.example.org/wheel.jpg', ...out, textContent: 'Open the picture' },
        {
          href: 'https://garrow.example.org/plan',
          ...out,
          textContent: 'pulling the building down',
        },
      ]);
      assert.match(
        await desk.text('#body figure'),
        /^A wooden wheel under a stone arch.*pictures\.example\.org/s,
      );
    },
  );

  scenario('the pencil has every piece in its place; clicks restore and cut', async (desk) => {
    await desk.pasteEvent({ 'text/html': BODY, 'text/plain': PLAIN });
    await isTheArticle(desk);
    await desk.show('pencil');
    const order = await desk.page.$$eval('.piece .words', (all) =>
      all.map(({ textContent }) => textContent),
    );
    const place = (words) => order.findIndex((text) => text.includes(words));
    const places = ['Sport', FIRST, 'Carve two hundred', TEASER, 'Sign up', 'All rights'].map(
      place,
    );
    assert.ok(!places.includes(-1), String(places));
    assert.deepEqual(
      [...places].sort((a, b) => a - b),
      places,
    );
    const teaser = await desk.piece(TEASER);
    assert.equal(teaser.cut, true);
    assert.equal(teaser.label, 'other stories');
    await desk.clickPiece(TEASER);
    await desk.waitForText('#body', TEASER);
    assert.equal((await desk.piece(TEASER)).cut, false);
    await desk.clickPiece(FIRST);
    assert.equal((await desk.piece(FIRST)).label, 'struck by you');
    assert.ok(!(await desk.body()).includes(FIRST));
    await desk.page.click('#undo');
    await desk.settled();
    await desk.page.click('#undo');
    await desk.settled();
    assert.equal((await desk.piece(TEASER)).cut, true);
    assert.ok((await desk.body()).includes(FIRST));
    await desk.page.click('#redo');
    await desk.settled();
    assert.equal((await desk.piece(TEASER)).cut, false);
  });

  scenario('exports keep the structure', async (desk) => {
    await desk.pasteEvent({ 'text/html': BODY, 'text/plain': PLAIN });
    await isTheArticle(desk);
    await desk.export('copy', 'markdown');
    const { 'text/plain': markdown } = await desk.clipboard();
    for (const part of [
      '## What had to be done',
      '- Carve two hundred teeth',
      '| Wheat | £3.00 |',
      '**six winters**',
      '[pulling the building down](https://garrow.example.org/plan)',
      '```python\nwhile True:\n    level = read(pond)',
      '![A wooden wheel under a stone arch](https://pictures.example.org/wheel.jpg)',
    ])
      assert.ok(markdown.includes(part), `${part} in ${markdown}`);
    await desk.export('download', 'json');
    const { content } = await desk.download('.json');
    assert.ok(JSON.parse(content).blocks.some(({ kind }) => kind === 'table'));
  });

  scenario('names are marked in a page, in tables and lists too', async (desk) => {
    const html = BODY.replace('<td>Rye</td>', '<td>Angela Merkel</td>');
    await desk.pasteEvent({ 'text/html': html, 'text/plain': PLAIN });
    await isTheArticle(desk);
    await desk.page.click('#names-open');
    await desk.waitForText('#names-list', 'Tobias Renn');
    const marked = await desk.page.evaluate(() =>
      [...CSS.highlights.get('copydesk-person')].map(({ startContainer, startOffset, endOffset }) =>
        startContainer.data.slice(startOffset, endOffset),
      ),
    );
    assert.ok(marked.includes('Tobias Renn'), String(marked));
    assert.ok(marked.includes('Angela Merkel'), String(marked));
  });

  scenario(
    'markup that only wraps lines of text, or has less than the text, is taken as text',
    async (desk) => {
      const wrapped = PAGE.split('\n').map(
        (line) => `<div><span style="color:#222">${line}</span></div>`,
      );
      await desk.pasteEvent({ 'text/html': `<pre>${wrapped.join('')}</pre>`, 'text/plain': PAGE });
      await desk.waitForText('#head .title', 'Lighthouse keeper');
      assert.equal(await desk.page.$eval('#box', ({ value }) => value), PAGE);
      await desk.pasteEvent({
        'text/html': '<p>A lesser thing.</p>',
        'text/plain': `${PAGE}\nMore.`,
      });
      await desk.waitForText('#tally', 'cut');
      await desk.page.waitForFunction(() => document.querySelector('#box').value.endsWith('More.'));
      await desk.pasteEvent({ 'text/html': '<p> </p>', 'text/plain': PAGE });
      await desk.page.waitForFunction(() =>
        document.querySelector('#box').value.endsWith('reserved.\n'),
      );
    },
  );

  scenario('the source of a page, pasted as text, is read as a page', async (desk) => {
    await desk.paste(PAGE_HTML);
    await isTheArticle(desk);
    assert.ok((await tags(desk)).includes('table'));
  });

  scenario(
    'a rich paste survives a reload with its corrections, and is forgotten',
    async (desk) => {
      await desk.pasteEvent({ 'text/html': BODY, 'text/plain': PLAIN });
      await isTheArticle(desk);
      await desk.show('pencil');
      await desk.clickPiece(TEASER);
      await new Promise((next) => setTimeout(next, 500));
      await desk.page.reload();
      await isTheArticle(desk);
      assert.ok((await tags(desk)).includes('table'));
      assert.equal((await desk.piece(TEASER)).cut, false);
      await desk.page.$eval('.forget:not([hidden])', (button) => button.click());
      await desk.waitForText('#toast', 'Forgotten');
      await desk.page.reload();
      await desk.page.waitForSelector('html:not(.waking)');
      assert.equal(await desk.hidden('#desk'), false);
    },
  );

  scenario('a rich paste can be edited as text', async (desk) => {
    await desk.pasteEvent({ 'text/html': BODY, 'text/plain': PAGE });
    await desk.reading();
    await desk.show('paste');
    assert.match(await desk.text('#chip'), /of a page.*pasted.*Lighthouse keeper/s);
    await desk.page.click('#edit');
    assert.equal(await desk.page.$eval('#box', ({ value }) => value), PAGE);
    await desk.page.click('#clean');
    await desk.waitForText('#head .title', 'Lighthouse keeper');
  });

  const FILES = {
    'a saved page': ['page.html', PAGE_HTML, 'text/html'],
    'a page in XHTML': [
      'page.xhtml',
      `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>${BODY.replace(/<img[^>]*>/, '').replace(/<script.*/s, '')}</body></html>`,
      'application/xhtml+xml',
    ],
    'a page in one file': ['page.mhtml', MHTML, ''],
    'mail with a page': ['news.eml', MAIL, 'message/rfc822'],
  };
  for (const [name, [file, content, type]] of Object.entries(FILES)) {
    scenario(`${name} is read when it is dropped`, async (desk) => {
      await desk.drop(file, Buffer.from(content), type);
      await isTheArticle(desk);
      assert.ok((await tags(desk)).includes('table'));
      assert.ok(!(await desk.text('#galley')).includes('advertisement in a frame'));
      await desk.show('paste');
      assert.match(await desk.text('#chip'), new RegExp(`from ${file}`));
      assert.deepEqual(desk.errors, []);
    });
  }

  scenario('links of a page in one file lead to where it came from', async (desk) => {
    await desk.drop('page.mht', Buffer.from(MHTML), '');
    await isTheArticle(desk);
    assert.ok(
      (await desk.page.$$eval('#body a', (all) => all.map(({ href }) => href))).includes(
        'https://gazette.example.org/plan',
      ),
    );
  });

  scenario(
    'mail in an old encoding is read as it says; its text where there is no page',
    async (desk) => {
      await desk.drop('news.eml', Buffer.from(MAIL), '');
      await isTheArticle(desk);
      assert.match(await desk.body(), /the miller, Jürgen Müller/);
      await desk.drop('keeper.eml', Buffer.from(TEXT_MAIL(PAGE)), '');
      await desk.waitForText('#head .title', 'Lighthouse keeper');
      assert.match(await desk.page.$eval('#box', ({ value }) => value), /two suitcases/);
    },
  );

  const latin = (head) =>
    Buffer.from(
      `<html><head>${head}</head><body>${BODY.replace('Tobias Renn', 'Jürgen Müller')}</body></html>`,
      'latin1',
    );
  const utf8 = Buffer.from(PAGE_HTML.replace('Tobias Renn', 'Jürgen Müller'));
  const ENCODINGS = {
    'its meta element': latin('<meta charset="iso-8859-1">'),
    'its http-equiv': latin(
      '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">',
    ),
    'what most pages have': latin(''),
    'UTF-8 without a word': Buffer.from(utf8.toString().replace('<meta charset="utf-8">', '')),
    'a byte order mark': Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(utf8.toString(), 'utf16le'),
    ]),
  };
  for (const [how, bytes] of Object.entries(ENCODINGS)) {
    scenario(`a page’s encoding is known by ${how}`, async (desk) => {
      await desk.drop('page.htm', bytes, 'text/html');
      await isTheArticle(desk);
      assert.match(await desk.body(), /the miller, Jürgen Müller/);
    });
  }

  scenario('files that cannot be read say why, and what was typed stays', async (desk) => {
    await desk.page.type('#box', 'Some words that were typed before.');
    await desk.drop('photo.html', Buffer.from([137, 80, 78, 71, 13, 10, 0, 0, 0]), 'text/html');
    assert.match(await problem(desk), /not text/);
    await desk.drop('letter.eml', Buffer.from('Dear all,\n\nthis is no mail.'), '');
    await desk.waitForText('#problem', 'does not read as mail');
    const scan = 'From: a@example.org\r\nContent-Type: image/png\r\n\r\nxxxx';
    await desk.drop('scan.eml', Buffer.from(scan), '');
    await desk.waitForText('#problem', 'only image/png');
    await desk.drop('page.webarchive', Buffer.from('bplist00'), '');
    await desk.waitForText('#problem', 'web archive');
    assert.match(await desk.page.$eval('#box', ({ value }) => value), /typed before/);
    await desk.drop('empty.html', Buffer.from('<html><script>1</script>'), 'text/html');
    await desk.waitForText('#problem', 'shows no words');
  });

  scenario('a large page shows that it is read, and can be cancelled', async (desk) => {
    const part = BODY.replace(/<script.*/s, '');
    await desk.page.evaluate((one) => {
      const file = new File([one.repeat(Math.ceil(2e7 / one.length))], 'large.html');
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(file);
      const options = { dataTransfer, bubbles: true, cancelable: true };
      document.body.dispatchEvent(new DragEvent('drop', options));
    }, part);
    await desk.page.waitForSelector('#work:not([hidden])');
    assert.match(await desk.text('#work-label'), /Reading 20 MB/);
    await desk.page.$eval('#cancel', (button) => button.click());
    assert.equal(await desk.hidden('#work'), true);
    await desk.pasteEvent({ 'text/html': BODY, 'text/plain': PLAIN });
    await isTheArticle(desk);
  });
});
