/** The conditions of indicators: `passport-held`, `a and (b or c)`, `not d`, `a near b` (within 160 characters of one field). */
import type { Condition } from './types.ts';

/**
 * Parses a condition. `known` tells which ids exist. Throws an Error with the reason.
 * "not" binds tightest, then "near", "and", "or".
 */
export function parseCondition(source: string, known: (id: string) => boolean): Condition {
  const tokens = source.match(/[()]|[a-z0-9-]+|\S/g) ?? [];
  let i = 0;
  const condition = either();
  if (i < tokens.length) throw new Error(`has a stray "${tokens[i]}"`);
  return condition;

  function binary(word: 'or' | 'and' | 'near', operand: () => Condition): Condition {
    let left = operand();
    while (tokens[i] === word) {
      i += 1;
      left = [word, left, operand()];
    }
    return left;
  }
  function either(): Condition {
    return binary('or', both);
  }
  function both(): Condition {
    return binary('and', close);
  }
  function close(): Condition {
    return binary('near', single);
  }
  function single(): Condition {
    const token = tokens[i];
    i += 1;
    if (token === 'not') return ['not', single()];
    if (token === '(') {
      const inner = either();
      if (tokens[i] !== ')') throw new Error('has a "(" that is never closed');
      i += 1;
      return inner;
    }
    if (token === undefined) throw new Error('ends too early');
    if (!/^[a-z][a-z0-9-]*$/.test(token)) throw new Error(`has a stray "${token}"`);
    if (!known(token)) throw new Error(`names "${token}", which is no concept, fact or indicator`);
    return token;
  }
}
