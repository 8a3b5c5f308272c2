/** Ages that a post demands. */
import type { Fact } from './fact.ts';
import type { Field } from './find-concepts.ts';

/** "18-28", "18 to 35 years", "aged 20–32" with a word for age within reach, in the languages read. */
const AGE_WORD =
  '(?:age[ds]?|aged|years? old|y/?o|yrs?|ans|age|edad|anos|años|idade|alter|jahre?|eta|anni|leeftijd|jaar|wiek|lat|varsta|ani|возраст|лет|года|вік|років|yas|عمر|العمر|سن|السن|سنه|سال|उम्र|आयु|वर्ष|साल|उमेर|বয়স|বছর|வயது|వయస్సు|సంవత్సరాల|වයස|岁|歲|年齡|年龄|歳|세|나이|tuoi|tuổi|อายุ|ปี|ອາຍຸ|ប្រាយុ|អាយុ|ឆ្នាំ|အသက်|နှစ်|usia|umur|tahun|thn|edad|taong|gulang|umri|miaka|እድሜ|ዕድሜ|shekaru)';
const BETWEEN = '(?:-|~|to|a|à|bis|do|до|sampai|hingga|至|到|から|ถึง|đến|den|تا|الى|से|থেকে|–)';
const RANGE = new RegExp(`(?<![\\d.,])(\\d{2}) ?(${BETWEEN}| )\\s?(\\d{2})(?!\\d)`, 'gu');
const WORD_BEFORE = new RegExp(`(?<![a-z])${AGE_WORD}[^\\d\\n]{0,14}$`, 'u');
const WORD_AFTER = new RegExp(`^(?![.,]\\d)[^\\d\\n]{0,8}${AGE_WORD}`, 'u');

/** Age limits: an upper limit of 35 or less, or an age below 18 that is accepted. */
export function readAges(fields: readonly Field[]): Fact[] {
  return fields.flatMap((field) =>
    [...field.flat.matchAll(RANGE)].flatMap((match): Fact[] => {
      const low = Number(match[1]);
      const high = Number(match[3]);
      if (low >= high || low < 10 || high > 70) return [];
      const end = match.index + match[0].length;
      const before = WORD_BEFORE.exec(field.flat.slice(Math.max(0, match.index - 34), match.index));
      const after = match[2] === ' ' ? null : WORD_AFTER.exec(field.flat.slice(end, end + 24));
      if (!before && !after) return [];
      const at = {
        field,
        start: match.index - (before?.[0].length ?? 0),
        end: end + (before ? 0 : (after?.[0].length ?? 0)),
      };
      if (low < 18 && low >= 12) return [{ id: 'age-minor', at }];
      return high <= 35 ? [{ id: 'age-limit-young', at }] : [];
    }),
  );
}
