import { expect, test } from 'vitest'
import type { ServiceSetUp } from '../../service-set-up-contract'
import { bodyOfClinic, type ClinicDraft, draftOfClinic, emptyClinic, problemsOfClinic } from './clinic-draft'
import { draftOfHours, hoursOfDraft, problemsOfHours } from './hours-draft'
import {
  bodyOfPathway,
  draftOfPathway,
  newStep,
  problemsOfPathway,
  slugOfPathway,
  withMoved,
  withoutStep,
} from './pathway-draft'
import { problemsOf } from './problems'
import { bodyOfRoom, bodyOfRoomIn, emptyRoom, problemsOfRoom, slugOfRoom } from './room-draft'
import { slugFrom } from './slug-from'
import { typedNumber } from './typed-number'

const lab: ServiceSetUp = {
  ...{ branch: 'main', slug: 'lab', name: { ar: 'المختبر', en: 'Laboratory' }, prefix: 'L', icon: 'lab' },
  ...{ typicalMinutes: 5, dailyCap: null, numberFrom: 1, numberTo: null, joinBy: ['phone', 'staff'] },
  ...{ serves: 'everybody', needsFasting: true, status: 'open', hours: { weekly: [], exceptions: [] } },
}
const clinic: ClinicDraft = draftOfClinic(lab)
const names = { ar: 'عيد الفطر', en: 'Eid al-Fitr' }

test('a clinic that is opened and saved is sent as it was read', () => {
  const { branch: _, slug: __, status: ___, ...sent } = lab
  expect(bodyOfClinic(clinic)).toEqual(sent)
  expect(problemsOfClinic(clinic)).toEqual({})
})

test('numbers are read in Arabic and in Latin digits, and a wrong one is kept and named', () => {
  expect(typedNumber(' ١٢٠ ')).toBe(120)
  expect(typedNumber('')).toBeNull()
  expect(bodyOfClinic({ ...clinic, dailyCap: '٤٠' }).dailyCap).toBe(40)
  expect(problemsOfClinic({ ...clinic, typicalMinutes: 'ten', dailyCap: '0' })).toEqual({
    typicalMinutes: 'number',
    dailyCap: 'number',
  })
})

test('each field of an empty clinic says what it needs', () => {
  expect(problemsOfClinic({ ...emptyClinic, typicalMinutes: '' })).toEqual({
    'name.ar': 'required',
    'name.en': 'required',
    prefix: 'prefix',
    slug: 'slug',
    typicalMinutes: 'required',
  })
  expect(problemsOfClinic({ ...clinic, numberFrom: '50', numberTo: '10' })).toEqual({
    numberTo: 'ends_before_it_begins',
  })
})

test('a clinic without hours of its own sends none, and they do not hinder it', () => {
  const weekly = [{ weekday: 0, opens: '', closes: '' }]
  const draft = { ...clinic, hasOwnHours: false, hours: { weekly, exceptions: [] } }
  expect(bodyOfClinic(draft).hours).toEqual({ weekly: [], exceptions: [] })
  expect(problemsOfClinic(draft)).toEqual({})
  expect(problemsOfClinic({ ...draft, hasOwnHours: true })).toEqual({ 'hours.weekly': 'time' })
})

test('hours that are read and saved stay the same, holidays and Ramadan too', () => {
  const hours = {
    weekly: [{ weekday: 0, opensMinute: 480, closesMinute: 960 }],
    exceptions: [
      { name: names, from: '2027-03-09', to: '2027-03-12', openings: [] },
      {
        name: names,
        from: '2027-02-08',
        to: '2027-03-08',
        openings: [{ weekday: 0, opensMinute: 600, closesMinute: 900 }],
      },
    ],
  }
  expect(hoursOfDraft(draftOfHours(hours))).toEqual(hours)
  expect(problemsOfHours(draftOfHours(hours))).toEqual({})
})

test('overlapping hours, a period that ends before it begins, and a hidden one are named where they are', () => {
  const weekly = [
    { weekday: 1, opens: '08:00', closes: '12:00' },
    { weekday: 1, opens: '11:00', closes: '15:00' },
  ]
  const exceptions = [
    { key: 1, name: names, from: '2027-03-09', to: '2027-03-12', openings: [] },
    { key: 2, name: names, from: '2027-03-10', to: '2027-03-11', openings: [] },
    { key: 3, name: names, from: '2027-05-02', to: '2027-05-01', openings: [] },
  ]
  expect(problemsOfHours({ weekly, exceptions })).toEqual({
    'hours.weekly': 'overlap',
    'hours.exceptions.1': 'covered_by_an_earlier_one',
    'hours.exceptions.2.to': 'ends_before_it_begins',
  })
})

