/** Why a clinic is the next one: a code with what its text needs. Times are ISO 8601; `service` is another clinic of the visit. */
export type Reason =
  | {
      code:
        | 'shortest'
        | 'first'
        | 'result'
        | 'bottleneck'
        | 'back'
        | 'only_one_open'
        | 'not_started'
        | 'chosen'
        | 'staff'
    }
  | { code: 'closes_at' | 'fasting'; at: string }
  | { code: 'last' | 'clinic_closed'; service: string }
