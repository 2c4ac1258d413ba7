// Which other codes mean the same?
//
//     ntstatus 0xC0000022  →  win32 5  ↔  hresult 0x80070005
//     vb 429               ↔  hresult 0x800A01AD
//     ntstatus 0xC0000022  ↔  hresult 0xD0000022
//
// An HRESULT holds a Win32 code in facility 7 and a run-time error of scripts in facility 10; a Win32 function that meets
// an NTSTATUS gives the Win32 code that comes nearest, which several may share: only the first of them is its namesake.

import { type Code, type CodeFamily, codeKey, hexadecimal } from './code.ts'
import { codesNamed, namesOf } from './symbol.ts'

const facilities = { win32: 7, vb: 10 } as const

/** Nearest first, itself left out; empty where nothing else means the same. */
export function sameAs(code: Code): Code[] {
  const found = new Map<string, Code>([[codeKey(code), code]])
  // the map grows while it is walked: what the same means, means the same
  for (const one of found.values()) {
    for (const other of nextTo(one)) {
      const isNamesake = code.family === 'ntstatus' && other.family === 'ntstatus'
      if (!found.has(codeKey(other)) && !isNamesake) found.set(codeKey(other), other)
    }
  }
  return [...found.values()].slice(1)
}

function nextTo({ family, value }: Code): readonly Code[] {
  const number = Number(value)
  switch (family) {
    case 'hresult':
      return wrapped(number)
    case 'win32':
      return [hresult(facilities.win32, number), ...statusesOf(value)]
    case 'ras':
      return [hresult(facilities.win32, number)]
    case 'vb':
      return [hresult(facilities.vb, number)]
    case 'ntstatus':
      return [
        ...errorsOf(value),
        { family: 'hresult', value: hexadecimal((number | 0x1000_0000) >>> 0) },
        ...stopOf(value),
      ]
    case 'stop':
      return number > 0xffff ? [{ family: 'ntstatus', value }] : []
    default:
      return []
  }
}

function hresult(facility: number, low: number): Code {
  return { family: 'hresult', value: hexadecimal((0x8000_0000 + facility * 0x1_0000 + (low & 0xffff)) >>> 0) }
}

/** What stands inside an HRESULT. */
function wrapped(number: number): Code[] {
  const low = String(number & 0xffff)
  if (number >>> 28 === 0xd)
    return [{ family: 'ntstatus', value: hexadecimal((number & ~0x1000_0000) >>> 0) }]
  if (number >>> 16 === 0x8000 + facilities.win32) {
    const ras: Code = { family: 'ras', value: low }
    return [{ family: 'win32', value: low }, ...(namesOf(ras).length > 0 ? [ras] : [])]
  }
  return number >>> 16 === 0x8000 + facilities.vb ? [{ family: 'vb', value: low }] : []
}

/** A status on which the whole system stops is a blue screen. */
function stopOf(value: string): Code[] {
  const stop: Code = { family: 'stop', value }
  return namesOf(stop).length > 0 ? [stop] : []
}

function errorsOf(status: string): Code[] {
  return pairs()
    .filter(([one]) => one === status)
    .map(([, value]) => ({ family: 'win32', value }))
}

function statusesOf(error: string): Code[] {
  const namesake = pairs().find(([, one]) => one === error)
  return namesake === undefined ? [] : [{ family: 'ntstatus', value: namesake[0] }]
}

let readPairs: (readonly [status: string, error: string])[] | null = null

function pairs(): readonly (readonly [status: string, error: string])[] {
  return (readPairs ??= equivalents.names.flatMap((row) =>
    row
      .split(' ')
      .slice(1)
      .flatMap((status) => {
        const [from] = valuesOf(`STATUS_${status}`, 'ntstatus')
        const [to] = valuesOf(row.split(' ')[0]!, 'win32')
        return from === undefined || to === undefined ? [] : [[from, to] as const]
      }),
  ))
}

function valuesOf(name: string, family: CodeFamily): string[] {
  return codesNamed(name)
    .filter((code) => code.family === family)
    .map(({ value }) => value)
}

interface Equivalents {
  readonly source: string
  /** The Win32 error, then the statuses that become it, without their `STATUS_`. */
  readonly names: readonly string[]
}

