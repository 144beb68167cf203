import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { environmentFor } from '../../../../../main/dictionaries/backend/environment'

describe('environmentFor', () => {
  it('lets only the fast precision use bf16', () => {
    expect(environmentFor('fast').ONEDNN_DEFAULT_FPMATH_MODE).toBe('BF16')
    expect(environmentFor('exact').ONEDNN_DEFAULT_FPMATH_MODE).toBe('STRICT')
  })

  it('keeps the library silent on the job’s output', () => {
    const script =
      "const u=require('util');u.isNullOrUndefined??=(x)=>x==null;require('@tensorflow/tfjs-node').ones([2]).sum().dataSync()"
    const output = execFileSync(process.execPath, ['-e', script], {
      env: { ...process.env, ...environmentFor('exact'), NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'pipe', 'pipe']
    })
    expect(output.toString()).toBe('')
  })
})
