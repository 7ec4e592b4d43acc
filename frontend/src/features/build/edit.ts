/** Edits of the network on the workbench: each is one step of history, and nodes keep their places. */
import type { Lane, ModelSpec, NamedNode, Point, Positions, Recipe } from '@/shared/recipe';
import { useWorkbench } from '@/shared/workbench';
import { currentFlow } from './flow';
import {
  addNode,
  arranged,
  connect,
  copyNodes,
  type Ground,
  groundsOf,
  insertOnWire,
  type Merges,
  moveNode,
  type Network,
  namesOf,
  openRecipe,
  paste,
  type Piece,
  placeOnWire,
  refuseWire,
  removeNodes,
  rename,
  type Wire,
  type WireRefusal,
  withNetwork,
} from './graph';
import { createReuse } from './reuse';

const opened = new WeakMap<ModelSpec, { discriminator?: ModelSpec; network: Network }>();
const reuseNodes = createReuse<NamedNode>(({ name }) => name);

/** The opened network of a recipe, both of them as one where it has two; the same object for the same networks. */
export function networkOf(recipe: Recipe): Network {
  const { discriminator } = recipe;
  const key = recipe.model ?? recipe.generator ?? discriminator;
  const known = key && opened.get(key);
  if (known && known.discriminator === discriminator) return known.network;
  const read = openRecipe(recipe);
  const network = { ...read, nodes: reuseNodes(read.nodes) };
  if (key) opened.set(key, { discriminator, network });
  return network;
}

/** The network on the workbench, or undefined while none is open. */
export function useNetwork(): Network | undefined {
  const recipe = useWorkbench((state) => state.recipe);
  return recipe ? networkOf(recipe) : undefined;
}

function currentNetwork(): Network | undefined {
  const { recipe } = useWorkbench.getState();
  return recipe ? networkOf(recipe) : undefined;
}

/** Where all nodes stand now. While `positions` is empty, nothing was placed by hand and the network is tidy. */
export function currentPlaces(): Positions {
  const network = currentNetwork();
  return network ? arranged(network, useWorkbench.getState().positions, currentFlow()) : {};
}

/** What lies behind the blocks of each network, where there are two. */
export function currentGrounds(): Ground[] {
  const network = currentNetwork();
  return network ? groundsOf(network, currentPlaces()) : [];
}

/** Change the network. Edits of one `burst` (typing into a field) are undone together. */
export function editNetwork(change: (network: Network) => Network, burst?: string): void {
  const network = currentNetwork();
  if (network) put(change(network), useWorkbench.getState().positions, burst);
}

/** Change any part of the recipe: training, data, or the network by a remedy. */
export function editRecipe(change: (recipe: Recipe) => Recipe, burst?: string): void {
  const { recipe, positions, edit } = useWorkbench.getState();
  if (!recipe) return;
  const next = change(recipe);
  if (next !== recipe) edit(next, kept(networkOf(next), positions), burst);
}

function put(network: Network, positions: Positions, burst?: string): void {
  const { recipe, edit } = useWorkbench.getState();
  if (!recipe || network === networkOf(recipe)) return;
  // arranged anew, a block that lost its wire would leap out of sight
  const stay = loosens(networkOf(recipe), network) ? currentPlaces() : positions;
  edit(withNetwork(recipe, network), kept(network, stay), burst);
}

function loosens(before: Network, after: Network): boolean {
  const inputs = new Map(before.nodes.map((node) => [node.name, node.inputs.length]));
  return after.nodes.some((node) => node.inputs.length < (inputs.get(node.name) ?? 0));
}

function kept(network: Network, positions: Positions): Positions {
  return Object.keys(positions).length === 0 ? positions : arranged(network, positions, currentFlow());
}

/** Where a new layer goes: on a wire, to a point of the canvas (loose, in a lane), or else behind what is selected. */
export interface Place {
  wire?: Wire;
  at?: Point;
  lane?: Lane;
}

