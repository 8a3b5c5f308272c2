/**
 * `npm run -s extract -- [--generic]`: JSONL {url, file} on stdin → the posts of each saved page, by the content script's
 * own code. --generic reads every page as one of an unknown site.
 */
import { loadSites } from '../rules/load-sites.ts';
import { answerLines } from './lines.ts';
import { readPage } from './read-page.ts';

const sites = process.argv.includes('--generic') ? [] : loadSites();

await answerLines(
  async ({ url, file }) => {
    if (typeof file !== 'string' || typeof url !== 'string') throw new Error('"url" and "file" must be strings');
    return { file, posts: await readPage(file, url, sites) };
  },
  (error, value) => ({
    file:
      typeof value === 'object' && value !== null && 'file' in value && typeof value.file === 'string'
        ? value.file
        : null,
    error,
  }),
);
