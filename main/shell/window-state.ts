/** Size and place of the window between starts: kept in the user's data folder, used only where a display shows it. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, type BrowserWindow, type Rectangle, screen } from 'electron'

interface WindowState {
  bounds: Rectangle
  maximized: boolean
}

const preferred = { width: 1440, height: 900 }
/** So much must be on some display, else the window would be out of reach. */
const visiblePx = 100

const path = (): string => join(app.getPath('userData'), 'window.json')

export function restoredState(): { bounds: Partial<Rectangle>; maximized: boolean } {
  const state = read()
  return state && isVisible(state.bounds) ? state : { bounds: preferred, maximized: false }
}

export function rememberState(window: BrowserWindow): void {
  let timer: NodeJS.Timeout | undefined
  const save = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (!window.isDestroyed()) write({ bounds: window.getNormalBounds(), maximized: window.isMaximized() })
    }, 500)
  }
  window.on('resize', save)
  window.on('move', save)
}

function isVisible(bounds: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const width = Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x)
    const height = Math.min(bounds.y + bounds.height, workArea.y + workArea.height) - Math.max(bounds.y, workArea.y)
    return width >= visiblePx && height >= visiblePx
  })
}

function read(): WindowState | undefined {
  try {
    const state = JSON.parse(readFileSync(path(), 'utf8')) as WindowState
    return Number.isFinite(state.bounds.width + state.bounds.height + state.bounds.x + state.bounds.y) ? state : undefined
  } catch {
    return undefined
  }
}

/** A lost window size is not worth an error. */
function write(state: WindowState): void {
  try {
    writeFileSync(`${path()}.part`, JSON.stringify(state))
    renameSync(`${path()}.part`, path())
  } catch {}
}
