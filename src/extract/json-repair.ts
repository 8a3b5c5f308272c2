/**
 * JSON as web sites write it into ld+json scripts. Repaired is only what can be read in one way: wrappers and comments,
 * trailing commas, raw control characters in strings, HTML entities around keys, quotes that nobody escaped.
 */

const LARGEST_SCRIPT = 2_000_000;

/** The values that a script holds (several may stand one after the other); none where it cannot be read safely. */
export function parseLoosely(source: string): unknown[] {
  if (source.length > LARGEST_SCRIPT) return [];
  const text = unwrapped(source);
  if (text === '') return [];
  for (const candidate of [() => text, () => repaired(text), () => repaired(unescaped(text))]) {
    try {
      return [JSON.parse(candidate())];
    } catch {
      // the next candidate, then several values in one script, then nothing
    }
  }
  return severalIn(text);
}

/** Without byte order mark, HTML comment or CDATA around it. */
function unwrapped(source: string): string {
  return source
    .replace(/^\ufeff/, '')
    .trim()
    .replace(/^(?:<!--|(?:\/\*|\/\/)?\s*<!\[CDATA\[(?:\s*\*\/)?)/, '')
    .replace(/(?:\/\/\s*)?(?:-->|(?:\/\*|\/\/)?\s*\]\]>(?:\s*\*\/)?)$/, '')
    .replace(/;\s*$/, '')
    .trim();
}

/** `{&quot;@type&quot;: …`: a template engine has escaped the whole script. Within strings entities are left alone. */
function unescaped(text: string): string {
  if (!/^\s*[[{]\s*&(?:quot|#0?34|#x22);/i.test(text)) return text;
  return text
    .replace(/&(?:quot|#0?34|#x22);/gi, '"')
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&(?:#0?39|apos);/gi, "'")
    .replace(/&amp;/gi, '&');
}

/** Two objects in one script without a list around them. */
function severalIn(text: string): unknown[] {
  const parts = text.split(/(?<=\})\s*,?\s*(?=\{\s*"@(?:context|type)")/);
  if (parts.length < 2 || parts.length > 60) return [];
  return parts.flatMap((part) => {
    try {
      return [JSON.parse(repaired(part))];
    } catch {
      return [];
    }
  });
}

const CONTROL: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '' };

/** One pass over the characters, aware of strings, so that nothing inside a description is taken for a comment. */
function repaired(text: string): string {
  const out: string[] = [];
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i] as string; // i is inside the string
    if (inString) {
      if (char === '\\') {
        const next = text[i + 1] ?? '';
        out.push(/["\\/bfnrtu]/.test(next) ? char + next : `\\\\${CONTROL[next] ?? next}`);
        i += 1;
      } else if (char === '"' && endsString(text, i)) {
        inString = false;
        out.push(char);
      } else if (char === '"') out.push('\\"');
      else out.push(char < ' ' ? (CONTROL[char] ?? '') : char);
    } else if (char === '"') {
      inString = true;
      out.push(char);
    } else if (char === '/' && text[i + 1] === '/') {
      while (i < text.length && text[i] !== '\n') i += 1;
    } else if (char === '/' && text[i + 1] === '*') {
      const end = text.indexOf('*/', i + 2);
      i = end < 0 ? text.length : end + 1;
    } else if (char === ',') {
      const next = nextSign(text, i + 1);
      if (next !== '}' && next !== ']') out.push(char);
    } else out.push(char);
  }
  return out.join('');
}

/**
 * Does the quote at `at` close its string? It does before `:`, `}`, `]`, the end, and before a comma with a new key or
 * value behind it; else it is one that nobody escaped (<p class="x">). `"He said "hi", then"` stays ambiguous: not read.
 */
function endsString(text: string, at: number): boolean {
  const rest = text.slice(at + 1, at + 200).trimStart();
  if (rest === '' || /^[:}\]]/.test(rest)) return true;
  return /^,\s*(?:["{[\d\-}\]]|true|false|null|\/[/*])/.test(rest) || /^\/[/*]/.test(rest);
}

function nextSign(text: string, from: number): string {
  let at = from;
  while (at < text.length && /\s/.test(text[at] as string)) at += 1; // at is inside the string
  return text[at] ?? '';
}
