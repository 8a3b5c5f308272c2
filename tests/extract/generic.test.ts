import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { fieldCalled, isPay, isWhen } from '../../src/extract/called.ts';
import { extractPosts } from '../../src/extract/extract-posts.ts';
import { headLine } from '../../src/extract/head-line.ts';
import { companyInTitle } from '../../src/extract/page-title.ts';
import { readText } from '../../src/extract/read-text.ts';
import { numbersIn } from '../../src/extract/shown.ts';
import { createLabels, LABEL_KINDS } from '../../src/rules/labels.ts';
import { loadRules } from '../../src/rules/load.ts';
import { loadLabels } from '../../src/rules/load-labels.ts';

const labels = createLabels(loadLabels());
const document_ = (body: string, title = '', head = '') =>
  new DOMParser().parseFromString(
    `<html><head><title>${title}</title>${head}</head><body>${body}</body></html>`,
    'text/html',
  );
const read = (body: string, title = '', url = 'https://unknown.example/a', head = '') =>
  extractPosts(document_(body, title, head), url, [], labels).map(({ post }) => post);

const PROSE = 'You will look after guests, keep the dining room tidy and help the kitchen when it is busy. '.repeat(4);
const AD = `<h1>Waiter</h1><p>Hotel Alba</p><h2>Responsibilities</h2><p>${PROSE}</p><h2>Requirements</h2><p>Two years of experience.</p><a href="#">Apply now</a>`;

describe('one ad', () => {
  test.each([
    [
      'a description list',
      '<dl><dt>Company</dt><dd>Hotel Alba</dd><dt>Location</dt><dd>Turin</dd><dt>Salary</dt><dd>€ 1,800</dd></dl>',
    ],
    [
      'a table',
      '<table><tr><th>Company</th><td>Hotel Alba</td></tr><tr><th>Location</th><td>Turin</td></tr><tr><th>Salary</th><td>€ 1,800</td></tr></table>',
    ],
    ['lines with colons', '<p>Company: Hotel Alba<br>Location: Turin<br>Salary: € 1,800</p>'],
    [
      'names of classes',
      '<div class="job-companyName">Hotel Alba</div><div class="jobLocation">Turin</div><div class="salary-range">€ 1,800</div>',
    ],
    [
      'test names',
      '<b data-testid="employer-name">Hotel Alba</b><i data-automation="job-detail-location">Turin</i><b data-qa="vacancy-salary">€ 1,800</b>',
    ],
    [
      'icons',
      '<p><i class="fa fa-building"></i> Hotel Alba</p><p><svg><use href="#icon-location"></use></svg><span>Turin</span></p><p><img alt="Salary" src="x.svg">€ 1,800</p>',
    ],
    ['labels in Turkish', '<p>Firma: Hotel Alba</p><p>Şehir: Turin</p><p>Maaş: € 1,800</p>'],
    ['labels in Chinese', '<p>公司名称：Hotel Alba</p><p>工作地点：Turin</p><p>月薪：€ 1,800</p>'],
  ])('fields by %s', (_name, facts) => {
    const [post] = read(`<main>${AD.replace('<p>Hotel Alba</p>', facts)}</main>`, 'Waiter - job');
    expect(post).toMatchObject({ title: 'Waiter', company: 'Hotel Alba', location: 'Turin', salary: '€ 1,800' });
  });

  test.each([
    ['similar jobs', '<section class="similar-jobs"><h2>Similar jobs</h2><p>Cook in Milan</p></section>'],
    ['similar jobs under a heading alone', '<h2>Similar jobs</h2><p>Cook in Milan</p>'],
    ['an application form', '<form><label>Your name</label><p>Cook in Milan</p></form>'],
    ['cookie text', '<div id="cookie-bar"><p>Cook in Milan</p></div>'],
    ['a dialog', '<div class="modal"><p>Cook in Milan</p></div>'],
    ['what is for screen readers', '<p class="visually-hidden">Cook in Milan</p>'],
    ['a share bar', '<div class="social-share"><p>Cook in Milan</p></div>'],
  ])('%s behind it stay out of the body', (_name, more) => {
    const [post] = read(`<main>${AD}${more}</main>`, 'Waiter - job');
    expect(post?.text).toContain('dining room');
    expect(post?.text).not.toContain('Milan');
  });

  test('facts above prose are kept where no heading of a description parts them: bait is written so', () => {
    const bait = `<h1>Customer service</h1><p>Visa: free</p><p>Flight: free</p><p>${PROSE}</p><h2>Requirements</h2><p>None.</p><a href="#">Apply now</a>`;
    expect(read(`<main>${bait}</main>`, 'Job: customer service')[0]?.text).toContain('Visa: free');
  });
  test('an ad beside similar jobs is one ad', () => {
    const cards = ['Cook', 'Driver', 'Welder', 'Nurse', 'Clerk'].map(
      (name, i) =>
        `<li><h3><a href="/jobs/${i}">${name}</a></h3><span class="company">Firm ${i}</span><span>€ 2 000</span></li>`,
    );
    expect(read(`<main>${AD}</main><ul>${cards.join('')}</ul>`, 'Waiter - job').map(({ title }) => title)).toEqual([
      'Waiter',
    ]);
  });
  test('a short ad in Chinese is long enough', () => {
    const body =
      '<h1>仓库管理员</h1><h2>岗位职责</h2><p>负责仓库日常收货、发货和盘点工作，保持库区整洁，按时完成每日报表，配合其他部门的同事完成各项任务。</p><h2>任职要求</h2><p>高中以上学历，有一年以上相关工作经验者优先，能吃苦耐劳，服从安排，有团队精神和责任心，会使用电脑。</p><a href="#">立即申请</a>';
    expect(read(`<main>${body}</main>`, '仓库管理员 招聘', 'https://unknown.example/job/1')).toHaveLength(1);
  });

  test.each([
    ['an article about jobs', `<h1>Jobs report</h1>${`<p>${PROSE}${PROSE}</p>`.repeat(5)}`],
    ['a recipe', `<h1>Bread</h1><h2>Ingredients</h2><p>${PROSE}</p><h2>Method</h2><p>${PROSE}</p>`],
    ['a product', `<h1>Shoe</h1><p>${PROSE}</p><p>€ 20</p><h2>Description</h2><button>Buy</button>`],
    ['an employer about itself', `<h1>About us</h1><p>${PROSE}${PROSE}</p>`],
    ['a login form', '<h1>Sign in</h1><form><input name="mail"></form>'],
    ['an empty shell', '<div id="root"></div>'],
  ])('%s is none', (_name, body) => {
    expect(read(body)).toEqual([]);
  });
});

