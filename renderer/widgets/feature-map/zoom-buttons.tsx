/** Zoom by hand without a wheel, in the corner of the map. */
import { Button } from '../button'
import styles from './feature-map.module.css'
import type { MapViewState } from './use-map-view'

export function ZoomButtons({ view }: { view: MapViewState }) {
  const isWhole = view.zoom === 1
  return (
    <fieldset className={styles.zoom} aria-label="Zoom of the map" onPointerDown={(event) => event.stopPropagation()}>
      <Button size="small" variant="quiet" aria-label="Zoom in" title="Zoom in (+)" onClick={() => view.by(1)}>
        +
      </Button>
      <Button
        size="small"
        variant="quiet"
        aria-label="Zoom out"
        title="Zoom out (−)"
        disabled={isWhole}
        onClick={() => view.by(-1)}
      >
        −
      </Button>
      <Button size="small" variant="quiet" title="Show the whole map (0)" disabled={isWhole} onClick={view.reset}>
        Reset
      </Button>
    </fieldset>
  )
}
