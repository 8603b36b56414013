import 'server-only'

/** What other features may call of the devices: their names. */
export { listDeviceNames, nameDevices } from './name-devices'