describe('a list', () => {
  const names = ['Cook', 'Driver', 'Welder', 'Nurse', 'Clerk', 'Baker', 'Painter', 'Tailor'];
  const list = (card: (name: string, i: number) => string) =>
    read(`<h1>Jobs</h1><main><ul>${names.map((name, i) => `<li>${card(name, i)}</li>`).join('')}</ul></main>`, 'Jobs');

  test.each<[string, (name: string, i: number) => string]>([
    [
      'by order alone, badges in between',
      (name, i) =>
        `<h2><a href="/j/${i}">${name}</a></h2>${i % 2 ? '<em>New</em>' : ''}<span>Firm ${i}</span> <span>Town ${i}</span><small>${i + 1} days ago</small>`,
    ],
    [
      'by links to companies',
      (name, i) =>
        `<a href="/job/${i}">${name}</a><p>Remote work possible here</p><a href="/company/${i}">Firm ${i}</a><span class="location">Town ${i}</span>`,
    ],
    ['by labels', (name, i) => `<a href="/job/${i}">${name}</a><p>Location: Town ${i}</p><p>Company: Firm ${i}</p>`],
    [
      'by icons',
      (name, i) =>
        `<a href="/job/${i}">${name}</a><p><i class="icon-marker"></i>Town ${i}</p><p><i class="icon-building"></i>Firm ${i}</p>`,
    ],
    [
      'in a link around the card',
      (name, i) =>
        `<a href="/job/${i}"><h3>${name}</h3><div class="employer">Firm ${i}</div><div class="city">Town ${i}</div></a>`,
    ],
    [
      'company-location is a place',
      (name, i) =>
        `<a href="/job/${i}">${name}</a><p class="companyLocation">Town ${i}</p><p class="companyName">Firm ${i}</p>`,
    ],
  ])('fields %s', (_name, card) => {
    const posts = list(card);
    expect(posts).toHaveLength(names.length);
    expect(posts[3]).toMatchObject({ title: 'Nurse', company: 'Firm 3', location: 'Town 3' });
  });
  test('pay is the line with money, a place in several links is one', () => {
    const posts = list(
      (name, i) =>
        `<a href="/job/${i}">${name}</a><p class="company">Firm ${i}</p><p><a class="location" href="#a">Old Town ${i}</a>, <a class="location" href="#b">Harbour</a></p><p>Rp ${i + 3}.000.000 - 9.000.000</p>`,
    );
    expect(posts[1]).toMatchObject({ location: 'Old Town 1, Harbour', salary: 'Rp 4.000.000 - 9.000.000' });
  });
  test('cards without links are found by their structure', () => {
    const cards = names.map(
      (name, i) =>
        `<div class="card"><h3>${name}</h3><span>¥ ${i + 5},000 per month</span><span class="company">Firm ${i}</span></div>`,
    );
    const posts = read(`<h1>Jobs</h1><main>${cards.join('')}</main>`, 'Jobs in town');
    expect(posts.map(({ title }) => title)).toEqual(names);
  });
  test.each<[string, string]>([
    ['a shop', `<h1>Shoes</h1>${'<li><a href="/p/1">Shoe</a> € 20</li>'.repeat(8)}`],
    [
      'a menu',
      `<h1>Jobs</h1><nav>${names.map((name, i) => `<li><a href="/jobs/${i}">${name}</a></li>`).join('')}</nav>`,
    ],
    [
      'a directory of trades',
      `<h1>Jobs</h1>${names.map((name, i) => `<li><a href="/jobs/${i}">${name}</a></li>`).join('')}`,
    ],
    [
      'comments under an article',
      `<h1>Jobs data</h1>${names.map((name, i) => `<li><b>${name}</b><p>I read this with joy, thank you.</p><a href="#r${i}">Reply</a></li>`).join('')}`,
    ],
    [
      'news',
      `<h1>News</h1>${names.map((name, i) => `<div><h3><a href="/news/${i}">${name} wins a prize</a></h3><p>It happened in the morning of that day.</p></div>`).join('')}`,
    ],
  ])('%s is none', (_name, body) => {
    expect(read(body)).toEqual([]);
  });
});

