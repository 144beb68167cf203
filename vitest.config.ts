/** Unit and contract tests; end-to-end tests are Playwright's (playwright.config.ts). */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts', 'tests/unit/**/*.test.tsx'],
          environment: 'node',
          pool: 'forks',
          // A loaded machine is slow, not broken.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // The palette is measured from the style sheet itself; other style sheets stay empty in unit tests.
          css: { include: [/tokens\.css/] }
        }
      },
      {
        test: {
          name: 'contract',
          include: ['tests/contract/**/*.test.ts'],
          environment: 'node',
          pool: 'forks',
          testTimeout: 60_000
        }
      }
    ]
  }
})
