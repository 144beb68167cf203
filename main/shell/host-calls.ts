/**
 * Host services for the page (contract/host.ts): dialogs, drops, clipboard, theme, window buttons.
 * Every message is checked twice, who sent it and what it holds; chosen paths are granted to the engine before the page knows them.
 */
import { realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import { BrowserWindow, clipboard, dialog, type IpcMainInvokeEvent, ipcMain, nativeTheme, shell } from 'electron'
import { z } from 'zod'
import type { EngineKeeper } from './engine/engine-keeper'
import { saveFile } from './hand-out'
import { keepModelKey } from './model-key'
import { isTrusted } from './policy/sender'
import { isKnownWindow, openWindow } from './window'

/** Files that a page makes itself: pictures and tables of what it shows. */
const isSmall = (content: Uint8Array): boolean => content.byteLength <= 256 * 2 ** 20

const Path = z.string().min(1).max(4096)

const services = {
  pick: { schema: z.enum(['files', 'project', 'folder']), run: pick },
  pickSave: { schema: z.string().max(4096), run: pickSave },
  drop: { schema: z.array(Path).max(10_000), run: async (paths: string[]) => Promise.all(paths.map((path) => realpath(path))) },
  showInFolder: { schema: Path, run: async (path: string) => shell.showItemInFolder(path) },
  saveFile: {
    schema: z.object({ suggestion: z.string().min(1).max(200), content: z.instanceof(Uint8Array).refine(isSmall) }),
    run: saveFile
  },
  copyText: { schema: z.string().max(10_000_000), run: async (text: string) => clipboard.writeText(text) },
  setTheme: {
    schema: z.enum(['system', 'light', 'dark']),
    run: async (theme: 'system' | 'light' | 'dark') => {
      nativeTheme.themeSource = theme
    }
  },
  // Only what encodeURIComponent leaves: it becomes part of an address.
  newWindow: {
    schema: z
      .string()
      .max(20_000)
      .regex(/^[\w%.!~*'()-]*$/),
    run: async (place: string) => void openWindow(place)
  },
  windowControl: { schema: z.enum(['minimize', 'maximize', 'close']), run: windowControl }
}

const ModelKey = z.object({ key: z.string().min(1).max(4_000).nullable(), origin: z.string().max(2_000) })

/** Services whose result are paths that the person chose. */
const granting = new Set(['pick', 'pickSave', 'drop'])

/** Where the last dialog of each purpose ended; new Electron starts every dialog in Downloads. */
const lastFolder = new Map<string, string>()

export function answerHostCalls(keeper: EngineKeeper): void {
  const keepModelKeyHere = { schema: ModelKey, run: async (given: z.infer<typeof ModelKey>) => keepModelKey(keeper, given) }
  for (const [name, service] of Object.entries({ ...services, keepModelKey: keepModelKeyHere })) {
    ipcMain.handle(`host:${name}`, async (event, input: unknown) => {
      if (!comesFromUs(event)) throw new Error('refused')
      const parsed = service.schema.parse(input)
      const result = await (service.run as (value: unknown, window: BrowserWindow | null) => Promise<unknown>)(
        parsed,
        BrowserWindow.fromWebContents(event.sender)
      )
      if (granting.has(name)) keeper.grant(pathsIn(result))
      return result ?? null
    })
  }
}

/** Also for messages that expect no answer. */
export function comesFromUs(event: Pick<IpcMainInvokeEvent, 'senderFrame' | 'sender'>): boolean {
  return isTrusted({
    frameAddress: event.senderFrame?.url ?? null,
    isTopFrame: event.senderFrame?.parent === null,
    isKnownWindow: isKnownWindow(event.sender.id)
  })
}

function pathsIn(result: unknown): string[] {
  if (Array.isArray(result)) return result
  return typeof result === 'string' ? [result] : []
}

async function pick(purpose: 'files' | 'project' | 'folder', window: BrowserWindow | null): Promise<string[]> {
  const options: Electron.OpenDialogOptions = {
    title: {
      files: 'Choose activation files and row tables',
      project: 'Open a project (a .loupe folder)',
      folder: 'Choose a folder'
    }[purpose],
    properties: purpose === 'files' ? ['openFile', 'multiSelections'] : ['openDirectory', 'createDirectory'],
    ...(lastFolder.has(purpose) ? { defaultPath: lastFolder.get(purpose) } : {})
  }
  const { canceled, filePaths } = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options)
  if (canceled || filePaths.length === 0) return []
  lastFolder.set(purpose, dirname(filePaths[0]))
  return filePaths
}

async function pickSave(suggestion: string, window: BrowserWindow | null): Promise<string | null> {
  const options = { title: 'Where to write it', defaultPath: suggestion }
  const { canceled, filePath } = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options)
  return canceled || !filePath ? null : filePath
}

async function windowControl(action: 'minimize' | 'maximize' | 'close', window: BrowserWindow | null): Promise<void> {
  if (action === 'minimize') window?.minimize()
  else if (action === 'close') window?.close()
  else if (window?.isMaximized()) window.unmaximize()
  else window?.maximize()
}
