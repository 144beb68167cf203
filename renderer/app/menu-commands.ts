/** Commands chosen in the native menu run through the same table. */
import { useEffect } from 'react'
import { runCommand } from './commands'
import { host } from './host'

export function useMenuCommands(): void {
  useEffect(() => host().onCommand((command) => void runCommand(command)), [])
}
