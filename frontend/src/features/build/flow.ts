/** Which way the network grows: to the right, or downwards where the screen is narrow. */
import { useMediaQuery } from '@mantine/hooks';
import type { Flow } from './graph';

export const NARROW = '(width <= 720px)';

export function currentFlow(): Flow {
  return window.matchMedia(NARROW).matches ? 'down' : 'right';
}

export function useFlow(): Flow {
  return useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false }) ? 'down' : 'right';
}
