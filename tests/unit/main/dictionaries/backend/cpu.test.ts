import { describe } from 'vitest'
import { testsOfBackend } from '../other-backends'

describe('the cpu backend', () => testsOfBackend('cpu'))
