import { expect, it } from 'vitest';
import { bytesIn, dropped, nameOf, picked } from './taking';

const file = (name: string, text = 'x') => new File([text], name);

function fileEntry(path: string) {
  return { isFile: true, fullPath: path, file: (found: (file: File) => void) => found(file(path)) };
}

/** Like a browser's: tells its entries two at a time. */
function folderEntry(path: string, inside: object[]) {
  const left = [...inside];
  const readEntries = (found: (some: object[]) => void) => found(left.splice(0, 2));
  return { isFile: false, fullPath: path, createReader: () => ({ readEntries }) };
}

function drop(...entries: object[]) {
  return dropped({ items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })), files: [] } as unknown as DataTransfer);
}

it('walks through dropped folders to their ends', async () => {
  const cats = folderEntry('/animals/cat', ['1', '2', '3', '4', '5'].map((one) => fileEntry(`/animals/cat/${one}.png`)));
  const found = await drop(folderEntry('/animals', [cats, folderEntry('/animals/dog', [fileEntry('/animals/dog/1.png')])]));
  expect(found.map(({ path }) => path)).toEqual([1, 2, 3, 4, 5].map((one) => `animals/cat/${one}.png`).concat('animals/dog/1.png'));
});

it('takes the files where a browser tells no entries', async () => {
  const found = await dropped({ items: [], files: [file('shapes.zip')] } as unknown as DataTransfer);
  expect(found).toMatchObject([{ path: 'shapes.zip' }]);
});

it('leaves behind what a system put there, but nothing of the user', async () => {
  const found = await drop(...['/a/.DS_Store', '/a/cat/Thumbs.db', '/__MACOSX/a/cat/1.png', '/a/cat/desktop.ini', '/a/cat/1.dots.png'].map(fileEntry));
  expect(found.map(({ path }) => path)).toEqual(['a/cat/1.dots.png']);
});

it.each([
  ['shapes.zip', 'shapes'],
  ['train.csv', 'train'],
  ['data.tar.gz', 'data'],
  ['no ending', 'no ending'],
])('is called after the one file: %s', (path, name) => expect(nameOf([{ path, file: file(path) }])).toBe(name));

it('is called after the folder, and counts its bytes', () => {
  const taken = ['animals/cat/1.png', 'animals/dog/1.png'].map((path) => ({ path, file: file('1.png', 'four') }));
  expect(nameOf(taken)).toBe('animals');
  expect(bytesIn(taken)).toBe(8);
  expect(nameOf(picked([]))).toBe('');
});
