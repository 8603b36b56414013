/** How people may join a service: on their phone, at a kiosk, through staff, by an appointment. */
export const joinWays = ['phone', 'kiosk', 'staff', 'booking'] as const
export type JoinWay = (typeof joinWays)[number]

/** Whether a step of a pathway comes before all others, after all others, or anywhere. */
export const orderHints = ['first', 'last', 'any'] as const
export type OrderHint = (typeof orderHints)[number]

/** Whether an update names something to change, besides its branch and version. */
export function namesAChange({ branch: _, version: __, ...fields }: Record<string, unknown>): boolean {
  return Object.values(fields).some((it) => it !== undefined)
}
