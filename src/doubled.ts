// How does an array of numbers get more room?

/** A copy with room for as many again. */
export function doubled(array: Int32Array): Int32Array<ArrayBuffer>
export function doubled(array: Uint32Array): Uint32Array<ArrayBuffer>
export function doubled(array: Int32Array | Uint32Array): Int32Array | Uint32Array {
  const larger =
    array instanceof Int32Array ? new Int32Array(array.length * 2) : new Uint32Array(array.length * 2)
  larger.set(array)
  return larger
}
