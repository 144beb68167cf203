import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { environmentFor } from '../../../../../main/dictionaries/backend/environment'

describe('environmentFor', () => {
  it('lets only the fast precision use bf16', () => {
    expect(environmentFor({ precision: 'fast' }).ONEDNN_DEFAULT_FPMATH_MODE).toBe('BF16')
    expect(environmentFor({ precision: 'exact' }).ONEDNN_DEFAULT_FPMATH_MODE).toBe('STRICT')
  })

  it('gives memory back at once for wide dictionaries only', () => {
    expect(environmentFor({ dSae: 32_767 })).not.toHaveProperty('TF_ONEDNN_USE_SYSTEM_ALLOCATOR')
    expect(environmentFor({ dSae: 32_768 })).toMatchObject({
      TF_ONEDNN_USE_SYSTEM_ALLOCATOR: '1',
      GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1'
    })
  })

  it('keeps the library silent on the job’s output', () => {
    const script =
      "const u=require('util');u.isNullOrUndefined??=(x)=>x==null;require('@tensorflow/tfjs-node').ones([2]).sum().dataSync()"
    const output = execFileSync(process.execPath, ['-e', script], {
      env: { ...process.env, ...environmentFor({ precision: 'exact' }), NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'pipe', 'pipe']
    })
    expect(output.toString()).toBe('')
  })
})
