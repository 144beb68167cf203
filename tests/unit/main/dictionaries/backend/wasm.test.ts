import { describe } from 'vitest'
import { testsOfBackend } from '../other-backends'

describe('the wasm backend', () => testsOfBackend('wasm'))
