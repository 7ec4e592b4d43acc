/** How each kind of layer shows where a number came from; a kind that is not named here is shown by its terms. */
import type { ComponentType } from 'react';
import type { CellOut } from '@/api';
import { GatesView } from './GatesView';
import { PoolView } from './PoolView';
import { TermsView } from './TermsView';
import { WindowView } from './WindowView';

export interface ViewProps {
  cell: CellOut;
  /** The shape of what the node reads, to know what lies outside of it. */
  source: readonly number[] | undefined;
}

const VIEWS: Record<string, ComponentType<ViewProps>> = {
  conv2d: WindowView,
  depthwise_conv2d: WindowView,
  max_pool: PoolView,
  average_pool: PoolView,
  simple_rnn: GatesView,
  lstm: GatesView,
  gru: GatesView,
};

/** The special ones know what a layer puts out; a gradient is a sum of terms in all of them. */
export function viewOf({ layer, kind, windows, sums }: CellOut): ComponentType<ViewProps> {
  const view = VIEWS[layer];
  if (!view) return TermsView;
  if (view === GatesView) return sums.length > 0 ? view : TermsView;
  const few = windows.length > 0 && windows.every(({ values, size }) => values.length > 0 && (size[0] ?? 0) <= 9 && (size[1] ?? 0) <= 9);
  if (!few || (view === WindowView && (kind !== 'sum' || windows.length < 2))) return TermsView;
  return view;
}
