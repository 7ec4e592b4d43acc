/** What says the same as before keeps its object, so that what is drawn of it is not drawn again. */
export function createReuse<T>(keyOf: (element: T) => string): (fresh: readonly T[]) => T[] {
  let before = new Map<string, { text: string; element: T }>();
  return (fresh) => {
    const now = new Map<string, { text: string; element: T }>();
    const reused = fresh.map((element) => {
      const text = JSON.stringify(element);
      const known = before.get(keyOf(element));
      const kept = known?.text === text ? known : { text, element };
      now.set(keyOf(element), kept);
      return kept.element;
    });
    before = now;
    return reused;
  };
}
