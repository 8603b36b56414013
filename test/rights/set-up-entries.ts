import { db } from '@/lib/server/db/client'
import { newId } from '@/lib/shared/ids'
import { isAllowed } from './actors'
import { inBranch, open } from './entries'
import { branchAt, type Entry, type Target } from './world'

let made = 0
const nextSlug = (): string => `new-${++made}`
/** Two letters, other than the single ones of the services that the factories make. */
const nextPrefix = (): string => `${String.fromCharCode(65 + Math.floor(made / 26), 65 + (made % 26))}Z`
const name = { ar: 'اسم', en: 'Name' }

async function spareService(branch: string): Promise<Target> {
  const { id } = await db().branch.findUniqueOrThrow({ where: { slug: branch } })
  const slug = nextSlug()
  const columns = { slug, prefix: nextPrefix(), nameAr: 'اسم', nameEn: 'Name', icon: 'eyes', typicalMinutes: 5 }
  await db().service.create({ data: { id: newId(), branchId: id, ...columns } })
  return { params: { service: slug }, body: { branch } }
}

async function sparePathway(branch: string): Promise<Target> {
  const { id } = await db().branch.findUniqueOrThrow({ where: { slug: branch } })
  const slug = nextSlug()
  await db().pathway.create({ data: { id: newId(), branchId: id, slug, nameAr: 'اسم', nameEn: 'Name' } })
  return { params: { pathway: slug }, body: { branch, name } }
}

async function sparePoint(branch: string): Promise<Target> {
  const { id } = await db().branch.findUniqueOrThrow({ where: { slug: branch } })
  const slug = nextSlug()
  await db().servicePoint.create({
    data: { id: newId(), branchId: id, slug, kind: 'room', labelAr: 'اسم', labelEn: 'Name' },
  })
  return { params: { servicePoint: slug }, body: { branch } }
}

/** A change of a branch's set-up, which only people who manage it may make. */
const managed = (target: (slug: string) => Promise<Target> | Target): Entry =>
  inBranch('branch.manage', target, { person: true })

/** A branch is added by those who manage all of them. */
const adding: Entry = {
  places: ['own'],
  target: () => ({ body: { slug: nextSlug(), name, timeZone: 'Asia/Riyadh' } }),
  refuses: (asker, _, branchId) =>
    asker.kind === 'staff' && asker.branch === 'all' && isAllowed(asker, 'branch.manage', branchId)
      ? null
      : 'not_allowed',
}

export const setUpEntries: Record<string, Entry> = {
  listBranches: open(),
  createBranch: adding,
  getSetUp: managed((branch) => ({ params: { branch } })),
  updateBranch: managed((branch) => ({ params: { branch }, body: { digits: 'arab' } })),
  createService: managed((branch) => {
    const slug = nextSlug()
    return { body: { branch, slug, name, prefix: nextPrefix(), icon: 'eyes', typicalMinutes: 5 } }
  }),
  updateService: managed((branch) => ({ params: { service: 'eyes' }, body: { branch, typicalMinutes: 6 } })),
  openService: managed(spareService),
  closeService: managed(spareService),
  listServicePoints: open((world) => ({ query: `branch=${branchAt(world, 'other').slug}` })),
  createServicePoint: managed((branch) => ({ body: { branch, slug: nextSlug(), label: name } })),
  updateServicePoint: managed((branch) => ({ params: { servicePoint: 'room-1' }, body: { branch, colour: null } })),
  listPathways: open((world) => ({ query: `branch=${branchAt(world, 'other').slug}` })),
  createPathway: managed((branch) => ({ body: { branch, slug: nextSlug(), name, steps: [{ service: 'eyes' }] } })),
  updatePathway: managed(sparePathway),
  openServicePoint: managed(sparePoint),
  closeServicePoint: managed(sparePoint),
}
