// Asks a module what its model makes of examples: node answers.mjs module.mjs asked.json answers.bin
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [, , module, asked, answers] = process.argv;
const model = await import(pathToFileURL(module));
const { ask, count, inputs } = JSON.parse(readFileSync(asked, 'utf8'));
const KINDS = { uint8: Uint8Array, float32: Float32Array, int64: BigInt64Array };
const columns = inputs.map(({ path, kind }) => {
  const bytes = readFileSync(path);
  return new KINDS[kind](bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
});
const example = (column, k) => {
  const size = column.length / count;
  return column instanceof BigInt64Array ? Number(column[k]) : column.subarray(k * size, (k + 1) * size);
};
const made = Array.from({ length: count }, (_, k) => model[ask](...columns.map((column) => example(column, k))));
writeFileSync(answers, Buffer.concat(made.map((one) => new Uint8Array(one.buffer, one.byteOffset, one.byteLength))));
