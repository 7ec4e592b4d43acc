/** Where nodes stand: in layers along the flow (dagre), and where a new one goes without moving what a person placed. */
import { graphlib, layout } from '@dagrejs/dagre';
import type { Point, Positions } from '@/shared/recipe';
import { fold } from './folding';
import { laneNames, partOf } from './lanes';
import { after, LANES, type Network, namesOf, wiresOf } from './network';

/** Along which way data flows: to the right, or downwards on narrow screens. */
export type Flow = 'right' | 'down';

/** The size at which every node is drawn, and the gaps that leave room for wires with their shape. */
export const NODE = { width: 168, height: 136 };
const LINE = 60; // between the lines of a folded network
/** What a lane has around its blocks, and above them for its heading; and what lies between two lanes. */
export const LANE = { padding: 28, heading: 44, between: 48 };
const SHARE = 0.76; // of a page, which blocks of several lanes may take: the rest is their headings and what lies between
const GAP: Record<Flow, Point> = { right: { x: 84, y: 36 }, down: { x: 36, y: 56 } };

let latest = { key: '', places: {} as Positions };

/** Tidy: every node after its inputs, branches side by side, straight wires; what is too long goes on in a next line. */
export function tidy(network: Network, flow: Flow): Positions {
  // most edits change an option and no wire: arranging a hundred layers anew would cost 40 ms for each key pressed
  const lanes = network.lanes && network.nodes.map(({ lane }) => lane);
  const key = JSON.stringify([flow, namesOf(network), wiresOf(network), lanes]);
  if (key !== latest.key) latest = { key, places: network.lanes ? inLanes(network, flow) : laidOut(network, flow) };
  return { ...latest.places };
}

/** One network above the other, each arranged for itself; an input of both stands with the first. */
function inLanes(network: Network, flow: Flow): Positions {
  const lanes = LANES.filter((lane) => network.lanes?.[lane]);
  const laid = lanes.map((lane) => {
    const own = new Set(laneNames(network, lane));
    const part = partOf(network, lane);
    const inputs = Object.fromEntries(Object.entries(part.inputs).filter(([name]) => own.has(name)));
    return Object.entries(laidOut({ ...part, inputs }, flow, SHARE / lanes.length));
  });
  const widest = Math.max(...laid.flatMap((places) => places.map(([, { x }]) => x)));
  const places: Positions = {};
  let top = 0;
  for (const lane of laid) {
    if (lane.length === 0) continue;
    const [xs, ys] = [lane.map(([, { x }]) => x), lane.map(([, { y }]) => y)];
    const high = Math.min(...ys);
    const aside = flow === 'right' ? -Math.min(...xs) : Math.round((widest - Math.max(...xs) - Math.min(...xs)) / 2);
    for (const [name, { x, y }] of lane) places[name] = { x: x + aside, y: y - high + top };
    top += Math.max(...ys) - high + NODE.height + 2 * LANE.padding + LANE.heading + LANE.between;
  }
  return places;
}

/** `share` is how much of a page it may take. */
function laidOut(network: Network, flow: Flow, share = 1): Positions {
  const graph = new graphlib.Graph();
  const gap = GAP[flow];
  const [ranksep, nodesep] = flow === 'right' ? [gap.x, gap.y] : [gap.y, gap.x];
  graph.setGraph({ rankdir: flow === 'right' ? 'LR' : 'TB', ranksep, nodesep });
  graph.setDefaultEdgeLabel(() => ({}));
  const names = namesOf(network);
  for (const name of names) graph.setNode(name, { ...NODE });
  const wires = wiresOf(network).filter(({ from }) => graph.hasNode(from));
  for (const { from, to } of wires) graph.setEdge(from, to);
  layout(graph);
  const places = Object.fromEntries(names.map((name) => [name, corner(graph.node(name))]));
  const cell = { width: NODE.width + gap.x, height: NODE.height + LINE };
  return flow === 'right' ? fold(places, wires, cell, share) : places;
}

/** Places for all nodes: those in `positions` stay; while nothing was placed by hand the whole network is tidy. */
export function arranged(network: Network, positions: Positions, flow: Flow): Positions {
  const names = namesOf(network);
  const missing = names.filter((name) => !Object.hasOwn(positions, name));
  if (missing.length === names.length) return tidy(network, flow);
  const placed: Positions = Object.fromEntries(
    names.flatMap((name) => (Object.hasOwn(positions, name) && positions[name] ? [[name, positions[name]]] : [])),
  );
  for (const name of missing) place(network, placed, name, flow);
  return placed;
}

/** One step behind its input, pushing on what follows in that line; alone, below everything else. */
function place(network: Network, placed: Positions, name: string, flow: Flow): void {
  const step = flow === 'right' ? { x: NODE.width + GAP.right.x, y: 0 } : { x: 0, y: NODE.height + GAP.down.y };
  const source = network.nodes.find((node) => node.name === name)?.inputs.find((from) => placed[from]);
  const origin = source === undefined ? undefined : placed[source];
  if (!origin) {
    placed[name] = below(placed);
    return;
  }
  const spot = { x: origin.x + step.x, y: origin.y + step.y };
  const behind = after(network, [name]);
  const crowded = [...behind].some((other) => placed[other] && overlap(placed[other], spot));
  if (crowded) {
    for (const other of behind) {
      const old = placed[other];
      const inLine = old && Math.abs(flow === 'right' ? old.y - spot.y : old.x - spot.x) < (flow === 'right' ? NODE.height : NODE.width);
      if (inLine) placed[other] = { x: old.x + step.x, y: old.y + step.y };
    }
  }
  const aside = flow === 'right' ? { x: 0, y: NODE.height + GAP.right.y } : { x: NODE.width + GAP.down.x, y: 0 };
  while (Object.values(placed).some((other) => overlap(other, spot))) {
    spot.x += aside.x;
    spot.y += aside.y;
  }
  placed[name] = spot;
}

function below(placed: Positions): Point {
  const places = Object.values(placed);
  const x = Math.min(...places.map((place) => place.x));
  const y = Math.max(...places.map((place) => place.y));
  return { x, y: y + NODE.height + GAP.right.y };
}

function overlap(one: Point, other: Point): boolean {
  return Math.abs(one.x - other.x) < NODE.width && Math.abs(one.y - other.y) < NODE.height;
}

function corner({ x, y }: Point): Point {
  return { x: Math.round(x - NODE.width / 2), y: Math.round(y - NODE.height / 2) };
}
