/** What the model makes of examples that come as text: for whoever wants to test this page from outside. */
globalThis.asked = (count, inputs) => {
  const columns = inputs.map(([kind, text]) => {
    const all = new globalThis[kind](Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer);
    return (k) => all.slice((k * all.length) / count, ((k + 1) * all.length) / count);
  });
  const made = Array.from({ length: count }, (_, k) => [...ANSWER(...columns.map((column) => column(k)))]);
  const bytes = new Uint8Array(Float32Array.from(made.flat()).buffer);
  return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
};