test('exceptions without dates need them, and do not cover each other', () => {
  const exceptions = [1, 2].map((key) => ({ key, name: names, from: '', to: '', openings: [] }))
  expect(problemsOfHours({ weekly: [], exceptions: exceptions.slice(1) })).toEqual({
    'hours.exceptions.0.from': 'required',
    'hours.exceptions.0.to': 'required',
  })
  expect(problemsOfHours({ weekly: [], exceptions })).not.toHaveProperty('hours.exceptions.1')
})

test('a shortened period leaves out the hours of days that it no longer has', () => {
  const openings = [0, 1].map((weekday) => ({ weekday, opens: '10:00', closes: '15:00' }))
  // A Sunday.
  const exceptions = [{ key: 1, name: names, from: '2027-03-07', to: '2027-03-07', openings }]
  expect(hoursOfDraft({ weekly: [], exceptions }).exceptions[0]?.openings).toEqual([
    { weekday: 0, opensMinute: 600, closesMinute: 900 },
  ])
})

test('a room needs its name in both languages, and keeps its clinics in the order of the branch', () => {
  const draft = { ...emptyRoom(['lab', 'eyes']), label: { ar: ' غرفة ٣ ', en: '' } }
  expect(problemsOfRoom(draft)).toEqual({ 'label.en': 'required' })
  expect(bodyOfRoom(draft, ['eyes', 'lab', 'xray'])).toMatchObject({
    services: ['eyes', 'lab'],
    label: { ar: 'غرفة ٣' },
  })
})

test('a pathway is sent as it was read, and best before midnight is the end of the day', () => {
  const step = { ...newStep('lab'), minGapMinutes: 20, notAfterMinute: 1_440 }
  const { minGap: _, notAfter: __, ...stored } = step
  const pathway = { branch: 'main', slug: 'full', name: names, steps: [{ ...stored, after: [], anyOf: [] }] }
  expect(bodyOfPathway(draftOfPathway(pathway)).steps).toEqual(pathway.steps)
})

test('a pathway needs a step, and steps that wait for each other are named where the circle begins', () => {
  expect(problemsOfPathway({ name: names, steps: [] })).toEqual({ steps: 'required' })
  const fields = [{ path: 'steps.0.after', reason: 'pathway_circle' }]
  expect(problemsOf({ code: 'pathway_circle', fields })).toEqual({ 'steps.0.after': 'pathway_circle' })
})

test('a removed step is no longer waited for, and a moved one keeps its conditions', () => {
  const steps = [newStep('lab'), { ...newStep('eyes'), after: ['lab'], anyOf: ['lab'] }]
  expect(withoutStep(steps, 'lab')).toEqual([newStep('eyes')])
  expect(withMoved(steps, 1, -1).map((it) => it.service)).toEqual(['eyes', 'lab'])
})

test('the fields that the server refuses are named, also where its answer names none', () => {
  const fields = [
    { path: 'hours.weekly', reason: 'overlap' },
    { path: 'name.ar', reason: 'unsafe_characters' },
    { path: 'icon', reason: 'invalid_type' },
  ]
  expect(problemsOf({ code: 'invalid_input', fields })).toEqual({
    'hours.weekly': 'overlap',
    'name.ar': 'unsafe',
    icon: 'invalid',
  })
  expect(problemsOf({ code: 'prefix_taken', fields: [] })).toEqual({ prefix: 'prefix_taken' })
})

test('a name in addresses comes from the English name and is never one in use', () => {
  expect(slugFrom('X-ray & Scan', [], 'clinic')).toBe('x-ray-scan')
  expect(slugFrom('Room 3', ['room-3', 'room-3-2'], 'room')).toBe('room-3-3')
  expect(slugFrom('غرفة', [], 'room')).toBe('room')
})

test('a room that a colleague gave a new clinic is read with it', () => {
  const draft = { ...emptyRoom([]), services: ['lab', 'xray'] }
  const room = { ...draft, branch: 'main', slug: 'room-1', status: 'open' as const }
  const setUp = { servicePoints: [room], services: [lab, { ...lab, slug: 'xray' }] }
  expect(bodyOfRoomIn(setUp, 'room-1')).toMatchObject({ services: ['lab', 'xray'] })
  expect(bodyOfRoomIn(setUp, 'room-2')).toBeUndefined()
})

test('a new room or pathway is named in addresses unlike those of the set-up as it is now', () => {
  const draft = { ...emptyRoom([]), label: { ar: 'غرفة ٣', en: 'Room 3' } }
  const room = { ...draft, services: [], branch: 'main', slug: 'room-3', status: 'open' as const }
  expect(slugOfRoom(draft, { servicePoints: [] })).toBe('room-3')
  expect(slugOfRoom(draft, { servicePoints: [room] })).toBe('room-3-2')
  const pathway = { branch: 'main', slug: 'eid-al-fitr', name: names, steps: [] }
  expect(slugOfPathway({ name: names, steps: [] }, { pathways: [pathway] })).toBe('eid-al-fitr-2')
})
