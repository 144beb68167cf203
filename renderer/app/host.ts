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
  saveFile: async (suggestion, content) => {
    download(suggestion, content)
    return true
  },
  setTheme: async () => undefined,
  newWindow: async (place) => void window.open(`/#at=${place}`, '_blank', 'noopener'),
  windowControl: async () => undefined,
  keepModelKey: async () => null,
  onCommand: () => () => undefined,
  onLeave: () => () => undefined
}

/** The browser asks where, or has a folder for it. */
function download(name: string, content: Uint8Array): void {
  const address = URL.createObjectURL(new Blob([content.slice()]))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

export function host(): HostBridge {
  return window.loupe ?? browserHost
}

export const isElectron = (): boolean => host().kind === 'electron'
