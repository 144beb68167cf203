/** The window: frameless (the page draws its own title bar), sandboxed, shown when it has something to show. */
import { BrowserWindow, nativeTheme, type Rectangle } from 'electron'
import { places } from './places'
import { startPage } from './policy/content'
import { rememberState, restoredState } from './window-state'

const canvas = { light: '#ffffff', dark: '#1b1d21' }

const known = new Set<number>()

/** Whether a page belongs to a window that the shell made. */
export function isKnownWindow(contentsId: number): boolean {
  return known.has(contentsId)
}

/** So far the next window is moved from the one before it. */
const stepPx = 28

/** The first window is where the last one was; another lies beside the one in front and begins at `place` (renderer/app/first-place.ts). */
export function openWindow(place?: string): BrowserWindow {
  const state = besideFront() ?? restoredState()
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
  void window.loadURL(place === undefined ? startPage : `${startPage}#at=${place}`)
  return window
}

function besideFront(): { bounds: Partial<Rectangle>; maximized: boolean } | undefined {
  const bounds = BrowserWindow.getFocusedWindow()?.getNormalBounds()
  return bounds && { bounds: { ...bounds, x: bounds.x + stepPx, y: bounds.y + stepPx }, maximized: false }
}
