/** Files that are dropped anywhere on the page. */
import { useEffect, useRef, useState } from 'react';

/** Calls `take` with what was dropped; whether something that has files is held over the page. */
export function useFileDrop(take: (dropped: DataTransfer) => void): boolean {
  const [over, setOver] = useState(false);
  const newest = useRef(take);
  useEffect(() => {
    newest.current = take;
  });

  useEffect(() => {
    const carriesFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const drag = (event: DragEvent) => {
      if (!carriesFile(event)) return;
      event.preventDefault(); // without this the browser would open the file instead of the studio
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer) newest.current(event.dataTransfer);
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
