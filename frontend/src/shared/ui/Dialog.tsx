import type { ModalProps } from '@mantine/core';
import { lazy, Suspense, useEffect, useState } from 'react';

const fetchModal = () => import('./modal');
const Modal = lazy(fetchModal);

const QUIET = 4_000; // milliseconds after which the page has what it needs first

/**
 * A dialog above the page. What draws it is fetched when the first one opens, or soon after the page is there where one
 * waits to be opened: by then the server may be gone. Once opened, it gives the focus back.
 */
export function Dialog(props: ModalProps) {
  const [wanted, setWanted] = useState(props.opened);
  if (props.opened && !wanted) setWanted(true);
  useEffect(() => {
    const timer = setTimeout(() => void fetchModal().catch(() => undefined), QUIET);
    return () => clearTimeout(timer);
  }, []);
  return <Suspense>{wanted && <Modal {...props} />}</Suspense>;
}
