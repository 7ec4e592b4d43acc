import { expect, it } from 'vitest';
import { refusal } from './boundaries.js';

it.each([
  ['features/build/Canvas.tsx', 'features/build/tidy'],
  ['features/build/Canvas.tsx', 'shared/recipe'],
  ['pages/BuildPage.tsx', 'features/drawing/Pad'],
  ['app/routes.tsx', 'pages/BuildPage'],
  ['shared/queries.ts', 'api'],
  ['api/client.gen.ts', 'shared/client'],
  ['shared/format.test.ts', 'testing/render'],
])('lets %s import %s', (from, to) => expect(refusal(from, to)).toBeUndefined());

it.each([
  ['features/build/Canvas.tsx', 'features/drawing/Pad', 'let a page compose them'],
  ['features/build/Canvas.tsx', 'pages/BuildPage', 'features imports pages'],
  ['shared/format.ts', 'features/build/tidy', 'shared imports features'],
  ['api/client.gen.ts', 'shared/format', 'api imports shared'],
  ['shared/format.ts', 'testing/render', 'only tests may'],
])('refuses that %s imports %s', (from, to, reason) => expect(refusal(from, to)).toContain(reason));
