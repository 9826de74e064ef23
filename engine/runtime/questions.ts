import { appError } from '../errors.ts'
import type { DueNeed, HandlerNeed, Question } from '../execution/need.ts'
import type { InstanceRow } from '../execution/state.ts'

export type Asked = Exclude<Question, HandlerNeed>
type Answerer<Kind extends Asked['kind']> = (need: Extract<Asked, { kind: Kind }>, instance: InstanceRow) => Promise<unknown>

/** Who answers what the machine asks, by kind of question. */
export type Answerers = { [Kind in Asked['kind']]?: Answerer<Kind> }

/** Answers what the machine asks. @throws AppError handler.failed for a kind that nobody answers here */
export function createQuestions(answerers: Answerers) {
  return async (need: Asked, instance: InstanceRow): Promise<unknown> => {
    const answerer = answerers[need.kind] as ((need: Asked, instance: InstanceRow) => Promise<unknown>) | undefined
    if (!answerer) throw appError('handler.failed', { handler: need.kind, reason: 'unknown' })
    return answerer(need, instance)
  }
}

export type Calendars = { forDistrict(district: string): Promise<{ resolve(spec: string, fromIso: string): string }> }

/** Working time: `P5D` with a calendar is five working days, whole days only; anything shorter is counted as it is. */
export function dueInWorkingTime(calendars: Calendars): Answerer<'due'> {
  return async ({ duration, from, tenant }: DueNeed) => {
    const days = /^P(\d{1,4})D$/.exec(duration.trim())
    const calendar = await calendars.forDistrict(tenant)
    return calendar.resolve(days ? `${days[1]}wd` : duration, from)
  }
}
