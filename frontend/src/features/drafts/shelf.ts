/** Where drafts are kept: the server's documents. */
import { createDocument, getDocument, saveDocument } from '@/api';
import { cookie } from '@/shared/client';
import i18next from 'i18next';
import { type Content, Saver, type Shelf } from './saver';

const LARGEST_KEPT_ALIVE = 60_000; // browsers refuse more in a request that outlives its page

const serverShelf: Shelf = {
  create: (content) => {
    const body = bodyOf(content);
    return createDocument({ body, keepalive: small(body) });
  },
  save: (id, revision, content) => {
    const body = { ...bodyOf(content), revision };
    return saveDocument({ path: { id }, body, keepalive: small(body) });
  },
  get: (id) => getDocument({ path: { id } }),
  depart: (id, revision, content) => {
    const body = id === null ? bodyOf(content) : { ...bodyOf(content), revision };
    const headers = { 'Content-Type': 'application/json', 'X-CSRFToken': cookie('csrftoken') ?? '' };
    const address = id === null ? '/api/documents' : `/api/documents/${encodeURIComponent(id)}`;
    const options = { headers, body: JSON.stringify(body), keepalive: small(body) };
    fetch(address, { ...options, method: id === null ? 'POST' : 'PUT' }).catch(() => undefined); // nobody is left to tell
  },
};

/** The one saver of this tab. */
export const saver = new Saver(serverShelf);

function bodyOf({ name, recipe, positions }: Content) {
  return { name: name.trim() || i18next.t('drafts:untitled'), recipe: { ...recipe }, positions: { ...positions } };
}

function small(body: unknown): boolean {
  return JSON.stringify(body).length < LARGEST_KEPT_ALIVE;
}
