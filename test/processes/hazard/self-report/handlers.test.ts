import { describe, expect, it } from 'vitest'
import { closeHandler } from '../../../../processes/hazard/self-report/close.handler.ts'
import { markOverdueHandler } from '../../../../processes/hazard/self-report/mark-overdue.handler.ts'
import { recordRectificationHandler } from '../../../../processes/hazard/self-report/record-rectification.handler.ts'
import { recordVerificationHandler } from '../../../../processes/hazard/self-report/record-verification.handler.ts'
import { registerHandler } from '../../../../processes/hazard/self-report/register.handler.ts'
import { parseReport } from '../../../../processes/hazard/self-report/report-data.ts'
import { withdrawHandler } from '../../../../processes/hazard/self-report/withdraw.handler.ts'
import { aHazard, applied, aRectification, aReport, deltasOf, hazardChange, now, today } from '../support/builders.ts'

const enterprise = { id: 'enterprise-1', name: '惠山示例瑞彩涂料有限公司', uscc: '91320206XX00000193', departmentId: 'yjj' }
const places = {
  townshipId: 'luoshe',
  townshipCode: '320206102',
  townshipName: '洛社镇',
  villageId: 'shuangmiao',
  villageCode: '320206102201',
  villageName: '双庙村',
}
const verification = { mode: 'all' }
const proposal = { level: null, deadlineOn: null }
const times = { rectifyDueAt: '2026-03-10T15:59:59.999Z', overdueAt: '2026-03-10T16:00:00.000Z' }

function register(report: Record<string, unknown>, facts: Record<string, unknown> = {}) {
  return applied(registerHandler, {
    report: parseReport(report, today),
    enterprise,
    places,
    number: 'YH-320206-202603-00001',
    verification,
    times,
    proposal,
    ...facts,
  })
}

describe('registering a report', () => {
  it('makes a hazard to be rectified, in the place of its enterprise, and counts it as found', () => {
    const { rows, variables, case: facts } = register(aReport())

    expect(hazardChange(rows)).toMatchObject({
      status: 'rectifying',
      number: 'YH-320206-202603-00001',
      enterpriseName: enterprise.name,
      villageCode: '320206102201',
      reportedOn: today,
    })
    expect(deltasOf(rows)).toEqual({ 'hazard-found': 1 })
    expect(variables).toEqual({ ...times, rectifyMode: 'deadline', verificationRequired: true })
    expect(facts).toEqual({
      subject: '消火栓被货物遮挡',
      businessKey: 'YH-320206-202603-00001',
      phase: 'rectifying',
      enterpriseId: 'enterprise-1',
      villageId: 'shuangmiao',
      townshipId: 'luoshe',
      departmentId: 'yjj',
    })
  })

  it('records an immediate rectification in the same step', () => {
    const { rows, variables } = register(aReport({ rectifyMode: 'immediate', deadlineOn: '', ...aRectification() }), {
      times: { rectifyDueAt: null, overdueAt: null },
    })

    expect(hazardChange(rows)).toMatchObject({ status: 'rectified', rectification: '货物已移走', fundsActual: 0.3, deadlineOn: null })
    expect(deltasOf(rows)).toEqual({ 'hazard-found': 1, 'hazard-rectified': 1 })
    expect(variables).toMatchObject({ rectifyMode: 'immediate', overdueAt: null })
  })

  it('flags a major hazard in figures of its own', () => {
    const { rows } = register(aReport({ level: 'major', basis: '工贸企业重大事故隐患判定标准' }))

    expect(deltasOf(rows)).toEqual({ 'hazard-found': 1, 'hazard-major-found': 1 })
  })

  it('notes beside what was chosen what the district proposed', () => {
    const { rows } = register(aReport(), { proposal: { level: 'major', deadlineOn: '2026-03-31' } })

    expect(hazardChange(rows)).toMatchObject({ level: 'general', deadlineOn: '2026-03-10', proposedLevel: 'major', proposedDeadlineOn: '2026-03-31' })
  })

  it('asks the township for no check when the district wants none', () => {
    const { variables } = register(aReport({ rectifyMode: 'immediate', ...aRectification() }), { verification: { mode: 'none' } })

    expect(variables).toMatchObject({ verificationRequired: false })
  })
})

