import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../forms/canonical.ts'
import { compileForm } from '../../../forms/validation/compile.ts'
import { kept, libraryForm, photo, record, refusals } from '../support.ts'

const folder = new URL('../../../forms/library/hazard/', import.meta.url)

const contract: Record<string, string[]> = {
  'hazard-report': [
    'title',
    'description',
    'location',
    'category',
    'level',
    'basis',
    'foundOn',
    'inspectionType',
    'foundBy',
    'rectifyMode',
    'responsiblePerson',
    'responsiblePhone',
    'measures',
    'deadlineOn',
    'fundsPlanned',
    'precautions',
    'photosBefore',
    'knowledgeItemId',
    'completedOn',
    'rectification',
    'fundsActual',
    'acceptedBy',
    'photosAfter',
  ],
  'hazard-rectify': ['completedOn', 'rectification', 'fundsActual', 'acceptedBy', 'photosAfter'],
  'hazard-verify': ['decision', 'opinion'],
}

const report = {
  title: '灭火器过期',
  description: '两具灭火器超过有效期',
  location: '一号车间',
  category: 'XC05',
  level: 'general',
  foundOn: '2026-03-09',
  inspectionType: 'daily',
  foundBy: '张三',
  rectifyMode: 'deadline',
  responsiblePerson: '李四',
  measures: '更换',
  deadlineOn: '2026-03-20',
  precautions: '暂用备用灭火器',
}

