import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [WxtVitest()],
        test: { name: 'unit', environment: 'happy-dom', include: ['tests/**/*.test.ts'], testTimeout: 20_000 },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.e2e.ts'],
          maxWorkers: 2, // two browsers at a time: much of it is waiting
          retry: 1, // real browsers now and then drop a protocol message
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
