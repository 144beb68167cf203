/**
 * Job processes as plain Node children: for an engine that runs under Node itself.
 * Their output goes to the engine's log; the last lines are kept for the message of a crash.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import type { JobProcess, ProcessSpawner } from '../jobs/job-process'

const keptOutput = 4_000

export interface NodeProcessOptions {
  /** Folder of the built entries. */
  entries: string
  /** The Node to use; this process's own by default. */
  node?: string
  /** Folder where Node keeps its compiled code of the libraries: the tensor library alone takes it 0.3 s otherwise. */
  compiled?: string
  /** Give way to the rest of the desktop. */
  yielding?: boolean
  onOutput?: (text: string) => void
}

export function nodeProcesses(options: NodeProcessOptions): ProcessSpawner {
  return {
    spawn(entry, env) {
      const child = fork(join(options.entries, entry), [], {
        serialization: 'advanced',
        execPath: options.node ?? process.execPath,
        execArgv: [],
        env: { TF_CPP_MIN_LOG_LEVEL: '2', ...compileCache(options.compiled), ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc']
      })
      if (options.yielding) yieldToOthers(child)
      return processOver(child, options.onOutput)
    }
  }
}

/** Nodes that do not know the variable pass over it. See https://nodejs.org/api/module.html#module-compile-cache */
function compileCache(folder: string | undefined): Record<string, string> {
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: folder }
}

function processOver(child: ChildProcess, onOutput: ((text: string) => void) | undefined): JobProcess {
  let output = ''
  const keep = (data: Buffer) => {
    output = (output + data.toString()).slice(-keptOutput)
    onOutput?.(data.toString())
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  // A process that is gone can not be told anything; its exit says so.
  const send = (message: unknown) => child.connected && child.send(message as object, () => undefined)
  return {
    pid: child.pid,
    send,
    listen(onMessage, onExit) {
      let ended = false
      const end = (how: string) => {
        if (ended) return
        ended = true
        onExit(how, output)
      }
      child.on('message', onMessage)
      child.on('error', (error) => end(error.message))
      child.on('close', (code, signal) => end(signal ? `signal ${signal}` : `exit code ${code}`))
    },
    kill: () => void child.kill('SIGKILL')
  }
}

function yieldToOthers(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // Not allowed, or already gone: the job then runs at the usual priority.
  }
}
