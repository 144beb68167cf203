/**
 * How far packed data may unpack. Deflate can make a gigabyte of a megabyte, numbers and tables never shrink so: what would is
 * refused before the disk is filled with it. Small ones may do what they like.
 */

export const maxUnpackRatio = 100
export const freeUnpackedBytes = 256 * 1024 * 1024

/** Bytes that so many packed bytes may become. */
export function mostUnpacked(packed: number): number {
  return Math.max(freeUnpackedBytes, packed * maxUnpackRatio)
}
