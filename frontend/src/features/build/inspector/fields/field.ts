/** What every field of a form gets: one option of the catalogue, its value, and where a new value goes. */
import type { OptionOut } from '@/api';

export interface FieldProps {
  option: OptionOut;
  /** As it stands in the recipe, or the default where it does not. */
  value: unknown;
  /** How the option is called here: its accessible name. */
  label: string;
  help: string;
  /** Where the option is, such as `conv/kernel_size`: unfinished text is kept under it, and typing is one burst. */
  path: string;
  onChange: (value: unknown) => void;
}

/** What a text says: a value, or nothing that the option could be. */
export type Read = { value: unknown } | { wrong: true };

export const WRONG: Read = { wrong: true };
