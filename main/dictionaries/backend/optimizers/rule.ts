/**
 * What an optimizer is to a parameter: what it keeps beside the value, and one update in both forms. A file per optimizer;
 * formulas and names are those of torch.optim, ε outside the root as there.
 */
import type { Tensor } from '../library'

export interface Rule {
  /** Names of what is kept beside each parameter, each of its shape and 0 at the start; part of a run's state. */
  slots: readonly string[]
  /** More variables of that shape which the native form needs, whose content does not outlive an update. */
  scratch?: number
  /** The update number `count` (from 1) at this learning rate. */
  update(rate: number, count: number): Update
}

export interface Update {
  /** In place, on resource variables: the value, then slots and scratch in order. Called inside a tidy. */
  native(value: number, slots: number[], gradient: Tensor): void
  /** Value and slots as they are after the update. Called inside a tidy. */
  plain(value: Tensor, slots: Tensor[], gradient: Tensor): Tensor[]
}
