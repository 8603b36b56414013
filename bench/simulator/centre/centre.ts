import { medicalExaminationCentre } from '@/lib/features/branches/server/templates'
import { type PathwayStep, plainStep } from '@/lib/features/journeys/pathway'
import type { Random } from '@/scripts/demo/random'

/** Share of the time of a room for which it is planned to be busy while visitors arrive. */
const plannedLoad = 0.9
const clinicsAFloor = 4

export type Clinic = { service: string; minutes: number; rooms: number; floor: number }

/** Minutes until the result of a clinic is there. */
const results: Record<string, number | undefined> = { lab: 40, xray: 15 }
/** The clinics that women visit instead. */
const womens: Record<string, string | undefined> = {
  ...{ internal: 'women_internal', derma: 'women_derma', eyes: 'women_eyes' },
}

type Pathway = { share: number; clinics: readonly string[]; doctor: boolean }

/** What visitors come for, and how many of a hundred: a work permit, a school, a licence, a full examination, the forces. */
const pathways: readonly Pathway[] = [
  { share: 45, clinics: ['vitals', 'lab', 'xray'], doctor: true },
  { share: 20, clinics: ['vitals', 'dental', 'eyes', 'ent', 'derma'], doctor: false },
  { share: 17, clinics: ['vitals', 'eyes', 'bones'], doctor: false },
  {
    share: 10,
    clinics: ['vitals', 'lab', 'xray', 'eyes', 'ent', 'dental', 'ecg', 'audio', 'derma'],
    doctor: true,
  },
  {
    share: 8,
    clinics: ['vitals', 'lab', 'xray', 'eyes', 'ent', 'surgery', 'dental', 'psychiatry', 'bones', 'ecg'],
    doctor: true,
  },
]

/**
 * The steps of a pathway. The doctor comes after everything else and its results, as a condition and not as a wish, so that
 * no rule of the bench may choose otherwise.
 */
function stepsOf({ clinics, doctor }: Pathway, isWoman: boolean): PathwayStep[] {
  const named = (service: string): string => (isWoman ? (womens[service] ?? service) : service)
  const steps = clinics.map((service) => ({ ...plainStep(named(service)), minGapMinutes: results[service] ?? null }))
  const after = steps.map(({ service }) => service)
  return doctor ? [...steps, { ...plainStep(named('internal')), after }] : steps
}

/** Draws the steps of one visitor. A visitor is a woman with probability `womensShare`. */
export function drawSteps(random: Random, womensShare: number): PathwayStep[] {
  const pathway = random.pick(pathways, ({ share }) => share)
  return stepsOf(pathway, random.next() < womensShare)
}

/** The share of women for which the centre is planned. */
export const plannedWomen = 0.45

/** How many of a hundred visitors come to a clinic. */
function demand(service: string): number {
  const comes = (pathway: Pathway, isWoman: boolean): number =>
    stepsOf(pathway, isWoman).some((step) => step.service === service) ? pathway.share : 0
  return pathways.reduce((sum, it) => sum + (1 - plannedWomen) * comes(it, false) + plannedWomen * comes(it, true), 0)
}

/** The sixteen clinics of the template, each with as many rooms as so many visitors need who arrive within these hours. */
export function clinicsFor(visitors: number, hours: number): Clinic[] {
  return medicalExaminationCentre.services.map(({ slug, typicalMinutes }, index) => {
    const work = (visitors * demand(slug) * typicalMinutes) / 100
    const rooms = Math.ceil(work / (hours * 60 * plannedLoad))
    return { service: slug, minutes: typicalMinutes, rooms, floor: Math.floor(index / clinicsAFloor) }
  })
}

/** Seconds to a clinic on the same floor, or with the lift to another. */
export function walkSeconds(from: number, to: number): number {
  return from === to ? 60 : 120 + 30 * Math.abs(from - to)
}
