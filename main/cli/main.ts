/** Entry of the `loupe` command: the contract without a window. */
import { Command, CommanderError } from 'commander'
import { version } from '../engine/engine'
import { addAgreement } from './commands/agreement'
import { addAnalyze } from './commands/analyze'
import { addAnomalies } from './commands/anomalies'
import { addColumns } from './commands/columns'
import type { CommandHost } from './commands/command'
import { addComments } from './commands/comments'
import { addCompare } from './commands/compare'
import { addDenoise } from './commands/denoise'
import { addApply, addConvert, addDescribe, addVerify } from './commands/dictionary'
import { addDoctor } from './commands/doctor'
import { addDraft } from './commands/draft'
import { addExport } from './commands/export'
import { addExtend } from './commands/extend'
import { addFeature, addFeatures } from './commands/features'
import { addFit } from './commands/fit'
import { addGroups } from './commands/groups'
import { addGuidelines } from './commands/guidelines'
import { addImport } from './commands/import'
import { addInspect } from './commands/inspect'
import { addLabel } from './commands/label'
import { addLabels } from './commands/labels'
import { addLogits } from './commands/logits'
import { addMap } from './commands/map'
import { addNew } from './commands/new'
import { addPatterns } from './commands/patterns'
import { addProbe } from './commands/probe'
import { addProgress } from './commands/progress'
import { addQuiz } from './commands/quiz'
import { addRelations } from './commands/relations'
import { addRelocate } from './commands/relocate'
import { addRows } from './commands/rows'
import { addRule } from './commands/rule'
import { addRuns } from './commands/runs'
import { addServe } from './commands/serve'
import { addSweep } from './commands/sweep'
import { addResume, addTrain } from './commands/train'
import { Output } from './output'
import { report } from './session'

const commands = [
  addNew,
  addInspect,
  addExtend,
  addRelocate,
  addFit,
  addTrain,
  addResume,
  addSweep,
  addRuns,
  addAnalyze,
  addFeatures,
  addFeature,
  addRows,
  addAnomalies,
  addDenoise,
  addColumns,
  addProbe,
  addPatterns,
  addRelations,
  addCompare,
  addMap,
  addLogits,
  addLabel,
  addLabels,
  addQuiz,
  addRule,
  addDraft,
  addAgreement,
  addProgress,
  addComments,
  addGroups,
  addGuidelines,
  addExport,
  addImport,
  addDescribe,
  addConvert,
  addApply,
  addVerify,
  addServe,
  addDoctor
]

function createProgram(host: CommandHost, json: boolean): Command {
  const program = new Command('loupe')
    .description('Train, understand, label and export sparse dictionaries from activation files')
    .version(version)
    .exitOverride()
    .showHelpAfterError('(loupe help <command> says more)')
  if (json) program.configureOutput({ writeErr: () => undefined })
  for (const add of commands) add(host, program)
  return program
}

async function main(args: string[]): Promise<number> {
  const host: CommandHost = { entries: import.meta.dirname, exitCode: 0 }
  const json = args.includes('--json')
  try {
    await createProgram(host, json).parseAsync(args, { from: 'user' })
    return host.exitCode
  } catch (error) {
    if (!(error instanceof CommanderError)) return report(new Output(json), error)
    if (error.exitCode === 0) return 0
    const message = error.message.replace(/^error: /, '')
    if (json) new Output(true).error({ code: 'usage', message, hint: 'See: loupe --help' })
    return 2
  }
}

// Whoever reads the output may have seen enough (loupe features … | head).
process.stdout.on('error', () => process.exit(0))

// What is still in the pipe has to leave before the process ends.
main(process.argv.slice(2)).then((code) => {
  process.exitCode = code
  process.stdout.write('', () => process.exit(code))
})
