/** Which parts of what a network wrote it was sure of. */

type Mark = 'sure' | 'middling' | 'unsure';

interface Piece {
  letters: string;
  mark: Mark;
  share: number;
}

const SURE = 0.5;
const UNSURE = 0.1;

/** Runs of characters of which the network was sure, and each other character by itself. */
export function pieces(text: string, sure: readonly number[]): Piece[] {
  const found: Piece[] = [];
  [...text].forEach((letter, place) => {
    const share = sure[place] ?? 1;
    const mark = share >= SURE ? 'sure' : share >= UNSURE ? 'middling' : 'unsure';
    const last = found.at(-1);
    if (mark === 'sure' && last?.mark === 'sure') last.letters += letter;
    else found.push({ letters: letter, mark, share });
  });
  return found;
}
