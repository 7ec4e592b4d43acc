/** Taking a trained model along: every format with its proof, its snippet and its file. */
export { ExportButton } from './ExportButton';
