/** Pure functions on a recipe's network: no page, no server, no layer that they know by name. */
export { arranged, type Flow, LANE, NODE, tidy } from './arrangement';
export { type Ground, groundsOf, laneAt } from './grounds';
export { type Direction, nearest } from './nearest';
export { detourOf } from './detour';
export { BEND, nearestWire, TURN } from './nearestWire';
export { handoverOf, isShared, laneNames, laneOf, openRecipe, partOf, PICTURE, withNetwork } from './lanes';
export {
  after,
  LANES,
  layerOf,
  namesOf,
  type Network,
  nodeOf,
  readersOf,
  type Wire,
  wireId,
  wiresOf,
} from './network';
export {
  type Added,
  addNode,
  insertOnWire,
  type NameRefusal,
  placeOnWire,
  refuseName,
  removeNodes,
  rename,
  setOption,
} from './nodes';
export { moveNode } from './order';
export { copyNodes, paste, type Pasted, type Piece, readPiece, writePiece } from './pieces';
export { applyRemedy, type DefaultOf, setTraining } from './remedy';
export { connect, disconnect, type Merges, refuseWire, type WireRefusal } from './wires';
