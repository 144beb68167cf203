/** Formats of the field that Loupe knows by sight and does not read yet, each with the way out. */

export interface ForeignFormat {
  name: string
  hint: string
}

const saveAsNpy = 'Save the array with numpy.save as .npy, or as .safetensors.'

const byMagic: { bytes: number[]; format: ForeignFormat }[] = [
  { bytes: [0x50, 0x4b, 3, 4], format: { name: 'a zip archive (.npz or PyTorch)', hint: saveAsNpy } },
  { bytes: [0x89, 0x48, 0x44, 0x46], format: { name: 'an HDF5 file', hint: saveAsNpy } },
  {
    bytes: [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31],
    format: { name: 'an Arrow file', hint: 'Save tables as .parquet and arrays as .npy.' }
  },
  { bytes: [0xff, 0xff, 0xff, 0xff], format: { name: 'an Arrow stream', hint: 'Save tables as .parquet and arrays as .npy.' } },
  { bytes: [0x1f, 0x8b], format: { name: 'compressed with gzip', hint: 'Unpack it first.' } },
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
