// Which folder of src may import which: app > pages > features > shared > api, and no feature another feature.
import path from 'node:path';

const LAYERS = ['api', 'shared', 'testing', 'features', 'pages', 'app'];

/** The layer and, within features, the name of the feature that a path under src belongs to. */
function placeOf(file) {
  const [layer, name] = file.split(/[\\/]/);
  return { layer, feature: layer === 'features' ? name : undefined };
}

/** Why `from` may not import `to` (both relative to src), or undefined if it may. */
export function refusal(from, to) {
  const [here, there] = [placeOf(from), placeOf(to)];
  if (here.feature && there.feature && here.feature !== there.feature) {
    return `the feature "${here.feature}" imports the feature "${there.feature}": let a page compose them, or move what both need to shared`;
  }
  const isTest = /\.test\.tsx?$/.test(from);
  if (there.layer === 'testing' && !isTest && here.layer !== 'testing') {
    return `"${from}" imports from testing: only tests may`;
  }
  if (there.layer === 'testing') return undefined;
  // the generated client reads its settings from shared/client, and nothing else points upwards
  if (here.layer === 'api' && to.startsWith('shared/client')) return undefined;
  const [low, high] = [LAYERS.indexOf(here.layer), LAYERS.indexOf(there.layer)];
  if (low !== -1 && high > low) return `${here.layer} imports ${there.layer}: imports go ${[...LAYERS].reverse().join(' > ')}`;
  return undefined;
}

export default {
  meta: { type: 'problem', schema: [], messages: { refused: '{{reason}}' } },
  create(context) {
    const source = path.join(context.cwd, 'src');
    const from = path.relative(source, context.filename);
    if (from.startsWith('..')) return {};
    const check = (node) => {
      const wanted = node.source?.value;
      if (typeof wanted !== 'string') return;
      const target = wanted.startsWith('@/')
        ? path.join(source, wanted.slice(2))
        : wanted.startsWith('.') && path.resolve(path.dirname(context.filename), wanted);
      const reason = target && refusal(from, path.relative(source, target));
      if (reason) context.report({ node, messageId: 'refused', data: { reason } });
    };
    return { ImportDeclaration: check, ImportExpression: check, ExportNamedDeclaration: check, ExportAllDeclaration: check };
  },
};
