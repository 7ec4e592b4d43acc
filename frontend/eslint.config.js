import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import boundaries from './eslint/boundaries.js';

export default tseslint.config(
  { ignores: ['node_modules', 'src/api'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  reactHooks.configs.flat.recommended,
  {
    plugins: { netsumiki: { rules: { boundaries } } },
    rules: {
      'netsumiki/boundaries': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', 320],
      'no-restricted-syntax': [
        'error',
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Raw HTML is never put into a page.' },
        { selector: "AssignmentExpression > MemberExpression[property.name=/^(inner|outer)HTML$/]", message: 'Raw HTML is never put into a page.' },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  { files: ['*.config.{js,ts}', 'eslint/*.js'], languageOptions: { globals: { process: 'readonly' } } },
);
