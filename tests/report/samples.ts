/** Reports for tests: an invented ad with every kind of contact. */
import { createAnalyser } from '../../src/analyse/analyse.ts';
import { similarityHash } from '../../src/analyse/similarity.ts';
import { contactsOf } from '../../src/extract/contacts.ts';
import { postIdOf } from '../../src/extract/post-id.ts';
import type { JobPost } from '../../src/post.ts';
import type { Report } from '../../src/report/report.ts';
import { loadRules } from '../../src/rules/load.ts';

const TEXT =
  'Customer service in Cambodia, no experience needed. Salary 2,000 USD. Free flight and free accommodation. The company keeps your passport. Write to us on Telegram @job_desk_example, +855 12 345 678 or hr@example.org.';
const LINKS = ['https://t.me/job_desk_example', 'https://wa.me/85512345678', 'https://offers.example/apply?x=1'];

export const REPORTED = '2026-11-26T08:00:00.000Z';
const rules = loadRules();
const analyser = createAnalyser(rules);

/** The n-th of a row of different reports. */
export function sampleReport(n = 0, more: Partial<Report> = {}): Report {
  const text = `${TEXT} Reference ${n}.`;
  const post: JobPost = {
    id: postIdOf({ site: 'jobs.example', text }, `https://jobs.example/view/${n}`),
    url: `https://jobs.example/view/${n}`,
    site: 'jobs.example',
    source: 'site',
    title: 'Customer service agent',
    company: 'Golden Sun Group',
    location: 'Sihanoukville',
    salary: '2,000 USD',
    text,
    contacts: contactsOf(text, LINKS),
    links: LINKS,
    images: ['https://jobs.example/a.jpg'],
    author: { name: 'Ann Example', url: 'https://jobs.example/people/ann' },
    postedAt: '2026-11-20',
    applyUrl: 'https://offers.example/apply?x=1',
  };
  return {
    id: post.id,
    post,
    address: `https://jobs.example/view/${n}?session=7`,
    verdict: analyser.judge(post),
    similarityHash: similarityHash(post.text),
    created: REPORTED,
    modified: REPORTED,
    rulesVersion: rules.version,
    ...more,
  };
}
