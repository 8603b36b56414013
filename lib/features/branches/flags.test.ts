import { describe, expect, test } from 'vitest'
import { isAppError } from '@/lib/shared/errors'
import { roleMay, staffRoles } from '@/lib/shared/permissions'
import { assertFlagOn, flagNames, flagOn, flagStates, flags } from './flags'

describe('the flag states of a branch', () => {
  test('are the defaults until something is switched', () => {
    const states = flagStates([])
    expect(Object.keys(states)).toEqual(flagNames)
    for (const name of flagNames) expect(states[name]).toBe(flags[name].byDefault)
  })

  test('are the stored values, and defaults for the others', () => {
    const states = flagStates([{ name: 'hall_chime', isOn: false }])
    expect(states).toMatchObject({ hall_chime: false, phone_turns: true, phone_numbers: true })
    expect(flagOn({ flags: states }, 'hall_chime')).toBe(false)
  })

  test('ignore flags of another release', () => {
    const states = flagStates([
      { name: 'a_flag_of_next_year', isOn: true },
      { name: 'constructor', isOn: true },
    ])
    expect(states).toEqual(flagStates([]))
  })
})

test('a use case that is switched off is refused with the name of the flag', () => {
  const branch = { flags: flagStates([{ name: 'phone_turns', isOn: false }]) }
  expect(() => assertFlagOn(branch, 'phone_numbers')).not.toThrow()
  try {
    assertFlagOn(branch, 'phone_turns')
    expect.unreachable()
  } catch (error) {
    expect(isAppError(error) && { code: error.code, details: error.details }).toEqual({
      code: 'switched_off',
      details: { flag: 'phone_turns' },
    })
  }
})

test('every flag can be switched by an owner and an administrator, who also see the flags', () => {
  for (const { switchedWith } of Object.values(flags)) {
    const may = staffRoles.filter((role) => roleMay(role, switchedWith))
    expect(may).toEqual(expect.arrayContaining(['owner', 'administrator']))
    expect(may.every((role) => roleMay(role, 'flag.read'))).toBe(true)
  }
})
