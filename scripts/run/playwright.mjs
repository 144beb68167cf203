/** The command that runs Playwright: on Linux without a screen, inside a virtual one. */
import { at, runtimeNode } from '../setup/places.mjs'

export function playwrightCommand(args) {
  const all = [at('node_modules', 'playwright', 'cli.js'), 'test', ...args]
  const needsScreen = process.platform === 'linux' && !process.env.DISPLAY
  return needsScreen ? ['xvfb-run', ['-a', '-s', '-screen 0 2560x1440x24', runtimeNode(), ...all]] : [runtimeNode(), all]
}
