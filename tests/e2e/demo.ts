/** `npm run demo`: builds, opens the sample pages at their sites' addresses with the extension, shows the warnings. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  clickOurs,
  newProfile,
  openSample,
  postsOfTab,
  probe,
  probeUntil,
  ROOT,
  samplePages,
  startBrowser,
} from './harness.ts';

const OUT = join(ROOT, '.output/demo');
const SETTLE_MS = 1500;
const headless = !process.env.DISPLAY && process.platform === 'linux';

mkdirSync(OUT, { recursive: true });
if (spawnSync('wxt', ['build'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0) process.exit(1);
try {
  const session = await startBrowser('chrome', newProfile(), headless);
  const known = new Set<string>();
  for (const sample of samplePages().filter(({ file }) => !file.startsWith('sites/'))) {
    const page = await openSample(session, sample);
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    console.log(sample.url);
    const posts = (await postsOfTab(session)).filter(({ id }) => !known.has(id));
    for (const { id, heading, level } of posts) {
      known.add(id);
      console.log(`  ${level.padEnd(8)} ${heading.replace(/\s+/g, ' ').slice(0, 90)}`);
    }
    if (posts.length === 0) console.log('  no job post, or a page that Vigie does not read by itself');
    const { buttons } = await probe(page);
    const first = buttons[0];
    if (first) {
      await clickOurs(page, first.text.trim());
      await probeUntil(page, ({ buttons: now }) => now.length > buttons.length);
    }
    await page.screenshot({ path: join(OUT, sample.file.replace('.html', '.png')) });
    if (headless) await page.close();
  }
  if (headless) {
    await session.close();
    console.log('Pictures: .output/demo/');
  } else console.log('The window stays open; press Ctrl+C to end.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