describe('recording a rectification', () => {
  it('makes the hazard rectified and counts it', () => {
    const { rows, variables, case: facts } = applied(recordRectificationHandler, { hazard: aHazard(), verification }, aRectification())

    expect(hazardChange(rows)).toMatchObject({ status: 'rectified', completedOn: '2026-03-02', acceptedBy: '周立安' })
    expect(deltasOf(rows)).toEqual({ 'hazard-rectified': 1 })
    expect(variables).toEqual({ verificationRequired: true })
    expect(facts).toEqual({ phase: 'rectified' })
  })

  it('refuses a completion before the hazard was found', () => {
    const early = aRectification({ completedOn: '2026-02-28' })

    expect(() => applied(recordRectificationHandler, { hazard: aHazard(), verification }, early)).toThrow(
      expect.objectContaining({ code: 'hazard.invalid', data: { path: 'completedOn' } }),
    )
  })

  it('refuses a completion in the future', () => {
    const late = aRectification({ completedOn: '2026-03-03' })

    expect(() => applied(recordRectificationHandler, { hazard: aHazard(), verification }, late)).toThrow(expect.objectContaining({ code: 'hazard.invalid' }))
  })

  it('keeps a late hazard for the township where only overdue and returned ones are checked', () => {
    const setting = { mode: 'overdue-and-returned' }

    const onTime = applied(recordRectificationHandler, { hazard: aHazard(), verification: setting }, aRectification())
    const late = applied(recordRectificationHandler, { hazard: aHazard({ overdueAt: now }), verification: setting }, aRectification())

    expect([onTime.variables, late.variables]).toEqual([{ verificationRequired: false }, { verificationRequired: true }])
  })
})

describe('recording a verification', () => {
  const again = { deadlineOn: '2026-03-10', times }

  it('notes who accepted, and moves no figure', () => {
    const { rows, variables } = applied(recordVerificationHandler, { hazard: aHazard({ status: 'rectified' }), again }, { decision: 'accept' })

    expect(hazardChange(rows)).toMatchObject({ verifiedBy: '顾小安', verifiedAt: now })
    expect(deltasOf(rows)).toEqual({})
    expect(variables).toEqual({ decision: 'accept' })
  })

  it('returns the hazard with the reason, counts the return and takes it out of the rectified', () => {
    const {
      rows,
      variables,
      case: facts,
    } = applied(
      recordVerificationHandler,
      { hazard: aHazard({ status: 'rectified', level: 'major' }), again },
      { decision: 'return', opinion: '呼吸器尚未到位' },
    )

    expect(hazardChange(rows)).toMatchObject({ status: 'rectifying', returns: 1, returnReason: '呼吸器尚未到位', deadlineOn: '2026-03-10' })
    expect(deltasOf(rows)).toEqual({ 'hazard-rectified': -1, 'hazard-major-rectified': -1 })
    expect(variables).toEqual({ decision: 'return', ...times })
    expect(facts).toEqual({ phase: 'rectifying' })
  })
})

describe('the rest of the flow', () => {
  it('marks a hazard overdue once, and keeps the first time', () => {
    const first = applied(markOverdueHandler, { hazard: aHazard() })
    const second = applied(markOverdueHandler, { hazard: aHazard({ overdueAt: '2026-03-01T16:00:00.000Z' }) })

    expect([hazardChange(first.rows)['overdueAt'], hazardChange(second.rows)['overdueAt']]).toEqual([now, '2026-03-01T16:00:00.000Z'])
  })

  it('closes by the instance, without having read the row', () => {
    const { rows, case: facts } = applied(closeHandler, {})

    expect(rows).toEqual([{ table: 'hazard_record', op: 'update', key: { instanceId: 'instance-1' }, row: { status: 'closed', updatedAt: now } }])
    expect(facts).toEqual({ phase: 'closed' })
  })

  it('takes a withdrawn hazard out of every figure', () => {
    const { rows } = applied(withdrawHandler, { hazard: aHazard({ level: 'major', status: 'rectified' }) })

    expect(hazardChange(rows)).toMatchObject({ status: 'withdrawn' })
    expect(deltasOf(rows)).toEqual({ 'hazard-found': -1, 'hazard-rectified': -1, 'hazard-major-found': -1, 'hazard-major-rectified': -1 })
  })
})
