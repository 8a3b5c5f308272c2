import { defineConfig } from 'wxt';
import { rulesPlugin } from './src/rules/vite-plugin.ts';

/** Core sites that will not change; adding one later would disable the extension until the person consents again. */
const CORE_HOSTS = [
  '*://*.linkedin.com/*',
  '*://*.indeed.com/*',
  '*://*.facebook.com/*',
  '*://t.me/*',
];

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/auto-icons'],
  publicDir: 'assets/static',
  autoIcons: { baseIconPath: 'assets/icon.svg' },
  vite: () => ({ plugins: [rulesPlugin()] }),
});
void CORE_HOSTS;
