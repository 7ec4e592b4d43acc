/** Shapes, options and nodes in words. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueOut, OptionOut, PartOut } from '@/api';
import { partOf, useCatalogue, useWords } from '@/shared/catalogue';
import { number, sizes } from '@/shared/format';
import type { NodeSpec } from '@/shared/recipe';
import { equal } from './graph/nodes';

type Shape = readonly number[] | null | undefined;

export interface NodeWords {
  /** "8 maps of 24 × 24", "10 numbers". */
  shape: (shape: Shape) => string;
  /** "208 parameters". */
  parameters: (count: number) => string;
  /** How the layer of a node is called; a name that the catalogue does not know is shown as it is. */
  label: (layer: string | undefined) => string;
  /** "8 filters · 5 × 5": the first options, and those that differ from the default. */
  options: (node: NodeSpec, layer: string | undefined) => string;
}

/** "(24, 24, 8)": as programs say it. */
export function tuple(shape: Shape): string {
  if (!shape) return '';
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
}

export function useNodeWords(): NodeWords {
  const { t, i18n } = useTranslation('build');
  const language = i18n.resolvedLanguage; // numbers are written anew when it changes
  const catalogue = useCatalogue();
  const words = useWords();
  return useMemo(() => {
    const shape = (of: Shape): string => {
      if (!of) return t('canvas.shape.unknown');
      const [first = 0, second = 0, third = 0] = of;
      const size = sizes(of.slice(0, 2));
      if (of.length === 0) return t('canvas.shape.numbers', { count: 1, value: '1' });
      if (of.length === 1) return t('canvas.shape.numbers', { count: first, value: number(first) });
      if (of.length === 2) {
        return t('canvas.shape.steps', { count: second, value: number(second), steps: number(first) });
      }
      return third === 1 ? size : t('canvas.shape.maps', { count: third, value: number(third), size });
    };
    const label = (layer: string | undefined): string => {
      const part = partOf(catalogue, 'layers', layer);
      return part ? words.layerLabel(part) : (layer ?? '');
    };
    const option = (part: PartOut, { name, label: english, type }: OptionOut, value: unknown): string => {
      const called = words.optionLabel(`layers.${part.name}`, { name, label: english });
      if (typeof value === 'boolean') return value ? called : t('canvas.option.without', { label: lower(called) });
      if (type === 'pair') return inPair(value, name === part.options[0]?.name || keySize(part, name) ? '' : lower(called));
      const text = typeof value === 'number' ? number(value, 6) : Array.isArray(value) ? sizes(value) : partName(value);
      if (typeof value === 'string') return text;
      const byDefault = `${lower(called)} ${text}`;
      return typeof value === 'number'
        ? t(`canvas.option.${name}`, { count: value, value: text, defaultValue: byDefault })
        : byDefault;
    };
    return {
      shape,
      parameters: (count) => t('canvas.parameters', { count, value: number(count) }),
      label,
      options: (node, layer) => {
        const part = partOf(catalogue, 'layers', layer);
        if (!part) return '';
        const told = part.options.filter((known) => keySize(part, known.name) || !equal(valueOf(node, known), known.default));
        return told.map((known) => option(part, known, valueOf(node, known))).join(' · ');
      },
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the language decides how numbers are written
  }, [t, language, catalogue, words]);
}

function valueOf(node: NodeSpec, option: OptionOut): unknown {
  return Object.hasOwn(node, option.name) ? node[option.name] : option.default;
}

/** The options that say how large a layer is: the first, and a second that counts or measures beside a count. */
function keySize(part: PartOut, name: string): boolean {
  const [first, second] = part.options;
  if (first?.name === name) return true;
  return second?.name === name && first?.type === 'integer' && (second.type === 'pair' || second.type === 'integer');
}

/** 5 and [5, 5] are both "5 × 5". */
function inPair(value: unknown, label: string): string {
  const pair = Array.isArray(value) ? value : [value, value];
  const size = pair.every((entry) => typeof entry === 'number') ? sizes(pair) : String(value);
  return label ? `${label} ${size}` : size;
}

/** A part is given by its name, or as an object whose first value is its name. */
function partName(value: unknown): string {
  return typeof value === 'object' && value !== null ? String(Object.values(value)[0] ?? '') : String(value);
}

function lower(label: string): string {
  return label.toLocaleLowerCase();
}

/** The group of a layer, which decides its colour. */
export function groupOf(catalogue: CatalogueOut | undefined, layer: string | undefined): string {
  return partOf(catalogue, 'layers', layer)?.group ?? '';
}
