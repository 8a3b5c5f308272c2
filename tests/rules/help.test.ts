import { describe, expect, test } from 'vitest';
import { helpFor } from '../../src/rules/help.ts';
import { loadAuthorities } from '../../src/rules/load-authorities.ts';
import type { Authorities } from '../../src/rules/types.ts';

const line = (
  kind: Authorities['lines'][string][number]['kind'],
  name: string,
  confidence: 'high' | 'medium' = 'high',
) => ({
  kind,
  name,
  url: `https://${name}.example`,
  confidence,
});
const authorities: Authorities = {
  checked: '2026-01',
  lines: {
    PH: [
      line('police-report', 'police'),
      line('trafficking-hotline', 'hotline', 'medium'),
      line('consular', 'ministry'),
      line('recruiter-register', 'register'),
    ],
    FR: [line('trafficking-hotline', 'ccem')],
    EU: [line('trafficking-hotline', 'eu'), line('consular', 'eu-consular')],
    INT: [line('trafficking-hotline', 'directory')],
  },
};
const names = (lines: readonly { name: string }[]) => lines.map(({ name }) => name);

test('the help line comes before the police, then what serves everywhere; what is not confirmed is marked', () => {
  const help = helpFor(authorities, 'PH');
  expect(names(help.lines)).toEqual(['hotline', 'police', 'directory']);
  expect(help.lines.map(({ unsure }) => unsure)).toEqual([true, false, false]);
});

test('consulates and the register of recruiters stand apart', () => {
  const help = helpFor(authorities, 'PH');
  expect(names(help.consular)).toEqual(['ministry']);
  expect(names(help.registers)).toEqual(['register']);
});

test('countries of the EU share its lines', () => {
  const help = helpFor(authorities, 'FR');
  expect(names(help.lines)).toEqual(['ccem', 'eu', 'directory']);
  expect(names(help.consular)).toEqual(['eu-consular']);
});

test.each([null, 'XX'])('country %s: what serves everywhere', (country) => {
  const help = helpFor(authorities, country);
  expect(names(help.lines)).toEqual(['directory']);
  expect([...help.consular, ...help.registers]).toEqual([]);
});

describe('rules/authorities.yaml', () => {
  const real = loadAuthorities();
  test('every address is https or http and can be opened', () => {
    for (const { url } of Object.values(real.lines).flat()) if (url) expect(URL.canParse(url), url).toBe(true);
  });
  test('every line has a web address or a number', () => {
    for (const one of Object.values(real.lines).flat()) expect(one.url ?? one.phone, one.name).toBeTruthy();
  });
  test('countries with a licence register show it', () => {
    expect(names(helpFor(real, 'PH').registers)).toHaveLength(1);
    expect(names(helpFor(real, 'IN').consular).length).toBeGreaterThan(0);
  });
});
