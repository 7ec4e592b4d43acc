/** Files that are dropped anywhere on the page. */
import { useEffect, useRef, useState } from 'react';

type Place = Element | null;

/** Calls `take` with what was dropped and where; answers over what on the page something that has files is held. */
export function useFileDrop(take: (dropped: DataTransfer, place: Place) => void): Place {
  const [over, setOver] = useState<Place>(null);
  const newest = useRef(take);
  useEffect(() => {
    newest.current = take;
  });

  useEffect(() => {
    const carriesFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const drag = (event: DragEvent) => {
      if (!carriesFile(event)) return;
      event.preventDefault(); // without this the browser would open the file instead of the studio
      setOver(placeOf(event));
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(null);
    };
    const drop = (event: DragEvent) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      setOver(null);
      if (event.dataTransfer) newest.current(event.dataTransfer, placeOf(event));
    };
    window.addEventListener('dragover', drag);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', drag);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);

  return over;
}

function placeOf({ target }: DragEvent): Element {
  return target instanceof Element ? target : document.body;
}
