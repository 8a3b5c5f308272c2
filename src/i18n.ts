/** Texts for people: keys typed from the English catalogue, placeholders, plural forms, direction. */
import type en from '../assets/locales/en.json';

export type Key = keyof typeof en;
export type Strings = Readonly<Record<string, string>>;
/** `t('key', { name: 'value' })`; with a `count`, `key.one` / `key.other` … are tried first. */
export type Translate = (
  key: Key | `because.${string}` | (string & {}),
  values?: Readonly<Record<string, string | number>>,
) => string;

/** Languages of the interface. */
const SHIPPED = ['en', 'fr'] as const;

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
    const base = tag.split('-')[0] ?? '';
    const match = shipped.find((id) => id === tag) ?? shipped.find((id) => id.split('-')[0] === base);
    if (match) return match;
  }
  return 'en';
}

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'ur', 'he', 'ps']);

/** 'rtl' or 'ltr'. */
export function directionOf(language: string): 'rtl' | 'ltr' {
  return RIGHT_TO_LEFT.has(language.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}
