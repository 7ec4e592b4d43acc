/** Mantine's components in the studio's own colours: everything points at the variables of colours.css. */
import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

const shades = (colour: string) => Array.from({ length: 10 }, () => colour) as unknown as MantineColorsTuple;

const ACCENT = 'accent';

/** Mantine's own dark greys, from words to ground, in the tint of colours.css. */
const DARK: MantineColorsTuple = [
  '#e7edf3',
  '#c3ced9',
  '#9aa8b7',
  '#6d7c8c',
  '#26303b',
  '#1f2832',
  '#1a222b',
  '#161d25',
  '#0f141a',
  '#0b0f14',
];

/** The words on the accent are light in the light scheme and dark in the dark one. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colours = defaultVariantColorsResolver(input);
  const onAccent = input.variant === 'filled' && (input.color ?? input.theme.primaryColor) === ACCENT;
  return onAccent ? { ...colours, color: 'var(--accent-ink)', hover: 'var(--accent-strong)' } : colours;
};

export const theme = createTheme({
  colors: {
    [ACCENT]: shades('var(--accent)'),
    ok: shades('var(--ok)'),
    warn: shades('var(--warn)'),
    bad: shades('var(--bad)'),
    dark: DARK,
  },
  primaryColor: ACCENT,
  variantColorResolver,
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: { fontFamily: 'var(--sans)', fontWeight: '650' },
  defaultRadius: 'var(--radius-small)',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'compact-md', variant: 'default' } },
    Tooltip: { defaultProps: { openDelay: 350, events: { hover: true, focus: true, touch: false } } },
    Popover: { defaultProps: { shadow: 'md', withinPortal: true } },
  },
});

const shared = {
  '--mantine-color-body': 'var(--panel)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--soft)',
  '--mantine-color-placeholder': 'var(--faint)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-default': 'var(--panel)',
  '--mantine-color-default-hover': 'var(--bg)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-disabled': 'var(--bg)',
  '--mantine-color-disabled-color': 'var(--faint)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-contrast': 'var(--accent-ink)',
  '--mantine-color-accent-filled': 'var(--accent)',
  '--mantine-color-accent-filled-hover': 'var(--accent-strong)',
  '--mantine-shadow-md': 'var(--shadow-high)',
};

/** Both schemes point at the same names, whose values change with the scheme. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });
