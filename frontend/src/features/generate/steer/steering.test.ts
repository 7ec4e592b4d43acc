import { describe, expect, it } from 'vitest';
import { anySeed, FIRST, isSteered, LARGEST_SEED, read, type Steering, turned, write } from './steering';

const said = (text: string) => read(new URLSearchParams(text));

describe('an address', () => {
  it.each<Partial<Steering>>([
    {},
    { label: 7, seed: 42, along: [1.5, 0, -0.4] },
    { show: 'between', from: { seed: 12, label: 7 }, to: { seed: 3, label: null }, mix: 0.25 },
    { show: 'number', text: '31415' },
    { show: 'style', label: 0 },
  ])('says %o and is understood again', (some) => {
    const steering = { ...FIRST, ...some };
    expect(read(write(new URLSearchParams(), steering))).toEqual(steering);
  });

  it('leaves out what is as at first, and leaves alone what is not its own', () => {
    expect(write(new URLSearchParams('view=steer&model=run:a&label=3'), FIRST).toString()).toBe('view=steer&model=run%3Aa');
    expect(isSteered(new URLSearchParams('view=steer'))).toBe(false);
    expect(isSteered(new URLSearchParams('label=3'))).toBe(true);
  });

  it('that makes no sense is as at first', () => {
    expect(said('show=elsewhere&label=x&seed=-1&along=a,b&from=&mix=nan&text=')).toEqual({ ...FIRST, mix: 0, text: '' });
    expect(said('along=99,-99').along).toEqual([3, -3]);
    expect(said('mix=7').mix).toBe(1);
  });
});

it('sets one direction and forgets zeros at the end', () => {
  expect(turned([1], 2, 0.5)).toEqual([1, 0, 0.5]);
  expect(turned([1, 0, 0.5], 2, 0)).toEqual([1]);
  expect(turned([1], 0, 0)).toEqual([]);
});

it('draws seeds that can be read out', () => {
  expect(anySeed(() => 0)).toBe(0);
  expect(anySeed(() => 0.9999999)).toBe(LARGEST_SEED);
});
