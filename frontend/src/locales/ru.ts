/** All Russian texts, fetched together when the language is chosen. */
export const texts = import.meta.glob<Record<string, unknown>>('./ru/*.json', { eager: true, import: 'default' });
