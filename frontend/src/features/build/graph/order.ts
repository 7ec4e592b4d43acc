/** Moving a node one place earlier or later, as the outline does. */
import { type Network, readersOf } from './network';
import { removeNodes } from './nodes';

/**
 * In a chain the node changes places with its neighbour and the wires follow; where branches meet, only the order in
 * which the nodes are listed changes, which means nothing to the network.
 */
export function moveNode(network: Network, name: string, by: -1 | 1): Network {
  const place = network.nodes.findIndex((node) => node.name === name);
  const node = network.nodes[place];
  const neighbour = network.nodes[place + by];
  if (!node || !neighbour || node.lane !== neighbour.lane) return network;
  const [first, second] = by === 1 ? [node, neighbour] : [neighbour, node];
  const inChain =
    second.inputs.length === 1 &&
    second.inputs[0] === first.name &&
    first.inputs.length <= 1 &&
    readersOf(network, first.name).length === 1;
  return inChain ? swapInChain(network, first.name, second.name) : listed(network, place, place + by);
}

/** a → first → second → b becomes a → second → first → b. */
function swapInChain(network: Network, first: string, second: string): Network {
  const taken = network.nodes.find((node) => node.name === first);
  if (!taken) return network;
  const healed = removeNodes(network, [first], true);
  const nodes = healed.nodes.flatMap((node) => {
    const read = { ...node, inputs: node.inputs.map((from) => (from === second ? first : from)) };
    return node.name === second ? [read, { ...taken, inputs: [second] }] : [read];
  });
  const outputs = Object.entries(network.outputs).map(([output, node]) => {
    if (node !== second) return [output, node];
    return [output === second ? first : output, first];
  });
  return { ...network, nodes, outputs: Object.fromEntries(outputs) };
}

function listed(network: Network, one: number, other: number): Network {
  const nodes = [...network.nodes];
  const [first, second] = [nodes[one], nodes[other]];
  if (!first || !second) return network;
  nodes[one] = second;
  nodes[other] = first;
  return { ...network, nodes };
}
