import 'server-only'

/** What other features may call: the names of devices. */
export { listDeviceNames, nameDevices } from './name-devices'
