/** One page of each site, at its real address: a badge at the bait and nowhere else. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSites } from '../../src/rules/load-sites.ts';
import { adapterFor, originsOf } from '../../src/rules/sites.ts';
import {
  extensionGranted,
  newProfile,
  openSample,
  type Probed,
  probe,
  probeUntil,
  type SamplePage,
  type Session,
  samplePages,
  startBrowser,
} from './harness.ts';

const sites = loadSites();
/** Chats and mail are read only once the person turns them on: that is tested where it is switched. */
const pages = samplePages().filter(
  ({ file, url }) => file.startsWith('sites/') && adapterFor(url, sites)?.chat !== true,
);
const hosts = [...sites.flatMap((site) => [...originsOf(site), ...site.hosts.map((host) => `*://*.${host}/*`)])];
const SETTLED_MS = 900;

describe.each([
  ['chrome', pages],
  ['firefox', pages.filter((_page, i) => i % 10 === 0)],
] as const)('%s', (name, some) => {
  let session: Session;
  beforeAll(async () => {
    session = await startBrowser(name, newProfile(), true, {}, extensionGranted(name, hosts));
  });
  afterAll(() => session.close());

  test.each(some.map((page) => [page.file, page] as const))('%s', async (_file, sample) => {
    const page = await openSample(session, sample);
    const warned = sample.posts.filter(({ warn }) => warn);
    if (warned.length > 0) await probeUntil(page, ({ buttons }) => buttons.length >= warned.length);
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
    const { buttons } = await probe(page);
    expect(buttons).toHaveLength(warned.length);
    const boxes = await page.evaluate(
      boxesOf,
      containersOf(sample),
      sample.posts.map(({ contains }) => contains),
    );
    for (const [i, { contains, warn }] of sample.posts.entries())
      expect(buttons.filter((button) => inside(button, boxes[i])).length, contains).toBe(warn ? 1 : 0);
    await page.close();
  });
});

/** The containers of a site's posts; where only structured data is read, the badge stands at the heading. */
function containersOf({ url }: SamplePage): string {
  const layouts = adapterFor(url, sites)?.layouts ?? [];
  return layouts.flatMap(({ container }) => container).join(',');
}

type Box = { left: number; right: number; top: number; bottom: number };

/** Runs in the page: the box of the innermost container around each of the words. */
function boxesOf(containers: string, words: string[]): Box[] {
  return words.map((word) => {
    const holders = [...document.querySelectorAll(containers)].filter((one) => one.textContent?.includes(word));
    const holder = holders.find((one) => !holders.some((other) => other !== one && one.contains(other)));
    const { left, right, top, bottom } = (
      holder ??
      document.querySelector('h1') ??
      document.body
    ).getBoundingClientRect();
    return { left, right, top, bottom };
  });
}

function inside({ x, y }: Probed['buttons'][number], box: Box | undefined): boolean {
  return (
    box !== undefined && x >= box.left && x <= box.right && y >= box.top - 1 && y <= Math.max(box.bottom, box.top + 34)
  );
}
