/** The providers around the window: answer cache, command links for widgets, the shell. */
import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { CommandLinkContext } from '../widgets/command-link'
import { useRegistryLink } from './commands/registry-link'
import { queryClient } from './engine/query-client'
import { Shell } from './shell/shell'

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <CommandLinks>
        <Shell />
      </CommandLinks>
    </QueryClientProvider>
  )
}

/** Takes the shell as children, so that a change of the command table renders only what prints keys. */
function CommandLinks({ children }: { children: ReactNode }) {
  return <CommandLinkContext value={useRegistryLink()}>{children}</CommandLinkContext>
}
