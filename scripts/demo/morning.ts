import type { BranchDto } from '@/lib/features/branches/contract'
import type { Browser } from './browser'
import { clinicsOf, openDesks, readAccounts, readBranch, signedIn } from './cast'
import { Clerk } from './clerk'
import { type Before, readClinics } from './gather'
import { planMorning } from './plan'
import { progressLine, showProgress } from './progress'
import { Reception } from './reception'
import type { Stage } from './stage'
import { openTv } from './tv'
import { playVisitor } from './visitor'

/** A finished simulated morning, with the data for the comparison. */
export type Played = { branch: BranchDto; before: Map<string, Before>; staff: Browser; seconds: number }

/** The latest end; a visitor who is still there by then is stuck. */
const lastMinute = 9 * 60

async function settle(stage: Stage, who: string, work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    stage.faults.push(`${who}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Opens every screen, starts the visitors, and waits until the last one has left and every line is empty. */
export async function playMorning(stage: Stage, out: NodeJS.WriteStream): Promise<Played> {
  const { options, clock, random } = stage
  const accounts = readAccounts(options.accountsFile)
  const branch = await readBranch(stage)
  const staff = await signedIn(stage, accounts, 'reception')
  const clinics = clinicsOf(branch, accounts)
  const slugs = clinics.map(({ slug }) => slug)
  await openTv(stage)
  const desks = await openDesks(stage, branch, accounts, clinics)
  const before = await readClinics(stage, staff, slugs)
  const plan = planMorning(clinics, options.visitors, random)
  out.write(
    `${options.visitors} visitors, ${desks.length} clerks at ${clinics.length} clinics, ${options.speed}× (seed ${options.seed}). ` +
      `Look on: ${options.url}/ar/tv/${branch.slug}\n`,
  )

  const began = performance.now()
  clock.start()
  const endProgress = showProgress(() => progressLine(stage, slugs), out)
  const reception = new Reception(stage, staff)
  const visitors = Promise.all(
    plan.map((it, i) => settle(stage, `visitor ${i + 1}`, playVisitor(stage, reception, it))),
  )
  const over = clock.within(lastMinute, visitors).then((isOver) => {
    if (!isOver) stage.faults.push(`${stage.tally.arrived - stage.tally.left} visitors were still present at the end`)
  })
  const work = desks.map((desk) =>
    settle(stage, `the clerk of ${desk.servicePoint}`, new Clerk(stage, desk, over).work()),
  )
  await Promise.all([over, ...work])
  endProgress()
  return { branch, before, staff, seconds: (performance.now() - began) / 1_000 }
}
