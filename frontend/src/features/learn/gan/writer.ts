/** The bundled generator that writes digits. */
export const MODEL = 'zoo:digit-writer';
