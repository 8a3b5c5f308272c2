/** Texts for people: keys typed from the English catalogue, placeholders, plural forms, direction. */
import type en from '../assets/locales/en.json';

export type Key = keyof typeof en;
export type Strings = Readonly<Record<string, string>>;
/** `t('key', { name: 'value' })`; with a `count`, `key.one` / `key.other` … are tried first. */
export type Translate = (
  key: Key | `because.${string}` | (string & {}),
  values?: Readonly<Record<string, string | number>>,
) => string;

/** Languages of the interface (assets/locales): those that the engine reads. */
export const SHIPPED = [
  'am',
  'ar',
  'bn',
  'de',
  'en',
  'es',
  'fa',
  'fr',
  'ha',
  'hi',
  'id',
  'it',
  'ja',
  'km',
  'ko',
  'lo',
  'ms',
  'my',
  'ne',
  'nl',
  'pl',
  'pt-BR',
  'ro',
  'ru',
  'si',
  'sw',
  'ta',
  'te',
  'th',
  'tl',
  'tr',
  'uk',
  'ur',
  'vi',
  'zh-Hans',
  'zh-Hant',
] as const;

/** Tags of browsers that do not begin like ours. */
const SAME: Readonly<Record<string, string>> = {
  fil: 'tl',
  'zh-TW': 'zh-Hant',
  'zh-HK': 'zh-Hant',
  'zh-MO': 'zh-Hant',
};

/** A translator over a catalogue; a missing key shows itself, so that tests find it. */
export function translator(strings: Strings, language: string): Translate {
  const plural = new Intl.PluralRules(language);
  return (key, values = {}) => {
    const form = typeof values.count === 'number' ? strings[`${key}.${plural.select(values.count)}`] : undefined;
    const text = form ?? strings[key] ?? strings[`${key}.other`] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
  };
}

/** The best shipped language for a person's preferences. */
export function chooseLanguage(preferred: readonly string[], shipped: readonly string[] = SHIPPED): string {
  for (const tag of preferred) {
    const own = SAME[tag] ?? SAME[baseOf(tag)] ?? tag;
    const match =
      shipped.find((id) => own === id || own.startsWith(`${id}-`)) ?? shipped.find((id) => baseOf(id) === baseOf(own));
    if (match) return match;
  }
  return 'en';
}

function baseOf(tag: string): string {
  return tag.split('-')[0] ?? '';
}

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'ur', 'he', 'ps']);

/** 'rtl' or 'ltr'. */
export function directionOf(language: string): 'rtl' | 'ltr' {
  return RIGHT_TO_LEFT.has(baseOf(language)) ? 'rtl' : 'ltr';
}
