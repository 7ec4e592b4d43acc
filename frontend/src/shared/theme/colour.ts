/** The theme's colours as values, for what is drawn on a canvas. */
import { useComputedColorScheme } from '@mantine/core';

export type Rgb = readonly [red: number, green: number, blue: number];

/** The variable of the colour in which blocks of a group of the registry are shown. */
const GROUPS: Record<string, string> = {
  core: '--core',
  convolution: '--conv',
  pooling: '--pool',
  activation: '--act',
  normalization: '--norm',
  regularization: '--regular',
  merge: '--merge',
  shape: '--shape',
  recurrent: '--recurrent',
};

/** `var(--conv)` for "Convolution"; groups that are not known are shown as input and output are. */
export function groupColour(group: string): string {
  return `var(${GROUPS[group.toLowerCase()] ?? '--io'})`;
}

/** The value of a colour variable now, such as `themeColour('--positive')`. */
export function themeColour(name: `--${string}`): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** A hexadecimal colour as three numbers; mid grey for what is none. */
export function rgb(hex: string): Rgb {
  const digits = hex.replace('#', '');
  const long = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits;
  const value = Number.parseInt(long, 16);
  if (long.length !== 6 || Number.isNaN(value)) return [128, 128, 128];
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** "light" or "dark" as shown; a component that draws redraws when it changes. */
export function useScheme(): 'light' | 'dark' {
  return useComputedColorScheme('light', { getInitialValueInEffect: false });
}
