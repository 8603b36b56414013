import { join } from 'node:path'

const config = {
  plugins: { '@tailwindcss/postcss': {}, [join(import.meta.dirname, 'scripts/css-for-browsers.cjs')]: {} },
}
export default config
