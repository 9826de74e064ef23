type PanelContext = {
  t(key: string, params?: object): string
  component: { title?: string; collapsible?: boolean }
  instance: { id: string }
  nestedKey: string
  children: string
}

/** Form.io draws every panel as a button that folds; one that cannot fold is a heading with its fields. */
export function panelTemplate(folding: (ctx: PanelContext) => string) {
  return (ctx: PanelContext): string => {
    if (ctx.component.collapsible) return folding(ctx)
    const heading = ctx.component.title ? `<h2 class="card-title" id="h-${ctx.instance.id}">${ctx.t(ctx.component.title, { _userInput: true })}</h2>` : ''
    return `<section class="cz-panel"${heading && ` aria-labelledby="h-${ctx.instance.id}"`}>${heading}<div class="card-body" ref="${ctx.nestedKey}">${ctx.children}</div></section>`
  }
}
