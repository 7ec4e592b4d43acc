/** All Japanese texts, fetched together when the language is chosen. */
export const texts = import.meta.glob<Record<string, unknown>>('./ja/*.json', { eager: true, import: 'default' });
