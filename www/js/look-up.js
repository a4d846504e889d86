/** Where names are looked up: addresses for the reader to follow. Nothing is fetched from there. */
export function lookUps(name, language) {
  const [, edition = 'en'] = /^([a-z]{2,3})\b/.exec(language ?? '') ?? [];
  const query = encodeURIComponent(name);
  return {
    wikipedia: `https://${edition}.wikipedia.org/w/index.php?search=${query}`,
    wikidata: `https://www.wikidata.org/w/index.php?search=${query}`,
  };
}
