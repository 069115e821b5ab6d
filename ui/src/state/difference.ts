// What differs between two revisions, read from the desk's value into what the review screen draws.
import { countWords, type Compared } from './compared';

export const readDifference = (value: unknown): Compared => value as Compared;
export const changedWords = (value: unknown) => countWords(readDifference(value).blocks);
