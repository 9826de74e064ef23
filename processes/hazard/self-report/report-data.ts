import { z } from 'zod'
import { hazardError } from '../errors.ts'
import { categoryCodes } from './categories.ts'

/** What the handlers take from the forms hazard-report, hazard-rectify and hazard-verify: the stable keys of http-api.md. */
const day = z.iso.date()
/** Characters without width show nothing. */
const visible = /[^\s\p{Default_Ignorable_Code_Point}]/u
const text = (max: number) => z.string().trim().max(max).regex(visible)
/** Form.io sends empty optional fields as empty strings. */
const optional = <T extends z.ZodType>(schema: T) => z.preprocess((value) => (value === '' || value === undefined ? null : value), schema.nullable())
/** 万元, to two decimals as the column holds it. */
const money = optional(
  z
    .number()
    .min(0)
    .max(999_999_999.99)
    .transform((value) => Math.round(value * 100) / 100),
)

export const storedFile = z.object({
  storage: z.literal('url'),
  name: z.string(),
  originalName: z.string(),
  size: z.number(),
  type: z.string(),
  url: z.string(),
})
const photos = z.preprocess((value) => value ?? [], z.array(storedFile).max(9))

const rectifyShape = {
  completedOn: day,
  rectification: text(2000),
  fundsActual: money,
  acceptedBy: text(100),
  photosAfter: photos,
}

const reportShape = {
  title: text(100),
  description: text(2000),
  location: text(200),
  category: z.enum(categoryCodes),
  level: z.enum(['general', 'major']),
  basis: optional(z.string().max(2000)),
  foundOn: day,
  inspectionType: text(40),
  foundBy: text(100),
  responsiblePerson: optional(z.string().max(60)),
  responsiblePhone: optional(z.string().max(30)),
  measures: optional(z.string().max(2000)),
  fundsPlanned: money,
  precautions: optional(z.string().max(2000)),
  photosBefore: photos,
  knowledgeItemId: optional(z.string().max(40)),
}

const immediateReport = z.object({ ...reportShape, ...rectifyShape, rectifyMode: z.literal('immediate'), deadlineOn: optional(day) })
const deadlineReport = z.object({ ...reportShape, rectifyMode: z.literal('deadline'), deadlineOn: day })
const reportForm = z.discriminatedUnion('rectifyMode', [immediateReport, deadlineReport])
const rectifyForm = z.object(rectifyShape)
const verifyForm = z.object({ decision: z.enum(['accept', 'return']), opinion: optional(z.string().max(2000)) })

export type Report = z.infer<typeof reportForm>
export type Rectification = z.infer<typeof rectifyForm>
export type VerificationResult = z.infer<typeof verifyForm>

/** A day before it, or a deadline later than this after the inspection, is a slip of the year. */
const earliestFoundOn = '2000-01-01'
export const deadlineYears = 3

/**
 * The form's own checks speak to people; these hold for whoever writes (another form of the district, the Camunda surface).
 * @throws hazard.invalid with the path of the first field that does not fit.
 */
export function parseReport(data: unknown, today: string): Report {
  const report = parsed(reportForm, data)
  refuseUnless(report.foundOn >= earliestFoundOn && report.foundOn <= today, 'foundOn')
  refuseUnless(report.level === 'general' || report.basis !== null, 'basis')
  if (report.deadlineOn !== null) refuseUnless(isDeadline(report.deadlineOn, report.foundOn), 'deadlineOn')
  if (report.rectifyMode === 'immediate') refuseUnless(isCompletionDay(report.completedOn, report.foundOn, today), 'completedOn')
  return report
}

/** @throws hazard.invalid */
export function parseRectification(data: unknown, foundOn: string, today: string): Rectification {
  const rectification = parsed(rectifyForm, data)
  refuseUnless(isCompletionDay(rectification.completedOn, foundOn, today), 'completedOn')
  return rectification
}

/** @throws hazard.invalid */
export function parseVerification(data: unknown): VerificationResult {
  return parsed(verifyForm, data)
}

function parsed<T>(schema: z.ZodType<T>, data: unknown): T {
  const result = schema.safeParse(data)
  if (!result.success) throw hazardError('hazard.invalid', { path: result.error.issues[0]?.path.join('.') ?? '' }, result.error)
  return result.data
}

function refuseUnless(holds: boolean, path: string): void {
  if (!holds) throw hazardError('hazard.invalid', { path })
}

function isDeadline(deadlineOn: string, foundOn: string): boolean {
  return deadlineOn >= foundOn && deadlineOn <= `${Number(foundOn.slice(0, 4)) + deadlineYears}${foundOn.slice(4)}`
}

function isCompletionDay(completedOn: string, foundOn: string, today: string): boolean {
  return completedOn >= foundOn && completedOn <= today
}
