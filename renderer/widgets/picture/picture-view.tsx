/** A picture on the page: the same shapes that are saved as SVG and PNG, so that both look alike. */
import { diamondCorners, type Picture, partsOf, type Shape } from './shapes'

export function PictureView({ picture }: { picture: Picture }) {
  const { title, width, height, shapes } = picture
  return (
    <svg role="img" aria-label={title} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      {shapes.map((shape, place) => (
        <ShapeView key={place} shape={shape} />
      ))}
    </svg>
  )
}

const fonts = { ui: 'var(--font-ui)', mono: 'var(--font-mono)' }

function ShapeView({ shape }: { shape: Shape }) {
  if (shape.kind === 'text')
    return (
      <text
        x={shape.x}
        y={shape.y}
        fontFamily={shape.mono ? fonts.mono : fonts.ui}
        fontSize={shape.size}
        fontWeight={shape.bold ? 600 : 400}
        textAnchor={shape.anchor}
        fill={shape.color}
        transform={shape.turn ? `rotate(${shape.turn} ${shape.x} ${shape.y})` : undefined}
        xmlSpace="preserve"
      >
        {shape.text}
      </text>
    )
  if (shape.kind === 'line') return <LineView shape={shape} />
  const paint = { fill: shape.fill ?? 'none', stroke: shape.stroke }
  if (shape.kind === 'box')
    return (
      <rect
        x={shape.x}
        y={shape.y}
        width={shape.width}
        height={shape.height}
        {...paint}
        opacity={shape.opacity}
        strokeDasharray={shape.dash?.join(' ')}
      />
    )
  if (shape.form === 'circle') return <circle cx={shape.x} cy={shape.y} r={shape.radius} {...paint} />
  return <polygon points={pointsText(diamondCorners(shape.x, shape.y, shape.radius))} {...paint} />
}

function LineView({ shape }: { shape: Extract<Shape, { kind: 'line' }> }) {
  const { points, color, width, dash, opacity, fillTo, fillOpacity = 0.14 } = shape
  return partsOf(points).map((part) => (
    <g key={pointsText(part)} opacity={opacity}>
      {fillTo !== undefined && (
        <polygon
          points={pointsText([[part[0][0], fillTo], ...part, [part[part.length - 1][0], fillTo]])}
          fill={color}
          fillOpacity={fillOpacity}
        />
      )}
      <polyline points={pointsText(part)} fill="none" stroke={color} strokeWidth={width} strokeDasharray={dash?.join(' ')} />
    </g>
  ))
}

function pointsText(points: readonly [number, number][]): string {
  return points.map(([x, y]) => `${x},${y}`).join(' ')
}
