/** Quitting: asks while something trains, lets pages save what was typed and the engine a checkpoint, and never waits for ever. */
import { app, BrowserWindow, dialog } from 'electron'
import type { EngineKeeper } from './engine/engine-keeper'
import { pageSaved } from './leave'
import type { WorkWatch } from './work-watch'

export function quitWithCare(keeper: EngineKeeper, work: () => WorkWatch | undefined): void {
  let state: 'open' | 'ending' | 'ended' = 'open'

  app.on('before-quit', (event) => {
    if (state === 'ended') return
    event.preventDefault()
    if (state === 'ending') return
    state = 'ending'
    void leave(work()?.trainings() ?? []).then(async (agreed) => {
      state = agreed ? 'ending' : 'open'
      if (!agreed) return
      const windows = BrowserWindow.getAllWindows()
      await Promise.all(windows.map(pageSaved))
      for (const window of windows) window.hide()
      await keeper.end()
      state = 'ended'
      app.quit()
    })
  })
}

async function leave(trainings: string[]): Promise<boolean> {
  if (trainings.length === 0) return true
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: trainings.length === 1 ? `${trainings[0]} is training` : `${trainings.length} runs are training`,
    detail: 'Loupe saves a checkpoint first. The run can be resumed from it.',
    buttons: ['Save a checkpoint and quit', 'Cancel'],
    defaultId: 0,
    cancelId: 1
  })
  return response === 0
}
