/** Learning rates as they are typed and stepped through. */

const LARGEST = 1e6; // as the server allows
const ROUND = [1, 2, 3, 5, 10];

/** The number in a text, with a point or a comma; null where there is none that can be a learning rate. */
export function readRate(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  const rate = plain === '' ? NaN : Number(plain);
  return rate > 0 && rate <= LARGEST ? rate : null;
}

/** The next round number: 0.001, 0.002, 0.003, 0.005, 0.01 … */
export function nextRate(rate: number, direction: number): number {
  const power = 10 ** Math.floor(Math.log10(rate) + 1e-9);
  const rounds = [power / 10, power].flatMap((unit) => ROUND.map((digit) => Number((digit * unit).toPrecision(1))));
  const next =
    direction > 0
      ? rounds.find((round) => round > rate * (1 + 1e-9))
      : rounds.findLast((round) => round < rate * (1 - 1e-9));
  return Math.min(next ?? rate, LARGEST);
}
