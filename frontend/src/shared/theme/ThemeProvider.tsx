import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './colours.css';
import './base.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { cssVariablesResolver, theme } from './theme';

const remembered = localStorageColorSchemeManager({ key: 'netsumiki.looks' });

/** The studio's looks; the choice of light or dark is remembered, and is the system's until one is made. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={remembered}
      defaultColorScheme="auto"
    >
      {children}
    </MantineProvider>
  );
}
