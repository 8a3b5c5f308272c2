/** Normal text and, for each of its UTF-16 units, where it came from in the original. */
export type Normal = {
  readonly text: string;
  /** Original offset of each unit. */
  readonly from: Uint32Array;
  /** Original offset just behind each unit. */
  readonly to: Uint32Array;
  /** Original ranges of words that mixed the letters of two alphabets. */
  readonly mixed: readonly (readonly [number, number])[];
};
