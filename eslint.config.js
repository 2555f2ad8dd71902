import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'

const electronValuesMessage =
  'Only main.ts, preload.ts, startup/ and shell/ import values of Electron; types are fine anywhere.'

export default ts.config(
  { ignores: ['node_modules/', 'out/', 'dist/', '.types/', 'test-results/', 'demo-out/'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  ...svelte.configs.recommended,
  prettier,
  ...svelte.configs.prettier,
  { languageOptions: { globals: { ...globals.node, ...globals.browser } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    rules: {
      'no-console': 'error',
      'no-undef': 'off', // TypeScript knows better
      '@typescript-eslint/consistent-type-definitions': 'off', // shapes are types here, classes are few
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },
  { files: ['scripts/**', 'electron/demo/cli.ts', 'tests/bench/**'], rules: { 'no-console': 'off' } },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['renderer/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(node:|electron$)',
              message: 'Windows have no Node and no Electron; ask over the bridge.',
            },
            {
              regex: '/electron/(?!ipc/contract\\.ts$|model\\.ts$)',
              message:
                'Windows take only types, and only from electron/model.ts and electron/ipc/contract.ts.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['electron/**'],
    ignores: ['electron/{entry,main,preload}.ts', 'electron/{shell,startup}/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [{ name: 'electron', message: electronValuesMessage, allowTypeImports: true }],
          patterns: [
            {
              group: ['**/shell/**', '**/startup/**'],
              message: 'Parts below the shell and the start-up do not know them.',
              allowTypeImports: true,
            },
          ],
        },
      ],
    },
  },
)
