/** What somebody drops or picks, as files with the paths at which they lay: folders are walked through. */

export interface Taken {
  /** From the dropped or picked folder on: "shapes/circle/1.png". */
  path: string;
  file: File;
}

/** What a browser's pickers and drops have for nobody to want: "Thumbs.db", "__MACOSX/…", ".DS_Store". */
const LEFT_BEHIND = /(^|\/)(\.|__MACOSX\/|Thumbs\.db$|desktop\.ini$)/;

/** The files of a drop. Must be called while the drop is handled: later the browser has forgotten its folders. */
export function dropped({ items, files }: Pick<DataTransfer, 'items' | 'files'>): Promise<Taken[]> {
  const entries = [...items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (entries.every((entry) => entry === null)) return Promise.resolve(picked(files));
  return Promise.all(entries.filter((entry) => entry !== null).map(walked)).then((found) => wanted(found.flat()));
}

/** The files of a picker; those of a folder know where in it they lie. */
export function picked(files: Iterable<File>): Taken[] {
  return wanted([...files].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
}

/** What they are called together: the folder, or the file without its ending. */
export function nameOf(taken: readonly Taken[]): string {
  const [first] = taken;
  if (!first) return '';
  const [folder, ...inside] = first.path.split('/');
  return (inside.length > 0 ? folder : folder?.replace(/(?!^)\.(tar\.)?\w+$/, '')) ?? '';
}

export function bytesIn(taken: readonly Taken[]): number {
  return taken.reduce((sum, { file }) => sum + file.size, 0);
}

function wanted(taken: Taken[]): Taken[] {
  return taken.filter(({ path }) => !LEFT_BEHIND.test(path));
}

async function walked(entry: FileSystemEntry): Promise<Taken[]> {
  if (entry.isFile) return [{ path: entry.fullPath.replace(/^\//, ''), file: await fileOf(entry as FileSystemFileEntry) }];
  const found: Taken[] = [];
  for (const inside of await entriesOf(entry as FileSystemDirectoryEntry)) found.push(...(await walked(inside)));
  return found;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A browser tells a hundred entries at a time, and none at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}
