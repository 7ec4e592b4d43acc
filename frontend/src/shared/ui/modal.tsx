/** The modal alone, so that it can be fetched when the first dialog opens. */
import { Modal as Plain, type ModalProps } from '@mantine/core';
import { useEffect } from 'react';
import styles from './modal.module.css';

/** It gives the focus back to what opened it, also where that closes it by taking it off the page. */
export default function Modal(props: ModalProps) {
  const { opened, closeButtonProps } = props;
  useEffect(() => {
    if (!opened) return undefined;
    const opener = openerOf(document.activeElement);
    return () => {
      const now = document.activeElement;
      const lost = now === document.body || now?.closest('[role="dialog"]');
      if (lost) opener?.focus({ preventScroll: true }); // else something else has been chosen meanwhile
    };
  }, [opened]);
  return <Plain {...props} returnFocus={false} closeButtonProps={{ ...closeButtonProps, className: styles.close }} />;
}

/** What one pressed; an item of a menu goes away with its menu, so it is the button of that menu. */
function openerOf(pressed: Element | null): HTMLElement | null {
  const menu = pressed?.closest('[role="menu"]');
  return menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : (pressed as HTMLElement | null);
}