describe('a feed of people', () => {
  const feed = (post: (i: number) => string, chat: string) =>
    `<h1>Who is hiring?</h1><main>${Array.from({ length: 8 }, (_, i) => `<div class="comment"><p>${i < 6 ? post(i) : chat}</p></div>`).join('')}</main>`;
  const offer = (i: number) =>
    `Hotel ${i} is hiring: we look for two waiters, full time, good salary, contract for a year. Write to jobs${i}@hotel.example.`;
  const chat = 'Thank you all, this thread has helped me a lot over the years, and I met many kind people here.';
  test('posts that offer work are read, chat is not', () => {
    const posts = read(feed(offer, chat), 'Who is hiring? jobs');
    expect(posts).toHaveLength(6);
    expect(posts[0]?.contacts).toContainEqual({ kind: 'email', value: 'jobs0@hotel.example', from: 'text' });
  });
  test.each([
    ['talk about jobs', feed(() => `${chat} My job is to work with clients.`, chat)],
    [
      'reviews of a shop',
      feed((i) => `The shoes came on day ${i}, they fit well and I would order them again at any time.`, chat),
    ],
  ])('%s is none', (_name, html) => {
    expect(read(html, 'Jobs')).toEqual([]);
  });
});

describe('Open Graph, the weakest source', () => {
  const head = (type: string, text = `We are hiring a night baker for our shop. ${PROSE}`) =>
    `<meta property="og:title" content="Night baker"><meta property="og:type" content="${type}"><meta property="og:description" content="${text}">`;
  test('a shell whose address names one job is read', () => {
    const [post] = read(
      '<div id="app"></div>',
      'Night baker - job',
      'https://unknown.example/jobs/night-baker-4711',
      head('website'),
    );
    expect(post).toMatchObject({ source: 'open-graph', title: 'Night baker' });
  });
  test.each([
    ['an article', 'https://unknown.example/jobs/night-baker-4711', head('article')],
    ['another address', 'https://unknown.example/bread/night-baker-4711', head('website')],
    ['a list', 'https://unknown.example/jobs', head('website')],
    [
      'a number of jobs',
      'https://unknown.example/jobs/night-baker-4711',
      head('website', `4,200 jobs for bakers. ${PROSE}`),
    ],
    ['a few words', 'https://unknown.example/jobs/night-baker-4711', head('website', 'Apply now')],
  ])('%s is none', (_name, url, meta) => {
    expect(read('<div id="app"></div>', 'Night baker - job', url, meta)).toEqual([]);
  });
});

