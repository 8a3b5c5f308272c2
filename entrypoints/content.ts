import { defineContentScript } from 'wxt/utils/define-content-script';
import { guardPage } from '../src/show/guard-page.ts';

export default defineContentScript({
  matches: [
    '*://*.linkedin.com/*',
    '*://*.facebook.com/*',
    '*://t.me/*',
    '*://*.indeed.com/*',
    '*://x.com/*',
    '*://twitter.com/*',
    '*://*.reddit.com/*',
    '*://*.vk.com/*',
    '*://*.vk.ru/*',
    '*://*.hh.ru/*',
    '*://*.jobstreet.com/*',
    '*://*.jobsdb.com/*',
    '*://*.seek.com.au/*',
    '*://*.seek.com/*',
    '*://*.naukri.com/*',
  ],
  runAt: 'document_idle',
  async main(ctx) {
    await guardPage(ctx.signal);
  },
});
