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
          const at = row.lastIndexOf('=')
          return [row.slice(at + 1), row.slice(0, at)]
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
      'Not implemented=E_NOTIMPL|No such interface supported=E_NOINTERFACE|Invalid pointer=E_POINTER|Operation aborted=E_ABORT|Unspecified error=E_FAIL|Catastrophic failure=E_UNEXPECTED|The data is not yet available=E_PENDING|Invalid handle=E_HANDLE|Ran out of memory=E_OUTOFMEMORY|One or more arguments are invalid=E_INVALIDARG|General access denied error=E_ACCESSDENIED',
      'Call was rejected by callee=RPC_E_CALL_REJECTED|The server threw an exception=RPC_E_SERVERFAULT|The object invoked has disconnected from its clients=RPC_E_DISCONNECTED|Cannot change thread mode after it is set=RPC_E_CHANGED_MODE|The interface was marshalled for a different thread=RPC_E_WRONG_THREAD',
      'Unknown interface=DISP_E_UNKNOWNINTERFACE|Member not found=DISP_E_MEMBERNOTFOUND|Parameter not found=DISP_E_PARAMNOTFOUND|Type mismatch=DISP_E_TYPEMISMATCH|Unknown name=DISP_E_UNKNOWNNAME|No named arguments=DISP_E_NONAMEDARGS|Bad variable type=DISP_E_BADVARTYPE|Exception occurred=DISP_E_EXCEPTION|Out of present range=DISP_E_OVERFLOW|Invalid index=DISP_E_BADINDEX|Invalid number of parameters=DISP_E_BADPARAMCOUNT|Error loading type library or DLL=TYPE_E_CANTLOADLIBRARY|Library not registered=TYPE_E_LIBNOTREGISTERED',
      'Class does not support aggregation=CLASS_E_NOAGGREGATION|The class is not available=CLASS_E_CLASSNOTAVAILABLE|Class not registered=REGDB_E_CLASSNOTREG|CoInitialize has not been called=CO_E_NOTINITIALIZED|Invalid class string=CO_E_CLASSSTRING|Application not found=CO_E_APPNOTFOUND|Server execution failed=CO_E_SERVER_EXEC_FAILURE|Operation unavailable=MK_E_UNAVAILABLE|Need to run the object to perform this operation=OLE_E_NOTRUNNING',
    ],
  },
  {
    source: 'what scripts and macros print',
    lines: [
      "Return without GoSub=vb:3|Invalid procedure call or argument=vb:5|Overflow=vb:6|Out of memory=vb:7|Subscript out of range=vb:9|This array is fixed or temporarily locked=vb:10|Division by zero=vb:11|Type mismatch=vb:13|Out of string space=vb:14|Expression too complex=vb:16|Can't perform requested operation=vb:17|User interrupt occurred=vb:18|Resume without error=vb:20|Out of stack space=vb:28|Sub, Function, or Property not defined=vb:35|Error in loading DLL=vb:48|Bad DLL calling convention=vb:49|Internal error=vb:51|Bad file name or number=vb:52|File not found=vb:53|Bad file mode=vb:54|File already open=vb:55|Device I/O error=vb:57|File already exists=vb:58|Bad record length=vb:59|Disk full=vb:61|Input past end of file=vb:62|Bad record number=vb:63|Too many files=vb:67|Device unavailable=vb:68|Permission denied=vb:70|Disk not ready=vb:71|Can't rename with different drive=vb:74|Path/File access error=vb:75|Path not found=vb:76|Object variable or With block variable not set=vb:91|For loop not initialized=vb:92|Invalid pattern string=vb:93|Invalid use of Null=vb:94",
      "Invalid file format=vb:321|Invalid format in resource file=vb:325|Invalid property value=vb:380|Invalid property array index=vb:381|Property is read-only=vb:383|Set not permitted=vb:387|Property is write-only=vb:394|Property not found=vb:422|Property or method not found=vb:423|Object required=vb:424|ActiveX component can't create object=vb:429|Class does not support Automation=vb:430|File name or class name not found during Automation operation=vb:432|Object doesn't support this property or method=vb:438|Automation error=vb:440|Automation object does not have a default value=vb:443|Object doesn't support this action=vb:445|Object doesn't support named arguments=vb:446|Named argument not found=vb:448|Argument not optional=vb:449|Wrong number of arguments or invalid property assignment=vb:450|Object not a collection=vb:451|Specified DLL function not found=vb:453|This key is already in the collection=vb:457|Invalid Clipboard format=vb:460|Method or data member not found=vb:461|The remote server machine does not exist or is unavailable=vb:462|Invalid picture=vb:481|Printer error=vb:482|Can't save file to TEMP directory=vb:735|Search text not found=vb:744",
    ],
  },
  {
    source: 'the protocol HTTP/1.1',
    lines: [
      'Moved Permanently=http:301|Found=http:302|Not Modified=http:304|Bad Request=http:400|Unauthorized=http:401|Payment Required=http:402|Forbidden=http:403|Not Found=http:404|Method Not Allowed=http:405|Not Acceptable=http:406|Proxy Authentication Required=http:407|Request Timeout=http:408|Conflict=http:409|Gone=http:410|Length Required=http:411|Precondition Failed=http:412|Request Entity Too Large=http:413|Request-URI Too Long=http:414|Unsupported Media Type=http:415|Internal Server Error=http:500|Not Implemented=http:501|Bad Gateway=http:502|Service Unavailable=http:503|Gateway Timeout=http:504|HTTP Version Not Supported=http:505',
    ],
  },
  {
    source: 'the states of ODBC 2 and 3',
    lines: [
      'General warning=sqlstate:01000|String data, right truncated=sqlstate:01004|Wrong number of parameters=sqlstate:07001|Restricted data type attribute violation=sqlstate:07006|Unable to connect to data source=sqlstate:08001|Connection in use=sqlstate:08002|Connection not open=sqlstate:08003|Server rejected the connection=sqlstate:08004|Communication link failure=sqlstate:08S01|Insert value list does not match column list=sqlstate:21S01|String data, right truncated=sqlstate:22001|Numeric value out of range=sqlstate:22003|Error in assignment=sqlstate:22005|Datetime field overflow=sqlstate:22008|Division by zero=sqlstate:22012|Integrity constraint violation=sqlstate:23000|Invalid cursor state=sqlstate:24000|Invalid transaction state=sqlstate:25000|Invalid authorization specification=sqlstate:28000|Invalid cursor name=sqlstate:34000|Syntax error or access violation=sqlstate:37000|Duplicate cursor name=sqlstate:3C000|Serialization failure=sqlstate:40001|Syntax error or access violation=sqlstate:42000|Base table or view not found=sqlstate:42S02|Column not found=sqlstate:42S22',
      'General error=sqlstate:HY000|Memory allocation error=sqlstate:HY001|Operation canceled=sqlstate:HY008|Function sequence error=sqlstate:HY010|Optional feature not implemented=sqlstate:HYC00|Timeout expired=sqlstate:HYT00|Driver does not support this function=sqlstate:IM001|Data source name not found=sqlstate:IM002|Specified driver could not be loaded=sqlstate:IM003|Driver could not set its connection attributes=sqlstate:IM006|Base table or view already exists=sqlstate:S0001|Base table not found=sqlstate:S0002|Column not found=sqlstate:S0022|General error=sqlstate:S1000|Memory allocation failure=sqlstate:S1001|Operation canceled=sqlstate:S1008|Invalid argument value=sqlstate:S1009|Function sequence error=sqlstate:S1010|Invalid string or buffer length=sqlstate:S1090|Driver not capable=sqlstate:S1C00|Timeout expired=sqlstate:S1T00',
    ],
  },
]
