import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'wxt';
import { siteMatches } from './src/rules/load-sites.ts';
import { rulesPlugin } from './src/rules/vite-plugin.ts';

const LOCALES = resolve(import.meta.dirname, 'assets/locales');
const locales = readdirSync(LOCALES).map((file) => ({
  file,
  strings: JSON.parse(readFileSync(resolve(LOCALES, file), 'utf8')),
}));

/** How browsers call the languages that they call otherwise than we. */
const STORE_LOCALES: Readonly<Record<string, string>> = { tl: 'fil', 'zh-Hans': 'zh_CN', 'zh-Hant': 'zh_TW' };

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/auto-icons'],
  publicDir: 'assets/static',
  imports: false,
  autoIcons: { baseIconPath: 'assets/icon.svg' },
  vite: () => ({ plugins: [rulesPlugin()], build: { target: 'es2022' } }),
  manifest: ({ browser }) => ({
    name: '__MSG_app_name__',
    description: '__MSG_app_description__',
    default_locale: 'en',
    permissions: ['storage', 'activeTab', 'scripting', 'contextMenus', 'alarms'],
    host_permissions: siteMatches(),
    optional_host_permissions: ['*://*/*'],
    commands: {
      'read-page': { suggested_key: { default: 'Alt+Shift+V' }, description: '__MSG_menu_read__' },
    },
    ...(browser === 'chrome' && { storage: { managed_schema: 'managed-schema.json' } }),
    ...(browser === 'firefox' && {
      browser_specific_settings: {
        gecko: {
          id: 'vigie@vigie.invalid',
          strict_min_version: '142.0',
          data_collection_permissions: {
            required: ['none'],
            // asked for when the person sets up a server for reports
            optional: ['websiteContent', 'browsingActivity', 'personalCommunications'],
          },
        },
      },
    }),
  }),
  hooks: {
    // one catalogue per language serves the interface and, for its name and description, the browser
    'build:publicAssets': (_wxt, files) => {
      for (const { file, strings } of locales) {
        files.push({ absoluteSrc: resolve(LOCALES, file), relativeDest: `locales/${file}` });
        const own = Object.entries(strings).filter(([key]) => /^(?:app|menu)\./.test(key));
        const messages = Object.fromEntries(own.map(([key, message]) => [key.replace('.', '_'), { message }]));
        const language = STORE_LOCALES[file.replace('.json', '')] ?? file.replace('.json', '').replace('-', '_');
        files.push({ contents: JSON.stringify(messages), relativeDest: `_locales/${language}/messages.json` });
      }
    },
  },
});
