import { describe, expect, test } from 'vitest';
import { jobPostingsOf, postingsIn } from '../../src/extract/json-ld.ts';
import { parseLoosely } from '../../src/extract/json-repair.ts';
import { fieldsOfPosting } from '../../src/extract/posting-fields.ts';
import { structuredPosts } from '../../src/extract/structured.ts';
import { createLabels } from '../../src/rules/labels.ts';
import { loadLabels } from '../../src/rules/load-labels.ts';

const labels = createLabels(loadLabels());
const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html');
const script = (json: string) => `<script type="application/ld+json">${json}</script>`;
const posts = (html: string) =>
  structuredPosts(parse(html), 'https://jobs.example.org/1', labels).map(({ post }) => post);
const fields = (posting: object) => fieldsOfPosting(posting as Record<string, unknown>, (html) => html.trim());

const DESCRIPTION = 'Bake bread every night in our old stone oven, and keep the shop tidy for the morning.';
const posting = (more = '') => `{"@type":"JobPosting","title":"Baker","description":"${DESCRIPTION}"${more}}`;

describe('scripts that are broken', () => {
  test.each([
    ['a trailing comma', '{"a": [1, 2,], "b": "x",}', { a: [1, 2], b: 'x' }],
    ['comments', '/* made by us */ {"a": 1, // one\n "b": "http://x"}', { a: 1, b: 'http://x' }],
    ['raw line breaks and tabs', '{"a": "one\ntwo\tthree"}', { a: 'one\ntwo\tthree' }],
    ['a byte order mark', '\ufeff{"a": 1}', { a: 1 }],
    ['CDATA', '//<![CDATA[\n{"a": 1}\n//]]>', { a: 1 }],
    ['CDATA in comments', '/*<![CDATA[*/{"a": 1}/*]]>*/', { a: 1 }],
    ['an HTML comment', '<!-- {"a": 1} -->', { a: 1 }],
    ['a semicolon', '{"a": 1};', { a: 1 }],
    ['escaped quotes around keys', '{&quot;a&quot;: &quot;x &amp; y&quot;}', { a: 'x & y' }],
    [
      'unescaped quotes inside markup',
      '{"a": "<p class="x">Hello</p>", "b": 1}',
      { a: '<p class="x">Hello</p>', b: 1 },
    ],
    ['a backslash that escapes nothing', '{"a": "C\\#"}', { a: 'C\\#' }],
  ])('%s are repaired', (_name, source, value) => {
    expect(parseLoosely(source)).toEqual([value]);
  });
  test('two objects in one script are two values', () => {
    expect(parseLoosely('{"@type":"A","x":1,}\n{"@type":"B"}')).toHaveLength(2);
  });
  test.each([
    ['nothing', ''],
    ['prose', 'see our jobs page'],
    ['half an object', '{"@type":"JobPosting","title":"Ba'],
    ['a script', 'window.x = {"a": 1}'],
    ['single quotes, which text may hold too', "{'a': 'it's'}"],
    ['a size that no ad has', `{"a":"${'x'.repeat(2_100_000)}"}`],
  ])('%s gives nothing', (_name, source) => {
    expect(parseLoosely(source)).toEqual([]);
  });
});

