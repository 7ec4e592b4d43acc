import { expect, it } from 'vitest';
import { seriesLook } from './series';

it('tells 32 runs apart, and neighbours by their dashes too', () => {
  const looks = Array.from({ length: 32 }, (_, place) => seriesLook(place));
  expect(new Set(looks.map((look) => JSON.stringify(look))).size).toBe(32);
  for (let place = 1; place < 4; place += 1) expect(looks[place]?.dash).not.toEqual(looks[place - 1]?.dash);
});
