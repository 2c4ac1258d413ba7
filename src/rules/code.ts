// Which error codes does this text hold, whatever their notation?

/** A code in canonical form: `{ family: 'hresult', value: '0x80070005' }`, `{ family: 'win32', value: '5' }`. */
export interface Code {
  readonly family: CodeFamily
  readonly value: string
}

/** `number` is a bare number of which nobody knows the family. */
export const codeFamilies = [
  'win32',
  'hresult',
  'ntstatus',
  'stop',
  'compiler',
  'ras',
  'vb',
  'http',
  'sqlstate',
  'sql',
  'mapi',
  'number',
] as const

export type CodeFamily = (typeof codeFamilies)[number]
