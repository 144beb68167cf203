/** Names of the files in the folder of a checkpoint. */
export const stateFile = 'state.safetensors'
export const dictionaryFile = 'dictionary.safetensors'
