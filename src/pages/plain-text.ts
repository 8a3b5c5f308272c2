/** A report as plain text in the person's language: for a mail, for a form. */
import type { Translate } from '../i18n.ts';
import { digestOf, type Evidence, PARTS } from '../report/evidence.ts';
import { wordsOf } from './evidence-view.ts';

/** A mail address with more behind it is cut by some systems. */
const LONGEST_MAIL = 1800;

export function plainText(evidence: Evidence, t: Translate): string {
  const parts = PARTS.flatMap((part) => {
    const words = wordsOf(part, evidence);
    return words ? [`${t(`field.${part}`)}: ${words}`] : [];
  });
  const reasons = evidence.signals
    .filter(({ side }) => side === 'against')
    .map(({ id, spans }) => `- ${t(`because.${id}`)} ${spans.map((span) => `“${span.evidence}”`).join(' ')}`.trim());
  const head = [t('sheet.heading'), t('sheet.what')];
  const tail = [`${t('field.times')}: ${evidence.modified}`, `${t('field.digest')}: ${digestOf(evidence)}`];
  return [...head, '', ...parts, '', t('field.verdict'), ...reasons, '', ...tail].join('\n');
}

/** A mail to an authority that the person's own mail program sends. */
export function mailAddress(to: string, evidence: Evidence, t: Translate): string {
  const subject = encodeURIComponent(t('sheet.heading'));
  let body = plainText(evidence, t);
  while (encodeURIComponent(body).length > LONGEST_MAIL)
    body = `${[...body].slice(0, -Math.ceil([...body].length / 10)).join('')}…`;
  return `mailto:${to}?subject=${subject}&body=${encodeURIComponent(body)}`;
}
