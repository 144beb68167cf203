/** Denies by default: navigation, new windows, web views, permissions, and every request outside the app scheme. */
import { app, type Session, shell } from 'electron'
import { destinationOf, isOurs, mayRequest } from './policy/navigation'
import { mayHave } from './policy/permissions'

export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(mayHave(permission)))
  session.setPermissionCheckHandler((_contents, permission) => mayHave(permission))
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !mayRequest(details.url, !app.isPackaged) }))
}

/** For every page that comes to be, also those nobody here made. */
export function guardPages(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.on('will-navigate', (event, address) => {
      if (!isOurs(address)) event.preventDefault()
    })
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame) event.preventDefault()
    })
    contents.setWindowOpenHandler(({ url }) => {
      if (destinationOf(url) === 'browser') void shell.openExternal(url)
      return { action: 'deny' }
    })
  })
}
