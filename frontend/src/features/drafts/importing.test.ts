import { expect, it } from 'vitest';
import { fileName, looksLikeRecipe } from './importing';

it.each([
  ['{"version": 1, "model": {"nodes": []}}', true],
  [' {\n"data": {}, "model": {"inputs": {}}\n}\n', true],
  ['{"netsumiki-nodes": 1, "nodes": []}', false],
  ['the model: {nothing}', false],
  ['{"model": "text"}', false],
])('takes %s for a recipe: %s', (text, is) => expect(looksLikeRecipe(text)).toBe(is));

it.each([
  ['First network', 'first-network.json'],
  ['../../etc/passwd', 'etc-passwd.json'],
  ['数字 リーダー', '数字-リーダー.json'],
  ['<b>', 'b.json'],
  ['…', 'recipe.json'],
])('makes a file name of “%s”', (name, file) => expect(fileName(name, 'json')).toBe(file));
