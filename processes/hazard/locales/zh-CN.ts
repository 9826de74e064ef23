/** Sentences by error code, with {placeholders} from the error's data. */
export const zhCN: Record<string, string> = {
  'hazard.unknown': '隐患不存在，或不在您的查看范围内。',
  'hazard.invalid': '隐患内容不符合要求：{path}。',
  'hazard.filter_invalid': '查询条件“{field}”的值“{value}”不正确。',
  'hazard.proposal_unusable': '本区的决策没有给出可用的级别或天数：{reason}',
  'enterprise.unknown': '企业不存在，或不在您的查看范围内。',
  'enterprise.not_active': '企业“{name}”当前不是正常状态，不能上报隐患。',
  'area.unknown': '区域不存在，或不在您的查看范围内。',
}
