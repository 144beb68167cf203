/** Formats of the field that Loupe knows by sight and does not read yet, each with the way out. */

export interface ForeignFormat {
  name: string
  hint: string
}

const saveAsNpy = 'Save the array with numpy.save as .npy, or as .safetensors.'

const byMagic: { bytes: number[]; format: ForeignFormat }[] = [
  { bytes: [0x50, 0x4b, 3, 4], format: { name: 'a zip archive that is neither .npz nor PyTorch', hint: 'Unpack it first.' } },
  {
    bytes: [0x46, 0x45, 0x41, 0x31],
    format: { name: 'a Feather file of version 1', hint: 'Write it again with version=2 (the default of pyarrow.feather).' }
  },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], format: { name: 'compressed with zstd', hint: 'Unpack it first.' } },
  { bytes: [0x80, 2], format: { name: 'a Python pickle', hint: saveAsNpy } },
  { bytes: [0x80, 3], format: { name: 'a Python pickle', hint: saveAsNpy } },
  { bytes: [0x80, 4], format: { name: 'a Python pickle', hint: saveAsNpy } },
  { bytes: [0x80, 5], format: { name: 'a Python pickle', hint: saveAsNpy } }
]

/** The foreign format that begins with these bytes, if any. */
export function foreignFormat(head: Uint8Array): ForeignFormat | undefined {
  return byMagic.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte))?.format
}
