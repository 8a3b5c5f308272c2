/** Where a report on its way to a server stands, in words. */
import type { Translate } from '../i18n.ts';
import type { Progress } from '../messages.ts';

type Wording = { readonly t: Translate; readonly language: string };

export function progressWords({ state, name, attempts, answer, changed }: Progress, { t, language }: Wording): string {
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(changed));
  const why = answer ? answerWords(answer, t) : '';
  if (state === 'queued' && attempts === 0) return t('report.queued', { name });
  if (state === 'queued') return why ? t('state.retry', { name, answer: why }) : t('state.queued', { name });
  return t(`state.${state}`, { name, answer: why, date });
}

/** Why a server did not take it. */
export function answerWords({ kind, detail }: NonNullable<Progress['answer']>, t: Translate): string {
  return t(`answer.${kind}`, { code: detail ?? '' });
}
