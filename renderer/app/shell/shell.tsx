/**
 * The window: title bar, rail, the screen, drawer, status bar, and everything that floats above them.
 */
import { Suspense } from 'react'
import { DialogHost } from '../../widgets/dialog/dialog'
import { Skeleton } from '../../widgets/skeleton'
import { Toasts } from '../../widgets/toast/toast'
import { AroundDialogs } from '../annotation/around-dialogs'
import { AsOfBanner } from '../annotation/as-of-banner'
import { useAroundCommands } from '../annotation/use-around-commands'
import { KeysHelp } from '../commands/keys-help'
import { DraftDialog } from '../drafts/draft-dialog'
import { useEndNotices } from '../end-notices'
import { useConnection } from '../engine/client'
import { useInvalidation } from '../engine/use-invalidation'
import { FromThenBanner } from '../features/from-then-banner'
import { LabelFileDialogHost } from '../label-files/label-file-dialog'
import { useView } from '../layout/view'
import { Palette } from '../palette/palette'
import { PeopleDialogs } from '../people/people-dialogs'
import { routes } from '../routes'
import { useSession } from '../session'
import { FollowDialogHost } from '../suggestions/follow-dialog'
import { ConnectionNotice } from './connection-notice'
import { Drawer } from './drawer'
import { ErrorBoundary } from './error-boundary'
import { Rail } from './rail'
import { useRunNotices } from './run-notices'
import styles from './shell.module.css'
import { useShellCommands } from './shell-commands'
import { StatusBar } from './status-bar'
import { TitleBar } from './title-bar'
import { useHandOver } from './use-hand-over'
import { useReopening } from './use-reopening'
import { useWindowDrop } from './use-window-drop'

export function Shell() {
  useInvalidation()
  useRunNotices()
  useEndNotices()
  useHandOver()
  useShellCommands()
  useAroundCommands()
  useWindowDrop()
  return (
    <div className={styles.window}>
      <TitleBar />
      <div className={styles.middle}>
        <Rail />
        <div className={styles.content}>
          <AsOfBanner />
          <FromThenBanner />
          <CurrentScreen />
          <ConnectionNotice />
        </div>
      </div>
      <StatusBar />
      <Floating />
    </div>
  )
}

/** The screen and the drawer; out of reach while there is no engine, since nothing could be saved. */
function CurrentScreen() {
  const ready = useReopening()
  const screen = useSession((session) => session.screen)
  const drawer = useView((view) => view.drawer)
  const isGone = useConnection((connection) => connection.state !== 'open')
  const Current = routes[screen]
  if (!ready) return null
  return (
    <div className={styles.screen} inert={isGone}>
      <ErrorBoundary key={screen} resetKey={screen}>
        <Suspense fallback={<LoadingScreen />}>
          <Current />
        </Suspense>
      </ErrorBoundary>
      {drawer && <Drawer />}
    </div>
  )
}

/** What lies above everything else. */
function Floating() {
  const palette = useView((view) => view.palette)
  const keysHelp = useView((view) => view.keysHelp)
  return (
    <>
      {palette && <Palette mode={palette} />}
      {keysHelp && <KeysHelp />}
      <DraftDialog />
      <FollowDialogHost />
      <LabelFileDialogHost />
      <PeopleDialogs />
      <AroundDialogs />
      <DialogHost />
      <Toasts />
    </>
  )
}

function LoadingScreen() {
  return (
    <div className={styles.loading}>
      <Skeleton rows={6} rowHeight={28} />
    </div>
  )
}
