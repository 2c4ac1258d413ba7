// Which characters has this text, one after the other?
//
// Reading a string by index asks each time how the string is held: whole, as a piece of another, joined of several. An
// array has no such question, so whoever looks at characters more than once looks at a copy, which costs a tenth of
// reading the string once.

/** Characters past the end are 0, so many may be read. */
const margin = 4

const encoder = new TextEncoder()

export class Units {
  #bytes = new Uint8Array(0)
  #units = new Uint16Array(0)

  /** The UTF-16 units of a text, with zeros behind; valid until the next call. */
  of(text: string): Uint16Array {
    const { length } = text
    if (this.#bytes.length < length) {
      this.#bytes = new Uint8Array(length * 2)
      this.#units = new Uint16Array(length * 2 + margin)
    }
    const units = this.#units
    const bytes = this.#bytes.subarray(0, length)
    // All of it goes into as many bytes only if it is ASCII.
    if (encoder.encodeInto(text, bytes).read === length) units.set(bytes)
    else for (let at = 0; at < length; at++) units[at] = text.charCodeAt(at)
    return units.fill(0, length, length + margin)
  }
}
