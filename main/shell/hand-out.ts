/** What the page hands out to the person: a file that it made. */
import { writeFile } from 'node:fs/promises'
import { type BrowserWindow, dialog } from 'electron'

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
