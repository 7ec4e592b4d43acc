import { describe, expect, it } from 'vitest';
import type { Recipe } from '@/shared/recipe';
import { carriesRecipe, linkTo, textInLink } from './link';

const recipe: Recipe = {
  version: 1,
  title: 'Мой 網 network',
  model: { inputs: { image: [28, 28, 1] }, nodes: [{ name: 'dense', layer: 'dense', units: 10 }] },
};

const fragmentOf = (link: string) => link.slice(link.indexOf('#'));

async function packed(text: string): Promise<string> {
  const stream = new CompressionStream('deflate');
  const writer = stream.writable.getWriter();
  void writer.write(new TextEncoder().encode(text)).then(() => writer.close());
  const bytes: number[] = [];
  const reader = stream.readable.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) bytes.push(...next.value);
  return `#recipe=${btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
}

it('brings a recipe through a link unchanged, in every script', async () => {
  const link = await linkTo(recipe, 'http://127.0.0.1:8765');
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:8765\/#recipe=[\w-]+$/);
  expect(carriesRecipe(fragmentOf(link))).toBe(true);
  expect(JSON.parse(await textInLink(fragmentOf(link)))).toEqual(recipe);
});

describe('a hostile fragment', () => {
  it.each([
    ['nothing in it', '#recipe='],
    ['markup', '#recipe=<img src=x onerror=alert(1)>'],
    ['another script', '#recipe=%3Cscript%3E'],
    ['no base64', '#recipe=A'],
    ['no deflated text', '#recipe=AAAAAAAA'],
    ['another fragment', '#main'],
  ])('with %s is refused in words', async (_, fragment) => {
    await expect(textInLink(fragment)).rejects.toMatchObject({ problems: [{ code: 'link-broken' }] });
  });

  it('that was cut off is refused', async () => {
    const fragment = fragmentOf(await linkTo(recipe));
    await expect(textInLink(fragment.slice(0, -20))).rejects.toMatchObject({ problems: [{ code: 'link-broken' }] });
  });

  it.each(['"text"', '17', 'null', '{"model": '])('with %s instead of a recipe is refused', async (text) => {
    await expect(textInLink(await packed(text))).rejects.toMatchObject({ problems: [{ code: 'link-broken' }] });
  });

  it('that inflates beyond all measure is stopped', async () => {
    const bomb = await packed(`"${'a'.repeat(3_000_000)}"`);
    expect(bomb.length).toBeLessThan(10_000);
    await expect(textInLink(bomb)).rejects.toMatchObject({ problems: [{ code: 'link-too-large' }] });
  });

  it('that is itself too long is not even read', async () => {
    await expect(textInLink(`#recipe=${'A'.repeat(500_001)}`)).rejects.toMatchObject({
      problems: [{ code: 'link-too-large' }],
    });
  });
});