describe('postings in parsed scripts', () => {
  test.each([
    ['an object', { '@type': 'JobPosting' }],
    ['a list', [{ '@type': 'JobPosting' }]],
    ['a graph', { '@graph': [{ '@type': 'WebSite' }, { '@type': 'JobPosting' }] }],
    ['several types', { '@type': ['Thing', 'JobPosting'] }],
    ['a full address as type', { '@type': 'https://schema.org/JobPosting' }],
    ['a part of a page', { '@type': 'WebPage', mainEntity: { '@type': 'JobPosting' } }],
    ['a list element', { '@type': 'ItemList', itemListElement: [{ item: { '@type': 'JobPosting' } }] }],
  ])('are found in %s', (_name, root) => {
    expect(postingsIn([root])).toHaveLength(1);
  });
  test('references lead to what they name, over several steps and scripts', () => {
    const [found] = postingsIn([
      { '@type': 'JobPosting', hiringOrganization: { '@id': '#org' }, jobLocation: [{ '@id': '#place' }] },
      { '@id': '#org', '@type': 'Organization', name: 'Bakery Ltd' },
      {
        '@graph': [
          { '@id': '#place', address: { '@id': '#address' } },
          { '@id': '#address', addressLocality: 'Turin' },
        ],
      },
    ]);
    expect(fields(found ?? {})).toMatchObject({ company: 'Bakery Ltd', location: 'Turin' });
  });
  test('the same posting under one @id is one', () => {
    const one = { '@id': '#job', '@type': 'JobPosting', title: 'Baker' };
    expect(postingsIn([one, { '@graph': [one] }])).toHaveLength(1);
  });
  test.each([
    [
      'circles',
      [
        { '@type': 'JobPosting', '@id': '#a', jobLocation: { '@id': '#b' } },
        { '@id': '#b', x: 1, address: { '@id': '#a' } },
      ],
    ],
    ['a reference to itself', [{ '@type': 'JobPosting', '@id': '#a', title: 'x', isPartOf: { '@id': '#a' } }]],
    ['prototype keys', [JSON.parse('{"@type":"JobPosting","__proto__":{"title":"no"},"constructor":{"name":"no"}}')]],
  ])('%s end', (_name, roots) => {
    const [found] = postingsIn(roots);
    expect(JSON.stringify(fields(found ?? {}))).not.toContain('no"');
    expect(({} as { title?: string }).title).toBeUndefined();
  });
  test('what lies too deep, or too many nodes, is left alone', () => {
    let deep: unknown = { '@type': 'JobPosting' };
    for (let i = 0; i < 5000; i += 1) deep = { a: deep };
    expect(postingsIn([deep])).toEqual([]);
    expect(postingsIn([Array.from({ length: 100_000 }, () => ({ a: 1 }))])).toEqual([]);
    expect(postingsIn([Array.from({ length: 500 }, () => ({ '@type': 'JobPosting' }))])).toHaveLength(60);
  });
});

