/** Commands chosen in the native menu run through the same table. */
import { useEffect } from 'react'
import { host } from '../host'
import { runCommand } from './commands'

export function useMenuCommands(): void {
  useEffect(() => host().onCommand((command) => void runCommand(command)), [])
}
