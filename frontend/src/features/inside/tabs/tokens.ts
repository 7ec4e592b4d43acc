/** Which pieces of a line of source are a variable whose value is known. */
import type { SourcePiece } from '@/api';

export interface Token {
  text: string;
  kind: SourcePiece['kind'];
  /** The variable's whole name, as it is bound: `self.W.value`. */
  bound?: string;
}

/** Joins pieces such as `self`, `.`, `W`, `.`, `value` into the longest name that is bound. */
export function tokensOf(line: readonly SourcePiece[], bound: ReadonlySet<string>): Token[] {
  const tokens: Token[] = [];
  let place = 0;
  while (place < line.length) {
    const piece = line[place];
    if (!piece) break;
    const behindDot = line[place - 1]?.text === '.';
    const length = piece.kind === 'name' && !behindDot ? longest(line, place, bound) : 0;
    if (length > 0) {
      const text = line.slice(place, place + length).map((one) => one.text).join('');
      tokens.push({ text, kind: 'name', bound: text });
      place += length;
    } else {
      tokens.push({ ...piece });
      place += 1;
    }
  }
  return tokens;
}

/** How many pieces from a place on make a bound name; 0 for none. */
function longest(line: readonly SourcePiece[], place: number, bound: ReadonlySet<string>): number {
  let [name, best] = ['', 0];
  for (let at = place; at < line.length; at += 1) {
    const piece = line[at];
    if (!piece || piece.kind !== ((at - place) % 2 === 0 ? 'name' : 'operator')) break;
    if ((at - place) % 2 === 1 && piece.text !== '.') break;
    name += piece.text;
    if (bound.has(name)) best = at - place + 1;
  }
  return best;
}
