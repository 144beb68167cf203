/** The targets of an export, a room each. */
import type { ExportAs } from '../../../contract/records/export'
import { activationsRoom } from './activations'
import { delphiRoom } from './delphi/delphi'
import { labeledRoom } from './labeled/labeled'
import { neuronpediaRoom } from './neuronpedia/neuronpedia'
import type { Room } from './room'
import { saedashboardRoom } from './saedashboard/saedashboard'
import { viewerRoom } from './viewer/viewer'

const rooms: Record<ExportAs, Room> = {
  labeled: labeledRoom,
  neuronpedia: neuronpediaRoom,
  saedashboard: saedashboardRoom,
  delphi: delphiRoom,
  activations: activationsRoom,
  viewer: viewerRoom
}

export function roomOf(as: ExportAs): Room {
  return rooms[as]
}
