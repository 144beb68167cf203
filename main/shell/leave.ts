/** Before a window goes, its page saves what was typed: it is asked, waited for, but never for long. */
import { type BrowserWindow, ipcMain } from 'electron'
import { comesFromUs } from './host-calls'

/** A page that hangs does not keep its window open. */
const longestMs = 2_000

/** Resolves when the page has saved, or is not able to. */
export function pageSaved(window: BrowserWindow): Promise<void> {
  if (window.isDestroyed() || window.webContents.isCrashed()) return Promise.resolve()
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      ipcMain.off('host:left', hear)
      resolve()
    }
    const hear = (event: Electron.IpcMainEvent): void => {
      if (comesFromUs(event) && event.sender === window.webContents) done()
    }
    const timer = setTimeout(done, longestMs)
    ipcMain.on('host:left', hear)
    window.webContents.send('host:leave')
  })
}

/** Holds the closing of a window up until its page has saved. */
export function saveBeforeClose(window: BrowserWindow): void {
  let saved = false
  window.on('close', (event) => {
    if (saved) return
    event.preventDefault()
    void pageSaved(window).then(() => {
      saved = true
      if (!window.isDestroyed()) window.close()
    })
  })
}
