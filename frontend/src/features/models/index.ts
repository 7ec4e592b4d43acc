/** Trained models: in progress, one's own, and those that come along. */
export { ModelsBrowser } from './ModelsBrowser';
import '@/locales/models';
