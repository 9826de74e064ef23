import { defineConfig } from 'vitest/config'

/**
 * `server` runs everything but the browser; `browser` drives a real headless Chromium against a real server, one file after the other in
 * one process: reading the whole server's sources again for each file took more time than most files.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    globalSetup: ['test/support/postgres.setup.ts'],
    projects: [
      { extends: true, test: { name: 'server', include: ['test/**/*.test.ts'], exclude: ['test/e2e/**'] } },
      { extends: true, test: { name: 'browser', include: ['test/e2e/**/*.test.ts'], fileParallelism: false, isolate: false, testTimeout: 120_000 } },
    ],
  },
})
