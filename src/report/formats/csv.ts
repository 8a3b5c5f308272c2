/** Reports as a table for a spreadsheet (RFC 4180). */
import Papa from 'papaparse';
import { digestOf, type Evidence } from '../evidence.ts';

const COLUMNS: Readonly<Record<string, (evidence: Evidence) => string | number | undefined>> = {
  reported: ({ modified }) => modified,
  level: ({ level }) => level,
  score: ({ score }) => score.toFixed(2),
  threats: ({ threats }) => threats.join(' '),
  site: ({ site }) => site,
  address: ({ address }) => address,
  title: ({ title }) => title,
  company: ({ company }) => company,
  location: ({ location }) => location,
  salary: ({ salary }) => salary,
  text: ({ text }) => text,
  author: ({ author }) => [author?.name, author?.url].filter(Boolean).join(' '),
  contacts: ({ contacts }) => contacts?.map(({ kind, value }) => `${kind}: ${value}`).join('\n'),
  links: ({ links }) => links?.join('\n'),
  images: ({ images }) => images?.join('\n'),
  postedAt: ({ postedAt }) => postedAt,
  applyUrl: ({ applyUrl }) => applyUrl,
  signs: ({ signals }) => signals.map(({ id, side }) => (side === 'for' ? `−${id}` : id)).join(' '),
  words: ({ signals }) => signals.flatMap(({ spans }) => spans.map(({ evidence }) => `“${evidence}”`)).join(' '),
  language: ({ language }) => language,
  note: ({ note }) => note,
  revoked: ({ revoked }) => (revoked ? 'yes' : ''),
  rulesVersion: ({ rulesVersion }) => rulesVersion,
  similarityHash: ({ similarityHash }) => similarityHash ?? '',
  sha256: (evidence) => digestOf(evidence),
};

/** With a head line. What a spreadsheet would take for a formula gets an apostrophe in front. */
export function csvOf(evidences: readonly Evidence[]): string {
  const names = Object.keys(COLUMNS);
  const rows = evidences.map((evidence) =>
    Object.values(COLUMNS).map((cell) => String(cell(evidence) ?? '').replace(FORMULA, "$1'$2")),
  );
  return `${Papa.unparse({ fields: names, data: rows }, { newline: '\r\n' })}\r\n`;
}

/**
 * OWASP, CSV injection: these characters start a formula at the beginning of a cell, also behind white space; and where a
 * spreadsheet splits at semicolons or tabs, a cell begins behind each of those, and behind each line break.
 */
const FORMULA = /(^|[;\t\r\n])(\s*[=+\-@＝＋－＠])/g;
