/** `loupe import`: a dictionary of other files as a run of a project. */
import type { Command } from 'commander'
import { addMappingOptions, type MappingOptions, mappingFrom } from '../dictionary-mapping'
import { openProject } from '../find'
import { counted, short } from '../numbers'
import { fromCaller } from '../paths'
import { reportLines } from '../report-lines'
import { addAction, type CommandHost } from './command'

interface Options extends MappingOptions {
  json?: boolean
  name?: string
  /** commander: `--no-labels`. */
  labels: boolean
}

export function addImport(host: CommandHost, program: Command): void {
  const command = program
    .command('import')
    .description('take a dictionary of other files into a project, as a run to analyze and label')
    .argument('<project>', 'folder of the project')
    .argument('<dictionary>', 'file of the weights, or a folder with it')
    .option('--name <name>', 'name of the run')
    .option('--no-labels', 'without the labels that an export left beside it')
  addAction<Options>(host, addMappingOptions(command), async (session, options, [folder, path]) => {
    const { client, out, signal } = session
    const project = await openProject(session, folder)
    const mapping = mappingFrom(options)
    const imported = await client.call(
      'dictionaries.import',
      {
        project: project.id,
        path: fromCaller(path),
        labels: options.labels,
        ...(mapping ? { mapping } : {}),
        ...(options.name === undefined ? {} : { name: options.name })
      },
      { signal, onProgress: (progress) => out.progress('Importing', progress) }
    )
    const { run, report, fit, labels } = imported
    const variance = fit.fvu === undefined ? '' : `FVU ${short(fit.fvu)}, `
    out.result(imported, [
      ...reportLines(report),
      `Imported as ${run.name} (${run.id})${labels ? ` with ${counted(labels.labeled, 'label')}` : ''}`,
      `On ${counted(fit.rows, 'row')}: ${variance}L0 ${short(fit.l0)}, ${(100 * fit.deadShare).toFixed(1)} % of the features did not fire`,
      ...(fit.warning ? [`  Warning: ${fit.warning.title}.`, `  ${fit.warning.detail}`] : [])
    ])
    return undefined
  })
}
