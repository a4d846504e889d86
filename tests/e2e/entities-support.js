// What the scenarios on names share: texts and the reader's hands.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A page with people, places, bodies, dates and sums, some of them named again and again. */
export const NAMES = `Home
News
Sport
Sign in | Subscribe

Hofer and Novak agree on a bridge over the Danube

By Orla Quill
Published 3 March 2025

Share this article
Facebook Twitter WhatsApp

Chancellor Maria Hofer and the Hungarian minister Peter Novak met in Vienna on Friday and agreed to build a new bridge over the Danube for €5 million.

“We have waited for this bridge for twenty years,” Hofer told reporters from Reuters after the talks. Novak said that the builders, the company Alpenstahl AG, would begin in May.

Advertisement

The bridge will be named after the painter Clara Lindt, who was born in Vienna and lived in Budapest. Hofer said that 60% of the money would come from the European Union.

Opinion polls by the agency Reuters show that most people in Austria and Hungary want the bridge. In Vienna it will end near the old harbour.

Related articles
Ten harbour cafés that open before six
Vienna waits for the visit of Queen Margrethe

Leave a comment
Your email address will not be published.

© 2025 The Fennel Post. All rights reserved.
`;

/** An article in a language whose names are not known. */
export const FINNISH = `Altensaaren lautturi jää eläkkeelle

Lautturi lopetti työnsä maanantaina, ja hänellä oli mukanaan kaksi laukkua ja koira. Hän oli ylittänyt järven joka päivä vuodesta 1985 lähtien, eikä hän ole koskaan myöhästynyt.

Kunta maksaa uudesta veneestä 310 000 euroa, ja kolmannes siitä tulee valtiolta. Matka ei maksa tulevaisuudessakaan enempää kuin sämpylä, sanoi pormestari Edda Thorn, joka oli tullut rantaan.
`;

export const GERMAN = `Der Fährmann von Altensee geht in Rente

Von Klara Winter
3. März 2025

Der letzte Fährmann von Altensee hat am Montag seinen Dienst beendet, mit zwei Koffern und einem Hund, der auf den Namen Admiral hört. Er war seit dem 12. Mai 1985 jeden Tag über den See gefahren.

Die Gemeinde zahlt für das neue Boot 310.000 Euro, ein Drittel davon kommt vom Land. Die Überfahrt wird auch in Zukunft nicht mehr als ein Brötchen kosten, sagte die Bürgermeisterin Edda Thorn.

Am Ufer standen am Abend viele Leute, die der Fährmann in all den Jahren über das Wasser gebracht hatte. Manche weinten, die meisten aber lachten und tranken auf sein Wohl.
`;

/** What is marked as one kind, in the article's order. */
export const marked = (desk, kind) =>
  desk.page.evaluate((name) => {
    const ranges = [...(CSS.highlights.get(`copydesk-${name}`) ?? [])].map((one) => {
      const range = document.createRange();
      range.setStart(one.startContainer, one.startOffset);
      range.setEnd(one.endContainer, one.endOffset);
      return range;
    });
    ranges.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b));
    return ranges.map(String);
  }, kind);

/** Waits until the marks of a kind are these. */
export async function marks(desk, kind, expected) {
  let now;
  for (let tries = 0; tries < 150; tries++) {
    now = await marked(desk, kind);
    if (JSON.stringify(now) === JSON.stringify(expected)) return;
    await new Promise((next) => setTimeout(next, 100));
  }
  assert.deepEqual(now, expected);
}

export const PEOPLE = ['Maria Hofer', 'Peter Novak', 'Hofer', 'Novak', 'Clara Lindt', 'Hofer'];
export const PLACES = ['Vienna', 'Danube', 'Vienna', 'Budapest', 'Austria', 'Hungary', 'Vienna'];

export const reading = async (desk, text = NAMES) => {
  await desk.paste(text);
  await desk.reading();
};
export const open = async (desk, text) => {
  await reading(desk, text);
  await desk.page.click('#names-open');
  await desk.page.waitForSelector('#names-list .entity');
};
export const row = (desk, name) =>
  desk.page.evaluateHandle(
    (who) =>
      [...document.querySelectorAll('.entity')].find(
        (one) => one.querySelector('.name').textContent === who,
      ),
    name,
  );
export const go = async (desk, name) => (await (await row(desk, name)).$('.go')).click();
export const more = async (desk, name) => {
  await (await (await row(desk, name)).$('.more')).click();
  await desk.page.waitForSelector('#card:popover-open');
};
export const names = (desk) =>
  desk.page.$$eval('#names-list .name', (all) => all.map((one) => one.textContent));
/** Clicks into the middle of a mark. */
export const clickMark = async (desk, kind, index) => {
  const at = await desk.page.evaluate(
    (name, i) => {
      const one = [...CSS.highlights.get(`copydesk-${name}`)][i];
      const range = document.createRange();
      range.setStart(one.startContainer, one.startOffset);
      range.setEnd(one.endContainer, one.endOffset);
      const { left, top, width, height } = range.getBoundingClientRect();
      return [left + width / 2, top + height / 2];
    },
    kind,
    index,
  );
  await desk.page.mouse.click(...at);
  await desk.page.waitForSelector('#card:popover-open');
};

/** Chooses a file of words in the dialog. */
export const importWords = async (desk, text, name = 'words.csv') => {
  const path = join(desk.downloads, `in-${name}`);
  await writeFile(path, text);
  await (await desk.page.$('#words-file')).uploadFile(path);
};
