/**
 * What the shell and the engine process say to each other: which windows are connected, which paths they may name,
 * and (where the engine can not start processes itself) which jobs to start. The calls of the contract travel inside.
 *
 * Plain Node child: everything goes over the child's IPC channel (`serialization: 'advanced'`), `message` both ways.
 * Utility process: `open` comes with the window's MessagePort transferred, and `message`/`close` are not used.
 * Typed arrays that came over child IPC may be views of a larger buffer: copy them to exact size before posting them on.
 */
import { z } from 'zod'

const Count = z.number().int().nonnegative()
const Port = z.object({ port: Count })
/** `kept`: in the system's secure storage, or in memory until Loupe ends. */
export const GivenKey = z.object({
  key: z.string().min(1).max(4_000),
  origin: z.string().max(2_000),
  kept: z.enum(['system', 'session'])
})
export type GivenKey = z.infer<typeof GivenKey>
const JobProcess = z.object({ job: Count })

/** The shell to the engine. `port` is a number that the shell gives each connection, never used twice. */
export const ShellMessage = z.discriminatedUnion('kind', [
  Port.extend({ kind: z.literal('open') }),
  Port.extend({ kind: z.literal('message'), message: z.unknown() }),
  Port.extend({ kind: z.literal('close') }),
  /** Files and folders that the person chose: windows may name them, and what lies in the folders, from now on. Send again after a restart. */
  z.object({ kind: z.literal('grant'), paths: z.array(z.string().max(4096)).max(10_000) }),
  /** The key of a language model's server, for this origin only; null: there is none. Send again after a restart. */
  z.object({ kind: z.literal('model-key'), given: GivenKey.nullable() }),
  /** The machine goes to sleep: trainings write a checkpoint and wait for `wake`. No answer. */
  z.object({ kind: z.literal('sleep') }),
  z.object({ kind: z.literal('wake') }),
  /** End: trainings write a checkpoint and pause, projects are closed. Answered by `ended`, then the process exits. */
  z.object({ kind: z.literal('end') }),
  /** Only to an engine that asked for a job process by `start-job`. */
  JobProcess.extend({ kind: z.literal('job-message'), message: z.unknown() }),
  JobProcess.extend({ kind: z.literal('job-exit'), code: z.number().int().nullable() })
])
export type ShellMessage = z.infer<typeof ShellMessage>

/** The engine to the shell. */
export const ShellAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), version: z.string() }),
  Port.extend({ kind: z.literal('message'), message: z.unknown() }),
  Port.extend({ kind: z.literal('close') }),
  z.object({ kind: z.literal('ended') }),
  /** Utility process only: fork this entry (a name beside the engine's own file, `job-….cjs`) with these variables added. */
  JobProcess.extend({
    kind: z.literal('start-job'),
    entry: z.string().regex(/^job-[a-z]+\.cjs$/),
    env: z.record(z.string(), z.string())
  }),
  JobProcess.extend({ kind: z.literal('job-message'), message: z.unknown() }),
  JobProcess.extend({ kind: z.literal('stop-job') })
])
export type ShellAnswer = z.infer<typeof ShellAnswer>

/** Environment variables that scripts and launchers set for the engine and its jobs. */
export const launchVariables = {
  /** Folder for recents, samples and logs; by platform when not set. */
  userData: 'LOUPE_USER_DATA',
  /** Folder of the files that ship with Loupe (sample data). */
  resources: 'LOUPE_RESOURCES',
  /** The file in which set-up wrote what it did, for doctor. */
  setup: 'LOUPE_SETUP',
  /** Version of Electron, for doctor. */
  electronVersion: 'LOUPE_ELECTRON',
  /** The Node to start engine and jobs with where the starting program is not a suitable Node itself. */
  node: 'LOUPE_NODE',
  /** Where relative paths of the command line start; npm changes the working folder. */
  callerFolder: 'LOUPE_CWD'
} as const