describe('pay, place and employer in all their shapes', () => {
  test.each([
    ['a number', 2500, '2500'],
    ['a text', '€ 2.500 im Monat', '€ 2.500 im Monat'],
    ['an amount', { currency: 'EUR', value: 2500 }, 'EUR 2500'],
    ['an amount per unit', { currency: 'EUR', value: { value: 15, unitText: 'HOUR' } }, 'EUR 15 per hour'],
    [
      'a range',
      { currency: 'USD', value: { minValue: 40000, maxValue: 60000, unitText: 'YEAR' } },
      'USD 40000 - 60000 per year',
    ],
    ['a range beside the value', { currency: 'USD', minValue: '40,000', maxValue: '60,000' }, 'USD 40,000 - 60,000'],
    ['only a ceiling', { currency: 'PLN', value: { maxValue: 9000 } }, 'PLN 9000'],
    ['the currency inside', { value: { minValue: 10, currency: 'GBP', unitText: 'HUR' } }, 'GBP 10 per hour'],
    ['the unit outside', { currency: 'INR', unitText: 'MONTH', value: 20000 }, 'INR 20000 per month'],
    ['a price specification', { '@type': 'PriceSpecification', price: 300, priceCurrency: 'SAR' }, 'SAR 300'],
    ['a list', [{ currency: 'EUR', value: { minValue: 1, maxValue: 2 } }], 'EUR 1 - 2'],
    ['equal ends', { currency: 'EUR', value: { minValue: 30, maxValue: 30 } }, 'EUR 30'],
  ])('%s', (_name, baseSalary, shown) => {
    expect(fields({ baseSalary }).salary).toBe(shown);
  });
  test.each([
    ['zero', 0],
    ['zero in words', { currency: 'EUR', value: { minValue: 0, maxValue: 0 } }],
    ['an empty amount', { currency: 'EUR', value: '' }],
    ['null', null],
    ['a truth value', true],
    ['a dash', '-'],
    ['an object in place of an amount', { currency: 'EUR', value: { minValue: {} } }],
  ])('%s is no pay', (_name, baseSalary) => {
    expect(fields({ baseSalary }).salary).toBeUndefined();
  });
  test.each([
    ['an address', { address: { addressLocality: 'Turin', addressCountry: 'IT' } }, 'Turin, IT'],
    [
      'a country as object',
      { address: { addressLocality: 'Turin', addressCountry: { name: 'Italy' } } },
      'Turin, Italy',
    ],
    ['an address as text', { address: 'Turin, Italy' }, 'Turin, Italy'],
    ['a text', 'Turin', 'Turin'],
    ['a name', { name: 'Old Mill, Turin' }, 'Old Mill, Turin'],
    ['several', [{ address: 'Turin' }, { address: 'Milan' }], 'Turin; Milan'],
    ['dashes between', { address: { addressLocality: 'Turin', addressRegion: '-' } }, 'Turin'],
  ])('a place as %s', (_name, jobLocation, shown) => {
    expect(fields({ jobLocation }).location).toBe(shown);
  });
  test('work from anywhere is told, with the countries it is open to', () => {
    expect(fields({ jobLocationType: 'TELECOMMUTE' }).location).toBe('Remote');
    expect(fields({ jobLocationType: 'TELECOMMUTE', applicantLocationRequirements: { name: 'Kenya' } }).location).toBe(
      'Remote (Kenya)',
    );
  });
  test.each([
    ['a text', 'Bakery Ltd'],
    ['an object', { name: 'Bakery Ltd' }],
    ['a list', [{ name: 'Bakery Ltd' }, { name: 'Second' }]],
    ['a legal name', { legalName: 'Bakery Ltd' }],
  ])('an employer as %s', (_name, hiringOrganization) => {
    expect(fields({ hiringOrganization }).company).toBe('Bakery Ltd');
  });
});

describe('posts of a page with JSON-LD', () => {
  test('HTML in the description is read as text, also escaped twice', () => {
    const html =
      '&lt;p&gt;Bake bread &amp;amp; cakes every night in our old stone oven.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Early start&lt;/li&gt;&lt;/ul&gt;';
    const [post] = posts(script(`{"@type":"JobPosting","title":"Baker","description":${JSON.stringify(html)}}`));
    expect(post?.text).toBe('Bake bread & cakes every night in our old stone oven.\nEarly start');
  });
  test('the values that the page shows are taken', () => {
    const [post] = posts(
      `<h1>Baker</h1><p>Bakery Ltd</p><p>Turin, Piedmont</p><p>€2k - 3k</p><div>${DESCRIPTION}</div><div>Similar jobs</div>${script(
        posting(
          ',"hiringOrganization":"Bakery Ltd","jobLocation":{"address":{"addressLocality":"Turin","addressCountry":"IT"}},"baseSalary":{"currency":"EUR","value":{"minValue":2000,"maxValue":3000}}',
        ),
      )}`,
    );
    expect(post).toMatchObject({
      title: 'Baker',
      company: 'Bakery Ltd',
      location: 'Turin, Piedmont',
      salary: '€2k - 3k',
      text: DESCRIPTION,
    });
  });
  test('a description that only points elsewhere gives way to the page', () => {
    const [post] = posts(
      `<main><h1>Baker</h1><p>${DESCRIPTION} ${DESCRIPTION}</p></main>${script('{"@type":"JobPosting","title":"Baker","description":"See the attached file."}')}`,
    );
    expect(post?.text).toContain('old stone oven');
  });
  test('sections that stand behind the description on the page belong to it', () => {
    const [post] = posts(
      `<div><h1>Baker</h1><div><div>${DESCRIPTION}</div><h2>Requirements</h2><div>You have baked for two years and like to rise before the sun does.</div><h2>Similar jobs</h2><p>Cook</p></div></div>${script(posting())}`,
    );
    expect(post?.text).toContain('baked for two years');
    expect(post?.text).not.toContain('Cook');
  });
  test('several postings are several posts; the page is searched once for each', () => {
    const two = script(`[${posting()},${posting().replace('Baker', 'Cook').replace('Bake bread', 'Cook soup')}]`);
    expect(posts(two).map(({ title }) => title)).toEqual(['Baker', 'Cook']);
  });
  test.each([
    ['a recipe', '{"@type":"Recipe","name":"Bread","description":"Bake it"}'],
    ['a posting without words', '{"@type":"JobPosting","title":"Baker"}'],
    ['an employer', '{"@type":"Organization","name":"Bakery Ltd"}'],
  ])('%s is no post', (_name, json) => {
    expect(posts(script(json))).toEqual([]);
  });
  test('a script of a megabyte is read in time', () => {
    const long = script(`{"@type":"JobPosting","title":"Baker","description":"${'<p>Bake bread, '.repeat(60_000)}"}`);
    const before = performance.now();
    expect(jobPostingsOf(parse(long))).toHaveLength(1);
    expect(performance.now() - before).toBeLessThan(5000);
  });
});

