import encodeQR from 'qr'

/** The secret address as a QR code. Black on white in both schemes: cameras expect it so. */
export function FollowCode({ address, label }: { address: string; label: string }) {
  const rows = encodeQR(address, 'raw', { border: 2 })
  const size = rows.length
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-44 rounded-sm"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
