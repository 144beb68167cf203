/** The window: frameless (the page draws its own title bar), sandboxed, shown when it has something to show. */
import { BrowserWindow, nativeTheme } from 'electron'
import { places } from './places'
import { startPage } from './policy/content'
import { rememberState, restoredState } from './window-state'

const canvas = { light: '#ffffff', dark: '#1b1d21' }

const known = new Set<number>()

/** Whether a page belongs to a window that the shell made. */
export function isKnownWindow(contentsId: number): boolean {
  return known.has(contentsId)
}

export function openWindow(): BrowserWindow {
  const state = restoredState()
  const window = new BrowserWindow({
    ...state.bounds,
    minWidth: 960,
    minHeight: 600,
    show: false,
    frame: false,
    titleBarStyle: process.platform === 'darwin' ? 'hiddenInset' : 'default',
    backgroundColor: nativeTheme.shouldUseDarkColors ? canvas.dark : canvas.light,
    webPreferences: { preload: places.preload, sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false }
  })
  const id = window.webContents.id
  known.add(id)
  window.once('closed', () => known.delete(id))
  window.once('ready-to-show', () => {
    if (state.maximized) window.maximize()
    window.show()
  })
  rememberState(window)
  void window.loadURL(startPage)
  return window
}
