import { describe, expect, test } from 'vitest'
import { updateBranch } from './branch-set-up-contract'
import { hours } from './hours-contract'
import { updatePathway } from './pathway-contract'
import { updateServicePoint } from './point-set-up-contract'
import { closeService, updateService } from './service-set-up-contract'

const name = { ar: 'عيد', en: 'Eid' }
/** 22 November 2026 is a Sunday. */
const exception = (from: string, to: string, weekdays: number[] = []) => ({
  ...{ name, from, to },
  openings: weekdays.map((weekday) => ({ weekday, opensMinute: 480, closesMinute: 960 })),
})
const faultsOf = (exceptions: object[]): string[] =>
  hours.safeParse({ weekly: [], exceptions }).error?.issues.map((it) => it.message) ?? []

describe('exceptional hours', () => {
  test.each([
    ['that end before they begin', [exception('2026-11-23', '2026-11-22')], 'ends_before_it_begins'],
    ['of more than a year', [exception('2026-11-22', '2028-11-22')], 'longer_than_a_year'],
    ['in a year that no clinic knows', [exception('0000-01-01', '0000-01-02')], 'out_of_range'],
    ['open on no day that they cover', [exception('2026-11-22', '2026-11-23', [3])], 'on_no_day_of_the_period'],
    [
      'that an earlier one covers, so that they never hold',
      [exception('2026-11-01', '2026-11-30'), exception('2026-11-22', '2026-11-22')],
      'covered_by_an_earlier_one',
    ],
  ])('%s are refused', (_, exceptions, fault) => {
    expect(faultsOf(exceptions)).toContain(fault)
  })
  test('on their days, and narrower ones first, are taken', () => {
    const eid = exception('2026-11-22', '2026-11-22')
    expect(
      faultsOf([eid, exception('2026-11-21', '2026-11-30', [6, 0, 1]), exception('2026-12-05', '2026-12-05', [6])]),
    ).toEqual([])
  })
})

describe('an update', () => {
  test.each([
    ['a branch', updateBranch],
    ['a service', updateService],
    ['a service point', updateServicePoint],
    ['a pathway', updatePathway],
  ])('of %s that names no change is refused', (_, { body }) => {
    expect(body.safeParse({}).success).toBe(false)
    expect(body.safeParse({ version: 3 }).success).toBe(false)
  })
})

test('what opens or closes needs no body', () => {
  expect(closeService.body.parse(undefined)).toEqual({})
})
