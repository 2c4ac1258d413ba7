// What does a code say, in the words of the system that gives it?

import { type Code, type CodeFamily, codeKey } from './code.ts'
import { namesOf } from './symbol.ts'
import { systemTexts, type TextTable } from './system-texts.ts'

/** `null` where no text is known. */
export function textOf(code: Code): string | null {
  const keys = [codeKey(code), ...namesOf(code)]
  const own = keys.map((key) => texts().get(key)).find((text) => text !== undefined)
  return own ?? (code.family === 'compiler' ? toolOf(code.value) : null)
}

/** `C1001` → `fatal error of the C compiler`; `null` for a tool that is not known. */
function toolOf(value: string): string | null {
  const [, letters = '', digit = ''] = /^([A-Z]+)(\d)/.exec(value) ?? []
  const tool = tools[letters]
  const kind = { 1: 'fatal error', 2: 'error', 4: 'warning' }[digit] ?? 'message'
  return tool === undefined ? null : `${kind} of ${tool}`
}

const tools: Readonly<Record<string, string>> = {
  A: 'the assembler',
  BK: 'the maker of browser files',
  C: 'the C compiler',
  CVT: 'the converter of resources',
  CVTRES: 'the converter of resources',
  D: 'the command line of the compiler',
  L: 'the linker for segments',
  LNK: 'the linker',
  MIDL: 'the compiler of interfaces',
  RC: 'the resource compiler',
  U: 'the make tool',
}

/** What a family of codes is, for people. */
export const familyNames: Readonly<Record<CodeFamily | 'event', string>> = {
  win32: 'system error',
  hresult: 'HRESULT, what COM and Automation return',
  ntstatus: 'NTSTATUS, what the kernel returns',
  stop: 'blue screen',
  compiler: 'message of a compiler or linker',
  ras: 'remote access',
  vb: 'run-time error of a script or macro',
  http: 'status of a web server',
  sqlstate: 'SQLSTATE, what ODBC returns',
  sql: 'error of a database server',
  mapi: 'messaging (MAPI)',
  number: 'some number of its own',
  symbol: 'a name',
  event: 'logged event',
}

let read: ReadonlyMap<string, string> | null = null

function texts(): ReadonlyMap<string, string> {
  return (read ??= new Map(
    [systemTexts, ...ownTexts].flatMap(({ lines }) =>
      lines.flatMap((line) =>
        line.split('|').map((row): [string, string] => {
          const at = row.indexOf(' ')
          return [row.slice(0, at), row.slice(at + 1)]
        }),
      ),
    ),
  ))
}

