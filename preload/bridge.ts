/**
 * The one bridge between the page and the rest: a port to the engine and a few typed host services.
 * No function takes a channel name, and no event object reaches the page.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { HostBridge } from '../contract/host'

const call = (name: string, input: unknown) => ipcRenderer.invoke(`host:${name}`, input)

/** What the page does before its window closes. */
const leaving = new Set<() => Promise<void>>()

const bridge: HostBridge = {
  kind: 'electron',
  platform: process.platform,
  pick: (purpose) => call('pick', purpose),
  pickSave: (suggestion) => call('pickSave', suggestion),
  pathsOfDrop: (files) =>
    call(
      'drop',
      files.map(pathOf).filter((path) => path !== '')
    ),
  showInFolder: (path) => call('showInFolder', path),
  copyText: (text) => call('copyText', text),
  saveFile: async (suggestion, content) => (await call('saveFile', { suggestion, content })) === true,
  setTheme: (theme) => call('setTheme', theme),
  newWindow: (place) => call('newWindow', place),
  windowControl: (action) => call('windowControl', action),
  keepModelKey: (key, origin) => call('keepModelKey', { key, origin }),
  onCommand(listener) {
    const forward = (_event: unknown, command: string): void => listener(command)
    ipcRenderer.on('host:command', forward)
    return () => ipcRenderer.removeListener('host:command', forward)
  },
  onLeave(listener) {
    leaving.add(listener)
    return () => leaving.delete(listener)
  }
}

/** Older Electron has the path on the file itself; newer ones only tell it here. */
function pathOf(file: File): string {
  if (webUtils) return webUtils.getPathForFile(file)
  return 'path' in file && typeof file.path === 'string' ? file.path : ''
}

contextBridge.exposeInMainWorld('loupe', bridge)

ipcRenderer.on('host:port', (event) => {
  window.postMessage({ kind: 'loupe-port' }, location.origin, event.ports)
})

// The page's scripts have run by then, so its listener is there.
window.addEventListener('DOMContentLoaded', () => ipcRenderer.send('host:connect'))
ipcRenderer.on('host:leave', async () => {
  await Promise.allSettled([...leaving].map((listener) => listener()))
  ipcRenderer.send('host:left')
})
ipcRenderer.on('host:engine-gone', () => window.postMessage({ kind: 'loupe-engine-gone' }, location.origin))
