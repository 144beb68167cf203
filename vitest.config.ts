/** Unit and contract tests; end-to-end tests are Playwright's (playwright.config.ts). */
import { defineConfig } from 'vitest/config'

/** Tests of pure functions: they share one process, since nothing of one can reach the other. */
const pure = ['contract', 'scripts', 'main/maths', 'main/codecs', 'main/shell', 'renderer/widgets'].map(
  (folder) => `tests/unit/${folder}/**/*.test.{ts,tsx}`
)

// A loaded machine is slow, not broken.
const patient = { testTimeout: 60_000, hookTimeout: 60_000 }

// The palette is measured from the style sheet itself; other style sheets stay empty in unit tests.
const css = { include: [/tokens\.css/] }

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit-pure', include: pure, isolate: false, css, ...patient } },
      { test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'], exclude: pure, pool: 'forks', css, ...patient } },
      { test: { name: 'contract', include: ['tests/contract/**/*.test.ts'], pool: 'forks', ...patient } }
    ]
  }
})
