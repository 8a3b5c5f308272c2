import { describe, expect, test } from 'vitest';
import { loadSites } from '../../src/rules/load-sites.ts';
import { chatsOf, isCore, originOf, originsOfAll, packOf } from '../../src/rules/packs.ts';
import type { SiteAdapter } from '../../src/rules/sites.ts';

const site = (id: string, more: Partial<SiteAdapter> = {}): SiteAdapter => ({
  id,
  name: id.toUpperCase(),
  countries: ['BD'],
  hosts: [`${id}.example`],
  layouts: [],
  ...more,
});
const sites = [
  site('jobs'),
  site('wide', { countries: ['*'] }),
  site('core', { matches: ['*://core.example/*'] }),
  site('talk', { chat: true, countries: ['*'] }),
  site('far', { countries: ['PE'] }),
];

test('a pack holds the sites of a country and those of everywhere, no core site, no chat', () => {
  expect(packOf('BD', sites).map(({ id }) => id)).toEqual(['jobs', 'wide']);
  expect(packOf('PE', sites).map(({ id }) => id)).toEqual(['far', 'wide']);
});

test('origins: those that the manifest requires, else every host', () => {
  expect(originsOfAll(sites.slice(0, 3))).toEqual([
    '*://*.jobs.example/*',
    '*://*.wide.example/*',
    '*://core.example/*',
  ]);
});

test.each([
  ['https://jobs.example/a?b', '*://jobs.example/*'],
  ['http://a.b.example:8080/', '*://a.b.example/*'],
])('%s is asked for as %s', (url, origin) => expect(originOf(url)).toBe(origin));
test.each(['chrome://extensions', 'about:blank', 'file:///tmp/a.html', '', 'moz-extension://1/popup.html'])(
  '%s cannot be asked for',
  (url) => expect(originOf(url)).toBeNull(),
);

describe('the shipped sites', () => {
  const shipped = loadSites();
  test('about a dozen are core, none of them a chat', () => {
    const core = shipped.filter(isCore);
    expect(core.length).toBeGreaterThan(7);
    expect(core.length).toBeLessThan(15);
    expect(core.filter(({ chat }) => chat)).toEqual([]);
  });
  test('no host belongs to two sites', () => {
    const hosts = shipped.flatMap((one) => one.hosts);
    expect(hosts.filter((host, i) => hosts.indexOf(host) !== i)).toEqual([]);
  });
  test('no chat is in any pack', () => {
    const countries = [...new Set(shipped.flatMap((one) => one.countries))];
    const packed = countries.flatMap((country) => packOf(country, shipped));
    expect(packed.filter((one) => chatsOf(shipped).includes(one))).toEqual([]);
  });
});
