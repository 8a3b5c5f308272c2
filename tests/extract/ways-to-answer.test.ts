import { beforeEach, describe, expect, test } from 'vitest';
import { addressOf, answers, pressedIn, wayToAnswer } from '../../src/extract/ways-to-answer.ts';
import type { Contact, Found, JobPost } from '../../src/post.ts';
import { createLabels } from '../../src/rules/labels.ts';
import { loadLabels } from '../../src/rules/load-labels.ts';

const labels = createLabels(loadLabels());
const post = (contacts: readonly Contact[] = [], text = ''): JobPost => ({
  id: 'a1',
  url: 'https://jobs.example/1',
  site: 'jobs.example',
  source: 'site',
  text,
  contacts,
  links: [],
  images: [],
});
const inside = (html: string): Element => {
  document.body.innerHTML = html;
  return document.body.firstElementChild!;
};

/** The address of the page. */
const at = (url: string): void => {
  document.head.innerHTML = `<base href="${url}">`;
};

beforeEach(() => at('https://jobs.example/list'));

describe('answers the ad', () => {
  test.each([
    ['a Telegram link', '<a href="https://t.me/job_desk">here</a>'],
    ['a WhatsApp link', '<a href="https://wa.me/85512345678">here</a>'],
    ['a LINE link', '<a href="https://line.me/ti/p/abc">here</a>'],
    ['a mail link', '<a href="mailto:hr@example.org">here</a>'],
    ['a telephone link', '<a href="tel:+85512345678">here</a>'],
    ['a link through the site’s own way out', '<a href="/l.php?u=https%3A%2F%2Ft.me%2Fjob_desk">here</a>'],
    ['an English button', '<button>Apply now</button>'],
    ['a German button', '<button>Jetzt bewerben</button>'],
    ['an Arabic button', '<button>قدم الآن</button>'],
    ['an icon with a name', '<div role="button" aria-label="Apply now"></div>'],
  ])('%s', (_name, html) => {
    expect(answers(inside(html), post(), labels)).toBe(true);
  });
});

describe('does not answer it', () => {
  test.each([
    ['the title of the ad', '<a href="/jobs/1">Night baker</a>'],
    ['the employer’s site', '<a href="https://bakery.example">Bakery</a>'],
    ['a share button', '<button>Share</button>'],
    ['a save button', '<button>Save job</button>'],
    ['a link with no address', '<a>here</a>'],
    ['a broken address', '<a href="http://[">here</a>'],
    ['the site’s own way out to a page', '<a href="/l.php?u=https%3A%2F%2Fbakery.example%2F">here</a>'],
    ['a script behind the way out', '<a href="/l.php?u=javascript%3Aalert(1)">here</a>'],
    ['a card that says a great deal and may be clicked', `<a href="/1">Apply now ${'and read more '.repeat(8)}</a>`],
    ['an Arabic heading', '<button>المسؤوليات</button>'],
  ])('%s', (_name, html) => {
    expect(answers(inside(html), post(), labels)).toBe(false);
  });
});

test('inside a site of chats only the contacts of the post answer it', () => {
  at('https://t.me/s/channel');
  const own = post([{ kind: 'telegram', value: 'https://t.me/job_desk', from: 'link' }]);
  expect(answers(inside('<a href="https://t.me/job_desk">desk</a>'), own, labels)).toBe(true);
  expect(answers(inside('<a href="https://t.me/channel/12">12:30</a>'), own, labels)).toBe(false);
});

test('the true address stands in a parameter, or is the address itself; a link with none has no address', () => {
  expect(addressOf(inside('<a href="/out?target=mailto:hr@example.org">x</a>'))).toBe('mailto:hr@example.org');
  expect(addressOf(inside('<a href="/jobs/1?q=baker">x</a>'))).toBe('https://jobs.example/jobs/1?q=baker');
  expect(addressOf(inside('<button>x</button>'))).toBe(null);
});

test('a click on an icon went through the button around it; a click on words through none', () => {
  const button = inside('<button><svg></svg></button>');
  expect(pressedIn([button.firstElementChild!, button, document.body, document, window])).toBe(button);
  expect(pressedIn([inside('<p>words</p>'), document.body, document, window])).toBe(null);
});

test('the first way is a button or link; else the contact as the text has it; else there is none', () => {
  const contact: Contact = { kind: 'telegram', value: '@job_desk', from: 'text' };
  const range = document.createRange();
  const found = (html: string, about: JobPost): [Found, Element] => {
    const element = inside(html);
    const rangeOf: Found['rangeOf'] = ({ evidence }) => (evidence === contact.value ? range : null);
    return [{ post: about, element, rangeOf }, element];
  };
  const [withBoth, both] = found(
    '<div>Write @job_desk <button>Apply now</button></div>',
    post([contact], 'Write @job_desk'),
  );
  expect(wayToAnswer(withBoth, both, labels)).toBe(both.querySelector('button'));
  const [withText, text] = found('<div>Write @job_desk</div>', post([contact], 'Write @job_desk'));
  expect(wayToAnswer(withText, text, labels)).toBe(range);
  const [withNone, none] = found('<div>Come by</div>', post([], 'Come by'));
  expect(wayToAnswer(withNone, none, labels)).toBe(null);
});