describe('posts marked up in the page itself', () => {
  const microdata = `<div itemscope itemtype="http://schema.org/JobPosting"><meta itemprop="datePosted" content="2031-02-03">
    <h1 itemprop="title">Baker</h1>
    <span itemprop="hiringOrganization" itemscope itemtype="http://schema.org/Organization"><span itemprop="name">Bakery Ltd</span> (12 jobs)</span>
    <span itemprop="jobLocation" itemscope><span itemprop="address" itemscope><span itemprop="addressLocality">Turin</span>, <span itemprop="addressCountry">IT</span></span></span>
    <span itemprop="baseSalary" itemscope><meta itemprop="currency" content="EUR"><span itemprop="value" itemscope><meta itemprop="minValue" content="2000"></span></span>
    <div itemprop="description">${DESCRIPTION}</div></div>`;
  const rdfa = `<div vocab="http://schema.org/" typeof="JobPosting"><h1 property="title">Baker</h1>
    <span property="hiringOrganization" typeof="Organization"><span property="name">Bakery Ltd</span></span>
    <span property="jobLocation" typeof="Place"><span property="address" typeof="PostalAddress"><span property="addressLocality">Turin</span>, <span property="addressCountry">IT</span></span></span>
    <div property="schema:description">${DESCRIPTION}</div></div>`;

  test.each([
    ['microdata', microdata],
    ['rdfa', rdfa],
  ])('%s: values, nested and as shown', (source, html) => {
    const [post, ...more] = posts(html);
    expect(more).toEqual([]);
    expect(post).toMatchObject({
      source,
      title: 'Baker',
      company: 'Bakery Ltd',
      location: 'Turin, IT',
      text: DESCRIPTION,
    });
  });
  test('values in meta elements count where nothing is shown', () => {
    const [post] = posts(microdata);
    expect(post).toMatchObject({ salary: 'EUR 2000', postedAt: '2031-02-03' });
  });
  test('a forgotten itemscope does not hide a value', () => {
    const [post] = posts(microdata.replace('itemscope itemtype="http://schema.org/Organization"', ''));
    expect(post?.company).toBe('Bakery Ltd');
  });
  test.each([
    ['a product', '<div itemscope itemtype="http://schema.org/Product"><b itemprop="name">Bread</b></div>'],
    ['an item without words', '<div itemscope itemtype="http://schema.org/JobPosting"></div>'],
    ['a type of another name', '<div typeof="Person"><b property="name">Ada</b></div>'],
  ])('%s is no post', (_name, html) => {
    expect(posts(html)).toEqual([]);
  });
});
