/**
 * The station between a dictionary and what is known of its features.
 * Who only needs the pure parts (examples/, edges of histograms) imports their files: this index brings the tensor library along.
 */
export { type Analysis, analyze } from './analyze'
export { exampleFrom } from './examples/example'
export { peakText } from './examples/peak'
export { sourceOf } from './examples/source'
export { windowAround } from './examples/window'
export { checkFit } from './fit/check-fit'
export { measurePins, type PinSample } from './pins/measure-pins'
