/**
 * Host services for the renderer: the preload bridge in Electron, the page itself in a browser.
 * A browser has no file dialog that tells paths; `pick` and `pathsOfDrop` answer null there and the screens ask in words.
 */
import type { HostBridge } from '../../contract/host'

declare global {
  interface Window {
    loupe?: HostBridge
  }
}

const browserHost: HostBridge = {
  kind: 'browser',
  platform: navigator.platform,
  pick: async () => null,
  pathsOfDrop: async () => null,
  pickSave: async () => null,
  showInFolder: async () => undefined,
  copyText: (text) => navigator.clipboard.writeText(text),
  setTheme: async () => undefined,
  windowControl: async () => undefined,
  onCommand: () => () => undefined
}

export function host(): HostBridge {
  return window.loupe ?? browserHost
}

export const isElectron = (): boolean => host().kind === 'electron'
