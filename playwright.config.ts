/** End-to-end tests: one scenario set on two hosts, the real Electron window and Chromium on `loupe serve`. */
import { defineConfig } from 'playwright/test'

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.e2e.ts',
  timeout: 240_000,
  expect: { timeout: 15_000 },
  // A window mostly waits: two of them share two cores without getting slow.
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  outputDir: 'test-results',
  reporter: process.env.LOUPE_TEST_REPORT ? [['list'], ['json', { outputFile: process.env.LOUPE_TEST_REPORT }]] : [['list']],
  projects: [
    { name: 'electron', testIgnore: '**/browser/**' },
    { name: 'browser', testMatch: '**/browser/**/*.e2e.ts' },
    // Figures and pictures for the documentation, only when asked for.
    ...(process.env.LOUPE_BENCH_REPORT ? [{ name: 'bench', testDir: 'bench/window', testMatch: '**/*.bench.ts' }] : []),
    ...(process.env.LOUPE_COMMANDS ? [{ name: 'commands', testMatch: '**/commands.tour.ts' }] : []),
    ...(process.env.LOUPE_SCREENSHOTS ? [{ name: 'screenshots', testMatch: '**/screenshots.tour.ts' }] : [])
  ]
})