/** Those that stand in no table of the archive. */
const ownTexts: readonly TextTable[] = [
  {
    source: 'what COM and Automation print',
    lines: [
      'E_NOTIMPL Not implemented|E_NOINTERFACE No such interface supported|E_POINTER Invalid pointer|E_ABORT Operation aborted|E_FAIL Unspecified error|E_UNEXPECTED Catastrophic failure|E_PENDING The data is not yet available|E_HANDLE Invalid handle|E_OUTOFMEMORY Ran out of memory|E_INVALIDARG One or more arguments are invalid|E_ACCESSDENIED General access denied error',
      'RPC_E_CALL_REJECTED Call was rejected by callee|RPC_E_SERVERFAULT The server threw an exception|RPC_E_DISCONNECTED The object invoked has disconnected from its clients|RPC_E_CHANGED_MODE Cannot change thread mode after it is set|RPC_E_WRONG_THREAD The interface was marshalled for a different thread',
      'DISP_E_UNKNOWNINTERFACE Unknown interface|DISP_E_MEMBERNOTFOUND Member not found|DISP_E_PARAMNOTFOUND Parameter not found|DISP_E_TYPEMISMATCH Type mismatch|DISP_E_UNKNOWNNAME Unknown name|DISP_E_NONAMEDARGS No named arguments|DISP_E_BADVARTYPE Bad variable type|DISP_E_EXCEPTION Exception occurred|DISP_E_OVERFLOW Out of present range|DISP_E_BADINDEX Invalid index|DISP_E_BADPARAMCOUNT Invalid number of parameters|TYPE_E_CANTLOADLIBRARY Error loading type library or DLL|TYPE_E_LIBNOTREGISTERED Library not registered',
      'CLASS_E_NOAGGREGATION Class does not support aggregation|CLASS_E_CLASSNOTAVAILABLE The class is not available|REGDB_E_CLASSNOTREG Class not registered|CO_E_NOTINITIALIZED CoInitialize has not been called|CO_E_CLASSSTRING Invalid class string|CO_E_APPNOTFOUND Application not found|CO_E_SERVER_EXEC_FAILURE Server execution failed|MK_E_UNAVAILABLE Operation unavailable|OLE_E_NOTRUNNING Need to run the object to perform this operation',
    ],
  },
  {
    source: 'what scripts and macros print',
    lines: [
      "vb:3 Return without GoSub|vb:5 Invalid procedure call or argument|vb:6 Overflow|vb:7 Out of memory|vb:9 Subscript out of range|vb:10 This array is fixed or temporarily locked|vb:11 Division by zero|vb:13 Type mismatch|vb:14 Out of string space|vb:16 Expression too complex|vb:17 Can't perform requested operation|vb:18 User interrupt occurred|vb:20 Resume without error|vb:28 Out of stack space|vb:35 Sub, Function, or Property not defined|vb:48 Error in loading DLL|vb:49 Bad DLL calling convention|vb:51 Internal error|vb:52 Bad file name or number|vb:53 File not found|vb:54 Bad file mode|vb:55 File already open|vb:57 Device I/O error|vb:58 File already exists|vb:59 Bad record length|vb:61 Disk full|vb:62 Input past end of file|vb:63 Bad record number|vb:67 Too many files|vb:68 Device unavailable|vb:70 Permission denied|vb:71 Disk not ready|vb:74 Can't rename with different drive|vb:75 Path/File access error|vb:76 Path not found|vb:91 Object variable or With block variable not set|vb:92 For loop not initialized|vb:93 Invalid pattern string|vb:94 Invalid use of Null",
      "vb:321 Invalid file format|vb:325 Invalid format in resource file|vb:380 Invalid property value|vb:381 Invalid property array index|vb:383 Property is read-only|vb:387 Set not permitted|vb:394 Property is write-only|vb:422 Property not found|vb:423 Property or method not found|vb:424 Object required|vb:429 ActiveX component can't create object|vb:430 Class does not support Automation|vb:432 File name or class name not found during Automation operation|vb:438 Object doesn't support this property or method|vb:440 Automation error|vb:443 Automation object does not have a default value|vb:445 Object doesn't support this action|vb:446 Object doesn't support named arguments|vb:448 Named argument not found|vb:449 Argument not optional|vb:450 Wrong number of arguments or invalid property assignment|vb:451 Object not a collection|vb:453 Specified DLL function not found|vb:457 This key is already in the collection|vb:460 Invalid Clipboard format|vb:461 Method or data member not found|vb:462 The remote server machine does not exist or is unavailable|vb:481 Invalid picture|vb:482 Printer error|vb:735 Can't save file to TEMP directory|vb:744 Search text not found",
    ],
  },
  {
    source: 'the protocol HTTP/1.1',
    lines: [
      'http:301 Moved Permanently|http:302 Found|http:304 Not Modified|http:400 Bad Request|http:401 Unauthorized|http:402 Payment Required|http:403 Forbidden|http:404 Not Found|http:405 Method Not Allowed|http:406 Not Acceptable|http:407 Proxy Authentication Required|http:408 Request Timeout|http:409 Conflict|http:410 Gone|http:411 Length Required|http:412 Precondition Failed|http:413 Request Entity Too Large|http:414 Request-URI Too Long|http:415 Unsupported Media Type|http:500 Internal Server Error|http:501 Not Implemented|http:502 Bad Gateway|http:503 Service Unavailable|http:504 Gateway Timeout|http:505 HTTP Version Not Supported',
    ],
  },
  {
    source: 'the states of ODBC 2 and 3',
    lines: [
      'sqlstate:01000 General warning|sqlstate:01004 String data, right truncated|sqlstate:07001 Wrong number of parameters|sqlstate:07006 Restricted data type attribute violation|sqlstate:08001 Unable to connect to data source|sqlstate:08002 Connection in use|sqlstate:08003 Connection not open|sqlstate:08004 Server rejected the connection|sqlstate:08S01 Communication link failure|sqlstate:21S01 Insert value list does not match column list|sqlstate:22001 String data, right truncated|sqlstate:22003 Numeric value out of range|sqlstate:22005 Error in assignment|sqlstate:22008 Datetime field overflow|sqlstate:22012 Division by zero|sqlstate:23000 Integrity constraint violation|sqlstate:24000 Invalid cursor state|sqlstate:25000 Invalid transaction state|sqlstate:28000 Invalid authorization specification|sqlstate:34000 Invalid cursor name|sqlstate:37000 Syntax error or access violation|sqlstate:3C000 Duplicate cursor name|sqlstate:40001 Serialization failure|sqlstate:42000 Syntax error or access violation|sqlstate:42S02 Base table or view not found|sqlstate:42S22 Column not found',
      'sqlstate:HY000 General error|sqlstate:HY001 Memory allocation error|sqlstate:HY008 Operation canceled|sqlstate:HY010 Function sequence error|sqlstate:HYC00 Optional feature not implemented|sqlstate:HYT00 Timeout expired|sqlstate:IM001 Driver does not support this function|sqlstate:IM002 Data source name not found|sqlstate:IM003 Specified driver could not be loaded|sqlstate:IM006 Driver could not set its connection attributes|sqlstate:S0001 Base table or view already exists|sqlstate:S0002 Base table not found|sqlstate:S0022 Column not found|sqlstate:S1000 General error|sqlstate:S1001 Memory allocation failure|sqlstate:S1008 Operation canceled|sqlstate:S1009 Invalid argument value|sqlstate:S1010 Function sequence error|sqlstate:S1090 Invalid string or buffer length|sqlstate:S1C00 Driver not capable|sqlstate:S1T00 Timeout expired',
    ],
  },
]
