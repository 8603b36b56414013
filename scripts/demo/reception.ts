import type { TicketDto } from '@/lib/features/queue/contract'
import { joinQueue, resume } from '@/lib/features/queue/endpoints'
import { type Browser, Refusal, type Sent } from './browser'
import { noteDone, type Stage } from './stage'

/** The reception: registers visitors without a phone, and returns tickets to the line. */
export class Reception {
  constructor(
    private readonly stage: Stage,
    readonly browser: Browser,
  ) {}

  async register(clinic: string, holderName: string, isEmergency: boolean): Promise<Sent<TicketDto>> {
    const body = {
      service: clinic,
      branch: this.stage.options.branch,
      holderName,
      ...(isEmergency && { priority: 'emergency' }),
    }
    const sent = await this.browser.send<TicketDto>(joinQueue, { body })
    this.stage.tally.walkIns++
    if (isEmergency) this.stage.tally.emergencies++
    noteDone(this.stage, 'registering', sent)
    return sent
  }

  /** A visitor on hold, or a no-show, asks to continue. */
  async letBack(ticketId: string): Promise<void> {
    const { tally } = this.stage
    try {
      noteDone(this.stage, 'resume', await this.browser.send<TicketDto>(resume, { params: { id: ticketId }, body: {} }))
      tally.resumed++
    } catch (error) {
      // Another clerk has already resumed the ticket.
      if (!(error instanceof Refusal) || error.code !== 'wrong_state') throw error
      tally.crossed++
    }
  }
}
