import 'server-only'
import type { Tx } from '@/lib/server/db/client'
import { openBranchLog } from '@/lib/server/open-branch-log'
import type { LocalisedText } from '@/lib/shared/fields'
import { newId } from '@/lib/shared/ids'
import { noteSetupChange } from './branch-directory'
import { insertPathway } from './set-up/pathway-rows'
import type { BranchTemplate } from './templates'

type NewBranch = { slug: string; name: LocalisedText; timeZone: string; template: BranchTemplate }

const roomsAFloor = 8
const floors = [
  { ar: 'الطابق الأول', en: 'First floor' },
  { ar: 'الطابق الثاني', en: 'Second floor' },
  { ar: 'الطابق الثالث', en: 'Third floor' },
] as const
const corridors = [
  { ar: 'الممر الأزرق', en: 'Blue corridor' },
  { ar: 'الممر الأخضر', en: 'Green corridor' },
] as const

const labels = {
  room: { ar: 'غرفة', en: 'Room' },
  counter: { ar: 'شباك', en: 'Counter' },
} as const

function inArabic(number: number): string {
  return new Intl.NumberFormat('ar-u-nu-arab', { useGrouping: false }).format(number)
}

function place(branchId: string, kind: 'room' | 'counter', number: number) {
  const { ar, en } = labels[kind]
  const floor = floors[Math.min(floors.length - 1, Math.floor((number - 1) / roomsAFloor))] ?? floors[0]
  const corridor = corridors[(number - 1) % roomsAFloor < roomsAFloor / 2 ? 0 : 1]
  return {
    id: newId(),
    branchId,
    slug: `${kind}-${number}`,
    kind,
    labelAr: `${ar} ${inArabic(number)}`,
    labelEn: `${en} ${number}`,
    floorAr: floor.ar,
    floorEn: floor.en,
    directionsAr: corridor.ar,
    directionsEn: corridor.en,
    position: number,
  }
}

/** Creates a branch that is always open, with the services, service points and pathways of a template, and returns its id. */
export async function createBranch(tx: Tx, { slug, name, timeZone, template }: NewBranch): Promise<string> {
  noteSetupChange(tx)
  const branchId = newId()
  await tx.branch.create({ data: { id: branchId, slug, nameAr: name.ar, nameEn: name.en, timeZone } })
  await openBranchLog(tx, branchId)
  await tx.openingHours.createMany({
    data: [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({
      id: newId(),
      branchId,
      weekday,
      opensMinute: 0,
      closesMinute: 1_440,
    })),
  })
  const services = template.services.map(({ rooms: _, name: label, ...it }, position) => ({
    id: newId(),
    branchId,
    ...it,
    nameAr: label.ar,
    nameEn: label.en,
    icon: it.slug,
    position,
  }))
  await tx.service.createMany({ data: services })
  const owners = template.services.flatMap((it, i) => Array.from({ length: it.rooms }, () => services[i]?.id ?? ''))
  const points = owners.map((_, i) => place(branchId, template.kind ?? 'room', i + 1))
  await tx.servicePoint.createMany({ data: points })
  await tx.servicePointService.createMany({
    data: owners.map((serviceId, i) => ({ serviceId, servicePointId: points[i]?.id ?? '' })),
  })
  for (const [position, pathway] of (template.pathways ?? []).entries())
    await insertPathway(tx, { id: branchId, services }, pathway, position)
  return branchId
}
