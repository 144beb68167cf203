/** The 36 px title bar of the frameless window: where one is, the search field that opens the palette, toggles, window buttons. */
import { IconButton } from '../../widgets/button'
import { Icon } from '../../widgets/icon/icon'
import { KeyHint } from '../../widgets/key-hint/key-hint'
import { host, isElectron } from '../host'
import { openPalette, useView } from '../layout/view'
import { Breadcrumbs } from './breadcrumbs'
import styles from './title-bar.module.css'

export function TitleBar() {
  const { sidebar, panel, drawer, hasSidebar, hasPanel } = useView()
  const isMac = host().platform === 'darwin'
  return (
    <header className={styles.bar} data-mac={isMac || undefined}>
      <div className={styles.left}>
        <Icon name="logo" size={18} className={styles.logo} />
        <Breadcrumbs />
      </div>
      <button type="button" className={styles.search} onClick={() => openPalette('all')}>
        <Icon name="search" size={14} />
        <span className={styles.searchText}>Go to feature, run or command</span>
        <KeyHint command="app.palette" />
      </button>
      <div className={styles.right}>
        <IconButton icon="undo" label="Undo" command="edit.undo" />
        <IconButton icon="sidebar" label="Sidebar" command="view.sidebar" pressed={hasSidebar && sidebar} />
        <IconButton icon="drawer" label="Jobs" command="view.drawer" pressed={drawer} />
        <IconButton icon="panel" label="Right panel" command="view.panel" pressed={hasPanel && panel} />
        {isElectron() && !isMac && <WindowButtons />}
      </div>
    </header>
  )
}

function WindowButtons() {
  return (
    <>
      <span className={styles.divider} />
      <IconButton icon="minimize" label="Minimize" onClick={() => void host().windowControl('minimize')} />
      <IconButton icon="maximize" label="Maximize or restore" onClick={() => void host().windowControl('maximize')} />
      <IconButton icon="close" label="Close window" onClick={() => void host().windowControl('close')} />
    </>
  )
}
