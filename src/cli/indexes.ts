// Which index answers?

import type { KbError } from '../errors.ts'
import type { KnowledgeBase } from '../knowledge-base.ts'
import type { Scanner } from '../scanning.ts'
import type { Call, Option } from './command.ts'

export const indexOption: Option = {
  value: 'PATH',
  about: 'an index or a folder of texts; may repeat (or KB_INDEX)',
}

export interface Opened {
  readonly knowledgeBase: KnowledgeBase
  /** Texts that could not be read. */
  readonly unread: readonly KbError[]
}

type Asked = Pick<Call, 'options' | 'env'>

/** What `--index` names, else `KB_INDEX`, else the bundled index. Throws E0301 and its neighbours. */
export async function openIndexes(call: Asked): Promise<Opened> {
  const { bundledIndex, openPath } = await import('../node/open.ts')
  const paths = pathsOf(call, bundledIndex)
  const unread: KbError[] = []
  const open = (path: string): Promise<KnowledgeBase> => openPath(path, (problem) => unread.push(problem))
  if (paths.length === 1) return { knowledgeBase: await open(paths[0]!), unread }
  const { joinKnowledgeBases } = await import('./joined.ts')
  const all = paths.map(async (name) => ({ name, knowledgeBase: await open(name) }))
  return { knowledgeBase: joinKnowledgeBases(await Promise.all(all)), unread }
}

/** The same, to be scanned with. */
export async function openScanners(call: Asked): Promise<{
  readonly scanner: Scanner
  readonly unread: readonly KbError[]
}> {
  const [{ bundledIndex, openFiles }, { openScanner }] = await Promise.all([
    import('../node/open.ts'),
    import('../scanning.ts'),
  ])
  const paths = pathsOf(call, bundledIndex)
  const unread: KbError[] = []
  const indexes = await Promise.all(paths.map((path) => openFiles(path, (problem) => unread.push(problem))))
  return { scanner: await openScanner(indexes), unread }
}

function pathsOf({ options, env }: Asked, bundledIndex: string): readonly string[] {
  const named = options.all('index')
  return named.length > 0 ? named : [env.KB_INDEX || bundledIndex]
}
