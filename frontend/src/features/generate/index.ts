/** Generators: trained, steered, looked back on, judged, and experimented with. */
export { GenerateView } from './GenerateView';
