/** One training step as scenes: what is drawn, each node on the way forward and back, the loss, the update, the loss after. */
import type { MomentOut, PhaseOut, SlowStepOut } from '@/api';

export type SceneKind = 'batch' | 'forward' | 'judged' | 'backward' | 'update' | 'after';

export interface Scene {
  kind: SceneKind;
  /** Of the step's phases, the one in which it happens. */
  phase: PhaseOut;
  /** The node at which the signal is; null where it is at none. */
  moment: MomentOut | null;
}

/** In the order in which they happen. */
export function scenesOf({ phases }: Pick<SlowStepOut, 'phases'>): Scene[] {
  return phases.flatMap((phase): Scene[] => {
    const way = isBackward(phase) ? 'backward' : 'forward';
    const nodes = phase.moments.map((moment): Scene => ({ kind: way, phase, moment }));
    if (phase.name === 'batch' || phase.name === 'update' || phase.name === 'after') return [{ kind: phase.name, phase, moment: null }];
    return 'loss' in phase.facts ? [...nodes, { kind: 'judged', phase, moment: null }] : nodes;
  });
}

function isBackward({ name }: PhaseOut): boolean {
  return name.endsWith('backward');
}

/** What is seen of one network until now: a row for each node, a column for each pass through it. */
export interface Ladder {
  columns: { phase: PhaseOut; now: boolean }[];
  rows: { node: string; cells: (Cell | null)[]; moved: Cell | null; now: boolean }[];
  /** Whether its weights are moved in this step. */
  moves: boolean;
}

export interface Cell {
  /** A Euclidean length. */
  value: number | null;
  /** The signal is here. */
  now: boolean;
}

/** Cells that the signal has not reached are null. */
export function ladderOf(scenes: readonly Scene[], at: number, network: string | null): Ladder {
  const own = scenes.map((scene, place) => ({ ...scene, place })).filter(({ phase }) => phase.network === network);
  const phases = [...new Set(own.filter(({ moment }) => moment).map(({ phase }) => phase))];
  const update = own.find(({ kind }) => kind === 'update');
  const names = phases[0] ? inOrder(phases[0]) : [];
  const rows = names.map((node) => {
    const cells = phases.map((phase): Cell | null => {
      const scene = own.find((one) => one.phase === phase && one.moment?.node === node);
      return scene && scene.place <= at ? { value: scene.moment?.numbers.norm ?? null, now: scene.place === at } : null;
    });
    const moved: Cell | null = update && update.place <= at ? { value: lengthOf(update.phase, node), now: update.place === at } : null;
    return { node, cells, moved, now: scenes[at]?.moment?.node === node && scenes[at].phase.network === network };
  });
  return { columns: phases.map((phase) => ({ phase, now: scenes[at]?.phase === phase })), rows, moves: update !== undefined };
}

function inOrder(phase: PhaseOut): string[] {
  const names = phase.moments.map(({ node }) => node);
  return isBackward(phase) ? names.reverse() : names;
}

/** How far the weights of a node went together; null of one without weights. */
function lengthOf({ updates }: PhaseOut, node: string): number | null {
  const own = updates.filter(({ parameter }) => parameter.slice(0, parameter.lastIndexOf('.')) === node);
  return own.length > 0 ? Math.hypot(...own.map(({ change_norm: change }) => change ?? NaN)) : null;
}

/** From 0 to 1 on a scale of tenfolds between the smallest and the largest; what is 0 or no number has no length. */
export function sharesOf(values: readonly (number | null | undefined)[]): number[] {
  const logs = values.map((value) => (value && Number.isFinite(value) && value > 0 ? Math.log10(value) : null));
  const known = logs.filter((one) => one !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return logs.map((log) => (log === null ? 0 : high > low ? 0.06 + (0.94 * (log - low)) / (high - low) : 1));
}

/** The parameter that went furthest for its length. */
export function furthest({ updates }: PhaseOut): PhaseOut['updates'][number] | undefined {
  return [...updates].sort((one, other) => (other.ratio ?? -1) - (one.ratio ?? -1))[0];
}
