/** A recipe in a link: JSON, deflated, as base64url behind `#recipe=`, so that no server is needed to pass it on. */
import { type Problem, ProblemsError } from '@/shared/problems';
import type { Recipe } from '@/shared/recipe';

const PREFIX = '#recipe=';
const LONGEST_LINK = 500_000; // letters
const LARGEST_RECIPE = 2_000_000; // bytes after inflating: a short link must not fill the memory

/** Whether an address carries a recipe (whole or broken). */
export function carriesRecipe(fragment: string): boolean {
  return fragment.startsWith(PREFIX);
}

/** The address that opens `recipe` in the studio at `base`. */
export async function linkTo(recipe: Recipe, base: string = window.location.origin): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(recipe));
  const packed = await through(new CompressionStream('deflate'), text, Infinity);
  const letters = Array.from(packed, (byte) => String.fromCharCode(byte)).join('');
  const safe = btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  return `${base}/${PREFIX}${safe}`;
}

/** The text of the recipe in a fragment. Throws `ProblemsError` for one that is broken, hostile or far too large. */
export async function textInLink(fragment: string): Promise<string> {
  const letters = fragment.slice(PREFIX.length);
  if (!carriesRecipe(fragment) || !/^[\w-]+$/.test(letters)) throw broken();
  if (letters.length > LONGEST_LINK) throw tooLarge();
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    const packed = atob(letters.replaceAll('-', '+').replaceAll('_', '/'));
    bytes = await through(
      new DecompressionStream('deflate'),
      Uint8Array.from(packed, (letter) => letter.charCodeAt(0)),
      LARGEST_RECIPE,
    );
  } catch (error) {
    throw error instanceof ProblemsError ? error : broken();
  }
  const text = new TextDecoder().decode(bytes);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) throw broken();
  } catch {
    throw broken();
  }
  return text;
}

/** `bytes` through a stream that changes them; stops as soon as more than `limit` bytes come out. */
async function through(
  change: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = change.writable.getWriter();
  // what goes wrong here is told by the reader too
  writer.write(bytes).then(() => writer.close()).catch(() => undefined);
  const reader = change.readable.getReader();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > limit) {
      reader.cancel().catch(() => undefined);
      throw tooLarge();
    }
    pieces.push(next.value);
  }
  const whole = new Uint8Array(size);
  let place = 0;
  for (const piece of pieces) {
    whole.set(piece, place);
    place += piece.length;
  }
  return whole;
}

function broken(): ProblemsError {
  return refusal('link-broken', 'The link carries no recipe that can be read: it may have been cut off. Copy it again.');
}

function tooLarge(): ProblemsError {
  return refusal('link-too-large', 'The recipe in the link is too large: pass it on as a file instead.');
}

function refusal(code: string, message: string): ProblemsError {
  const problem: Problem = { code, message };
  return new ProblemsError([problem], 0);
}
