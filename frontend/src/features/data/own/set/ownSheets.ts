/** Where the server has some pictures of a data set on one sheet. They never change, so a browser may keep it. */

const SIDES = [32, 64, 128, 256];

/** `pixels` is how wide each is shown. Rows that follow one another are told by the first and how many. */
export function ownSheetAddress(id: string, rows: Int32Array, columns: number, pixels: number): string {
  const side = SIDES.find((one) => one >= pixels) ?? 256;
  const query = new URLSearchParams({ columns: String(columns), side: String(side) });
  const [first = 0, last = 0] = [rows[0], rows.at(-1)];
  if (last - first === rows.length - 1 && rows.every((row, place) => row === first + place)) {
    query.set('start', String(first));
    query.set('count', String(rows.length));
  } else {
    for (const row of rows) query.append('rows', String(row));
  }
  return `/api/own/${encodeURIComponent(id)}/sheet?${query}`;
}