describe('the first line of a post as its heading', () => {
  const head = (line: string) => {
    const { title, location } = headLine(readText(document_(`<p>${line}</p><p>We bake at night.</p>`).body));
    return [title?.text, location?.text];
  };
  test.each([
    ['Hotel Alba | Turin, Italy | full time', 'Hotel Alba', 'Turin, Italy'],
    ['Turin, Italy - Hotel Alba', 'Hotel Alba', 'Turin, Italy'],
    ['Hotel Alba (Cook) — REMOTE within Europe', 'Hotel Alba (Cook)', 'REMOTE within Europe'],
    [
      'Hotel Alba - https://alba.example/jobs - Turin, Italy (interns welcome)',
      'Hotel Alba',
      'Turin, Italy (interns welcome)',
    ],
  ])('%s', (line, title, location) => {
    expect(head(line)).toEqual([title, location]);
  });
  test.each([
    'We look for a cook, full time, for our kitchen in the old town.',
    'Girls wanted - good money - write to me',
    'Full time | Remote in Europe',
    'Need girls, urgent - call us now',
    'Hotel Alba',
    `${'A long line of prose '.repeat(10)} - Turin, Italy`,
  ])('no heading: %s', (line) => {
    expect(head(line)).toEqual([undefined, undefined]);
  });
});

describe('names and lines', () => {
  test.each([
    [' company name ', 'company'],
    [' job card location ', 'location'],
    [' company location ', 'location'],
    [' new listing company headquarters ', 'location'],
    [' vacancy salary text ', 'salary'],
    [' company logo ', null],
    [' location filter ', null],
    [' salary btn ', null],
    [' title ', null],
  ])('%s is called %s', (words, field) => {
    expect(fieldCalled(words)).toBe(field);
  });
  test.each([
    '€40k - 75k',
    'Rp 5.000.000',
    '₹ 3-5 Lacs P.A.',
    '15-30k·13薪',
    '月薪30,000元',
    'от 20 000 руб. на руки',
    '50 000 – 80 000 Kč',
    '10 - 15 triệu',
  ])('pay: %s', (line) => {
    expect(isPay(line)).toBe(true);
  });
  test.each(['Turin', '3 days ago', 'Team of 12', 'Bakery Ltd', '2-5 Yrs', 'call +39 011 555 010'])(
    'no pay: %s',
    (line) => {
      expect(isPay(line)).toBe(false);
    },
  );
  test.each(['3 days ago', 'vor 2 Tagen', 'Přidáno před 35 minutami', 'Hace 4 horas', '12/06/2031', 'Today', '2天前'])(
    'when: %s',
    (line) => {
      expect(isWhen(line)).toBe(true);
    },
  );
  test.each(['Turin', 'Firm 3', 'Day nurse', 'New York'])('no date: %s', (line) => {
    expect(isWhen(line)).toBe(false);
  });
  test.each([
    ['40k - 75k', [40_000, 75_000]],
    ['$ 4.212.275,00', [4_212_275]],
    ['40 000,50', [40_000.5]],
    ['1.5万', [15_000]],
  ])('numbers in %s', (words, numbers) => {
    expect(numbersIn(words)).toEqual(numbers);
  });
  test.each([
    ['Cook at Hotel Alba | Jobs', 'Cook', 'https://board.example/1', 'Hotel Alba'],
    ['Cook - Hotel Alba', 'Cook', 'https://hotel-alba.example/jobs/1', 'Hotel Alba'],
    ['Cook | BoardName', 'Cook', 'https://boardname-jobs.example/1', undefined],
    ['Cook', 'Cook', 'https://board.example/1', undefined],
  ])('the employer in %s', (title, name, url, company) => {
    expect(companyInTitle(document_('', title), url, name)).toBe(company);
  });
});

test('every language of the rules has labels of every kind', () => {
  const lists = parseYaml(readFileSync(join(import.meta.dirname, '../../rules/labels.yaml'), 'utf8'));
  const missing = loadRules().languages.flatMap(({ id }) =>
    LABEL_KINDS.filter((kind) => (lists[id]?.[kind]?.length ?? 0) < 2).map((kind) => `${id} ${kind}`),
  );
  expect(missing).toEqual([]);
});