describe('the hazard forms of the library', () => {
  it.each(readdirSync(folder))('%s is written in canonical form', (name) => {
    const source = readFileSync(new URL(name, folder), 'utf8')

    expect(canonicalJson(JSON.parse(source))).toBe(source)
  })

  it.each(Object.entries(contract))('%s has every key of the contract', (key, keys) => {
    const fields = compileForm(libraryForm(key)).fields.map((field) => field.key)

    expect(fields).toEqual(expect.arrayContaining(keys))
  })

  it('offers exactly 13 + 11 categories, the major class in front', () => {
    const options = [...(compileForm(libraryForm('hazard-report')).byPath.get('category')?.options ?? [])]

    expect(options.filter(([code, label]) => /^JC(0[1-9]|1[0-3])$/.test(code) && label.startsWith('基础管理 / '))).toHaveLength(13)
    expect(options.filter(([code, label]) => /^XC(0[1-9]|1[01])$/.test(code) && label.startsWith('现场管理 / '))).toHaveLength(11)
    expect(options).toHaveLength(24)
  })

  it('accepts a complete report with a deadline as it is', async () => {
    expect(await kept(libraryForm('hazard-report'), report)).toEqual(report)
  })

  it('names everything that is missing in an empty report at once', async () => {
    const errors = await refusals(libraryForm('hazard-report'), {})

    expect(Object.keys(errors).sort()).toEqual(['category', 'description', 'foundBy', 'foundOn', 'level', 'location', 'rectifyMode', 'title'])
    expect(errors.title).toBe('请填写“隐患名称”')
  })

  it('requires measures, responsible person, deadline and precautions for rectification by a deadline', async () => {
    const { measures, responsiblePerson, deadlineOn, precautions, ...rest } = report

    const errors = await refusals(libraryForm('hazard-report'), rest)

    expect([measures, responsiblePerson, deadlineOn, precautions]).not.toContain(undefined)
    expect(Object.keys(errors).sort()).toEqual(['deadlineOn', 'measures', 'precautions', 'responsiblePerson'])
    expect(errors.measures).toBe('“整改方式”为“限期整改”时，“整改措施”为必填项')
  })

  it('requires the keys of the rectification at once for immediate rectification, and takes no deadline then', async () => {
    const immediate = { ...report, rectifyMode: 'immediate' }

    expect(Object.keys(await refusals(libraryForm('hazard-report'), immediate)).sort()).toEqual(['acceptedBy', 'completedOn', 'rectification'])

    const data = await kept(libraryForm('hazard-report'), {
      ...immediate,
      completedOn: '2026-03-10',
      rectification: '已更换',
      acceptedBy: '王五',
      fundsActual: 0.05,
    })
    expect(data).toMatchObject({ completedOn: '2026-03-10', fundsActual: 0.05 })
    expect(data).not.toHaveProperty('deadlineOn')
    expect(data).not.toHaveProperty('precautions')
  })

  it('drops the keys of the rectification from a report with a deadline', async () => {
    expect(await kept(libraryForm('hazard-report'), { ...report, completedOn: '2026-03-10', acceptedBy: '王五' })).toEqual(report)
  })

  it('requires a basis for a major hazard only', async () => {
    const errors = await refusals(libraryForm('hazard-report'), { ...report, level: 'major' })

    expect(errors).toEqual({ basis: '“隐患级别”为“重大隐患”时，“判定依据/违反条款”为必填项' })
    expect(await kept(libraryForm('hazard-report'), { ...report, level: 'major', basis: '工贸10号令' })).toMatchObject({ basis: '工贸10号令' })
  })

  it.each([
    [{ deadlineOn: '2026-03-08' }, 'deadlineOn', '“整改期限”不能早于“检查日期”（2026-03-09）'],
    [{ deadlineOn: '2029-03-10' }, 'deadlineOn', '“整改期限”最多比“检查日期”（2026-03-09）晚 3 年'],
    [{ foundOn: '1999-12-31' }, 'foundOn', '“检查日期”不能早于 2000-01-01'],
    [{ title: ' \u200b\u2060\u3000' }, 'title', '请填写“隐患名称”'],
    [{ measures: '\ufeff' }, 'measures', '“整改方式”为“限期整改”时，“整改措施”为必填项'],
    [{ foundOn: '2026-03-11' }, 'foundOn', '“检查日期”不能晚于今天（2026-03-10）'],
    [{ foundOn: '2026-02-30' }, 'foundOn', '“检查日期”不是有效的日期，应为 YYYY-MM-DD'],
    [{ category: 'JC14' }, 'category', '“隐患类别”的值不在可选项内'],
    [{ fundsPlanned: -1 }, 'fundsPlanned', '“计划整改资金（万元）”不能小于 0'],
    [{ fundsPlanned: 1.234 }, 'fundsPlanned', '“计划整改资金（万元）”最多保留 2 位小数'],
    [{ title: '长'.repeat(101) }, 'title', '“隐患名称”不能超过 100 个字'],
    [{ responsiblePhone: '12345' }, 'responsiblePhone', '“责任人联系电话”应为 11 位手机号或带区号的座机号'],
  ])('refuses %o', async (change, path, message) => {
    expect(await refusals(libraryForm('hazard-report'), { ...report, ...change })).toMatchObject({ [path]: message })
  })

  it('takes a deadline of three years to the day, and an inspection on the first day of 2000', async () => {
    expect(await kept(libraryForm('hazard-report'), { ...report, deadlineOn: '2029-03-09' })).toMatchObject({ deadlineOn: '2029-03-09' })
    expect(await kept(libraryForm('hazard-report'), { ...report, foundOn: '2000-01-01', deadlineOn: '2000-01-02' })).toMatchObject({ foundOn: '2000-01-01' })
  })

  it('stores a phone number typed with a Chinese input method in half-width characters', async () => {
    expect(await kept(libraryForm('hazard-report'), { ...report, responsiblePhone: '１９９００００００01' })).toMatchObject({ responsiblePhone: '19900000001' })
    expect(await kept(libraryForm('hazard-report'), { ...report, responsiblePhone: '０５１０－８３５９１２３４' })).toMatchObject({
      responsiblePhone: '0510-83591234',
    })
  })

  it('uses full-width punctuation in Chinese labels and hints', () => {
    for (const name of readdirSync(folder)) {
      const source = readFileSync(new URL(name, folder), 'utf8')
      expect({ name, faults: source.match(/\p{Script=Han}[,;:?!()]|[,;:?!()]\p{Script=Han}/gu) ?? [] }).toEqual({ name, faults: [] })
    }
  })

  it('takes up to nine photos, and says when there are ten', async () => {
    const ids = Array.from({ length: 10 }, (_, index) => `f${index}`)
    const photos = (count: number) => ({ ...report, photosBefore: ids.slice(0, count).map((id) => record(id)) })
    const files = ids.map((id) => photo(id))

    expect((await kept(libraryForm('hazard-report'), photos(9), { files })).photosBefore).toHaveLength(9)
    expect(await refusals(libraryForm('hazard-report'), photos(10), { files })).toEqual({ photosBefore: '“整改前照片”不能超过 9 项' })
  })

  it('refuses a rectification completed before the check of the case or after today', async () => {
    const rectification = { completedOn: '2026-03-08', rectification: '已更换', acceptedBy: '王五' }
    const options = { context: { foundOn: '2026-03-09' } }

    expect(await refusals(libraryForm('hazard-rectify'), rectification, options)).toEqual({ completedOn: '“整改完成日期”不能早于“检查日期”（2026-03-09）' })
    expect(await refusals(libraryForm('hazard-rectify'), { ...rectification, completedOn: '2026-03-11' }, options)).toEqual({
      completedOn: '“整改完成日期”不能晚于今天（2026-03-10）',
    })
    expect(await kept(libraryForm('hazard-rectify'), { ...rectification, completedOn: '2026-03-10' }, options)).toMatchObject({ completedOn: '2026-03-10' })
  })

  it('requires an opinion to return a rectification, none to accept it', async () => {
    expect(await refusals(libraryForm('hazard-verify'), { decision: 'return' })).toEqual({ opinion: '“核查结论”为“退回整改”时，“核查意见”为必填项' })
    expect(await refusals(libraryForm('hazard-verify'), { decision: 'perhaps' }, { language: 'en' })).toEqual({
      decision: '"核查结论" is not one of the choices',
    })
    expect(await kept(libraryForm('hazard-verify'), { decision: 'accept' })).toEqual({ decision: 'accept' })
  })
})
