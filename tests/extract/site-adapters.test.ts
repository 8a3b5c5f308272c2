import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { extractPosts } from '../../src/extract/extract-posts.ts';
import { createLabels } from '../../src/rules/labels.ts';
import { loadLabels } from '../../src/rules/load-labels.ts';
import { loadSites } from '../../src/rules/load-sites.ts';
import { adapterFor } from '../../src/rules/sites.ts';

type Expected = {
  contains: string;
  warn: boolean;
  title?: string;
  company?: string;
  location?: string;
  salary?: string;
};

const PAGES = join(import.meta.dirname, '../pages');
const pages: { file: string; url: string; posts: Expected[] }[] = JSON.parse(
  readFileSync(join(PAGES, 'index.json'), 'utf8'),
);
const sites = loadSites();
const labels = createLabels(loadLabels());
const named = pages.filter(({ file }) => file.startsWith('sites/'));
const read = (file: string, url: string) =>
  extractPosts(new DOMParser().parseFromString(readFileSync(join(PAGES, file), 'utf8'), 'text/html'), url, sites);

describe('site adapters', () => {
  test.each(sites.map((site) => [site.id, site] as const))('%s has a sample page', (_id, site) => {
    expect(pages.filter(({ url }) => adapterFor(url, sites)?.id === site.id)).not.toEqual([]);
  });

  test.each(named.map((page) => [page.file, page] as const))('%s: title, employer, place, pay', (_file, page) => {
    const found = read(page.file, page.url);
    for (const { contains, warn: _warn, ...fields } of page.posts) {
      const post = found.map((one) => one.post).find(({ text }) => text.includes(contains));
      expect(post, contains).toMatchObject(fields);
    }
  });

  test.each(named.map((page) => [page.file, page] as const))(
    '%s: the site’s own warnings are no post',
    (_file, page) => {
      const bodies = read(page.file, page.url).map(({ post }) => post.text);
      for (const words of ['never pay a registration fee', 'stay away from this one', 'scam compound'])
        expect(bodies.filter((text) => text.includes(words))).toEqual([]);
    },
  );

  test.each([
    ['Gumtree', 'https://www.gumtree.com/p/sofas/a/1', '<h1>Grey sofa</h1><div itemprop="description">WORDS</div>'],
    [
      'Craigslist',
      'https://boston.craigslist.org/gbs/fuo/d/a/1.html',
      '<h1 class="postingtitle"><span id="titletextonly">Grey sofa</span></h1><section id="postingbody">WORDS</section>',
    ],
    ['OLX.pl', 'https://www.olx.pl/d/oferta/sofa-CID1.html', '<div data-cy="ad_description"><div>WORDS</div></div>'],
    ['OLX', 'https://www.olx.ua/d/uk/a-ID1.html', '<div data-cy="ad_description"><div>WORDS</div></div>'],
    [
      'Leboncoin',
      'https://www.leboncoin.fr/ad/ameublement/1',
      '<h1>Canapé</h1><div data-qa-id="adview_description_container"><p>WORDS</p></div>',
    ],
    [
      'Dubizzle',
      'https://dubai.dubizzle.com/classified/a/1/',
      '<h1 data-testid="listing-name">Sofa</h1><div data-testid="description">WORDS</div>',
    ],
    [
      'Facebook Marketplace',
      'https://www.facebook.com/marketplace/item/1/',
      '<div data-testid="marketplace_pdp_component"><div data-testid="marketplace_pdp_description">WORDS</div></div>',
    ],
    ['EURES’ neighbours', 'https://europa.eu/youth/news', '<main><h1>News</h1><article>WORDS</article></main>'],
  ])('%s: goods for sale are no post', (_name, url, body) => {
    const words =
      'Grey sofa with three seats and a few scratches, bought in spring, collect from our hall before Sunday.';
    const page = new DOMParser().parseFromString(body.replace('WORDS', words), 'text/html');
    expect(extractPosts(page, url, sites, labels)).toEqual([]);
  });
});
