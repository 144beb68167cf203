/**
 * The shell: windows, menu, dialogs, the app scheme, and the life of the engine process.
 * No data passes through it; windows talk to the engine over ports that it hands out.
 */
import { app, BrowserWindow, dialog, ipcMain, MessageChannelMain, powerMonitor, session, type WebContents } from 'electron'
import { launchVariables } from '../../contract/wire/relay'
import { keepEngine } from './engine/engine-keeper'
import { guardPages, guardSession } from './guard'
import { answerHostCalls, comesFromUs } from './host-calls'
import { saveBeforeClose } from './leave'
import { setMenu } from './menu'
import { recallModelKey } from './model-key'
import { tellOfEnd } from './notification'
import { registerScheme, servePages } from './protocol'
import { quitWithCare } from './quit'
import { openWindow } from './window'
import { type WorkWatch, watchWork } from './work-watch'

// Root on Linux has no sandbox (scripts/start.mjs says so to the person); pages stay isolated from Node either way.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
registerScheme()
guardPages()

const userData = process.env[launchVariables.userData]
if (userData) app.setPath('userData', userData)
process.env[launchVariables.userData] = app.getPath('userData')

let work: WorkWatch | undefined

const keeper = keepEngine({
  started(engine) {
    work = watchWork(engine, (job) => tellOfEnd(job, focusWindow))
  },
  crashed(code, again) {
    console.error(`The engine ended by itself (${code}).${again ? ' It is started again.' : ' It is not started again.'}`)
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      webContents.send('host:engine-gone')
      if (again) giveEngine(webContents)
    }
  }
})

/** Connects a page to the engine; a page that had an engine before lets go of it. */
function giveEngine(page: WebContents): void {
  const { port1, port2 } = new MessageChannelMain()
  keeper.engine().connect(port1)
  page.postMessage('host:port', null, [port2])
}

function giveEngineToPages(): void {
  ipcMain.on('host:connect', (event) => {
    if (comesFromUs(event)) giveEngine(event.sender)
  })
}

function focusWindow(): void {
  const [window] = BrowserWindow.getAllWindows()
  if (!window) {
    saveBeforeClose(openWindow())
    return
  }
  if (window.isMinimized()) window.restore()
  window.focus()
}

async function start(): Promise<void> {
  await app.whenReady()
  guardSession(session.defaultSession)
  servePages(session.defaultSession)
  setMenu()
  giveEngineToPages()
  answerHostCalls(keeper)
  powerMonitor.on('suspend', () => keeper.tell('sleep'))
  powerMonitor.on('resume', () => keeper.tell('wake'))
  recallModelKey(keeper)
  keeper.engine()
  saveBeforeClose(openWindow())
}

function refuseToStart(error: Error): void {
  console.error(error.message)
  dialog.showErrorBox('Loupe can not start', error.message)
  app.exit(1)
}

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', focusWindow)
  app.on('activate', focusWindow)
  app.on('window-all-closed', () => app.quit())
  quitWithCare(keeper, () => work)
  start().catch(refuseToStart)
} else app.quit()
