/** What the operator reads before the product's own locale files can be loaded. */
const sentences = {
  'node-too-old': ['需要 Node.js 20.19 或更高版本,当前是 {found}。', 'Chazhi needs Node.js 20.19 or newer; this is {found}.'],
  installing: ['正在安装依赖包……', 'Installing packages ...'],
  'install-failed': [
    '依赖包安装失败(npm 退出码 {code}),请检查 npm 源是否可以访问。',
    'Installing packages failed (npm exit code {code}): is the npm registry reachable?',
  ],
  'building-server': ['正在构建服务端……', 'Building the server ...'],
  'building-ui': ['正在构建界面……', 'Building the user interface ...'],
  'ui-failed': ['界面构建失败(退出码 {code})。', 'Building the user interface failed (exit code {code}).'],
  done: ['  完成,用时 {seconds} 秒', '  done in {seconds} s'],
  failed: ['无法启动:{reason}', 'Cannot start: {reason}'],
}

const chinese = !/^(C|POSIX|en)/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || 'zh')

/** One sentence, in Chinese unless the terminal's language is English. */
export function sentence(key, data = {}) {
  const [zh, en] = sentences[key]
  return (chinese ? zh : en).replace(/\{(\w+)\}/g, (_match, name) => String(data[name]))
}

export function say(key, data) {
  console.log(sentence(key, data))
}

/** Says what begins, does it, says how long it took. */
export async function step(key, work) {
  const began = performance.now()
  say(key)
  const result = await work()
  say('done', { seconds: ((performance.now() - began) / 1000).toFixed(1) })
  return result
}
