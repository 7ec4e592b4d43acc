/** What networks learn from: the gallery of data sets, and each of them in detail. */
export { DataBrowser } from './DataBrowser';
import '@/locales/data';
