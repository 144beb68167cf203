/** Whether labels of another run are wanted for a run: asked for from anywhere, shown by the shell above everything. */
import { create } from 'zustand'

interface FollowRequest {
  /** The run that labels go to; null while nobody asks. */
  run: string | null
  /** The run that is proposed as where they come from. */
  from: string | undefined
}

export const useFollowRequest = create<FollowRequest>()(() => ({ run: null, from: undefined }))

export function askToFollow(run: string, from?: string): void {
  useFollowRequest.setState({ run, from })
}

export function endFollow(): void {
  useFollowRequest.setState({ run: null, from: undefined })
}
