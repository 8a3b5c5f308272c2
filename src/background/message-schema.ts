/** What content scripts may send: checked, with sizes capped, before anything acts on it. */
import * as v from 'valibot';
import { ChoiceSchema } from '../settings.ts';

const short = v.pipe(v.string(), v.maxLength(2000));
const ContactSchema = v.object({
  kind: v.picklist([
    'phone',
    'email',
    'telegram',
    'whatsapp',
    'line',
    'wechat',
    'zalo',
    'viber',
    'kakaotalk',
    'signal',
    'messenger',
    'url',
  ]),
  value: short,
  from: v.picklist(['text', 'link']),
});

const IdSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const PostSchema = v.object({
  id: IdSchema,
  url: v.pipe(v.string(), v.maxLength(4000)),
  site: short,
  source: v.picklist(['json-ld', 'microdata', 'rdfa', 'open-graph', 'site', 'generic', 'selection', 'paste']),
  title: v.optional(short),
  company: v.optional(short),
  location: v.optional(short),
  salary: v.optional(short),
  text: v.pipe(v.string(), v.maxLength(20_000)),
  contacts: v.pipe(v.array(ContactSchema), v.maxLength(60)),
  links: v.pipe(v.array(v.string()), v.maxLength(60)),
  images: v.pipe(v.array(v.string()), v.maxLength(20)),
  author: v.optional(v.object({ name: v.optional(v.string()), url: v.optional(v.string()) })),
  postedAt: v.optional(short),
  applyUrl: v.optional(v.string()),
});

const BoxSchema = v.nullable(
  v.object({
    x: v.number(),
    y: v.number(),
    width: v.number(),
    height: v.number(),
    windowWidth: v.pipe(v.number(), v.minValue(1)),
  }),
);

/** Bodies of the messages that the background answers. */
export const BODIES = {
  judge: v.object({ posts: v.pipe(v.array(PostSchema), v.maxLength(50)) }),
  reading: v.object({}),
  surroundings: v.object({}),
  warned: v.object({ count: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000)) }),
  report: v.object({ post: PostSchema, box: BoxSchema }),
  'take-back': v.object({ delivery: short }),
  review: v.object({ id: IdSchema, draft: v.nullable(PostSchema), box: BoxSchema }),
  reported: v.object({ id: IdSchema }),
  progress: v.object({ id: IdSchema }),
  'send-now': v.object({}),
  'wrong-alarm': v.object({ post: PostSchema, words: v.pipe(v.string(), v.maxLength(20_000)) }),
  choose: v.object({ choice: ChoiceSchema, on: v.boolean() }),
  open: v.object({ page: v.picklist(['notes', 'options']) }),
} as const;
