/** Commands that lead to a screen. */
import { toast } from '../../widgets/toast/toast-store'
import type { Command } from '../commands/commands'
import { askForDrafts } from '../drafts/draft-request'
import { askForLabelFile } from '../label-files/label-file-request'
import { askForDenoise } from '../project/denoise-request'
import { askForFit } from '../project/fit-request'
import { askForImport } from '../project/import-request'
import { navigate, type ScreenName, useSession } from '../session'
import { useOtherRun } from '../studies/other-run'
import { studyScreens } from '../studies/study-screens'
import { askToFollow } from '../suggestions/follow-request'

export function goCommands(hasProject: boolean): Command[] {
  const go = (id: string, title: string, key: string, screen: ScreenName, needsProject: boolean): Command => ({
    id,
    title,
    keys: [`Mod+${key}`],
    scope: 'global',
    when: hasProject || !needsProject,
    run: () => navigate(screen)
  })
  return [
    go('go.projects', 'Go to projects', '1', 'projects', false),
    go('go.data', hasProject ? 'Go to data' : 'Go to data, new project', '2', 'new-project', false),
    go('go.runs', 'Go to runs', '3', 'runs', true),
    go('go.explore', 'Explore features', '4', 'explore', true),
    go('go.annotate', 'Annotate', '5', 'annotate', true),
    go('go.export', 'Export…', '6', 'export', true),
    ...studyScreens.map(({ screen, title, key }) => ({
      id: `go.${screen}`,
      title,
      keys: [`Alt+${key}`],
      scope: 'global',
      when: hasProject,
      run: () => navigate(screen)
    })),
    { id: 'draft.open', title: 'Draft labels…', keys: ['Alt+M'], scope: 'global', when: hasProject, run: askForDrafts },
    {
      id: 'dictionary.import',
      title: 'Import dictionary…',
      keys: ['Mod+I'],
      scope: 'global',
      when: hasProject,
      run: () => askForImport()
    },
    { id: 'data.checkFit', title: 'Check a file against a run…', scope: 'global', when: hasProject, run: askForFit },
    {
      id: 'labels.bring',
      title: 'Bring labels from another run…',
      keys: ['Mod+Shift+L'],
      scope: 'global',
      when: hasProject,
      run: () => {
        const { run } = useSession.getState()
        if (run) askToFollow(run, useOtherRun.getState().other)
        else toast({ text: 'Choose the run first that labels are to come to' })
      }
    },
    {
      id: 'labels.importFile',
      title: 'Import labels from a file…',
      keys: ['Alt+I'],
      scope: 'global',
      when: hasProject,
      run: () => {
        const { run } = useSession.getState()
        if (run) askForLabelFile(run)
        else toast({ text: 'Choose the run first that labels are to come to' })
      }
    },
    { id: 'export.denoise', title: 'Write denoised activations…', scope: 'global', when: hasProject, run: askForDenoise }
  ]
}
