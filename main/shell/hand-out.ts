/** What the page hands out to the person: a file it made, a message of the system. */
import { writeFile } from 'node:fs/promises'
import { type BrowserWindow, dialog, Notification } from 'electron'

/** The page never learns the path, so nothing is granted by it. */
export async function saveFile(
  { suggestion, content }: { suggestion: string; content: Uint8Array },
  window: BrowserWindow | null
): Promise<boolean> {
  const options = { title: 'Where to save it', defaultPath: suggestion }
  const { canceled, filePath } = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options)
  if (canceled || !filePath) return false
  await writeFile(filePath, content)
  return true
}

/** Silent while the window has the focus: what it would say is on the screen. */
export async function notify({ title, text }: { title: string; text: string }, window: BrowserWindow | null): Promise<void> {
  if (!window || window.isFocused() || !Notification.isSupported()) return
  const notification = new Notification({ title, body: text })
  notification.on('click', () => {
    if (window.isDestroyed()) return
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  notification.show()
}
