import encodeQR from 'qr'

/** The QR code of an address as one SVG path, computed here so that the screen need not load an encoder. */
export function qrPath(address: string): { path: string; size: number } {
  const rows = encodeQR(address, 'raw', { ecc: 'medium', border: 2 })
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return { path, size: rows.length }
}
