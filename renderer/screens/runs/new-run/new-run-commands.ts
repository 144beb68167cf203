/** The commands of a new run, with their keys: start, leave, presets of the person's own. */
import type { RunConfig } from '../../../../contract/records/run'
import { useCommands } from '../../../app/commands/commands'
import { toast } from '../../../widgets/toast/toast-store'
import { stopWriting } from '../runs-view'
import { type OwnPreset, ownPresetOf, removePreset, savePreset, useOwnPresets } from './own-presets'

export function useNewRunCommands(start: { canStart: boolean; run(): Promise<void> }, canLeave: boolean): void {
  useCommands([
    {
      id: 'run.start',
      title: 'Start the run',
      keys: ['!Mod+Enter'],
      scope: 'form',
      when: start.canStart,
      run: () => void start.run()
    },
    { id: 'run.leave', title: 'Leave the new run', keys: ['Escape'], scope: 'form', when: canLeave, run: stopWriting }
  ])
}

export function usePresetCommands(config: RunConfig | undefined, name: () => void): void {
  const chosen = useOwnPresets(({ presets }) => config && ownPresetOf(presets, config))
  useCommands([
    {
      id: 'run.savePreset',
      title: 'Save the configuration as preset…',
      keys: ['!Mod+S'],
      scope: 'form',
      when: config !== undefined,
      run: name
    },
    {
      id: 'run.removePreset',
      title: 'Remove the preset',
      ...(chosen ? { detail: chosen.name } : {}),
      keys: ['Mod+Delete'],
      scope: 'form',
      when: chosen !== undefined,
      run: () => chosen && takeAway(chosen)
    }
  ])
}

/** The configuration stays as it is; only its name goes. */
function takeAway(preset: OwnPreset): void {
  removePreset(preset.name)
  toast({ text: `Preset “${preset.name}” taken away`, action: { label: 'Undo', run: () => savePreset(preset) } })
}