/** Add a layer and select it. Gives its name, or undefined while no network is open. */
export function addLayer(layer: string, { wire, at, lane }: Place = {}): string | undefined {
  const network = currentNetwork();
  if (!network) return undefined;
  const { positions, selection, select } = useWorkbench.getState();
  const behind = selection.find((name) => namesOf(network).includes(name));
  const added = wire ? insertOnWire(network, wire, layer) : addNode(network, layer, at ? null : behind, {}, lane);
  put(added.network, at && !wire ? { ...currentPlaces(), [added.name]: at } : positions);
  select([added.name]);
  return added.name;
}

/** Take the selected nodes away; `heal` joins what they separated. What stood before them is selected then. */
export function removeSelected(heal = false): string[] {
  const network = currentNetwork();
  const { positions, selection, select } = useWorkbench.getState();
  const gone = network?.nodes.filter(({ name }) => selection.includes(name)) ?? [];
  if (!network || gone.length === 0) return [];
  const names = gone.map(({ name }) => name);
  const before = gone.flatMap(({ inputs }) => inputs).find((name) => !names.includes(name));
  put(removeNodes(network, names, heal), positions);
  select(before === undefined ? [] : [before]);
  return names;
}

/** Rename a node (or an input); its place and the selection follow. */
export function renameNode(name: string, wanted: string): void {
  const network = currentNetwork();
  if (!network) return;
  const renamed = rename(network, name, wanted);
  if (renamed === network) return;
  const { positions, selection, select } = useWorkbench.getState();
  const { [name]: place, ...others } = positions;
  put(renamed, place ? { ...others, [wanted]: place } : positions, `rename ${name}`);
  select(selection.map((selected) => (selected === name ? wanted : selected)));
}

/** One place earlier or later in the chain. */
export function moveInOutline(name: string, by: -1 | 1): void {
  const network = currentNetwork();
  if (!network) return;
  const moved = moveNode(network, name, by);
  if (moved === network) return;
  const neighbour = moved.nodes[network.nodes.findIndex((node) => node.name === name)]?.name;
  const { positions } = useWorkbench.getState();
  const [one, other] = [positions[name], neighbour === undefined ? undefined : positions[neighbour]];
  const swapped = one && other && neighbour !== undefined ? { ...positions, [name]: other, [neighbour]: one } : positions;
  put(moved, swapped);
}

/** Connect two nodes, or say why not. */
export function connectNodes(from: string, to: string, merges: Merges): WireRefusal | undefined {
  const network = currentNetwork();
  const refusal = network ? refuseWire(network, from, to, merges) : 'unknown';
  if (!refusal) editNetwork((current) => connect(current, from, to));
  return refusal;
}

/** Put a loose block onto a wire; room is made for it there. */
export function dropOnWire(name: string, wire: Wire): void {
  const network = currentNetwork();
  const { [name]: _before, ...others } = useWorkbench.getState().positions;
  if (network) put(placeOnWire(network, wire, name), others);
}

export function copySelected(): Piece | undefined {
  const network = currentNetwork();
  const { selection } = useWorkbench.getState();
  const piece = network && copyNodes(network, selection, currentPlaces());
  return piece && piece.nodes.length > 0 ? piece : undefined;
}

/** Put a piece behind the selection and select it. */
export function pastePiece(piece: Piece): string[] {
  const network = currentNetwork();
  if (!network) return [];
  const { positions, selection, select } = useWorkbench.getState();
  const last = network.nodes.findLast(({ name }) => selection.includes(name))?.name ?? selection[0];
  const pasted = paste(network, piece, last);
  const wired = pasted.network.nodes.find(({ name }) => name === pasted.names[0])?.inputs.length !== 0;
  // wired in, room is made for it; loose, it stands beside what it was copied from
  put(pasted.network, wired ? positions : { ...currentPlaces(), ...pasted.positions });
  select(pasted.names);
  return pasted.names;
}

export function duplicateSelected(): string[] {
  const piece = copySelected();
  return piece ? pastePiece(piece) : [];
}

export function selectAll(): void {
  const network = currentNetwork();
  if (network) useWorkbench.getState().select(namesOf(network));
}

/** Forget every place, so that the network is arranged anew. */
export function tidyUp(): void {
  const { positions, setPositions } = useWorkbench.getState();
  if (Object.keys(positions).length > 0) setPositions({});
}
