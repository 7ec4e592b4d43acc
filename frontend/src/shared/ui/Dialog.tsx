import type { ModalProps } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useFetchInQuiet } from '../quiet';

const fetchModal = () => import('./modal');
const Modal = lazy(fetchModal);

/**
 * A dialog above the page. What draws it is fetched when the first one opens, or soon after the page is there where one
 * waits to be opened: by then the server may be gone. Once opened, it gives the focus back.
 */
export function Dialog(props: ModalProps) {
  const [wanted, setWanted] = useState(props.opened);
  if (props.opened && !wanted) setWanted(true);
  useFetchInQuiet(fetchModal);
  return <Suspense>{wanted && <Modal {...props} />}</Suspense>;
}
