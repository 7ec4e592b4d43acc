import { ActionIcon, type ActionIconProps, Tooltip } from '@mantine/core';
import type { ComponentPropsWithRef } from 'react';

interface Props extends Omit<ActionIconProps & ComponentPropsWithRef<'button'>, 'onClick' | 'color' | 'size'> {
  label: string;
  /** Strokes of its picture in a box of 20 × 20. */
  picture: string;
  onClick: () => void;
  /** Why it does nothing now. */
  refusal?: string | false;
  pressed?: boolean;
}

/** A small tool of the pad. One that can do nothing now still takes the focus and says why. */
export function PadButton({ label, picture, onClick, refusal, pressed, ...target }: Props) {
  return (
    <Tooltip label={refusal ? `${label}: ${refusal}` : label}>
      <ActionIcon
        {...target}
        variant={pressed ? 'filled' : 'subtle'}
        color={pressed ? undefined : 'var(--soft)'}
        size="var(--pad-tool, max(28px, var(--target) - 4px))"
        aria-label={label}
        aria-pressed={pressed}
        aria-disabled={refusal ? true : undefined}
        data-disabled={refusal ? true : undefined}
        bg={refusal ? 'transparent' : undefined}
        onClick={() => !refusal && onClick()}
      >
        <svg viewBox="0 0 20 20" width="18" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
          <path d={picture} />
        </svg>
      </ActionIcon>
    </Tooltip>
  );
}
