/** A job process as the engine sees it, whoever starts it (launchers/). */

/** One running process. Listeners are set once, before anything is sent. */
export interface JobProcess {
  /** Absent where the system's number is not known. */
  readonly pid: number | undefined
  send(message: unknown): void
  /** `onExit` comes exactly once: `how` in words ("exit code 1", "signal SIGKILL"), `output` its last lines. */
  listen(onMessage: (message: unknown) => void, onExit: (how: string, output: string) => void): void
  kill(): void
}

/** Starts job processes by the name of their built entry: `job-<entry>.cjs`. */
export interface ProcessSpawner {
  spawn(entry: string, env: Record<string, string>): JobProcess
}
