/** The native menu: the same commands as in the palette, sent to the page, which knows whether they fit. */
import { app, BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron'

function command(label: string, id: string, accelerator?: string): MenuItemConstructorOptions {
  // The page handles the keys itself; registering them here too would fire twice.
  return {
    label,
    ...(accelerator ? { accelerator, registerAccelerator: false } : {}),
    click: () => BrowserWindow.getFocusedWindow()?.webContents.send('host:command', id)
  }
}

export function setMenu(): void {
  const mac = process.platform === 'darwin'
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [
        command('New project…', 'project.new', 'CmdOrCtrl+N'),
        command('Open project…', 'project.open', 'CmdOrCtrl+O'),
        command('Import dictionary…', 'dictionary.import', 'CmdOrCtrl+I'),
        { type: 'separator' },
        command('New window', 'window.new', 'CmdOrCtrl+Shift+N'),
        { type: 'separator' },
        command('Settings', 'app.settings', 'CmdOrCtrl+,'),
        { role: mac ? 'close' : 'quit' }
      ]
    },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        command('Command palette', 'app.palette', 'CmdOrCtrl+Shift+P'),
        { role: 'togglefullscreen' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'resetZoom' },
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const])
      ]
    },
    { role: 'windowMenu' },
    { label: 'Help', submenu: [command('Keys', 'app.keys'), command('Doctor', 'app.doctor')] }
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
