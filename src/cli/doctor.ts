/**
 * `npm run -s doctor -- URL FILE`: for authors of site adapters. Says of a saved page which adapter reads it, what each
 * selector of each layout matches, what structured data holds, and what the plain way gives.
 */
import { extractPosts } from '../extract/extract-posts.ts';
import { genericPosts } from '../extract/generic.ts';
import { readText } from '../extract/read-text.ts';
import { structuredPosts } from '../extract/structured.ts';
import { topicOf } from '../extract/topic.ts';
import type { JobPost } from '../post.ts';
import { createLabels } from '../rules/labels.ts';
import { loadLabels } from '../rules/load-labels.ts';
import { loadSites } from '../rules/load-sites.ts';
import { adapterFor, type SiteAdapter, type SiteLayout } from '../rules/sites.ts';
import { withPage } from './read-page.ts';

const FIELDS = [
  'title',
  'company',
  'location',
  'salary',
  'text',
  'author',
  'permalink',
  'contacts',
  'ignore',
  'reveal',
] as const;
const LONGEST_SHOWN = 60;
const MOST_POSTS = 5;
const MOST_CONTAINERS = 200;

const [url, file] = process.argv.slice(2);
if (!url || !file || !URL.canParse(url)) {
  console.error('doctor: name the address of the page and the file it is saved in');
  process.exit(2);
}
try {
  const labels = createLabels(loadLabels());
  const sites = loadSites();
  console.log(
    await withPage(file, url, (page) => {
      const adapter = adapterFor(url, sites);
      return [
        ...(adapter ? adapterLines(page, adapter) : [`No adapter for ${new URL(url).hostname}.`]),
        ...postLines('Structured data', structuredPosts(page, url, labels)),
        ...postLines(
          `The plain way (speaks of jobs in ${topicOf(page, url, labels)} of address, title, heading)`,
          genericPosts(page, url, labels),
        ),
        ...postLines('Read by the extension', extractPosts(page, url, sites, labels)),
      ].join('\n');
    }),
  );
} catch (error) {
  console.error(`doctor: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

function adapterLines(page: Document, adapter: SiteAdapter): string[] {
  const read = adapter.layouts.findIndex((layout) => containersOf(page, layout).length > 0);
  return [
    `Adapter rules/sites/${adapter.id}.yaml (${adapter.name}), ${adapter.layouts.length} layouts; ${read < 0 ? 'none fits this page' : `the first that fits is ${read + 1}`}.`,
    ...adapter.layouts.flatMap((layout, at) => layoutLines(page, layout, at + 1)),
  ];
}

/** A layout that fits: all its selectors; one that does not: what it was looking for. */
function layoutLines(page: Document, layout: SiteLayout, number: number): string[] {
  const containers = containersOf(page, layout);
  const found = layout.container.map((selector) =>
    row('container', selector, page.querySelectorAll(selector).length, null),
  );
  if (containers.length === 0) return ['', `Layout ${number}: no container`, ...found];
  return [
    '',
    `Layout ${number}: ${containers.length} containers`,
    ...found,
    ...FIELDS.flatMap((field) =>
      (layout[field] ?? []).map((selector) => selectorLine(field, selector, containers, layout)),
    ),
  ];
}

function containersOf(page: Document, layout: SiteLayout): Element[] {
  return [...page.querySelectorAll(layout.container.join(','))].slice(0, MOST_CONTAINERS);
}

/** In how many containers a selector matches, and the words of the first match. */
function selectorLine(field: string, selector: string, containers: readonly Element[], layout: SiteLayout): string {
  const matches = containers.flatMap((container) => container.querySelector(selector) ?? []);
  const first = matches[0];
  const words = first ? readText(first, field === 'ignore' ? [] : layout.ignore).text : null;
  return row(field, selector, matches.length, field === 'permalink' ? (first?.getAttribute('href') ?? words) : words);
}

function row(field: string, selector: string, matches: number, words: string | null): string {
  const shown = words === null ? '' : `  "${short(words)}"`;
  return `  ${field.padEnd(10)} ${matches === 0 ? 'nothing' : String(matches).padStart(4).padEnd(7)}  ${selector}${shown}`;
}

function postLines(name: string, found: readonly { post: JobPost; element: Element }[]): string[] {
  const lines = found
    .slice(0, MOST_POSTS)
    .flatMap(({ post, element }, at) => [
      `  ${at + 1}. at <${element.tagName.toLowerCase()}${element.id ? ` id="${element.id.slice(0, 30)}"` : ''}>, source ${post.source}`,
      ...(['title', 'company', 'location', 'salary', 'text'] as const).map(
        (field) =>
          `     ${field.padEnd(9)} ${post[field] ? `"${short(post[field])}"` : '—'}${field === 'text' ? ` (${post.text.length} characters)` : ''}`,
      ),
    ]);
  const more = found.length > MOST_POSTS ? [`  and ${found.length - MOST_POSTS} more`] : [];
  return [
    '',
    `${name}: ${found.length === 0 ? 'nothing' : found.length === 1 ? '1 post' : `${found.length} posts`}`,
    ...lines,
    ...more,
  ];
}

function short(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_SHOWN ? `${line.slice(0, LONGEST_SHOWN - 1)}…` : line;
}