const equivalents: Equivalents = {
  source: 'what RtlNtStatusToDosError is documented and seen to give',
  names: [
    'ERROR_INVALID_FUNCTION NOT_IMPLEMENTED INVALID_DEVICE_REQUEST ILLEGAL_FUNCTION',
    'ERROR_FILE_NOT_FOUND NO_SUCH_FILE OBJECT_NAME_NOT_FOUND NO_SUCH_DEVICE',
    'ERROR_PATH_NOT_FOUND OBJECT_PATH_NOT_FOUND DFS_EXIT_PATH_FOUND',
    'ERROR_TOO_MANY_OPEN_FILES TOO_MANY_OPENED_FILES',
    'ERROR_ACCESS_DENIED ACCESS_DENIED ALREADY_COMMITTED INVALID_LOCK_SEQUENCE INVALID_VIEW_SIZE PORT_CONNECTION_REFUSED THREAD_IS_TERMINATING DELETE_PENDING FILE_IS_A_DIRECTORY FILE_DELETED CANNOT_DELETE PROCESS_IS_TERMINATING FILE_RENAMED',
    'ERROR_INVALID_HANDLE INVALID_HANDLE OBJECT_TYPE_MISMATCH PORT_DISCONNECTED INVALID_PORT_HANDLE FILE_CLOSED HANDLE_NOT_CLOSABLE',
    'ERROR_NOT_ENOUGH_MEMORY NO_MEMORY SECTION_TOO_BIG',
    'ERROR_NOT_SAME_DEVICE NOT_SAME_DEVICE',
    'ERROR_WRITE_PROTECT MEDIA_WRITE_PROTECTED',
    'ERROR_NOT_READY DEVICE_NOT_READY NO_MEDIA_IN_DEVICE',
    'ERROR_CRC DATA_ERROR CRC_ERROR',
    'ERROR_BAD_LENGTH INFO_LENGTH_MISMATCH',
    'ERROR_SECTOR_NOT_FOUND NONEXISTENT_SECTOR',
    'ERROR_GEN_FAILURE UNSUCCESSFUL IO_DEVICE_ERROR',
    'ERROR_SHARING_VIOLATION SHARING_VIOLATION',
    'ERROR_LOCK_VIOLATION FILE_LOCK_CONFLICT LOCK_NOT_GRANTED',
    'ERROR_WRONG_DISK WRONG_VOLUME',
    'ERROR_HANDLE_EOF END_OF_FILE',
    'ERROR_NOT_SUPPORTED NOT_SUPPORTED',
    'ERROR_REM_NOT_LIST REMOTE_NOT_LISTENING',
    'ERROR_DUP_NAME DUPLICATE_NAME',
    'ERROR_BAD_NETPATH BAD_NETWORK_PATH',
    'ERROR_NETWORK_BUSY NETWORK_BUSY',
    'ERROR_DEV_NOT_EXIST DEVICE_DOES_NOT_EXIST',
    'ERROR_TOO_MANY_CMDS TOO_MANY_COMMANDS',
    'ERROR_ADAP_HDW_ERR ADAPTER_HARDWARE_ERROR',
    'ERROR_BAD_NET_RESP INVALID_NETWORK_RESPONSE',
    'ERROR_UNEXP_NET_ERR UNEXPECTED_NETWORK_ERROR',
    'ERROR_BAD_REM_ADAP BAD_REMOTE_ADAPTER',
    'ERROR_PRINTQ_FULL PRINT_QUEUE_FULL',
    'ERROR_NO_SPOOL_SPACE NO_SPOOL_SPACE',
    'ERROR_PRINT_CANCELLED PRINT_CANCELLED',
    'ERROR_NETNAME_DELETED NETWORK_NAME_DELETED',
    'ERROR_NETWORK_ACCESS_DENIED NETWORK_ACCESS_DENIED',
    'ERROR_BAD_DEV_TYPE BAD_DEVICE_TYPE',
    'ERROR_BAD_NET_NAME BAD_NETWORK_NAME',
    'ERROR_TOO_MANY_NAMES TOO_MANY_NAMES',
    'ERROR_TOO_MANY_SESS TOO_MANY_SESSIONS',
    'ERROR_SHARING_PAUSED SHARING_PAUSED',
    'ERROR_REQ_NOT_ACCEP REQUEST_NOT_ACCEPTED',
    'ERROR_REDIR_PAUSED REDIRECTOR_PAUSED',
    'ERROR_NET_WRITE_FAULT NET_WRITE_FAULT',
    'ERROR_INVALID_PASSWORD WRONG_PASSWORD_CORE',
    'ERROR_INVALID_PARAMETER INVALID_PARAMETER INVALID_CID BAD_WORKING_SET_LIMIT INVALID_PAGE_PROTECTION',
    'ERROR_BROKEN_PIPE PIPE_BROKEN',
    'ERROR_DISK_FULL DISK_FULL',
    'ERROR_SEM_TIMEOUT IO_TIMEOUT',
    'ERROR_INSUFFICIENT_BUFFER BUFFER_TOO_SMALL',
    'ERROR_INVALID_NAME OBJECT_NAME_INVALID',
    'ERROR_PROC_NOT_FOUND PROCEDURE_NOT_FOUND ENTRYPOINT_NOT_FOUND',
    'ERROR_DIR_NOT_EMPTY DIRECTORY_NOT_EMPTY',
    'ERROR_BAD_PATHNAME OBJECT_PATH_SYNTAX_BAD OBJECT_PATH_INVALID',
    'ERROR_BUSY IMAGE_ALREADY_LOADED',
    'ERROR_ALREADY_EXISTS OBJECT_NAME_COLLISION',
    'ERROR_INVALID_ORDINAL ORDINAL_NOT_FOUND',
    'ERROR_BAD_EXE_FORMAT INVALID_IMAGE_FORMAT INVALID_IMAGE_NE_FORMAT INVALID_IMAGE_LE_FORMAT INVALID_IMAGE_NOT_MZ INVALID_IMAGE_PROTECT INVALID_IMAGE_WIN_16',
    'ERROR_FILENAME_EXCED_RANGE NAME_TOO_LONG',
    'ERROR_BAD_PIPE INVALID_INFO_CLASS INVALID_PIPE_STATE INVALID_READ_MODE',
    'ERROR_PIPE_BUSY PIPE_NOT_AVAILABLE INSTANCE_NOT_AVAILABLE PIPE_BUSY',
    'ERROR_NO_DATA PIPE_CLOSING PIPE_EMPTY',
    'ERROR_PIPE_NOT_CONNECTED PIPE_DISCONNECTED',
    'ERROR_INVALID_ADDRESS CONFLICTING_ADDRESSES NOT_MAPPED_VIEW UNABLE_TO_FREE_VM UNABLE_TO_DELETE_SECTION MEMORY_NOT_ALLOCATED',
    'ERROR_NOACCESS ACCESS_VIOLATION',
    'ERROR_STACK_OVERFLOW STACK_OVERFLOW',
    'ERROR_FILE_INVALID SECTION_NOT_IMAGE FILE_INVALID',
    'ERROR_BADDB REGISTRY_CORRUPT NOT_REGISTRY_FILE',
    'ERROR_KEY_DELETED KEY_DELETED',
    'ERROR_NO_LOG_SPACE NO_LOG_SPACE',
    'ERROR_REGISTRY_IO_FAILED REGISTRY_IO_FAILED',
    'ERROR_DLL_INIT_FAILED DLL_INIT_FAILED DLL_INIT_FAILED_LOGOFF',
    'ERROR_DLL_NOT_FOUND DLL_NOT_FOUND',
    'ERROR_DISK_CORRUPT DISK_CORRUPT_ERROR',
    'ERROR_FILE_CORRUPT FILE_CORRUPT_ERROR',
    'ERROR_UNRECOGNIZED_VOLUME UNRECOGNIZED_VOLUME',
    'ERROR_IO_DEVICE DISK_OPERATION_FAILED',
    'ERROR_POSSIBLE_DEADLOCK POSSIBLE_DEADLOCK',
    'ERROR_NO_SUCH_USER NO_SUCH_USER',
    'ERROR_USER_EXISTS USER_EXISTS',
    'ERROR_GROUP_EXISTS GROUP_EXISTS',
    'ERROR_NO_SUCH_GROUP NO_SUCH_GROUP',
    'ERROR_WRONG_PASSWORD WRONG_PASSWORD',
    'ERROR_ILL_FORMED_PASSWORD ILL_FORMED_PASSWORD',
    'ERROR_PASSWORD_RESTRICTION PASSWORD_RESTRICTION',
    'ERROR_LOGON_FAILURE LOGON_FAILURE',
    'ERROR_ACCOUNT_RESTRICTION ACCOUNT_RESTRICTION',
    'ERROR_INVALID_LOGON_HOURS INVALID_LOGON_HOURS',
    'ERROR_INVALID_WORKSTATION INVALID_WORKSTATION',
    'ERROR_PASSWORD_EXPIRED PASSWORD_EXPIRED',
    'ERROR_ACCOUNT_DISABLED ACCOUNT_DISABLED',
    'ERROR_NONE_MAPPED NONE_MAPPED',
    'ERROR_INVALID_SID INVALID_SID',
    'ERROR_INVALID_ACL INVALID_ACL',
    'ERROR_INVALID_SECURITY_DESCR INVALID_SECURITY_DESCR',
    'ERROR_NO_LOGON_SERVERS NO_LOGON_SERVERS',
    'ERROR_NO_SUCH_LOGON_SESSION NO_SUCH_LOGON_SESSION',
    'ERROR_NO_SUCH_PRIVILEGE NO_SUCH_PRIVILEGE',
    'ERROR_PRIVILEGE_NOT_HELD PRIVILEGE_NOT_HELD',
    'ERROR_NO_SUCH_DOMAIN NO_SUCH_DOMAIN',
    'ERROR_CANT_ACCESS_DOMAIN_INFO CANT_ACCESS_DOMAIN_INFO',
    'ERROR_LOGON_TYPE_NOT_GRANTED LOGON_TYPE_NOT_GRANTED',
    'ERROR_TIME_SKEW TIME_DIFFERENCE_AT_DC',
    'ERROR_NO_TRUST_LSA_SECRET NO_TRUST_LSA_SECRET',
    'ERROR_NO_TRUST_SAM_ACCOUNT NO_TRUST_SAM_ACCOUNT',
    'ERROR_TRUSTED_DOMAIN_FAILURE TRUSTED_DOMAIN_FAILURE',
    'ERROR_TRUSTED_RELATIONSHIP_FAILURE TRUSTED_RELATIONSHIP_FAILURE',
    'ERROR_TRUST_FAILURE TRUST_FAILURE',
    'ERROR_NETLOGON_NOT_STARTED NETLOGON_NOT_STARTED',
    'ERROR_ACCOUNT_EXPIRED ACCOUNT_EXPIRED',
    'ERROR_PASSWORD_MUST_CHANGE PASSWORD_MUST_CHANGE',
    'ERROR_DOMAIN_CONTROLLER_NOT_FOUND DOMAIN_CONTROLLER_NOT_FOUND',
    'ERROR_ACCOUNT_LOCKED_OUT ACCOUNT_LOCKED_OUT',
    'ERROR_NO_SYSTEM_RESOURCES INSUFFICIENT_RESOURCES',
    'ERROR_WORKING_SET_QUOTA WORKING_SET_QUOTA',
    'ERROR_PAGEFILE_QUOTA PAGEFILE_QUOTA_EXCEEDED',
    'ERROR_COMMITMENT_LIMIT COMMITMENT_LIMIT',
    'ERROR_NOT_ENOUGH_QUOTA QUOTA_EXCEEDED',
    'ERROR_OPERATION_ABORTED CANCELLED',
    'ERROR_CONNECTION_REFUSED CONNECTION_REFUSED',
    'ERROR_GRACEFUL_DISCONNECT GRACEFUL_DISCONNECT',
    'ERROR_NETWORK_UNREACHABLE NETWORK_UNREACHABLE',
    'ERROR_HOST_UNREACHABLE HOST_UNREACHABLE',
    'ERROR_PORT_UNREACHABLE PORT_UNREACHABLE',
    'ERROR_CONNECTION_ABORTED CONNECTION_ABORTED',
    'ERROR_INTERNAL_DB_CORRUPTION INTERNAL_DB_CORRUPTION',
    'ERROR_INTERNAL_ERROR INTERNAL_ERROR',
  ],
}
